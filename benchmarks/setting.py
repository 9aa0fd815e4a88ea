"""The papers set as a tagged PDF, through typst, and as Word files; made once and kept in var/bench."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pypdfium2
import typst
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .papers import Block, blocks

HERE = Path(__file__).parent
FONTS = HERE.parent / "throughline" / "documents" / "fonts"
KEPT = HERE.parent / "var" / "bench" / "papers"
MAKERS = ("papers.py", "prose.py", "setting.py", "words.toml")
TITLE = "Overview report of a fictional review"

_TYPST = """
#set document(title: sys.inputs.title)
#set text(font: "Source Sans 3", size: 11pt, lang: "en", region: "gb")
#set par(justify: true)
#set page(paper: "a4", margin: 2.4cm, header: [#sys.inputs.title #h(1fr) Official],
  footer: context [Fictional safeguarding partnership #h(1fr) Page #counter(page).display()])
#let rich(block) = if block.note == "" { block.text } else { [#block.text#footnote(block.note)] }
#for block in json(bytes(sys.inputs.blocks)) {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "paragraph" { par(rich(block)) }
  else if block.kind == "bullet" { list(block.text) }
  else {
    set text(size: 9pt)
    table(columns: (auto,) + (1fr,) * (block.rows.at(0).len() - 1), table.header(..block.rows.at(0)),
      ..block.rows.slice(1).flatten())
  }
}
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its blocks, the PDF, and the Word file with one run a paragraph (`word`) and with many (`edited`)."""

    blocks: list[Block]
    pdf: Path
    word: Path
    edited: Path


def paper(pages: int, tables: bool = True) -> Paper:
    """The paper that fills exactly so many pages as a PDF; made once, made anew when its makers change."""
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in (HERE / each for each in MAKERS))).hexdigest()[:12]
    folder = KEPT / f"{mark}-{pages}{'' if tables else '-prose'}"
    pdf, plain, edited, kept = (folder / name for name in ("paper.pdf", "paper.docx", "edited.docx", "blocks"))
    some = [block for block in blocks(pages // (5 if tables else 3) + 2) if tables or block.kind != "table"]
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        some, data = _fill(some, pages)
        pdf.write_bytes(data)
        word(some, edited=False).save(str(plain))
        word(some, edited=True).save(str(edited))
        kept.write_bytes(pickle.dumps(some))
    return Paper(pickle.loads(kept.read_bytes()), pdf, plain, edited)  # noqa: S301 we wrote it


def _fill(some: list[Block], pages: int) -> tuple[list[Block], bytes]:
    """The blocks that fill exactly so many pages, found by guessing in proportion, and the PDF of them."""
    low, high, length = 1, len(some), len(some)
    while low <= high:
        data = pdf_of(some[:length])
        count = len(pypdfium2.PdfDocument(data))
        if count == pages:
            return some[:length], data
        low, high = (length + 1, high) if count < pages else (low, length - 1)
        length = min(max(length * pages // count, low), high)
    over = some[min(high, len(some) - 1)]
    for rows in range(2, len(over.rows)):  # one table more is too much: a part of it is not
        cut = [*some[:high], replace(over, rows=over.rows[:rows])]
        data = pdf_of(cut)
        if len(pypdfium2.PdfDocument(data)) == pages:
            return cut, data
    raise AssertionError(f"the paper cannot be cut to {pages} pages")


def pdf_of(some: list[Block]) -> bytes:
    """A tagged PDF with running header, numbered footer and footnotes."""
    facts = [
        {"kind": each.kind, "text": each.text, "level": each.level, "rows": each.rows, "note": each.note}
        for each in some
    ]
    data: bytes = typst.compile(  # type: ignore[call-overload]  # its stub asks paths to be of the input's type
        _TYPST.encode(),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"title": TITLE, "blocks": json.dumps(facts)},
        format="pdf",
    )
    return data


def word(some: list[Block], edited: bool) -> Document:
    """A Word file of the same blocks; `edited` cuts paragraphs into runs of a few words, as Word saves edited text."""
    document = docx.Document()
    document.core_properties.title = TITLE
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{TITLE}\tOfficial"
    section.footer.paragraphs[0].text = "Fictional safeguarding partnership"
    for each in some:
        if each.kind == "heading":
            document.add_heading(each.text, each.level)
        elif each.kind == "table":
            _table(document, each.rows, edited)
        else:
            style = "List Bullet" if each.kind == "bullet" else None
            _runs(document.add_paragraph(style=style), each.text, edited)
            if each.note:  # python-docx writes no footnotes: the words stand in a paragraph of their own
                _runs(document.add_paragraph(), each.note, edited)
    return document


def _table(document: Document, rows: tuple[tuple[str, ...], ...], edited: bool) -> None:
    """A table, each row copied from an empty one: python-docx's own way to a cell goes through all cells."""
    table = document.add_table(rows=1, cols=len(rows[0]), style="Table Grid")
    empty = table.rows[0]._tr
    for row in rows:
        made = copy.deepcopy(empty)
        empty.addprevious(made)
        for cell, text in zip(made.tc_lst, row, strict=True):
            _runs(Paragraph(cell.p_lst[0], document._body), text, edited)
    empty.getparent().remove(empty)


def _runs(paragraph: Paragraph, text: str, edited: bool) -> None:
    """The text in one run, or in runs of one to seven words with the marks of spelling and revision between them."""
    if not edited:
        paragraph.add_run(text)
        return
    words = text.split(" ")
    at = step = 0
    while at < len(words):
        step = step % 7 + 1
        last = at + step >= len(words)
        run = paragraph.add_run(" ".join(words[at : at + step]) + ("" if last else " "))
        run._r.set(qn("w:rsidR"), f"00A{step}{at % 10}B7F")
        if step == 4:
            proof = OxmlElement("w:proofErr")
            proof.set(qn("w:type"), "spellEnd")
            run._r.addnext(proof)
        at += step


def size(path: Path) -> str:
    """How large a file is, in words."""
    return f"{path.stat().st_size / 1024:,.0f} KB"
