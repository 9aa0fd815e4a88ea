"""What the page of counts shows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.family.pages.shared import small, when
from throughline.family.queries.counts import Register, Said
from throughline.family.rules import counting
from throughline.family.rules.checking import AGREES, FEWER, MORE, VERDICTS
from throughline.family.rules.counting import ALL_TIME, Count, Stretch
from throughline.family.rules.roles import OTHER_ROLE, ROLES
from throughline.ui.words import capital, counted, day


@dataclass(frozen=True, slots=True)
class CountRow:
    """One role, or the placements of one child: how many, and the records of it with whose and when."""

    what: str
    number: str
    exact: bool
    in_stretch: str
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What a text says, what the records have, and where it stands."""

    words: str
    sentence: tuple[str, str, str]
    sign: str
    verdict: str
    why: str
    where: str
    link: str


@dataclass(frozen=True, slots=True)
class CountsPage:
    """The counts of a case and what its texts say of them."""

    id: int
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    stretch: str
    rows: tuple[CountRow, ...]
    said: tuple[SaidRow, ...]
    too_many: bool
    elsewhere: tuple[tuple[str, str, bool], ...]


SIGNS = {AGREES: "confirmed", FEWER: "differ", MORE: "differ"}
A_PAGE = 60  # paragraphs on a page of a source


def count_rows(register: Register, stretch: Stretch) -> tuple[CountRow, ...]:
    """Every role that somebody had, then the placements of each child."""
    rows = [_role_row(register, kind, stretch) for kind in ROLES if any(one.kind == kind for one in register.roles)]
    others = {one.own_words.casefold(): one.own_words for one in register.roles if one.kind == OTHER_ROLE}
    rows += [_other_row(register, words, stretch) for _, words in sorted(others.items())]
    placed = {one.person for one in register.known.placed}
    return (
        *rows,
        *(_placements_row(register, one.id, one.pseudonym, stretch) for one in register.people if one.id in placed),
    )


def _role_row(register: Register, kind: str, stretch: Stretch) -> CountRow:
    role = ROLES[kind]
    return _counted_roles(
        register, tuple(one for one in register.known.roles if one.kind == kind), role.one, role.many, stretch
    )


def _other_row(register: Register, words: str, stretch: Stretch) -> CountRow:
    held = (one for one in register.known.roles if one.kind == OTHER_ROLE and one.words.casefold() == words.casefold())
    return _counted_roles(register, tuple(held), words, words, stretch)


def _counted_roles(
    register: Register, held: tuple[counting.Held, ...], one: str, many: str, stretch: Stretch
) -> CountRow:
    names = {who.id: who.pseudonym for who in register.people}
    count, rows = counting.holders(held, "", ALL_TIME, register.known.same)
    inside, within = counting.holders(held, "", stretch, register.known.same)
    told = rows if stretch.is_all_time else within
    who = tuple(
        (
            _who(names, row),
            f"{row.agency}, {small(when(row.since, row.until))}" if row.agency else when(row.since, row.until),
        )
        for row in told
    )
    return CountRow(capital(one if count.most == 1 else many), count.words, count.is_exact, _in(inside, stretch), who)


def _who(names: Mapping[int, str], row: counting.Held) -> str:
    return f"{names[row.person]}{'' if row.certain else ', not certain'}"


def _placements_row(register: Register, person: int, name: str, stretch: Stretch) -> CountRow:
    own = tuple(one for one in register.known.placed if one.person == person)
    places = {one.pk: one.place.pseudonym for one in register.stays}
    count, rows = counting.placements(own, ALL_TIME, register.known.same)
    inside, within = counting.placements(own, stretch, register.known.same)
    told = rows if stretch.is_all_time else within
    who = tuple(
        (f"{places[row.key]}{'' if row.certain else ', not certain'}", when(row.since, row.until)) for row in told
    )
    return CountRow(f"Placements of {name}", count.words, count.is_exact, _in(inside, stretch), who)


def _in(count: Count, stretch: Stretch) -> str:
    return "" if stretch.is_all_time else count.words


def said_row(one: Said) -> SaidRow:
    """What a text says, beside the records."""
    telling = one.check.telling
    before, _, after = telling.sentence.partition(telling.words)
    if one.entry:
        where, link = (
            f"{one.agency}: {one.title}" if one.agency else one.title,
            reverse("chronology:entry", args=[one.entry]),
        )
    else:
        page = (one.paragraph - 1) // A_PAGE + 1
        where = f"{one.title}, paragraph {one.paragraph}"
        link = f"{reverse('documents:source', args=[one.document])}?page={page}#p{one.paragraph}"
    verdict = one.check.verdict
    sign = SIGNS.get(verdict, "doubt")
    return SaidRow(telling.words, (before, telling.words, after), sign, VERDICTS[verdict], one.check.why, where, link)


def counts_lead(said: Iterable[Said], rows: tuple[CountRow, ...]) -> tuple[str, str]:
    """What is true first: where a text and the records do not agree."""
    every = list(said)
    differ = sum(one.check.verdict in (FEWER, MORE) for one in every)
    if not rows:
        return "No role and no placement is recorded yet.", " They are added from the page of each person."
    if differ:
        return (
            f"{capital(counted(differ, 'text says', 'texts say'))} another number than the records have.",
            " Each is below, with where it stands.",
        )
    if every:
        return (
            "No text says a number that the records speak against.",
            f" {capital(counted(len(every), 'place', 'places'))} in the texts of the case say one.",
        )
    return "The records stand alone.", " No text of the case says how many there were."


def stretch_words(first: date | None, last: date | None) -> str:
    """``from 1 March 2016 to 9 May 2018``, or nothing for all time."""
    parts = (f"from {day(first)}" if first else "", f"to {day(last)}" if last else "")
    return " ".join(part for part in parts if part)


def records_of(said: Said) -> tuple[str, ...]:
    """What of the case’s records a telling shows, for the record of who looked."""
    return (f"entry {said.entry}",) if said.entry else (f"document {said.document}",)
