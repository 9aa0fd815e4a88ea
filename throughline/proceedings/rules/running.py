"""The clocks of a review with its holds: what started them, when they are due, what ended them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from throughline.commissioning.rules.governing import DECIDED
from throughline.kernel import clocks
from throughline.kernel.editions import Edition, Suspension
from throughline.kernel.periods import parse
from throughline.proceedings.rules.beside import OF_THE_INCIDENT

# How key dates of a review say, in our own words, what starts a clock and what ends it. Only a whole day starts one.
STARTS = {
    "incident": ("incident",),
    "aware": ("authority became aware", "became aware"),
    "notified": ("national panel notified", "panel notified", "notification sent"),
    "incident_notified": ("incident notified",),
    "review_decided": DECIDED,
    "publishing": ("publication planned",),
    "published": ("published",),
}
ENDS = {
    "notify_panel": STARTS["notified"],
    "rapid_review": ("rapid review sent",),
    "review_complete": ("report signed off", "report agreed", "published"),
}
OF_THE_NOTICE = frozenset({"notify_panel", "notify_partners", "rapid_review", "scr_decision", "not_reviewing_notice"})


@dataclass(frozen=True, slots=True)
class Stop:
    """A hold as a clock takes it: open while `to_on` is none; `authority` says who suspended the clock, if one did."""

    clock: str
    from_on: date
    to_on: date | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What says, beside a review's dates, when it began and under which rules: its commission and its incident.

    `commissioned` is as exact as the record; an edition is empty unless a person chose it, with the reason.
    `rapid_review_from` is the event from which the partnership counts the rapid review, empty where there was none.
    """

    commissioned: str = ""
    edition: str = ""
    reason: str = ""
    aware_on: date | None = None
    notified_on: date | None = None
    notice_edition: str = ""
    notice_reason: str = ""
    rapid_review_from: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of a review: when it is due with its holds and without them, where it stood still, and when it ended."""

    due: clocks.Due
    ended: date | None
    stopped: tuple[tuple[date, date], ...]


def events_of(dates: Iterable[tuple[str, str]]) -> dict[str, date]:
    """What starts a clock, from a review's dates (what each means, when in its written form): whole days alone."""
    found: dict[str, date] = {}
    for means, iso in dates:
        day = whole_day(iso)
        said = " ".join(means.lower().split())
        for event, words in STARTS.items():
            if day is not None and said in words:
                found.setdefault(event, day)
    return found


def begun(events: Mapping[str, date], beginning: Beginning) -> dict[str, date]:
    """The same with what the commission and the incident say, which comes before what the review's dates repeat."""
    days = {
        "review_decided": whole_day(beginning.commissioned) if beginning.commissioned else None,
        "aware": beginning.aware_on,
        "notified": beginning.notified_on,
        "incident_notified": beginning.notified_on,
    }
    return {**events, **{event: day for event, day in days.items() if day is not None}}


def ends_of(dates: Iterable[tuple[str, str]]) -> dict[str, date]:
    """What ended a clock, from a review's dates; the earliest where two would do."""
    found: dict[str, date] = {}
    for means, iso in dates:
        day = whole_day(iso)
        said = " ".join(means.lower().split())
        for clock, words in ENDS.items():
            if day is not None and said in words:
                found[clock] = min(day, found.get(clock, day))
    return found


def whole_day(iso: str) -> date | None:
    """The day that a written form means, or ``None`` where it says less or more than one day."""
    period = parse(iso)
    return period.first if period is not None and period.first == period.last else None


def running(
    edition: Edition,
    *,
    events: Mapping[str, date],
    ends: Mapping[str, date],
    stops: Iterable[Stop],
    on: date,
    rapid_review_from: str = "notified",
) -> tuple[Running, ...]:
    """The clocks of that edition that the events started, as they stand on the day with those holds.

    A hold that stands is counted up to the day. One by authority moves the statutory day itself; no other does, and
    none moves a clock of the incident.
    """
    known = {rule.id for rule in edition.clocks} - OF_THE_INCIDENT
    mine = [one for one in stops if one.clock in known and one.from_on <= (one.to_on or on)]
    held = [clocks.Hold(one.clock, one.from_on, one.to_on or on) for one in mine if not one.authority]
    off = tuple(
        Suspension(one.clock, one.from_on.isoformat(), (one.to_on or on).isoformat(), one.authority, "this record")
        for one in mine
        if one.authority
    )
    book = replace(edition, suspensions=(*edition.suspensions, *off))
    made = clocks.due(book, events=events, holds=held, rapid_review_from=rapid_review_from)
    return tuple(
        Running(
            due,
            ends.get(due.id),
            tuple(
                (one.from_on, one.to_on or on) for one in sorted(mine, key=lambda o: o.from_on) if one.clock == due.id
            ),
        )
        for due in made
    )


def how_it_stands(one: Running, on: date) -> str:
    """``64 days over when it ended on 12 June 2025``, ``ended in time``, ``12 days left``, ``3 days over``.

    A report that was kept for as long as it must is not late: it may come down.
    """
    reached, due = one.ended or on, one.due.due
    over = (reached - due).days
    if one.ended is not None:
        return f"{over} {_days(over)} over when it ended" if over > 0 else "Ended in time"
    if over >= 0 and one.due.id == "keep_published":
        return "Kept long enough: it may come down"
    if over > 0:
        return f"{over} {_days(over)} over"
    return f"{-over} {_days(-over)} left" if over else "Due today"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"
