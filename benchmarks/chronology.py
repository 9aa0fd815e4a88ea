"""How dear chronologies are: twenty agencies read, checked, ordered and linked, and a long Word table."""

from __future__ import annotations

import csv
import io
import math
import random
import tracemalloc
from datetime import date, timedelta
from pathlib import Path

import docx

from throughline.chronology.rules import Timeline, link, merge, read
from throughline.chronology.rules.links.likeness import told_once
from throughline.files.making import Sheet, word
from throughline.files.tables import open_tables

from .measuring import Goal, in_turn
from .prose import Writer
from .setting import KEPT

TODAY = date(2026, 11, 26)
HEADS = ("Start Date", "Start Time", "Source of Information", "Event", "Action", "Comment")
AGENCIES, ROWS, RUNS = 20, 1_000, 5
READ_MOST, AGAIN_MOST, WORD_MOST, FOUR_TIMES_MOST, MEMORY_MOST = 8.0, 0.1, 0.2, 4.4, 4.0
_FORMS = ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d")


def chronologies(rows: int, agencies: int = AGENCIES) -> list[Path]:
    """A file of values for each agency, ten years long, the same each time."""
    lot, writer_of = random.Random(rows), Writer(rows)  # noqa: S311 the same days each time, nothing secret
    folder = KEPT / f"chronologies-{rows}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(agencies):
        path = folder / f"agency{number:02}.csv"
        paths.append(path)
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADS)
            for _ in range(rows):
                day = date(2010, 1, 1) + timedelta(days=lot.randrange(3_650))
                words = " ".join(writer_of.sentence() for _ in range(2))
                writer.writerow(
                    [day.strftime(lot.choice(_FORMS)), lot.choice(("", "09:30", "2pm")), "Case notes", words, "", ""]
                )
    return paths


def read_all(paths: list[Path]) -> Timeline:
    """Every file read and checked, all in one order."""
    return merge(*(read(path, today=TODAY) for path in paths))


def afresh(timeline: Timeline) -> None:
    """The links, with no words remembered from before."""
    told_once.cache_clear()
    link(timeline.entries)


def plainly(paths: list[Path]) -> list[list[str]]:
    """The same files through Python's own reader, put together and sorted as they are."""
    rows: list[list[str]] = []
    for path in paths:
        with path.open(newline="", encoding="utf-8") as stream:
            rows += list(csv.reader(stream))[1:]
    return sorted(rows)


def table(rows: int) -> bytes:
    """A Word table of that many rows."""
    writer = Writer(rows)
    lines = [[f"{number % 28 + 1}/3/2015", "", "Case notes", writer.sentence(), "", ""] for number in range(rows)]
    return word("Chronology", [], [Sheet("Events", HEADS, (1,) * len(HEADS), lines)])


def rows_of_python_docx(data: bytes) -> list[list[str]]:
    """The texts of every row, as its own documentation has it."""
    found = docx.Document(io.BytesIO(data)).tables[0]
    return [[cell.text for cell in row.cells] for row in found.rows]


def measure() -> list[Goal]:
    """Reading, merging again, linking, memory, and Word."""
    many, few = chronologies(ROWS), chronologies(ROWS // 4)
    whole, part = read_all(many), read_all(few)
    size = sum(path.stat().st_size for path in many)
    print(f"Chronologies. {AGENCIES} agencies of {ROWS} rows, {size / 1e6:.1f} MB; {len(whole.links)} links.")
    print(f"Processor time, medians of {RUNS} interleaved runs.\n")
    ours, theirs = in_turn([lambda: read_all(many), lambda: plainly(many)], RUNS)
    others = read_all(many[1:])
    first, again = in_turn([lambda: read_all(many), lambda: merge(others, read(many[0], today=TODAY))], RUNS)
    short, long = in_turn([lambda: afresh(part), lambda: afresh(whole)], 3)
    n_log_n = 4 * math.log(AGENCIES * ROWS) / math.log(AGENCIES * ROWS / 4)
    one, four = table(ROWS), table(4 * ROWS)
    walked, looped = in_turn([lambda: open_tables("a.docx", one), lambda: rows_of_python_docx(one)], RUNS)
    once, fourfold = in_turn([lambda: open_tables("a.docx", one), lambda: open_tables("a.docx", four)], RUNS)
    goals = [
        Goal("20 agencies read, checked, ordered, against csv and sorted", ours / theirs, READ_MOST),
        Goal("merging again when one sends a corrected file", again / first, AGAIN_MOST),
        Goal("linking 20,000 rows, against 5,000 (n log n)", long / short, round(n_log_n * 1.1, 1)),
        Goal("memory, against the text", _memory(many) / size, MEMORY_MOST),
        Goal("1,000-row Word table, against python-docx", walked / looped, WORD_MOST),
        Goal("4,000 rows of Word, against 1,000", fourfold / once, FOUR_TIMES_MOST),
    ]
    print(*goals, sep="\n")
    return goals


def _memory(paths: list[Path]) -> float:
    """The most that reading and merging took at once."""
    tracemalloc.start()
    read_all(paths)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
