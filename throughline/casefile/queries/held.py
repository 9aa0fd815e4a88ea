"""What is held: on the home page, as tasks, and on the page of a review with the clocks that ran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from throughline.access.roles import CHAIR, COORDINATOR
from throughline.casefile.rules.attention import DUE, OVERDUE, SOON, Task
from throughline.casefile.rules.sentences import Lead
from throughline.casefile.rules.states import Status
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.days import working_days
from throughline.proceedings import rules
from throughline.proceedings.pages import both_days, clock_words
from throughline.proceedings.queries import clocks_from
from throughline.rulebook.queries import RuleBook
from throughline.ui.lifeline import Bar
from throughline.ui.lifeline import Hold as Stop
from throughline.ui.words import capital, counted, day

WRITERS = frozenset({COORDINATOR, CHAIR})
# Clocks that are drawn under the life-line of a review.
LONG = frozenset({"review_complete"})


Dates = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold as these pages read it, with the name of its review and of its owner; `owner_id` is 0 for nobody here."""

    id: int
    review: int
    review_name: str
    clock: str
    what: str
    reason: str
    owner: str
    owner_id: int
    from_on: date
    to_on: date | None
    look_on: date | None
    authority: str
    explained_to: str = ""
    explained_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The next contact with somebody of a family: by when, what, and who owns it; `owner_id` is 0 for nobody here."""

    id: int
    relation: str
    review: str
    what: str
    next_on: date
    owner: str
    owner_id: int


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One hold on the home page."""

    what: str
    url: str
    why: str
    owner: str
    nobody: str
    clock: str
    days: str
    look: str
    left: str
    explained: str


class HoldOf(rules.Holding, Protocol):
    """A hold, and the review whose it is."""

    @property
    def review(self) -> int:
        """The review by number."""


@dataclass(frozen=True, slots=True)
class Timed:
    """What the clocks of several reviews need: their dates and beginnings by review, and the rules in one book."""

    dates: Mapping[int, Dates]
    beginnings: Mapping[int, rules.Beginning]
    book: RuleBook

    def clocks(self, review: int, holds: Iterable[HoldOf], on: date) -> tuple[rules.Running, ...]:
        """The clocks of that review with those of the holds that are its own."""
        mine = [one for one in holds if one.review == review]
        beginning = self.beginnings.get(review, rules.Beginning())
        return clocks_from(self.dates.get(review, ()), mine, on, book=self.book, beginning=beginning).running


def held_rows(holds: Sequence[Standing], timed: Timed, on: date) -> tuple[HeldRow, ...]:
    """The standing holds as the home page shows them: those to be looked at first on top."""
    standing = [row for row in holds if rules.stands(row.from_on, row.to_on, on)]
    standing.sort(key=lambda row: (row.look_on or date.max, row.from_on, row.id))
    return tuple(
        HeldRow(
            what=f"{row.review_name}: {rules.in_sentence(row.what)}",
            url=f"/holds/{row.id}/",
            why=row.reason,
            owner=row.owner,
            nobody=rules.NOBODY,
            clock=clock_words(row, on),
            days=both_days(_due(row, holds, timed, on)),
            look=day(row.look_on) if row.look_on else "None set",
            left=_left(row, on),
            explained=_explained(row),
        )
        for row in standing
    )


def _due(row: Standing, holds: Iterable[Standing], timed: Timed, on: date) -> Due | None:
    """The clock that the hold stops, counted with all holds of its review."""
    return next((one.due for one in timed.clocks(row.review, holds, on) if one.due.id == row.clock), None)


def _explained(row: Standing) -> str:
    """With whom the delay was explained last, and when."""
    return rules.explained(row.explained_to, day(row.explained_on) if row.explained_on else "")


def _left(row: Standing, on: date) -> str:
    if row.look_on is None:
        return "give it an owner and a date"
    left = working_days(on, row.look_on)
    if left < 0:
        return f"{counted(-left, 'working day')} late"
    return f"in {counted(left, 'working day')}" if left else "today"


def hold_tasks(holds: Iterable[Standing], actor: Actor, on: date) -> Iterator[Task]:
    """What the holds ask of this person: an owner and a day where there is none, and a look at those that are due."""
    for row in holds:
        mine = row.owner_id != 0 and row.owner_id == actor.user
        if not rules.stands(row.from_on, row.to_on, on) or (actor.role not in WRITERS and not mine):
            continue
        named = f"{rules.in_sentence(row.what)} of {row.review_name}"
        see = ("See the hold", f"/holds/{row.id}/")
        if not row.owner and actor.role in WRITERS:
            title, why = f"Give an owner to the hold: {named}", f"{row.reason}. {rules.NOBODY}."
            yield Task(
                (DUE, 0),
                Status("held", "Nobody owns it"),
                title,
                f"/holds/{row.id}/edit",
                why,
                see,
                about=row.review_name,
            )
            continue
        if row.look_on is None:
            continue
        left = working_days(on, row.look_on)
        if row.look_on < on:
            status = Status("overdue", f"{counted(-left, 'working day')} late" if left < 0 else "Late")
        elif left <= SOON:
            status = Status("held", f"Held, look by {row.look_on.day} {row.look_on:%B}")
        else:
            continue
        rank = (OVERDUE, left) if row.look_on < on else (DUE, left)
        title = f"Look again at the hold: {named}"
        why = f"{row.reason}. Owner of the hold: {row.owner}. {_explained(row)}"
        yield Task(
            rank, status, title, f"/holds/{row.id}/look", why, see, "You" if mine else row.owner, about=row.review_name
        )


def contact_tasks(contacts: Iterable[Contact], actor: Actor, on: date) -> Iterator[Task]:
    """The family contacts that are late or soon due, for those who own them and for the business unit and the chair."""
    for row in contacts:
        mine = row.owner_id != 0 and row.owner_id == actor.user
        left = working_days(on, row.next_on)
        if (actor.role not in WRITERS and not mine) or left > SOON:
            continue
        late = row.next_on < on
        word = (
            f"{counted(abs(left), 'working day')} {'late' if late else 'left'}"
            if left
            else "Late"
            if late
            else "Due today"
        )
        status, rank = Status("overdue" if late else "due", word), (OVERDUE if late else DUE, left)
        url, see = f"/family-members/{row.id}/log/new", ("See the log", f"/family-members/{row.id}/")
        title = f"Speak to the {rules.in_sentence(row.relation)}: {row.review}"
        why = f"{row.what or 'The next contact'}. {'Was due' if late else 'Due'} {day(row.next_on)}."
        yield Task(
            rank, status, title, url, why, see, "You" if mine else row.owner or "Nobody owns it", about=row.review
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """What runs beside a review, as its page shows it: stops and clocks on the life-line, and what is said of them."""

    holds: tuple[Stop, ...] = ()
    bars: tuple[Bar, ...] = ()
    held: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    standing: Standing | None = None

    def lead(self, lead: Lead, state: str) -> Lead:
        """The opening sentence, with what is held and who looks again before what else is true."""
        row = self.standing
        if row is None:
            return lead
        looks = f"look again by {day(row.look_on)}" if row.look_on else "no day is set to look again"
        nobody = "" if row.owner else f" {rules.NOBODY}."
        why = rules.in_sentence(row.reason.rstrip("."))
        first = lead.first if lead.first.rstrip(".") != state else f"{state}."
        return Lead(f"{first} {capital(row.what)} is held:", f" {why}. Next: {looks}.{nobody}{lead.rest}")


def beside_of(
    dates: Dates,
    holds: Sequence[Standing],
    running: Sequence[str],
    family: str,
    clocks: Iterable[rules.Running],
    on: date,
) -> Beside:
    """What the page of a review says of its holds, its clocks and what runs beside it."""
    long = [one for one in clocks if one.due.id in LONG]
    standing = [row for row in holds if rules.stands(row.from_on, row.to_on, on)]
    return Beside(
        holds=tuple(Stop(row.from_on, row.to_on, row.reason) for row in holds),
        bars=tuple(
            Bar(
                rules.short_clock(one.due.id),
                one.due.starts,
                one.due.due,
                one.due.due_without_holds,
                tuple((since, until) for since, until in one.stopped if since <= one.due.due),
                one.ended,
            )
            for one in long
        ),
        held=_held_of(dates, holds, on),
        facts=tuple((name, text) for name, text in (("Family", family), ("Also running", "; ".join(running))) if text),
        standing=standing[-1] if standing else None,
    )


def _held_of(dates: Dates, holds: Sequence[Standing], on: date) -> str:
    """``728 days from the incident to today; 420 of them were held.``"""
    first = rules.events_of(dates).get("incident")
    if not holds or first is None or first > on:
        return ""
    days = rules.days_covered([(row.from_on, row.to_on) for row in holds], first=first, on=on)
    return f"{(on - first).days} days from the incident to today; {days} of them were held."
