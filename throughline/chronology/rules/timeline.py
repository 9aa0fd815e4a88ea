"""Many chronologies in one: entries in one order, rows that were refused, notes, links and silences. Pure.

from throughline.chronology.rules import merge, read
timeline = merge(read("police.docx", today=day), read("school.xlsx", today=day, agency="Hill Road School"))
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from throughline.chronology.rules.checking import Checked, check_row
from throughline.chronology.rules.entries import Entry, Note, RefusedRow, order
from throughline.chronology.rules.gathering import gather
from throughline.chronology.rules.jsonrows import tables_of_json
from throughline.chronology.rules.links import Link, link
from throughline.chronology.rules.missed import Unfollowed, unfollowed
from throughline.chronology.rules.paperrows import tables_of_paper
from throughline.chronology.rules.silences import DAYS, Silence, silences
from throughline.files.opening import bytes_of, sha256_of
from throughline.files.tables import Tables, open_tables, open_tables_path
from throughline.kernel.refusals import Refused

Must = tuple[tuple[str, str], ...]
Typed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Timeline:
    """What came in, put in order. `links` and `silences` are worked out from the entries when they are asked for.

    `held` are links as they stand after people looked at them, where they did: then no others are worked out. `told`
    are silences with what reviewers said of them: they too stand in place of those that would be worked out.
    Every row that came in is an entry, was refused, or is a note; `aside` says what else there is to know of the files.
    `named` is true of a file that itself says whose each of its rows is, as a timeline that was made here does.
    """

    entries: tuple[Entry, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Note, ...] = ()
    aside: tuple[str, ...] = ()
    silence: int = DAYS
    held: tuple[Link, ...] | None = None
    told: tuple[Silence, ...] | None = None
    named: bool = field(default=False, compare=False)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Pairs of entries of two agencies that tell one event, contradict one another, or follow."""
        return link(self.entries) if self.held is None else self.held

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """Where an agency has nothing for so many days or more, and where it has nothing of one child."""
        return silences(self.entries, self.silence) if self.told is None else self.told

    @cached_property
    def missed(self) -> tuple[Unfollowed, ...]:
        """Appointments that were missed and that nothing follows."""
        return unfollowed(self.entries)

    @property
    def has_doubts(self) -> bool:
        """A row was refused, or two agencies contradict one another."""
        return bool(self.refused) or any(each.kind == "contradiction" for each in self.links)

    def as_json(self) -> dict[str, Any]:
        """Everything under its keys."""
        return {
            "entries": [each.as_json() for each in self.entries],
            "refused": [each.as_json() for each in self.refused],
            "notes": [each.as_json() for each in self.notes],
            "links": [each.as_json() for each in self.links],
            "silences": [each.as_json() for each in self.silences],
        }


def read(path: str | os.PathLike[str], *, today: date, agency: str = "", silence: int = DAYS) -> Timeline:
    """The chronology in a file, of `agency` or of the file's name without ending; refused where it cannot be read.

    A year of two figures is 20yy, unless that day lies after `today`: then it is 19yy.
    """
    place = Path(path)
    opened = _of_paper(place.name, bytes_of(place)) if _is_paper(place.name) else open_tables_path(place)
    return of_tables(opened, agency=agency or place.stem, today=today, silence=silence)


def read_bytes(
    data: bytes, name: str, *, today: date, agency: str = "", silence: int = DAYS, must: Must = ()
) -> Timeline:
    """The same of a file held in memory under its `name`; `must` are columns that are never left empty."""
    opened = _of_paper(name, data) if _is_paper(name) else open_tables(name, data)
    return of_tables(opened, agency=agency or Path(name).stem, today=today, silence=silence, must=must)


def _is_paper(name: str) -> bool:
    return Path(name).suffix.lower() == ".pdf"


def _of_paper(name: str, data: bytes) -> Tables:
    """The rows of a timeline that was taken out as a PDF; refused (E1218) where it is another."""
    return Tables(name, sha256_of(data), tables_of_paper(name, data))


def of_tables(opened: Tables, *, agency: str, today: date, silence: int = DAYS, must: Must = ()) -> Timeline:
    """The chronology in an opened file; refused (E1201) where no table of it is one."""
    tables = tables_of_json(opened.name, opened.text) if opened.name.lower().endswith(".json") else opened.tables
    gathered = gather(tables, today)
    if not gathered.tables and not gathered.refused and not _is_empty_list(opened):
        raise no_chronology(opened.name)
    aside = [
        f"{opened.name}: passed over, for it has no dates under a heading: {each}" for each in gathered.passed_over
    ]
    aside += [f"{opened.name}: above the headings of {each}, which is no row" for each in gathered.above]
    aside += [f"{opened.name} holds {each}, which the page does not show" for each in opened.hidden]
    checked = [check_row(agency, raw, today, must) for raw in gathered.rows]
    refused = [RefusedRow(*each) for each in gathered.refused]
    named = bool(refused) or any(raw.agency for raw in gathered.rows)
    return replace(made([*checked, *refused], aside, silence), named=named)


def _is_empty_list(opened: Tables) -> bool:
    return opened.text.strip() in ("[]", "{}")


def no_chronology(name: str) -> Refused:
    """No table of the file has dates in it."""
    return Refused(
        "E1201",
        f"{name} holds no chronology: no table in it has a heading for the date, or a column of dates.",
        "Give its columns headings, such as Start Date, Source of Information and Event, and send it again.",
    )


def made(rows: Iterable[Checked], aside: Iterable[str] = (), silence: int = DAYS) -> Timeline:
    """A timeline of those rows, each once, in the one order."""
    entries: dict[tuple[Any, ...], Entry] = {}  # of two that differ in the words of their time alone, the longer
    refused: dict[RefusedRow, dict[Typed, RefusedRow]] = {}  # equal refusals of two files differ in what was typed
    notes: set[Note] = set()
    for each in rows:
        if isinstance(each, Entry):
            held = entries.get(each.key)
            if held is None or held.time_text < each.time_text:
                entries[each.key] = each
        elif isinstance(each, RefusedRow):
            refused.setdefault(each, {})[each.typed] = each
        else:
            notes.add(each)
    return Timeline(
        entries=tuple(sorted(entries.values(), key=order)),
        refused=tuple(sorted(chain.from_iterable(map(_each_once, refused.values())), key=_refusal_key)),
        notes=tuple(sorted(notes, key=lambda each: (each.agency, each.row, each.text))),
        aside=tuple(sorted(set(aside))),
        silence=silence,
    )


def _each_once(by_words: dict[Typed, RefusedRow]) -> Iterable[RefusedRow]:
    """A refusal without its words, as a timeline made here has it, is the same as one with them."""
    return [each for typed, each in by_words.items() if typed] or by_words.values()


def _refusal_key(row: RefusedRow) -> tuple[Any, ...]:
    return (row.agency, row.row, row.rule, row.why, row.typed)


def merge(*timelines: Timeline) -> Timeline:
    """All of them in one, in whatever order they are given; what is given twice adds nothing.

    Rows are told apart by agency, row and words, so two equal rows of one file stay two.
    """
    rows: list[Checked] = []
    aside: list[str] = []
    for each in timelines:
        rows += [*each.entries, *each.refused, *each.notes]
        aside += each.aside
    return made(rows, aside, min((each.silence for each in timelines), default=DAYS))
