"""The clocks of reviews as they ask something of a person: on home, in calendars and in digests, with both days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.access.rules import may
from throughline.casefile.queries.commissions import GOING, WRITERS, due_words, urgency
from throughline.casefile.queries.held import Standing, Timed
from throughline.casefile.rules.attention import Task
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.messages.deadlines import Deadline
from throughline.proceedings.queries import BEGINNING, visible_holds
from throughline.proceedings.rules import Beginning, Running, explained
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.rulebook.queries import rule_book
from throughline.ui.words import day

THE_CLOCK = "review_complete"
TO_DO = {
    THE_CLOCK: "Bring {} to its end, or say why it takes longer",
    "advance_copy": "Send the report on {} ahead of its publication",
}
# What a clock is called where no name may stand.
DUE = {
    THE_CLOCK: "the review is due to be complete",
    "advance_copy": "the report is due ahead of its publication",
    "keep_published": "the report may come down from this day",
}
OVER = frozenset({"published", "stopped"})


def clock_tasks(
    clocks: Iterable[tuple[int, str, Sequence[Running]]], holds: Sequence[Standing], actor: Actor, on: date
) -> Iterator[Task]:
    """The day of each clock of a review under way, once it is near or past; where something holds it, its statutory
    day too, with whom the delay was explained to and when.
    """
    if actor.role not in WRITERS:
        return
    for review, name, running in clocks:
        for one in running:
            made = urgency(one.due.due, on) if one.due.id in TO_DO and one.ended is None else None
            if made is None:
                continue
            proof = ("How this date was worked out", f"/reviews/{review}/commission/timetable")
            mine = [row for row in holds if row.review == review and row.clock == one.due.id]
            why = f"{due_words(one.due.due, on)}{_statutory(one, mine, on)}"
            yield Task(made[0], made[1], TO_DO[one.due.id].format(name), proof[1], why, proof, about=name)


def _statutory(one: Running, holds: Sequence[Standing], on: date) -> str:
    """The statutory day beside the one with its holds, and with whom the last of them was explained."""
    if not holds:
        return ""
    without = one.due.due_without_holds
    both = f" The statutory day {'was' if without < on else 'is'} {day(without)}; the rest was held."
    last = max(holds, key=lambda row: (row.explained_on or date.min, row.from_on, row.id))
    said = explained(last.explained_to, day(last.explained_on) if last.explained_on else "")
    return f"{both if one.due.due != without else ''} {said}"


@dataclass(frozen=True, slots=True)
class Clocked:
    """A review whose clocks run: its case as the partnership names it, and its state."""

    id: int
    reference: str
    state: str


def clocks_due(actor: Actor, on: date) -> list[Deadline]:
    """When reviews are due to be complete, to be sent ahead, and may come down; for the business unit and the chair."""
    if actor.role not in WRITERS or not may(actor.role, "hold a rapid review"):
        return []
    reviews, timed = _timed(actor, on)
    holds = list(visible_holds(actor, on).values_list("review_id", "clock", "from_on", "to_on", "authority"))
    held = [Holds(*row) for row in holds]
    return [
        Deadline(one.due.due, of.reference, _called(one), f"{one.due.id.replace('_', '-')}-{of.id}", needs=_needs(one))
        for of in reviews
        for one in timed.clocks(of.id, held, on)
        if _is_due(one, of.state, on)
    ]


@dataclass(frozen=True, slots=True)
class Holds:
    """What the clocks need of a hold."""

    review: int
    clock: str
    from_on: date
    to_on: date | None
    authority: str


def _is_due(one: Running, state: str, on: date) -> bool:
    """Somebody has to know of that day still."""
    if one.due.id not in DUE or one.ended is not None:
        return False
    if one.due.id == THE_CLOCK:
        return state in GOING
    return one.due.due >= on if one.due.id == "keep_published" else state not in OVER


def _needs(one: Running) -> bool:
    return one.due.id in TO_DO


def _called(one: Running) -> str:
    """What is due, with the statutory day where holds moved the other."""
    without = one.due.due_without_holds
    return DUE[one.due.id] + (f"; without its holds {day(without)}" if one.due.due != without else "")


def _timed(actor: Actor, on: date) -> tuple[list[Clocked], Timed]:
    """The reviews that were not stopped, with their dates and beginnings, in one statement, and the rules."""
    seen = visible_reviews(actor, on).exclude(state="stopped")
    told = ("id", "case__reference", "state", "dates__means", "dates__iso", "dates__position", "dates__id")
    began = {f"of_{key}": one for key, one in BEGINNING.items()}
    rows = Review.objects.filter(pk__in=seen.values("pk")).order_by("id").annotate(**began).values_list(*told, *began)
    reviews: dict[int, Clocked] = {}
    dates: dict[int, list[tuple[str, str]]] = {}
    beginnings: dict[int, Beginning] = {}
    for row in sorted(rows, key=_in_order):
        of = reviews.setdefault(row[0], Clocked(*row[:3]))
        beginnings[of.id] = _beginning(dict(zip(BEGINNING, row[7:], strict=True)))
        if row[6]:
            dates.setdefault(of.id, []).append((row[3], row[4]))
    return list(reviews.values()), Timed(dates, beginnings, rule_book(actor.partnership, on=on))


def _in_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[0], *((sort_key(row[4]), row[5], row[6]) if row[6] else ()))


def _beginning(told: Mapping[str, Any]) -> Beginning:
    return Beginning(**{key: value for key, value in told.items() if value})
