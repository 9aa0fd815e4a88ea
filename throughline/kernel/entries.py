"""What an edition of the guidance consists of: its entries, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from throughline.kernel import periods

IDS = ("wt2006", "wt2010", "wt2013", "wt2015", "wt2018", "wt2023", "wt2026")
UNITS = ("working days", "days", "weeks", "months")
DIRECTIONS = ("forwards", "backwards")
# What can start a clock, and how a sentence says it.
EVENTS = {
    "incident": "the incident happened",
    "aware": "the authority became aware",
    "notified": "the notification was sent to the Panel",
    "incident_notified": "the incident was notified",
    "review_decided": "the review was decided on",
    "not_reviewing": "it was decided not to review",
    "publishing": "publication is planned",
    "published": "the report was published",
    "requested": "information was requested",
    "received": "the Panel received the rapid review",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of an edition in our own words: a decision maker, a product or a duty to publish."""

    id: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One limb of a test: which decision it belongs to (``notification`` or ``review``), its number, and its words."""

    id: str
    decides: str
    limb: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A limit: what starts it, how long it is, in what unit and direction; from which day this wording of it holds.

    `from_on` is ISO or empty for the whole edition. `binding` says how firm it is, in the words of its source.
    """

    id: str
    name: str
    event: str
    length: int
    unit: str
    direction: str
    source: str
    binding: str = ""
    source_if_aware: str = ""
    from_on: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A list that a form offers under this edition: key and name of each value."""

    id: str
    name: str
    values: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that an authority took out of a clock, so that the statutory day itself moves; without days, no effect."""

    clock: str
    from_on: str
    to_on: str
    authority: str
    source: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the guidance. `in_force_from` is a day or, where no more is known, a month (ISO)."""

    id: str
    name: str
    short: str
    in_force_from: str
    in_force_source: str
    to_be_checked: bool = False
    decision_makers: tuple[Line, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    products: tuple[Line, ...] = ()
    publication: tuple[Line, ...] = ()
    lists: tuple[Choices, ...] = ()
    suspensions: tuple[Suspension, ...] = ()

    @property
    def first(self) -> date:
        """The first day on which it can have been in force."""
        return period(self.in_force_from).first

    @property
    def certain(self) -> date:
        """The day from which it was certainly in force."""
        return period(self.in_force_from).last

    def criteria_of(self, decides: str) -> tuple[Criterion, ...]:
        """The limbs of that decision, in order."""
        return tuple(one for one in self.criteria if one.decides == decides)

    def list_of(self, key: str) -> Choices | None:
        """The list of that name, or ``None`` where this edition has none."""
        return next((one for one in self.lists if one.id == key), None)

    def clock(self, key: str, started: date) -> ClockRule | None:
        """The wording of that clock that held on the day it started, or ``None`` where the edition has none."""
        held = [one for one in self.clocks if one.id == key and (not one.from_on or _day(one.from_on) <= started)]
        return max(held, key=lambda one: one.from_on, default=None)


@dataclass(frozen=True, slots=True)
class NotificationForm:
    """How many forms a notification takes; without a start day it is not known when this rule held."""

    id: str
    name: str
    words: str
    from_on: str
    to_on: str
    source: str


@dataclass(frozen=True, slots=True)
class Common:
    """What belongs to no one edition: the forms of notification, and the hand-over from boards to partnerships."""

    notification_forms: tuple[NotificationForm, ...]
    hand_over_first: date
    hand_over_last: date
    hand_over_words: str
    working_day_words: str
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


def period(iso: str) -> periods.Period:
    period = periods.parse(iso)
    if period is None:
        raise ValueError(f"“{iso}” is no day or month")
    return period


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def is_day(iso: str) -> bool:
    try:
        return bool(_day(iso))
    except ValueError:
        return False
