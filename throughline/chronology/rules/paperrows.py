"""The rows of a timeline as they come back from the PDF of it that is printed here. Pure.

Each cell comes back by its colours and labels (`papercells`), each table by its heads. The counts on the first page, of
rows and of letters, must be those of what was read: a copy that lost or won anything does not come in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from throughline.chronology.rules.heads import HEADS, NOTE, REFUSED_HEADS
from throughline.chronology.rules.papercells import INK, OURS, NotWords, fields_of
from throughline.files.pdftagged import Cell, NotAsTagged, Tagged, TaggedTable, read_tagged
from throughline.files.rows import Row, Table
from throughline.kernel.refusals import Refused

ENTRIES = ("No.", "When", "Age", "Recorded by", "What is recorded", "What was done", "Comment of the agency")
WAITING = ("Agency", "Row", "Rule", "Why")
NOTES = ("Agency", "Row", "Words")
DIFFERING = ("One account", "The other", "Why", "How it stands")
SILENT = ("Agency", "About", "From and to", "Why", "What a reviewer says")
UNTIL, AT, SEQUENCE, SOURCE, ROW = "until", "at", "sequence", "source", "row"

_COUNTS = re.compile(
    r"It holds ([\d,]+) entr(?:y|ies), ([\d,]+) rows? that waits? to be mended and ([\d,]+) notes?, "
    r"with ([\d,]+) letters? and signs?\b"
)
_DO = "Take the timeline out as Word, Excel, CSV or JSON, and send that: each of these comes in again as it was."
_COLOURS = {INK: False, OURS: True}
Texts = tuple[str, ...]


def counts(entries: Sequence[Texts], waiting: Sequence[Texts], notes: Sequence[Texts]) -> str:
    """How many rows of each kind there are and how many letters, in the sentence by which a copy is checked."""
    letters = _letters((*entries, *waiting, *notes))
    return (
        f"It holds {_counted(len(entries), 'entry', 'entries')}, "
        f"{_counted(len(waiting), 'row that waits', 'rows that wait')} to be mended and "
        f"{_counted(len(notes), 'note', 'notes')}, with {_counted(letters, 'letter and sign', 'letters and signs')} in "
        "what the agencies gave, spaces left out."
    )


def _letters(rows: Iterable[Texts]) -> int:
    return sum(len("".join(cell.split())) for row in rows for cell in row)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def tables_of_paper(name: str, data: bytes) -> tuple[Table, ...]:
    """The rows in a PDF of a timeline that was made here; refused (E1218) where it is another, or was changed.

    Refused too (E1102 to E1110) where it is no PDF that can be read.
    """
    try:
        tagged = read_tagged(name, data)
        entries, waiting, notes = _read(tagged)
        said = _said(tagged)
    except NotAsTagged as error:
        raise not_back(name, error.why) from error
    except NotWords as error:
        raise not_back(name, "a cell of it does not hold what is printed in one") from error
    letters = _letters((*entries, *waiting, *notes))
    for (number, what), there in zip(said, (len(entries), len(waiting), len(notes), letters), strict=True):
        if there != number:
            raise not_back(name, f"by its first page the number of {what} is {number:,}, and {there:,} were found")
    rows = [*map(_as_written, entries), *(_note(*each) for each in notes)]
    return (
        Table(tuple(map(Row, (HEADS, *rows)))),
        Table(tuple(map(Row, (REFUSED_HEADS, *waiting)))),
    )


def not_back(name: str, why: str) -> Refused:
    """The PDF does not give its rows back exactly, so none of them is taken."""
    return Refused("E1218", f"{name} is a PDF whose rows cannot be read back exactly: {why}.", _DO)


def _as_written(row: Texts) -> Texts:
    """With the agency before the source, as Word has it, for it is taken away where rows are read."""
    return (*row[:4], f"{row[8]}: {row[4]}", *row[5:])


def _note(agency: str, row: str, words: str) -> Texts:
    return ("", "", "", "", NOTE, words, "", "", agency, row)


def _said(tagged: Tagged) -> list[tuple[int, str]]:
    """What the first page says that there is, each with its name."""
    found = [counted for words in tagged.paragraphs if (counted := _COUNTS.match(words))]
    if len(found) != 1:
        raise NotAsTagged("it does not say how many rows it holds, as a chronology made here does")
    numbers = [int(each.replace(",", "")) for each in found[0].groups()]
    return list(zip(numbers, ("entries", "rows that wait", "notes", "letters"), strict=True))


def _read(tagged: Tagged) -> tuple[list[Texts], list[Texts], list[Texts]]:
    found: dict[Texts, TaggedTable] = {}
    for table in tagged.tables:
        if table.heads in found or table.heads not in (ENTRIES, WAITING, NOTES, DIFFERING, SILENT):
            raise NotAsTagged("its tables are not those of a chronology made here")
        if any(len(row) != len(table.heads) for row in table.rows):
            raise NotAsTagged("a row of it has more cells than heads, or fewer")
        found[table.heads] = table
    none = TaggedTable((), ())
    entries = [_entry(number, row) for number, row in enumerate(found.get(ENTRIES, none).rows, 1)]
    waiting = [tuple(_cell(cell).get("", "") for cell in row) for row in found.get(WAITING, none).rows]
    notes = [tuple(_cell(cell).get("", "") for cell in row) for row in found.get(NOTES, none).rows]
    return entries, waiting, notes


def _entry(number: int, row: Sequence[Cell]) -> Texts:
    """The ten texts of an entry, in the order in which every file has them."""
    if _cell(row[0]).get("") != str(number):
        raise NotAsTagged(f"row {number} of its entries is not numbered {number}")
    when, by = _cell(row[1], (UNTIL, AT, SEQUENCE)), _cell(row[3], (SOURCE, ROW))
    event, action, comment = (_cell(cell).get("", "") for cell in row[4:])
    texts = (when.get(SEQUENCE, ""), when.get("", ""), when.get(AT, ""), when.get(UNTIL, ""), by.get(SOURCE, ""))
    return (*texts, event, action, comment, by.get("", ""), by.get(ROW, ""))


def _cell(cell: Cell, labels: Collection[str] = ()) -> dict[str, str]:
    runs = []
    for paragraph in cell:
        if any(colour not in _COLOURS for colour, _ in paragraph):
            raise NotAsTagged("some of its words have another colour than they were printed in")
        runs.append([(_COLOURS[colour], words) for colour, words in paragraph])
    return fields_of(runs, labels)
