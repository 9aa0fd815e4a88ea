"""The chronology of Child Alder: five agencies, one event told by two, accounts that differ, a silence. Made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from throughline.chronology import services
from throughline.chronology.models import Chronology, ChronologyEntry
from throughline.chronology.queries.pairs import every_entry, every_pair
from throughline.demonstration import episodes
from throughline.demonstration.bodies import Bodies
from throughline.files.making import Sheet, excel, word
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 30_000
BORN = 853
_ROWS = Path(__file__).with_name("alder_chronology.txt")
# Days before today, how the date is written, source, what is told of the child, event, action, further columns.
Row = tuple[int, str, str, str, str, str, dict[str, str]]


def _rows() -> dict[str, tuple[str, list[Row]]]:
    """Each agency with the ending of its file, and its rows."""
    found: dict[str, tuple[str, list[Row]]] = {}
    agency = ""
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            _, agency, ending = line.split()
            found[agency] = (ending, [])
        elif line and not line.startswith("#"):
            days, form, source, seen, event, action, more = [part.strip() for part in f"{line} |  |".split("|")[:7]]
            told = dict(part.split(": ", 1) for part in more.split("; ") if part)
            found[agency][1].append((int(days), form, source, seen, event, action, told))
    return found


ROWS = _rows()
WHO = "Alder"
HV1 = "Record HV1, page 3. Home visit. Small mark, left arm. Mother: rolled on to a toy. Feeding well. Plan: GP."


def chronology(bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> list[Step]:
    """The steps by which the agencies' accounts came in, each with its moment."""
    return list(_Told(bodies, now, reviews).steps())


class _Told:
    """The steps, in order; days are counted back from the seeding."""

    def __init__(self, bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> None:
        self.bodies, self.now, self.reviews = bodies, now, reviews
        self.unit = bodies.actor("ruth")
        self.held: Chronology

    def at(self, days: int) -> datetime:
        """Ten past two on that day."""
        return self.now.replace(hour=14, minute=10) - timedelta(days=days)

    def steps(self) -> Iterator[Step]:
        """Opened, sent by each agency, marked, shared."""
        acts: list[tuple[int, Callable[[datetime], Any]]] = [(600, self.open)]
        acts += [(590 - place, partial(self.send, agency)) for place, agency in enumerate(ROWS)]
        acts += [(560, self.mark), (550, self.settle), (540, self.share), (400, self.look_closely), (270, self.cite)]
        for place, (days, act) in enumerate(acts):
            moment = self.at(days)
            yield moment, LATE + place, partial(_done, act, moment)

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return localdate(self.now) - timedelta(days=days)

    def open(self, at: datetime) -> None:
        """The chronology of the case is open."""
        born = self.day(BORN)
        fields = {
            "child_name": WHO,
            "born_text": f"{born.day} {born:%B %Y}",
            "born_iso": born.isoformat(),
            "silence_days": 90,
        }
        self.held = services.open_chronology(self.reviews["alder"].case, fields=fields, by=self.unit, at=at)

    def send(self, agency: str, at: datetime) -> None:
        """An agency's file comes in."""
        ending, rows = ROWS[agency]
        data = _file(ending, [self.cells(row) for row in rows])
        name = f"{agency} chronology{ending}"
        services.submit(self.held, agency=self.bodies.agencies[agency], name=name, data=data, by=self.unit, at=at)

    def cells(self, row: Row) -> dict[str, str]:
        """The row under the headings of the template."""
        days, form, source, seen, event, action, more = row
        who = "Hazel" if event.startswith("Hazel") else WHO if "Alder" in event or seen else ""
        told = {"Start Date": self.written(days, form), "Source of Information": source, "Child": who, "Event": event}
        told |= {"Child seen?": seen, "Action": action}
        for head, words in more.items():
            kind, _, back = words.partition(":")
            told[head] = self.written(int(back), kind) if kind in ("slashes", "full") else words
        return told

    def written(self, days: int, form: str) -> str:
        """The day as somebody writes it."""
        on = self.day(days)
        return {
            "full": f"{on.day} {on:%B %Y}",
            "slashes": f"{on:%d/%m/%Y}",
            "dots": f"{on.day}.{on.month}.{on:%y}",
            "?": f"? {on.day} {on:%b %Y}",
            "month": f"{on:%B %Y}",
            "early": f"early {on:%B %Y}",
            "term": f"autumn term {on.year}",
            "31feb": f"31/02/{on.year}",
            "#": "",
        }[form]

    def entry(self, words: str) -> ChronologyEntry:
        """The entry that tells so."""
        return next(one for one in every_entry(self.held) if words in one.event)

    def mark(self, at: datetime) -> None:
        """Reviewers say something of some entries."""
        told = (
            ("Alder born", "life_event", "Alder born"),
            ("Family said they were moving", "life_event", "The family moves"),
            ("brought in by ambulance", "life_event", "Incident"),
            ("Hazel said that she makes", "voice", "She was telling us how nights were."),
            ("spoken with alone", "voice", ""),
            ("A small mark was seen", "comment", "Who else saw the arm that week?"),
            ("Alder was not seen", "not_seen", ""),
            ("second time", "missed", "Nobody joined the clinics that were missed."),
            ("neighbour said they were away", "theme", "Moves between areas"),
            ("Called at the new address", "good_practice", "She found the new address and went."),
        )
        for words, kind, text in told:
            services.mark(self.entry(words), self.held, kind=kind, text=text, by=self.unit, at=at)
        services.cite_source(
            self.entry("A small mark was seen"),
            self.held,
            file=("Health visitor record HV1.txt", HV1.encode()),
            place="Page 3",
            words="Small mark, left arm. Mother: rolled on to a toy.",
            by=self.unit,
            at=at,
        )

    def settle(self, at: datetime) -> None:
        """One pair of accounts is explained; the others are left for a person."""
        pairs = every_pair(self.held, "contradiction")
        if len(pairs) > 1:
            one = pairs[-1]
            given: dict[str, Any] = {"one": one.one, "other": one.other, "kind": one.kind, "settled": "explained"}
            why = "Two people spoke to the parents on different days; both records are right."
            services.settle(self.held, **given, reason=why, by=self.unit, at=at)

    def share(self, at: datetime) -> None:
        """The agencies see one another's rows."""
        services.move_chronology(self.held, verb="share", by=self.unit, at=at)

    def look_closely(self, at: datetime) -> None:
        """Two stretches of it are looked at as key practice episodes."""
        episodes.tell(self.held, by=self.unit, at=at)

    def cite(self, at: datetime) -> None:
        """Findings of the review rest on them."""
        episodes.cite(self.held, by=self.unit, at=at)


def _done(act: Callable[[datetime], Any], at: datetime) -> None:
    act(at)


def _file(ending: str, rows: list[dict[str, str]]) -> bytes:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    cells = [[row.get(head, "") for head in heads] for row in rows]
    sheet = Sheet("Chronology", heads, (1,) * len(heads), cells)
    if ending == ".docx":
        return word("Chronology", [], [sheet])
    if ending == ".xlsx":
        return excel("Chronology", [sheet])
    out = io.StringIO()
    csv.writer(out).writerows([heads, *cells])
    return out.getvalue().encode()
