"""A PDF into parts: its lines are read with their places, and put together again as the paragraphs they were."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from throughline.files.characters import plain
from throughline.files.parts import Mend, Opened, Part
from throughline.files.pdfbaseline import on_one_baseline
from throughline.files.pdffacts import facts_of, text_size
from throughline.files.pdffurniture import Page, note_mark, take_furniture, take_notes
from throughline.files.pdfguard import refuse_bomb
from throughline.files.pdfparagraphs import Held, Joiner, is_contents
from throughline.files.pdfrows import row_part, without_repeats
from throughline.files.pdfrules import Rules, is_plain, rules_of
from throughline.files.pdftables import Block, blocks_of, hints_at_list, hints_at_table
from throughline.files.pdftext import Line, PageText
from throughline.files.refusals import broken_pdf, has_no_text, is_locked

_ONE_AT_A_TIME = threading.Lock()  # the library keeps state of its own that threads must not share
_MOST_PAGES = 5_000
_NO_SUCH_PLACE = (ArithmeticError, ValueError)  # what comes of coordinates that are no numbers
_MOST_NOTES = 500
_EMPTY = 2  # bytes of a string that says nothing
_COMMENTS = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT}
)
_JUNK_TITLES = ("microsoft word", "untitled", "powerpoint", "document1")


def open_pdf(name: str, data: bytes, sha256: str) -> Opened:
    """The parts of a PDF; refused (E1105, E1106, E1108, E1110) where it is locked, damaged, a bomb or has no text."""
    refuse_bomb(name, data)
    with _ONE_AT_A_TIME:
        document = _document(name, data)
        try:
            title = plain(document.get_metadata_value("Title"))
            pages, hidden = _pages(document)
        except (pdfium.PdfiumError, *_NO_SUCH_PLACE) as error:
            raise broken_pdf(name, "a page of it cannot be read") from error
        finally:
            document.close()
    without = tuple(page.number for page in pages if not page.lines)
    if len(without) == len(pages):
        raise has_no_text(
            name,
            "no page of it has any, so it is most likely a scan",
            "Ask for the document it was made from, or have its text recognised first.",
        )
    try:
        parts = parts_of(pages)
    except _NO_SUCH_PLACE as error:
        raise broken_pdf(name, "its words stand outside any page") from error
    return Opened(
        name=name,
        media="pdf",
        sha256=sha256,
        size=len(data),
        parts=parts,
        title="" if title.lower().startswith(_JUNK_TITLES) else title,
        pages=len(pages),
        pages_without_text=without,
        hidden=tuple(sorted(hidden)),
    )


def _document(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or b"/Encrypt" in data:
            raise is_locked(name, "a PDF") from error
        raise broken_pdf(name, "it is cut short, or not a PDF inside") from error
    if not 0 < count <= _MOST_PAGES:
        document.close()
        raise broken_pdf(name, "it says it has no pages" if count <= 0 else f"it has more than {_MOST_PAGES} pages")
    return document


def _pages(document: pdfium.PdfDocument) -> tuple[list[Page], set[str]]:
    """Every page with its lines, and what is in the document that its pages do not show."""
    fonts: dict[str, bool] = {}
    hidden: set[str] = set()
    pages = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        text = PageText(page, number, fonts)
        lines = on_one_baseline(list(text.lines()))
        table = hints_at_table(lines)
        rules = rules_of(page) if table or is_plain(page) or hints_at_list(lines) else Rules()
        if rules.dots:
            lines = [_with_dot(line, rules) for line in lines]
        pages.append(Page(number, text.width, text.height, lines, rules if table else None))
        text.close()
        if _has_comments(page):
            hidden.add("comments")
        page.close()
    return pages, hidden


def _has_comments(page: pdfium.PdfPage) -> bool:
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        kind = raw.FPDFAnnot_GetSubtype(note)
        said = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _COMMENTS and said > _EMPTY:
            return True
    return False


def _with_dot(line: Line, rules: Rules) -> Line:
    """A line with the bullet that is drawn before it and not written."""
    return replace(line, text=f"• {line.text}") if rules.has_dot(line.x0, line.y, line.size) else line


def parts_of(pages: Sequence[Page]) -> tuple[Part, ...]:
    """The parts that the lines of the pages make up; footnotes after all else."""
    size, _ = text_size(page.lines for page in pages)
    take_furniture(pages, size)
    take_notes(pages, size)
    blocks = [blocks_of(page.lines, page.rules) for page in pages]
    facts = facts_of([[block for block in page if isinstance(block, Line)] for page in blocks])
    joiner = Joiner(facts)
    body = _body(joiner, [block for page in blocks for block in page])
    parts = list(_with_mends(pages, without_repeats(body)))
    parts.extend(_notes(pages, joiner))
    return tuple(parts)


def _body(joiner: Joiner, blocks: list[Block]) -> Iterator[Part]:
    """Paragraphs and rows in order; lines of a table of contents are left out, and noted."""
    contents: list[Mend] = []
    for part in _parts(joiner, blocks):
        if is_contents(part.text):
            contents.append(Mend("contents_line", part.text))
        elif part.text.strip():
            yield replace(part, mends=(*contents, *part.mends)) if contents else part
            contents = []


def _parts(joiner: Joiner, blocks: list[Block]) -> Iterator[Part]:
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            run.append(block)
            continue
        yield from map(joiner.part, joiner.paragraphs(run))
        run = []
        yield row_part(joiner, block)
    yield from map(joiner.part, joiner.paragraphs(run))


def _with_mends(pages: Sequence[Page], parts: Iterator[Part]) -> Iterator[Part]:
    """Each part with what was taken off its page, noted on the first part that begins there or later."""
    taken = [(page.number, line.text) for page in pages for line in page.furniture]
    at = 0
    for part in parts:
        mends = []
        while at < len(taken) and taken[at][0] <= part.page:
            mends.append(Mend("running_header", plain(taken[at][1])))
            at += 1
        yield replace(part, mends=(*mends, *part.mends)) if mends else part


def _notes(pages: Sequence[Page], joiner: Joiner) -> Iterator[Part]:
    held: list[tuple[str, Held]] = []
    for page in pages:
        for line in page.notes:
            mark, words = note_mark(line)
            if mark or not held:
                held.append((mark, Held([replace(line, text=words)])))
            else:
                held[-1][1].lines.append(line)
    for mark, note in held:
        part = joiner.part(note)
        if part.text or part.mark:
            yield replace(part, shape="footnote", text=(part.mark + " " + part.text).strip(), mark=mark, level=0)
