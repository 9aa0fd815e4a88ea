"""When a thing is due, counted out day by day. Pure; nothing is stored, everything can be shown.

A clock is started by an event, whose day is day 0 and never counts. Working days are those of ``kernel.days``. A held
day does not count in a clock of working days or days; a clock in weeks or months falls due later by the held days
between its start and its due day, until none is left over. A clock that is counted backwards takes no hold. A month
ends on the same day number, or on the last day of a shorter month, and is not moved off a weekend.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.days import ONE, SATURDAY, WEEK, bank_holidays
from throughline.kernel.editions import EVENTS, ClockRule, Edition, shipped
from throughline.kernel.periods import MONTHS
from throughline.kernel.refusals import Refused

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
RAPID_REVIEW = "rapid_review"
STARTS_OF_RAPID_REVIEW = ("aware", "notified")
_NAMES = {(12, 25): "Christmas Day", (12, 26): "Boxing Day"}


@dataclass(frozen=True, slots=True)
class Hold:
    """Days on which a named clock stands still, the first and the last of them included."""

    clock: str
    from_on: date
    to_on: date

    def covers(self, day: date) -> bool:
        """The day is one of the hold's."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a proof: a day, whether it counts towards the length, and why or why not."""

    day: date
    counts: bool
    why: str

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {"day": self.day.isoformat(), "counts": self.counts, "why": self.why}


@dataclass(frozen=True, slots=True)
class Due:
    """A clock that runs: its rule, the day it started, the day it is due with and without holds, and the proof."""

    id: str
    name: str
    event: str
    starts: date
    due: date
    due_without_holds: date
    unit: str
    length: int
    direction: str
    source: str
    proof: tuple[Counted, ...]
    binding: str = ""

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "id": self.id,
            "name": self.name,
            "event": self.event,
            "starts": self.starts.isoformat(),
            "due": self.due.isoformat(),
            "due_without_holds": self.due_without_holds.isoformat(),
            "unit": self.unit,
            "length": self.length,
            "direction": self.direction,
            "source": self.source,
            "proof": [line.as_json() for line in self.proof],
        }


def due(
    edition: str | Edition,
    *,
    events: Mapping[str, date],
    holds: Iterable[Hold] = (),
    rapid_review_from: str = "notified",
    rules: Mapping[str, Edition] | None = None,
) -> tuple[Due, ...]:
    """Every clock of the edition whose event is given, by due day and then id.

    Refuses an unknown edition (E1902), event (E1903), clock of a hold (E1904) or a day that cannot be (E1905).
    """
    book = edition if isinstance(edition, Edition) else find(edition, rules or shipped())
    held = tuple(holds)
    _check(book, events, held, rapid_review_from)
    made = []
    for key in dict.fromkeys(rule.id for rule in book.clocks):
        rule = _rule(book, key, events, rapid_review_from)
        if rule is not None:
            mine = [one for one in held if one.clock == key]
            off = [
                Hold(key, date.fromisoformat(one.from_on), date.fromisoformat(one.to_on))
                for one in book.suspensions
                if one.clock == key and one.from_on and one.to_on
            ]
            made.append(run(rule, events[rule.event], holds=mine, suspended=off))
    return tuple(sorted(made, key=lambda one: (one.due, one.id)))


def find(edition: str, rules: Mapping[str, Edition]) -> Edition:
    """The edition of that id, or a refusal that names those there are."""
    if edition not in rules:
        raise Refused("E1902", f"There is no edition “{edition}”.", f"Give one of: {', '.join(rules)}.")
    return rules[edition]


def run(rule: ClockRule, starts: date, *, holds: Iterable[Hold] = (), suspended: Iterable[Hold] = ()) -> Due:
    """The clock as it runs from that day. Suspended days move the statutory day itself; held ones only the day held."""
    backwards = rule.direction == "backwards"
    held, off = ([] if backwards else list(holds)), ([] if backwards else list(suspended))
    count = _count_days if rule.unit in ("working days", "days") else _count_spans
    proof = count(rule, starts, held, off)
    without = count(rule, starts, [], off)
    return Due(
        rule.id,
        rule.name,
        rule.event,
        starts,
        proof[-1].day,
        without[-1].day,
        rule.unit,
        rule.length,
        rule.direction,
        rule.source,
        proof,
        rule.binding,
    )


def months_after(day: date, count: int) -> date:
    """The same day number `count` months later (or earlier), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def why_no_working_day(day: date) -> str:
    """``Saturday``, ``Good Friday, a bank holiday``; empty for a working day."""
    if day.weekday() >= SATURDAY:
        return "Saturday" if day.weekday() == SATURDAY else "Sunday"
    if day not in bank_holidays(day.year):
        return ""
    name = _NAMES.get((day.month, day.day), "")
    return f"{name}, a bank holiday" if name else "Bank holiday"


def _rule(book: Edition, key: str, events: Mapping[str, date], rapid_review_from: str) -> ClockRule | None:
    """The wording of the clock that held when it started, with the event that starts it; ``None`` if none did."""
    event = next(rule.event for rule in book.clocks if rule.id == key)
    if key == RAPID_REVIEW:
        event = rapid_review_from
    if event not in events:
        return None
    rule = book.clock(key, events[event])
    if rule is None or rule.event == event:
        return rule
    if key != RAPID_REVIEW:
        return None
    return ClockRule(
        rule.id,
        rule.name,
        event,
        rule.length,
        rule.unit,
        rule.direction,
        rule.source_if_aware or rule.source,
        rule.binding,
    )


def _check(book: Edition, events: Mapping[str, date], holds: Iterable[Hold], rapid_review_from: str) -> None:
    for event, day in events.items():
        if event not in EVENTS:
            raise Refused("E1903", f"There is no event “{event}”.", f"Give one of: {', '.join(EVENTS)}.")
        _can_be(day)
    if rapid_review_from not in STARTS_OF_RAPID_REVIEW:
        raise Refused("E1903", f"A rapid review does not start from “{rapid_review_from}”.", "Give aware or notified.")
    known = dict.fromkeys(rule.id for rule in book.clocks)
    for hold in holds:
        if hold.clock not in known:
            have = f"It has: {', '.join(known)}." if known else "It fixes no limit in days, weeks or months."
            raise Refused("E1904", f"{book.short} has no clock “{hold.clock}”.", have)
        _can_be(hold.from_on)
        _can_be(hold.to_on)
        if hold.to_on < hold.from_on:
            raise Refused(
                "E1905", f"A hold from {hold.from_on} cannot end on {hold.to_on}.", "Give its first day, then its last."
            )


def _can_be(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise Refused("E1905", f"{day} cannot be counted from.", f"Give a day from {EARLIEST.year} to {LATEST.year}.")


def _count_days(rule: ClockRule, starts: date, held: list[Hold], off: list[Hold]) -> tuple[Counted, ...]:
    """Day 0, then one line a day until `length` of them count."""
    working = rule.unit == "working days"
    step = ONE if rule.direction == "forwards" else -ONE
    lines, day, count = [_day_nought(rule, starts)], starts, 0
    while count < rule.length:
        day += step
        why = _why_not(day, held, off) or (why_no_working_day(day) if working else "")
        count += not why
        lines.append(Counted(day, not why, why or f"{'Working day' if working else 'Day'} {count}"))
    return tuple(lines)


def _count_spans(rule: ClockRule, starts: date, held: list[Hold], off: list[Hold]) -> tuple[Counted, ...]:
    """Day 0, a line for each week or month, then one for each time that held days push the due day on."""
    sign = 1 if rule.direction == "forwards" else -1
    word = "Week" if rule.unit == "weeks" else "Month"
    after: Callable[[int], date] = (
        (lambda count: starts + timedelta(days=WEEK * count * sign))
        if rule.unit == "weeks"
        else (lambda count: months_after(starts, count * sign))
    )
    lines = [_day_nought(rule, starts)]
    lines += [Counted(after(count), True, f"{word} {count}") for count in range(1, rule.length + 1)]
    still = [*off, *held]
    begins, due_on = starts, lines[-1].day
    while days := sum(any(one.covers(day) for one in still) for day in _between(begins, due_on)):
        begins, due_on = due_on, due_on + ONE * days
        many = f"{days} {'day' if days == 1 else 'days'}"
        lines.append(Counted(due_on, False, f"Due {many} later, for {many} on which the clock stood still"))
    return tuple(lines)


def _between(after: date, until: date) -> Iterable[date]:
    return (after + ONE * step for step in range(1, (until - after).days + 1))


def _why_not(day: date, held: list[Hold], off: list[Hold]) -> str:
    if any(one.covers(day) for one in off):
        return "Suspended by authority"
    return "Held" if any(one.covers(day) for one in held) else ""


def _day_nought(rule: ClockRule, starts: date) -> Counted:
    said = f"{starts.day} {MONTHS[starts.month - 1]} {starts.year}"
    return Counted(starts, False, f"Day 0: {EVENTS[rule.event]}, {said}; this day never counts")
