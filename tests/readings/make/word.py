"""Word files with the things Word files have: automatic numbers, styles, tables, footnotes, headers and footers."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from .blocks import Block, blocks, runs
from .footnotes import add_reference, save_notes

FORMATS = {
    "1": ("decimal", "%1."),
    "a": ("lowerLetter", "(%1)"),
    "A": ("upperLetter", "%1."),
    "i": ("lowerRoman", "%1)"),
    "I": ("upperRoman", "%1."),
}
HEADING_LIST, LEGAL_LIST = 90, 91


def write_word(path: Path, body: str, layout: dict[str, Any]) -> None:
    """Write ``body`` to ``path`` as a Word file laid out as ``layout`` says."""
    document = Document()
    document.styles["Normal"].font.name = layout.get("font", "Arial")
    document.styles["Normal"].font.size = Pt(layout.get("size", 11))
    furniture(document, layout)
    writer = Writer(document, layout)
    parts = blocks(body)
    notes = {one.level: one.text for one in parts if one.kind == "note"}
    for one in parts:
        writer.write(one)
    document.save(str(path))
    save_notes(path, notes)


def furniture(document: WordDocument, layout: dict[str, Any]) -> None:
    """The running header, and a footer with the page number as a field."""
    section = document.sections[0]
    if layout.get("header"):
        section.header.paragraphs[0].text = layout["header"]
    if layout.get("footer"):
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{layout['footer']} Page ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)


class Writer:
    """Writes blocks one after another, and remembers which automatic list is open."""

    def __init__(self, document: WordDocument, layout: dict[str, Any]) -> None:
        self.document, self.layout = document, layout
        self.numbering = document.part.numbering_part.element
        self.open_list: tuple[str, int] | None = None
        self.lists_made = 0
        self.running: dict[str, int] = {}
        if layout.get("number_headings"):
            self.legal(HEADING_LIST)

    def write(self, one: Block) -> None:
        """Write one block."""
        if one.kind not in ("number", "bullet") and not self.layout.get("continue"):
            self.open_list = None
        if one.kind == "box":
            text_box(self.document.add_paragraph(), one.text)
        elif one.kind in ("heading", "number", "bullet", "table"):
            getattr(self, one.kind)(one)
        elif one.kind == "break":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif one.kind == "paragraph":
            fill(self.document.add_paragraph(), one.text)

    def heading(self, one: Block) -> None:
        """A heading by style, or as a bold line where the officer never met the styles."""
        if self.layout.get("headings") == "bold":
            fill(self.document.add_paragraph(), one.text, bold=True)
            return
        if one.level == 1 and self.layout.get("title_style"):
            fill(self.document.add_paragraph(style="Title"), one.text)
            return
        level = one.level - 1 if self.layout.get("title_style") else one.level
        made = self.document.add_paragraph(style=f"Heading {level}")
        fill(made, one.text)
        if self.layout.get("number_headings") and level <= self.layout["number_headings"]:
            number(made, HEADING_LIST, level - 1)

    def bullet(self, one: Block) -> None:
        """A bullet of Word's own."""
        style = "List Bullet" if one.level == 0 else "List Bullet 2"
        fill(self.document.add_paragraph(style=style), one.text)

    def number(self, one: Block) -> None:
        """An item whose number Word prints and the text does not hold."""
        made = self.document.add_paragraph(style="List Paragraph")
        fill(made, one.text)
        if one.style == "L":
            self.legal(LEGAL_LIST)
            number(made, LEGAL_LIST, one.level)
            return
        number(made, self.list_of(one.style), 0)

    def list_of(self, style: str) -> int:
        """The list that an item of this style goes on with, or a new one."""
        if self.layout.get("continue") and style in self.layout["continue"]:
            if style not in self.running:
                self.running[style] = self.simple(80 + len(self.running), style)
            self.open_list = None
            return self.running[style]
        if self.open_list is None or self.open_list[0] != style:
            self.lists_made += 1
            self.open_list = (style, self.simple(100 + self.lists_made, style))
        return self.open_list[1]

    def table(self, one: Block) -> None:
        """A ruled table; a cell may hold several paragraphs."""
        made = self.document.add_table(rows=0, cols=max(len(row) for row in one.rows))
        made.style = "Table Grid"
        for index, row in enumerate(one.rows):
            cells = made.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                fill_cell(cell, text, bold=index == 0 and not self.layout.get("plain_head"))
        self.document.add_paragraph()

    def simple(self, number_id: int, style: str) -> int:
        """A one-level list of its own, beginning at one."""
        shape, text = self.layout.get("formats", {}).get(style) or FORMATS[style]
        self.define(number_id, level_xml(0, shape, text))
        return number_id

    def legal(self, number_id: int) -> None:
        """The many-level list 1, 1.1, 1.1.1, made once."""
        if self.numbering.xpath(f"w:num[@w:numId='{number_id}']"):
            return
        dots = [".".join(f"%{part}" for part in range(1, depth + 2)) for depth in range(3)]
        self.define(
            number_id,
            "".join(level_xml(depth, "decimal", text) for depth, text in enumerate(dots)),
        )

    def define(self, number_id: int, levels: str) -> None:
        """Add a list definition and its instance to numbering.xml, each where the schema wants it."""
        space = nsdecls("w")
        abstract = parse_xml(f'<w:abstractNum {space} w:abstractNumId="{number_id}">{levels}</w:abstractNum>')
        self.numbering.insert(0, abstract)
        num = f'<w:num {space} w:numId="{number_id}"><w:abstractNumId w:val="{number_id}"/></w:num>'
        self.numbering.append(parse_xml(num))


def text_box(paragraph: Paragraph, text: str) -> None:
    """Put a floating box of words beside a paragraph, as Word does."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("<br>"))
    spaces = nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    paragraph._p.append(
        parse_xml(
            f'<w:r {spaces}><w:pict><v:shape style="width:180pt;height:90pt"><v:textbox><w:txbxContent>{paragraphs}'
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def level_xml(depth: int, shape: str, text: str) -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def number(paragraph: Paragraph, number_id: int, depth: int) -> None:
    """Make a paragraph an item of an automatic list."""
    holder: Any = paragraph._p.get_or_add_pPr()
    properties = holder.get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number_id


def fill(paragraph: Paragraph, text: str, bold: bool = False) -> None:
    """Put a line into a paragraph, run by run."""
    for style, piece in runs(text):
        if style == "note":
            add_reference(paragraph, int(piece))
            continue
        run = paragraph.add_run(piece)
        run.bold = True if bold or style == "bold" else None
        run.italic = True if style == "italic" else None


def fill_cell(cell: _Cell, text: str, bold: bool) -> None:
    """Put text into a cell, a paragraph for each ``<br>``, a bullet where a line begins with a dash."""
    template = copy.copy(cell.paragraphs[0])
    for index, line in enumerate(text.split("<br>")):
        paragraph = template if index == 0 else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style = "List Bullet"
            line = line[2:]
        fill(paragraph, line.strip(), bold=bold)
