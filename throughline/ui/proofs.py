"""How a date was worked out, in a few sentences: day 0, the days that counted, those that did not, the rule. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from throughline.ui.words import counted, listed, long_day

A_DAY = timedelta(days=1)
WEEKEND = ("saturday", "sunday", "weekend")


class Line(Protocol):
    """One day of the proof: whether it counts, and why."""

    @property
    def day(self) -> date: ...
    @property
    def counts(self) -> bool: ...
    @property
    def why(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind "How this date was worked out": sentences, and the days one by one for whoever wants them."""

    sentences: tuple[str, ...]
    days: tuple[tuple[date, bool, str], ...]


def proof_of(
    event: str,
    starts: date,
    lines: Iterable[Line],
    *,
    unit: str,
    due: date,
    source: str,
    due_without_holds: date | None = None,
) -> Proof:
    """The proof of one clock that began with `event` (``Notified``) on `starts`; `lines` are its days in order.

    Weekends are not named one by one; every other day that did not count is, with its reason.
    """
    rows = [line for line in lines if line.day != starts]
    counting = [line.day for line in rows if line.counts]
    said = [f"{event} {long_day(starts)}: day 0."]
    if unit in ("working days", "days"):
        one = unit.removesuffix("s")
        said.append(f"{counted(len(counting), one)}: {runs(counting)}." if counting else f"No {one} counted.")
    else:
        said.append(f"{counted(len(counting), unit.removesuffix('s'))} from then.")
    said += _skipped(rows)
    said.append(f"Due {long_day(due)}. Rule: {source.rstrip('.')}.")
    if due_without_holds and due_without_holds != due:
        said.append(f"Without the hold it was due {long_day(due_without_holds)}.")
    return Proof(tuple(said), tuple((line.day, line.counts, line.why) for line in rows))


def _skipped(rows: Sequence[Line]) -> list[str]:
    """One sentence for each reason for which days did not count, in the order in which they came."""
    reasons: dict[str, list[date]] = {}
    weekends = False
    for line in rows:
        if line.counts:
            continue
        if any(word in line.why.lower() for word in WEEKEND):
            weekends = True
        else:
            reasons.setdefault(line.why, []).append(line.day)
    said = [f"Not counted: {runs(days)} ({why})." for why, days in reasons.items()]
    return (["Weekends do not count."] if weekends else []) + said


def runs(days: Sequence[date]) -> str:
    """``19, 20, 23 to 27 February, 2 to 6 and 9 to 11 March``: neighbours as one run, the month said once.

    The year stands with a month only where the days lie in several years.
    """
    found: list[tuple[date, date]] = []
    for one in sorted(days):
        if found and one - found[-1][1] == A_DAY:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    parted = [run for since, until in found for run in _parted(since, until)]
    years = len({one.year for one in days}) > 1
    pieces = []
    for place, (since, until) in enumerate(parted):
        following = parted[place + 1][0] if place + 1 < len(parted) else None
        alone = following is None or (following.year, following.month) != (until.year, until.month)
        pieces.append(_run(since, until, says_month=alone, says_year=years and alone))
    return listed(pieces)


def _parted(since: date, until: date) -> list[tuple[date, date]]:
    """Two days side by side are two days; a longer run is one."""
    return [(since, since), (until, until)] if until - since == A_DAY else [(since, until)]


def _run(since: date, until: date, *, says_month: bool, says_year: bool) -> str:
    month = f" {until:%B}" if says_month or since.month != until.month or since.year != until.year else ""
    year = f" {until.year}" if says_year else ""
    if since == until:
        return f"{since.day}{month}{year}"
    begin = f"{since.day}"
    if (since.year, since.month) != (until.year, until.month):
        begin += f" {since:%B}" + (f" {since.year}" if since.year != until.year else "")
    return f"{begin} to {until.day}{month}{year}"
