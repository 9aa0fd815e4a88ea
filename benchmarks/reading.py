"""How dear reading is: against the plain libraries it stands on, and 400 pages against 100."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2

from throughline.files.opening import open_bytes
from throughline.reading import read

from .measuring import Goal, in_turn
from .papers import what_it_holds
from .setting import paper, size

PDF_MOST, DOCX_MOST, OPENED_MOST, FOUR_TIMES_MOST = 5.0, 6.0, 1.0, 4.4
RUNS = 7


def plain_pdf(path: Path) -> int:
    """pypdfium2's own text of every page; how many characters."""
    document = pypdfium2.PdfDocument(path)
    count = 0
    for page in document:
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return count


def plain_docx(path: Path) -> int:
    """The text of python-docx's paragraphs and of its tables' cells; how many characters."""
    document = docx.Document(str(path))
    count = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            count += sum(len(cell.text) for cell in row.cells)
    return count


def measure() -> list[Goal]:
    """Both media at 100 and at 400 pages."""
    short, long, prose = paper(100), paper(400), paper(100, tables=False)
    print(f"Reading. The 100 pages hold {what_it_holds(short.blocks)}.")
    print(f"PDF {size(short.pdf)}; Word {size(short.word)}; {size(short.edited)} where paragraphs are cut into runs.")
    for path in (short.pdf, short.word):
        print(_what_was_read(path))
    print(f"Without tables, 100 pages hold {what_it_holds(prose.blocks)}.")
    print(f"Processor time, medians of {RUNS} interleaved runs.\n")
    goals = [
        _against("100-page PDF, against pypdfium2’s text", short.pdf, plain_pdf, PDF_MOST),
        _against("100-page Word file, against python-docx", short.word, plain_docx, DOCX_MOST),
        _against("100 pages of Word, many runs a paragraph", short.edited, plain_docx, DOCX_MOST),
        _against("100 pages of Word, no table in it", prose.word, plain_docx, DOCX_MOST),
        _opened("The same, opened and not read", short.word),
        _flat("400 pages of PDF, against 100", short.pdf, long.pdf),
        _flat("400 pages of Word, against 100", short.word, long.word),
    ]
    print(*goals, sep="\n")
    return goals


def _what_was_read(path: Path) -> str:
    """What reading found, so that nobody is quick by finding nothing."""
    found = read(path)
    lists = {
        "findings": found.findings,
        "learning points": found.learning_points,
        "recommendations": found.recommendations,
        "progress": found.progress,
        "impact": found.impact,
        "case studies": found.case_studies,
    }
    assert all(lists.values()), f"something was not read from {path}"
    words = ", ".join(f"{len(items)} {name}" for name, items in lists.items())
    return f"Read from the {path.suffix[1:]}: {words}, {len(found.actions)} actions, {len(found.doubts)} doubts."


def _against(what: str, path: Path, plain: Callable[[Path], int], most: float) -> Goal:
    ours, theirs = in_turn([lambda: read(path), lambda: plain(path)], RUNS)
    return Goal(what, ours / theirs, most)


def _opened(what: str, path: Path) -> Goal:
    data = path.read_bytes()
    ours, theirs = in_turn([lambda: open_bytes(path.name, data), lambda: plain_docx(path)], RUNS)
    return Goal(what, ours / theirs, OPENED_MOST)


def _flat(what: str, short: Path, long: Path) -> Goal:
    one, four = in_turn([lambda: read(short), lambda: read(long)], 5)
    return Goal(what, four / one, FOUR_TIMES_MOST)
