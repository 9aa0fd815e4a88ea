"""The sheet of a measure: its readings as a picture and as the same table, who assured them, and why they slid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from markupsafe import Markup

from throughline.impact.models import Measure, Reading
from throughline.impact.permissions import why_not_assure
from throughline.impact.queries import SLID, in_order, state_of
from throughline.impact.queries.along import Deed, happened, upright
from throughline.impact.rules import PERCENT, PERIODS, falls
from throughline.impact.rules.figures import middle
from throughline.impact.rules.readings import State
from throughline.kernel.actor import Actor
from throughline.kernel.periods import MONTHS, NOT_STATED, Point, parse, stated
from throughline.reviews.permissions import why_not_record
from throughline.ui.measureframe import Chart, Dot, Level, Upright
from throughline.ui.measures import draw_measure
from throughline.ui.words import counted, day

BARE = "No baseline or no period"


@dataclass(frozen=True, slots=True)
class Row:
    """One reading as the table tells it."""

    id: int
    when: str
    figure: str
    counted: str
    change: str
    comes_from: str
    entered: str
    note: str
    assured: str
    how: str
    may_assure: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """Why it slid back, after which reading, who said so and when."""

    cause: str
    after: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A measure with its picture, its table, and what is asked because of it."""

    title: str
    hint: str
    wide: Markup
    narrow: Markup
    rows: tuple[Row, ...]
    has_counts: bool
    deeds: tuple[Deed, ...]
    causes: tuple[Cause, ...]
    asks_cause: bool
    may_be_told: bool
    state: State
    bare: str
    source: str


def sheet_of(measure: Measure, *, actor: Actor, on: date) -> Sheet:
    """The sheet of that measure, which the person was given."""
    readings = in_order(measure.readings.select_related("made_by", "assurance__by", "corrects"))
    corrected = {row.corrects_id for row in readings}
    standing = [row for row in readings if row.pk not in corrected and parse(row.date_iso)]
    state = state_of(measure, readings)
    deeds, causes = happened(measure)
    chart = chart_of(measure, standing, state, on, tuple(upright(one) for one in deeds))
    title = f"{measure.text}"
    said = "The table after it says the same."
    empty = Markup("")
    writes = why_not_record(actor=actor, thing=measure, on=on) is None
    explained = bool(causes) and bool(standing) and causes[-1][3] == standing[-1].pk
    return Sheet(
        title=title,
        hint=". ".join(filter(None, (PERIODS.get(measure.period, ("", 0))[0], _unit(measure)))),
        wide=draw_measure(chart, identity="measure", title=title, description=said) if standing else empty,
        narrow=draw_measure(chart, identity="narrow", title=title, description=said, narrow=True)
        if standing
        else empty,
        rows=_rows(measure, readings, standing, actor, on),
        has_counts=any(row.counted is not None for row in readings),
        deeds=deeds,
        causes=tuple(_cause(one, readings, measure) for one in causes),
        asks_cause=state.key in SLID and not explained and writes,
        may_be_told=state.key not in SLID and bool(readings) and writes,
        state=state,
        bare=_bare(measure, readings, corrected),
        source=_sources(standing, on),
    )


def chart_of(
    measure: Measure, standing: Sequence[Reading], state: State, on: date, uprights: tuple[Upright, ...]
) -> Chart:
    """What the picture shows: the dated readings, the levels, and what was done on which day."""
    percent = measure.unit.strip().lower() in PERCENT
    base = next((row for row in standing if row.baseline), None)
    unit = "%" if percent else ""
    dots = tuple(
        Dot(
            on=middle(row.date_iso) or on,
            value=float(row.value),
            shown=plain(row.value),
            called=short_period(row.date_iso),
            counted="" if row.counted is None else str(row.counted),
            baseline=row.baseline,
        )
        for row in standing
    )
    last = f", {plain(standing[-1].value)}{unit}" if standing else ""
    return Chart(
        dots=dots,
        uprights=uprights,
        baseline=Level(float(base.value), f"Baseline {plain(base.value)}{unit}", short_period(base.date_iso))
        if base
        else None,
        target=Level(float(measure.target), f"Target {plain(measure.target)}{unit}")
        if measure.target is not None
        else None,
        percent=percent,
        unit=measure.unit,
        slides=_last_good(standing, measure) if state.key in ("fell_once", "sliding") else -1,
        state=f"{state.word}{last}",
        lower_is_better=measure.better == "lower",
    )


def _last_good(standing: Sequence[Reading], measure: Measure) -> int:
    sign = -1 if measure.better == "lower" else 1
    fallen = falls([sign * row.value for row in standing], measure.unit)
    return max((place for place, fell in enumerate(fallen) if not fell), default=-1)


def _rows(
    measure: Measure, readings: Sequence[Reading], standing: Sequence[Reading], actor: Actor, on: date
) -> tuple[Row, ...]:
    corrected = {row.corrects_id for row in readings}
    mine = [row for row in readings if row.pk not in corrected and not _assurance(row) and row.made_by_id != actor.user]
    may = bool(mine) and why_not_assure(actor=actor, thing=mine[0], on=on) is None
    before = {after.pk: row for row, after in pairwise(standing)}
    return tuple(
        Row(
            id=row.pk,
            when=stated(row.date_text, row.date_iso),
            figure=figure(row.value, measure.unit),
            counted="" if row.counted is None else str(row.counted),
            change=_change(row, before.get(row.pk)),
            comes_from=row.comes_from or "not said",
            entered=f"{row.made_by.name}, {day(localdate(row.made_at))}",
            note=_note(row, corrected),
            assured=_assured(row),
            how=getattr(_assurance(row), "how", ""),
            may_assure=may and row in mine,
        )
        for row in readings
    )


def _assurance(row: Reading) -> object | None:
    return getattr(row, "assurance", None)


def _assured(row: Reading) -> str:
    found = getattr(row, "assurance", None)
    return f"{found.by.name}, {day(localdate(found.at))}" if found else ""


def _change(row: Reading, before: Reading | None) -> str:
    if before is None:
        return ""
    by = row.value - before.value
    return f"+{plain(by)}" if by > 0 else f"−{plain(-by)}" if by < 0 else "0"


def _note(row: Reading, corrected: set[int | None]) -> str:
    parts = ["Baseline"] * row.baseline + ["Corrected since"] * (row.pk in corrected)
    parts += ["Corrects an earlier one"] * (row.corrects_id is not None)
    parts += [f"{BARE}: {row.why_bare}"] * bool(row.why_bare)
    return ". ".join(parts)


def _cause(one: tuple[Any, ...], readings: Sequence[Reading], measure: Measure) -> Cause:
    at, cause, by, reading = one
    after = next((row for row in readings if row.pk == reading), None)
    told = f"{figure(after.value, measure.unit)}, {stated(after.date_text, after.date_iso)}" if after else ""
    return Cause(cause, told, by, day(localdate(at)))


def _bare(measure: Measure, readings: Sequence[Reading], corrected: set[int | None]) -> str:
    """What the page says of figures that show no change by themselves; empty when there are none."""
    alone = [row for row in readings if row.pk not in corrected and row.why_bare]
    if alone:
        return f"{counted(len(alone), 'figure')} without a baseline or a period: no change is shown by that alone."
    return f"No baseline: {measure.why_no_baseline}" if measure.why_no_baseline else ""


def _sources(standing: Sequence[Reading], on: date) -> str:
    names = list(dict.fromkeys(row.comes_from for row in standing if row.comes_from))
    said = f"Source: {', '.join(names[:3])}. " if names else ""
    return f"{said}As at {day(on)}. Sliding back means two readings running well below the best."


def _unit(measure: Measure) -> str:
    unit = "Per cent" if measure.unit.strip().lower() in PERCENT else measure.unit
    return f"{unit}. {measure.get_better_display()}" if unit else measure.get_better_display()


def plain(value: Decimal) -> str:
    """A figure without the noughts that say nothing: ``81`` for 81.00."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(value: Decimal, unit: str) -> str:
    """``81%`` or ``14 days``."""
    return f"{plain(value)}%" if unit.strip().lower() in PERCENT else f"{plain(value)} {unit}".strip()


def short_period(iso: str) -> str:
    """``Apr 25``, ``Apr to Jun 25``, ``9 Apr 25`` or ``2025``."""
    found = parse(iso)
    if found is None:
        return NOT_STATED
    if found.end is None:
        return _short(found.start)
    start, end = found.start, found.end
    if start.year == end.year and start.month and end.month and not (start.day or end.day):
        return f"{MONTHS[start.month - 1][:3]} to {_short(end)}"
    return f"{_short(start)} to {_short(end)}"


def _short(point: Point) -> str:
    if not point.month:
        return str(point.year)
    month = f"{MONTHS[point.month - 1][:3]} {point.year % 100:02}"
    return f"{point.day} {month}" if point.day else month
