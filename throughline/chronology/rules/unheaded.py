"""Tables without headings: where their dates stand tells what their columns hold. Pure."""

from __future__ import annotations

import re
from datetime import date

from throughline.chronology.rules.columns import Columns
from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.spans import NotADate
from throughline.chronology.rules.times import read_time
from throughline.files.rows import Row

_LEAST_DATED = 0.5
_LONGEST = 60
_LEAST_WIDE, _LEAST_ROWS = 3, 2
_FIGURES_OF_A_YEAR = 4
_MEANT = ("C103", "C104", "C105", "C107")  # a date was meant, though it is none that can be kept


def date_in(text: str, today: date) -> str:
    """The text itself if it is a date and nothing else."""
    return text if _may_be(text) and _refusal(text, today) == "" else ""


def is_dated(text: str, today: date) -> bool:
    """The text is a date, or was meant for one, as 31/02/2016."""
    return _may_be(text) and _refusal(text, today) in ("", *_MEANT)


def is_of_the_year(text: str, over: str, today: date) -> bool:
    """``3 May`` below a year alone, with which it is a day, or a day of that year."""
    year = over[-_FIGURES_OF_A_YEAR:]
    if not year.isdigit() or not _may_be(text):
        return False
    try:
        when = read_date(text, today, int(year)).when
        return read_date(over, today).when.edtf == year and bool(when.earliest) and when.edtf[:4] == year
    except NotADate:
        return False


def going_on(rows: list[Row], before: Columns | None, today: date) -> Columns | None:
    """A table without headings goes on with those before it, if it is as wide and its dates stand there."""
    if before is None or "start" not in before.at or not rows:
        return None
    if max(len(row.cells) for row in rows) != len(before.heads):
        return None
    return before if _dated(rows, before.at["start"], today) >= _LEAST_DATED else None


def guessed(rows: list[Row], today: date) -> Columns | None:
    """Without any headings: the column of dates, a time beside it, then the source, the event and what follows."""
    width = max((len(row.cells) for row in rows), default=0)
    if width < _LEAST_WIDE:
        return None
    dated = max(range(width), key=lambda place: _dated(rows, place, today))
    if _dated(rows, dated, today) < _LEAST_DATED or len(rows) < _LEAST_ROWS:
        return None
    at = {"start": dated}
    rest = list(range(dated + 1, width))
    if dated and all(row.cells[0].strip(".").isdigit() for row in rows if row.cells[0]):
        at["sequence"] = 0
    if rest and _mostly_times(rows, rest[0]):
        at["time"] = rest.pop(0)
    for kind in ("source", "event", "action", "comment"):
        if rest:
            at[kind] = rest.pop(0)
    left = (place for place in range(width) if place not in at.values())
    return Columns(at, tuple((place, "") for place in left), ("",) * width)


def _may_be(text: str) -> bool:
    if not text or len(text) > _LONGEST or not re.search(r"\d", text):
        return False
    return not text.isdigit() or len(text) == _FIGURES_OF_A_YEAR


def _refusal(text: str, today: date) -> str:
    """The number of the rule that the text breaks as a date."""
    try:
        read_date(text, today)
    except NotADate as refused:
        return refused.rule
    return ""


def _dated(rows: list[Row], place: int, today: date) -> float:
    """How much of a column is dates."""
    cells = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place] and not row.across]
    return sum(is_dated(cell, today) for cell in cells) / len(cells) if cells else 0.0


def _mostly_times(rows: list[Row], place: int) -> bool:
    cells = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]]
    return bool(cells) and sum(bool(read_time(cell)) for cell in cells) / len(cells) > _LEAST_DATED
