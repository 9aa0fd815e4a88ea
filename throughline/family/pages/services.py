"""What the page of the services around a child shows, in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from throughline.family.circles import drawn, key_of, said_of
from throughline.family.pages.shared import elsewhere_of, small
from throughline.family.queries.around import Around
from throughline.family.rules import ecomap
from throughline.family.rules.ecomap import laid
from throughline.family.rules.words import role_words
from throughline.ui.words import capital, counted, day, listed


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service in the equal table."""

    name: str
    contacts: str
    wrong: str
    line: str
    roles: str


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """The services around the child on a day: the picture and the same in a table."""

    id: int
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    day: str
    first: str
    picture: Markup | None
    key: tuple[Markup, ...]
    rows: tuple[ServiceRow, ...]
    alone: tuple[str, ...]
    has_chronology: bool
    elsewhere: tuple[tuple[str, str, bool], ...]


SAID = {
    ecomap.STRONG: "often in contact",
    ecomap.THIN: "in contact",
    ecomap.STRAINED: "strained",
    ecomap.EXPECTED: "none expected",
    ecomap.SILENT: "no contact recorded",
}


def services_page(case: int, over: str, trail: tuple[tuple[str, str], ...], found: Around, child: str) -> ServicesPage:
    """The page of the services on a day."""
    rows = tuple(
        ServiceRow(
            one.name,
            capital(said_of(one)),
            str(one.wrong) if one.contacts.most else "",
            capital(SAID[one.line]),
            "; ".join(one.roles),
        )
        for one in sorted(found.services, key=lambda one: (one.name.casefold(), one.key))
    )
    picture: Markup | None = None
    key: list[Markup] = []
    if rows:
        map_ = laid(found.services)
        described = " ".join(f"{row.name}: {row.contacts.lower()}, {row.line.lower()}." for row in rows)
        title = f"Services around {child} on {day(found.day)}"
        picture, key = drawn(map_, child=child, identity="services", title=title, description=described), key_of(map_)
    return ServicesPage(
        id=case,
        over=over,
        trail=trail,
        lead=_services_lead(found),
        day=day(found.day),
        first=day(found.first),
        picture=picture,
        key=tuple(key),
        rows=rows,
        alone=tuple(f"{one.name}, {small(role_words(one.kind, one.own_words))}" for one in found.alone),
        has_chronology=found.has_chronology,
        elsewhere=elsewhere_of(case, "services"),
    )


def _services_lead(found: Around) -> tuple[str, str]:
    """What is true first: who was in contact, then where it was strained or silent."""
    every = found.services
    if not every:
        return "Nobody is known to have been around the child.", ""
    near = [one for one in every if one.contacts.most]
    strained = [one.name for one in every if one.line == ecomap.STRAINED]
    silent = [one.name for one in every if one.line == ecomap.SILENT]
    were = counted(len(near), "service was", "services were") if near else "no service was"
    first = f"{capital(were)} in contact in the 90 days up to {day(found.day)}."
    then = f" Contact was strained with {listed(strained)}." if strained else ""
    then += f" {listed(silent)} recorded none." if silent else ""
    return first, then
