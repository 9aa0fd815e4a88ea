"""The empty table that an agency fills in: its columns, which of them must be filled in, and what each holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from throughline.chronology.rules.columns import kind_of
from throughline.files.making import Sheet, excel, word

MUST, MAY, LEFT = "must", "may", "left"
ASKED = {MUST: "Must be filled in", MAY: "May be left empty", LEFT: "Not asked"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds (``""``: something of the partnership's own), its heading, and whether it is asked."""

    kind: str
    heading: str
    asked: str = MAY

    @property
    def says(self) -> str:
        """What a contributor writes in it."""
        return SAYS.get(self.kind, "As the partnership explains it.")


ALWAYS = frozenset({"start", "source", "event"})
USUAL = (
    Column("sequence", "Sequence"),
    Column("start", "Start Date", MUST),
    Column("time", "Start Time"),
    Column("end", "End Date"),
    Column("source", "Source of Information", MUST),
    Column("who", "Child"),
    Column("event", "Event"),
    Column("seen", "Child seen?"),
    Column("action", "Action"),
    Column("known", "Date known"),
    Column("comment", "Comment"),
)
SAYS = {
    "sequence": "A number, where you know the order within a day and have no times.",
    "start": "One date, as it stands in the record: 22.05.16, 22 May 2016, May 2016, before 3 June 2016, early March "
    "2016. Put ? before it where you are not sure.",
    "time": "A time of day, where the record has one.",
    "end": "Only for what went on for a time.",
    "source": "The record in which it stands, for example “Health visitor HV1, diary”. Your agency’s name is added.",
    "who": "Whom the row is about, by the name used for them here.",
    "event": "One fact a row. Say who did what, in words the family could read.",
    "seen": "Yes, yes alone, no, or not brought.",
    "action": "What was done, and when nothing was done.",
    "known": "The day your agency learned of it, where that is a later day.",
    "comment": "What you think of it now. Keep it apart from what was recorded then.",
}
# What stands in brackets behind a heading is no part of it where a file is read, so a name has none of its own.
_SIGNS = re.compile(r"[()\[\]{}]")
_WIDTHS = {"sequence": 6, "time": 8, "start": 12, "end": 12, "known": 12, "seen": 10, "who": 12, "event": 40}


def called(standard: str, label: str) -> str:
    """A usual heading under the name that a partnership gives it; the standard name stays, so that files are read."""
    words = " ".join(_SIGNS.sub(" ", label).split())
    return f"{standard} ({words})" if words and words != standard else standard


def label_of(column: Column) -> str:
    """The name that the partnership gives a usual column; empty where it gives none."""
    standard = next((one.heading for one in USUAL if one.kind == column.kind), column.heading)
    return column.heading.removeprefix(standard).strip(" ()")


def columns_from(kept: Sequence[tuple[str, str, str]]) -> tuple[Column, ...]:
    """The columns as a partnership set them, or the usual ones."""
    return tuple(Column(*one) for one in kept) or USUAL


def must_of(columns: Sequence[Column]) -> tuple[tuple[str, str], ...]:
    """The columns beyond those of every chronology that are never left empty, by kind and heading."""
    chosen = (one for one in columns if one.asked == MUST and one.kind not in ("start", "source"))
    return tuple(
        (kind_of(one.heading)[0] if one.kind in ("seen", "known", "") else one.kind, one.heading) for one in chosen
    )


def instructions(columns: Sequence[Column]) -> list[str]:
    """What a contributor is told, a sentence each."""
    return [
        "One fact a row, in the order of your records. Do not change, add or remove headings.",
        "Include it if you are in doubt. State periods in which no contact was expected, and say “no record found” "
        "where you looked and found none.",
        "A row whose source begins with # is a note to the reader.",
        *(f"{one.heading} ({ASKED[one.asked].lower()}): {one.says}" for one in columns if one.asked != LEFT),
    ]


def template(columns: Sequence[Column], ending: str, rows: int = 12) -> bytes:
    """An empty table with its instructions, as Word (``.docx``) or Excel (``.xlsx``)."""
    shown = [one for one in columns if one.asked != LEFT]
    heads = tuple(one.heading for one in shown)
    widths = tuple(_WIDTHS.get(one.kind, 24) for one in shown)
    empty = [("",) * len(heads)] * rows
    if ending == ".docx":
        return word("Chronology", instructions(columns), [Sheet("Chronology", heads, widths, empty)])
    told = [(one.heading, ASKED[one.asked], one.says) for one in shown]
    about = Sheet("How to fill it in", ("Column", "Is it asked?", "What goes in it"), (24, 20, 90), told)
    return excel("Chronology", [Sheet("Chronology", heads, widths, []), about])
