"""The same life-line in words: for those who do not see the picture, for a narrow window, and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughline.ui.lifeline.drawing import draw_life_line
from throughline.ui.lifeline.facts import Bar, Event, Hold
from throughline.ui.lifeline.layout import PAPER_WIDE, life_line
from throughline.ui.words import capital, counted, day


@dataclass(frozen=True, slots=True)
class Told:
    """One stop on the upright list: when, what, and whether it is to come or a hold."""

    when: str
    what: str
    planned: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """Where something stands: a picture for the screen and one for paper, where enough is dated, and a list."""

    picture: Markup | None
    paper: Markup | None
    steps: tuple[Told, ...]
    clocks: tuple[str, ...]


def stands(
    events: Sequence[Event],
    *,
    on: date,
    identity: str,
    title: str,
    holds: Sequence[Hold] = (),
    bars: Sequence[Bar] = (),
) -> Stands:
    """The life-line of these events, holds and clocks on that day, drawn and in words."""
    line = life_line(events, on, holds=holds, bars=bars)
    ordered = line.events if line else tuple(events)
    steps = _steps(ordered, holds, on)
    clocks = tuple(clock_told(bar, on) for bar in bars)
    if line is None:
        return Stands(None, None, steps, clocks)
    said = "; ".join([*(f"{step.when}: {step.what}" for step in steps), *clocks])
    narrow = life_line(events, on, holds=holds, bars=bars, wide=PAPER_WIDE)
    drawn = draw_life_line(line, on, identity=identity, title=title, description=said)
    paper = draw_life_line(narrow, on, identity=f"{identity}-paper", title=title, description=said) if narrow else None
    return Stands(drawn, paper, steps, clocks)


def _steps(events: Sequence[Event], holds: Sequence[Hold], on: date) -> tuple[Told, ...]:
    """Events in their order, each hold before the first event that is later than its first day; undated events last."""
    waiting = sorted(holds, key=lambda hold: hold.since)
    steps: list[Told] = []
    for event in events:
        period = event.period
        while waiting and (period is None or period.first > waiting[0].since):
            steps.append(_held(waiting.pop(0), on))
        steps.append(Told(event.when, capital(event.means), planned=bool(period and period.first > on)))
    return (*steps, *(_held(hold, on) for hold in waiting))


def _held(hold: Hold, on: date) -> Told:
    until = f"to {day(hold.until)}" if hold.until else "and still"
    return Told(f"{day(hold.since)} {until}", f"{hold.says(on)} {hold.why}".strip(), held=True)


def clock_told(bar: Bar, on: date) -> str:
    """``Six-month clock: began 13 May 2024, due 9 April 2025 (13 November 2024 without the hold), 64 days over.``"""
    words = [f"{bar.name}: began {day(bar.starts)}"]
    words += [f"stood still {day(since)} to {day(until)}" for since, until in bar.stopped]
    without = bar.due_without_holds
    hold = f" ({day(without)} without the hold)" if without and without != bar.due else ""
    words.append(f"due {day(bar.due)}{hold}")
    if bar.ended:
        words.append(f"ended {day(bar.ended)}")
    if over := bar.over(on):
        words.append(f"{counted(over, 'day')} over")
    return f"{', '.join(words)}."
