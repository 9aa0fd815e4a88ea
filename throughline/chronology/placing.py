"""Entries as the timeline has them: at their place, with whom they are about and what they say of each child."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughline.chronology import bulk
from throughline.chronology.models import TimelineRow
from throughline.chronology.rules import Entry, unfollowed
from throughline.chronology.rules.contact import MISSED
from throughline.chronology.rules.knowing import known_on
from throughline.chronology.rules.ordering import order_key
from throughline.chronology.rules.picture.marks import how_drawn
from throughline.chronology.rules.picture.persons import as_about, names_in
from throughline.chronology.rules.whom import Register, strongest

# Its number, the number of the entry that what was said of it hangs from, and itself.
Placed = tuple[int, int, Entry]
_NAMES = (
    "entry_id",
    "root_id",
    "key",
    "first_day",
    "last_day",
    "known_day",
    "contact",
    "how",
    "who",
    "about",
    "children",
    "unfollowed",
)


@dataclass(slots=True)
class Row:
    """What the timeline has of one entry, before it is written; named as the fields of ``TimelineRow``."""

    entry: int
    root: int
    key: str
    first_day: date | None
    last_day: date | None
    known_day: date | None
    contact: str
    how: str
    who: str
    about: str
    children: Mapping[str, str]
    unfollowed: str = ""


def rows_of(placed: Sequence[Placed], on: date, register: Register) -> list[Row]:
    """Each of them at its place, in the order in which they are given."""
    rows = [_row(one, on, register) for one in placed]
    _tell_unfollowed(rows, placed)
    return rows


def write(case: int, agency: int, rows: Iterable[Row]) -> None:
    """The rows stand in the agency's part of the timeline, in the one order."""
    bulk.insert(
        TimelineRow,
        {"case_id": case, "agency_id": agency},
        _NAMES,
        map(_written, sorted(rows, key=lambda row: (row.key, row.entry))),
    )


def _written(row: Row) -> tuple[Any, ...]:
    return (
        row.entry,
        row.root,
        row.key,
        bulk.day_text(row.first_day),
        bulk.day_text(row.last_day),
        bulk.day_text(row.known_day),
        row.contact,
        row.how,
        row.who,
        row.about,
        json.dumps(row.children) if row.children else "{}",
        row.unfollowed,
    )


def _row(placed: Placed, on: date, register: Register) -> Row:
    pk, root, entry = placed
    children = register.told_of(entry)
    start, end = entry.start, entry.end
    about = register.about(entry.who)
    return Row(
        pk,
        root,
        order_key(entry),
        start.earliest,
        (end.latest if end else None) or start.latest,
        known_on(entry, on).latest if entry.comment else start.latest,
        strongest(children) if children else "none",
        how_drawn(entry),
        entry.who[:200],
        as_about(dict.fromkeys((*about, *(name for name in children if name)))) if about or children else "",
        children,
    )


def _tell_unfollowed(rows: Sequence[Row], placed: Sequence[Placed]) -> None:
    """Rows of appointments that were missed, and that nothing follows, say so. Who is meant is told by the register."""
    if not any(MISSED in row.children.values() for row in rows):
        return
    of: dict[int, Row] = {}
    told = []
    for row, (_, _, entry) in zip(rows, placed, strict=True):
        names = names_in(row.about)
        who = names[0] if len(names) == 1 else ""
        one = entry if entry.who == who else replace(entry, who=who)
        of[id(one)] = row
        told.append(one)
    for each in unfollowed(told, kind=lambda entry: _kind(of[id(entry)])):
        of[id(each.entry)].unfollowed = each.why


def _kind(row: Row) -> str:
    return MISSED if MISSED in row.children.values() else row.contact
