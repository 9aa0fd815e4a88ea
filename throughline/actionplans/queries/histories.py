"""What became of the actions of a plan, in the words in which a file holds it: ends, re-tests, days moved, pilots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from throughline.actionplans.models import Action, ActionState, DueMove, Pilot, Retest
from throughline.actionplans.rules import ANSWERS, GRADES, STATES, ended
from throughline.partnerships.queries import agency_names
from throughline.planfiles import PlanPilot, Update
from throughline.ui.words import day

Happened = dict[int, list[tuple[datetime, int, str]]]


@dataclass(frozen=True, slots=True)
class Became:
    """What a file says of an action beside its plan: how its last end was graded and why, and its history."""

    grade: str = ""
    why: str = ""
    history: tuple[Update, ...] = ()


def became_of(actions: Iterable[int]) -> dict[int, Became]:
    """What became of each of those actions, by number, in three statements; the person was given them."""
    keys = list(actions)
    told: Happened = defaultdict(list)
    last: dict[int, ActionState] = {}
    for state in ActionState.objects.filter(action__in=keys).order_by("id"):
        last[state.action_id] = state
        if words := _ended(state, state.reason, state.grade):
            told[state.action_id].append((state.at, 0, f"{STATES[state.state].word}. {words}"))
    for answer in Retest.objects.filter(action__in=keys).order_by("id"):
        words = _ended(answer, answer.found)
        told[answer.action_id].append((answer.at, 1, f"Asked again: {ANSWERS[answer.answer].word}. {words}".strip()))
    for moved in DueMove.objects.filter(action__in=keys).order_by("id"):
        told[moved.action_id].append((moved.at, 2, _moved(moved)))
    return {key: _became(last.get(key), told.get(key, [])) for key in keys}


def pilots_of(actions: Sequence[Action], partnership: int, *, on: date) -> dict[int, PlanPilot]:
    """The pilot of each action that is one, as a file holds it, in three statements."""
    rows = Pilot.objects.filter(action__in=[one.pk for one in actions], withdrawn_at__isnull=True)
    names = agency_names(partnership, on=on)
    return {
        row.action_id: PlanPilot(
            place=row.place,
            agencies=tuple(names[one.pk] for one in row.agencies.all() if one.pk in names),
            families=row.families,
            from_on=row.from_on,
            to_on=row.to_on,
            look_on=row.look_on,
            evaluation=row.evaluation,
        )
        for row in rows.prefetch_related("agencies").order_by("id")
    }


def _became(last: ActionState | None, told: list[tuple[datetime, int, str]]) -> Became:
    grade = GRADES[last.grade].word if last and last.grade in GRADES else ""
    lines = tuple(_line(at, words) for at, _, words in sorted(told))
    return Became(grade, " ".join(last.reason.split()) if last and grade else "", lines)


def _line(at: datetime, words: str) -> Update:
    when = localdate(at)
    return Update(day(when), when.isoformat(), " ".join(words.split()))


def _ended(row: ActionState | Retest, reason: str, grade: str = "") -> str:
    again: dict[str, Any] = {"again_on": day(row.again_on) if row.again_on else "", "why_not_again": row.why_not_again}
    return ended(grade=grade, reason=reason, brought=row.brought, unintended=row.unintended, **again)


def _moved(row: DueMove) -> str:
    before = day(row.before_on) if row.before_on else row.before_text or "no day"
    return f"The day was moved from {before} to {day(row.after_on)}. {row.reason}"
