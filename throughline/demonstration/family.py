"""The family of Child Alder and everybody around it, in the register of its case. Made up from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases.models import Case
from throughline.cases.services import add_member
from throughline.demonstration.bodies import Bodies
from throughline.demonstration.chronology import BORN
from throughline.family.models import Parentage, RoleHeld, Stay, Union
from throughline.identities.models import Person, Place
from throughline.identities.services import add_child
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 31_000
BEFORE = 530
_ROWS = Path(__file__).with_name("family_rows.txt")


def family(bodies: Bodies, now: datetime, reviews: Mapping[str, Review]) -> list[Step]:
    """The step by which the register of the case was filled, with its moment."""
    at = now.replace(hour=11, minute=5) - timedelta(days=BEFORE)
    return [(at, LATE, partial(_told, bodies, reviews, at, now))]


def _told(bodies: Bodies, reviews: Mapping[str, Review], at: datetime, now: datetime) -> None:
    """Ruth is on the case by name, and puts everybody on its register at once: rows in few statements, one event."""
    case, by = reviews["alder"].case, bodies.actor("ruth")
    today = localdate(now)
    add_member(case=case, user=bodies.people["ruth"], from_on=localdate(at), by=by, at=at)
    born = today - timedelta(days=BORN)
    child = add_child(case=case, pseudonym="Alder", real_name="Alfie Reeve", born_on=born, sex="male", by=by, at=at)
    made = _Register(case, bodies.agencies, today, {"case": case, "made_at": at, "made_by_id": by.user})
    made.people["Alder"] = Person.objects.get(child=child)
    made.fill(_parts())
    told = {"people": len(made.people), "places": len(made.places)}
    record(by=by, at=at, verb="family.recorded", subject=("case", case.pk), case=case.pk, details=told)


class _Register:
    """The rows of one case, by the pseudonyms of the table."""

    def __init__(self, case: Case, agencies: Mapping[str, Agency], today: date, of: dict[str, Any]) -> None:
        self.case, self.agencies, self.today, self.of = case, agencies, today, of
        self.people: dict[str, Person] = {}
        self.places: dict[str, Place] = {}

    def fill(self, parts: Mapping[str, list[list[str]]]) -> None:
        """Everything of the table stands."""
        people = Person.objects.bulk_create(self.person(n, *row) for n, row in enumerate(parts["people"], 2))
        self.people |= {one.pseudonym: one for one in people}
        places = Place.objects.bulk_create(
            Place(**self.of, position=n, pseudonym=name, kind=kind, words=words)
            for n, (name, kind, words) in enumerate(parts["places"], 1)
        )
        self.places |= {one.pseudonym: one for one in places}
        unions = [self.union(0, *row) for row in parts["unions"]]
        unions += [self.union(0, *row[:5], "", "", *row[5:]) for row in parts["beliefs of unions"]]
        Union.objects.bulk_create(_numbered(unions))
        parents = [*parts["parents"], *parts["beliefs of parents"]]
        Parentage.objects.bulk_create(self.parentage(n, *row) for n, row in enumerate(parents, 1))
        stays = [self.stay(who, *row) for names, *row in parts["stays"] for who in names.split(", ")]
        Stay.objects.bulk_create(_numbered(stays))
        roles = [self.role(who, *row) for names, *row in parts["roles"] for who in names.split(", ")]
        roles += [self.taken_for(*row) for row in parts["beliefs of who somebody was"]]
        RoleHeld.objects.bulk_create(_numbered(roles))

    def when(self, said: str) -> str:
        """The day, the month or the year so many days ago; nothing where none is stated."""
        if said == "-":
            return ""
        day = self.today - timedelta(days=int(said.rstrip("my")))
        return day.isoformat()[: {"m": 7, "y": 4}.get(said[-1], 10)]

    def person(self, place: int, *row: str) -> Person:
        """One of everybody."""
        name, kind, real, sex, born, died, relation, agency, job, more = row
        further = dict(one.split("=", 1) for one in more.split("; ") if one)
        return Person(
            **self.of,
            position=place,
            pseudonym=name,
            kind=kind,
            real_name=real,
            sex=sex or "not_known",
            born=self.when(born),
            died=self.when(died),
            relation=relation,
            agency=self.agencies.get(agency),
            job=job,
            identified=kind != "not_identified",
            age_words=further.get("age", ""),
            uncertain_why=further.get("why", ""),
            certain="why" not in further,
        )

    def union(self, place: int, *row: str) -> Union:
        """Two together, as is known or as an agency believed."""
        one, other, kind, since, until, ended, why, *belief = row
        ends = {"one": self.people[one], "other": self.people[other]}
        times = {"since": self.when(since), "until": self.when(until)}
        return Union(
            **self.of,
            **ends,
            **times,
            position=place,
            kind=kind,
            ended=ended,
            certain=not why,
            why=why,
            **self.belief(*belief),
        )

    def parentage(self, place: int, *row: str) -> Parentage:
        """A child and a parent or carer, as is known or as an agency believed."""
        child, parent, kind, since, *belief = row
        ends = {"child": self.people[child], "parent": self.people[parent]}
        return Parentage(**self.of, **ends, position=place, kind=kind, since=self.when(since), **self.belief(*belief))

    def belief(self, whose: str = "", source: str = "") -> dict[str, Any]:
        """Whose belief it is and where that is from; nothing of what is known."""
        return {"according_to": self.agencies[whose], "source_words": source} if whose else {}

    def stay(self, who: str, *row: str) -> Stay:
        """Where somebody lived, as is known or as an agency believed."""
        where, since, until, whose, certain, source = row
        return Stay(
            **self.of,
            person=self.people[who],
            place=self.places[where],
            since=self.when(since),
            until=self.when(until),
            certain=certain == "yes",
            according_to=self.agencies.get(whose),
            source_words=source,
        )

    def role(self, who: str, *row: str) -> RoleHeld:
        """What somebody was to the family."""
        kind, agency, since, until, certain = row
        return RoleHeld(
            **self.of,
            person=self.people[who],
            kind=kind,
            agency=self.agencies.get(agency),
            since=self.when(since),
            until=self.when(until),
            certain=certain == "yes",
        )

    def taken_for(self, who: str, words: str, since: str, until: str, whose: str, source: str) -> RoleHeld:
        """Whom an agency took somebody to be."""
        times = {"since": self.when(since), "until": self.when(until)}
        told = {"kind": "other", "own_words": words, **self.belief(whose, source)}
        return RoleHeld(**self.of, **times, **told, person=self.people[who])


def _numbered(rows: Iterable[Any]) -> list[Any]:
    """The rows, each with its place."""
    made = list(rows)
    for place, row in enumerate(made, 1):
        row.position = place
    return made


def _parts() -> dict[str, list[list[str]]]:
    """The rows of the table under the name of their part."""
    found: dict[str, list[list[str]]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            rows = found.setdefault(line[2:], [])
        elif line and not line.startswith("#"):
            rows.append([part.strip() for part in line.split("|")])
    return found
