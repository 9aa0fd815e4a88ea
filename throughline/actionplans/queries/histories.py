"""What became of the actions of a plan, in the words in which a file holds it: ends, re-tests, days moved, pilots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from throughline.actionplans import rules
from throughline.actionplans.models import ActionState, DueMove, Pilot, Retest
from throughline.actionplans.rules import ANSWERS, GRADES, STATES
from throughline.planfiles import PlanPilot, Update
from throughline.ui.words import day

Happened = dict[int, list[tuple[datetime, int, str]]]


@dataclass(frozen=True, slots=True)
class Became:
    """What a file says of an action beside its plan: how its last end was graded and why, and its history."""

    grade: str = ""
    why: str = ""
    history: tuple[Update, ...] = ()


def ended(row: ActionState) -> str:
    """What is said of a state: its reason; of an end its grade, what else it brought, and when it is asked again."""
    return _in_words(row, row.reason, row.grade)


def found(row: Retest) -> str:
    """What is said of an answer to whether it lasts."""
    return _in_words(row, row.found)


def _in_words(row: ActionState | Retest, reason: str, grade: str = "") -> str:
    return rules.ended(
        grade=grade,
        reason=reason,
        brought=row.brought,
        unintended=row.unintended,
        again_on=day(row.again_on) if row.again_on else "",
        why_not_again=row.why_not_again,
        unshown=row.why_no_evidence if isinstance(row, ActionState) else "",
    )


def became_of(actions: Iterable[int]) -> dict[int, Became]:
    """What became of each of those actions, by number, in three statements; the person was given them."""
    keys = list(actions)
    told: Happened = defaultdict(list)
    last: dict[int, ActionState] = {}
    for state in ActionState.objects.filter(action__in=keys).order_by("id"):
        last[state.action_id] = state
        if words := ended(state):
            told[state.action_id].append((state.at, 0, f"{STATES[state.state].word}. {words}"))
    for answer in Retest.objects.filter(action__in=keys).order_by("id"):
        words = found(answer)
        told[answer.action_id].append((answer.at, 1, f"Asked again: {ANSWERS[answer.answer].word}. {words}".strip()))
    for moved in DueMove.objects.filter(action__in=keys).order_by("id"):
        told[moved.action_id].append((moved.at, 2, _moved(moved)))
    return {key: _became(last.get(key), told.get(key, [])) for key in keys}


def pilots_of(actions: Iterable[int], names: Mapping[int, str]) -> dict[int, PlanPilot]:
    """The pilot of each action that is one, as a file holds it, in two statements; `names` are those of agencies."""
    rows = Pilot.objects.filter(action__in=list(actions), withdrawn_at__isnull=True)
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


def _moved(row: DueMove) -> str:
    before = day(row.before_on) if row.before_on else row.before_text or "no day"
    return f"The day was moved from {before} to {day(row.after_on)}. {row.reason}"
