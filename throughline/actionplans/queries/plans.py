"""The action plan of a review: every action with its colour, as the page shows it and as a file holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from throughline.actionplans.models import Action, ActionUpdate
from throughline.actionplans.queries import actions_of
from throughline.actionplans.queries.colours import COLUMNS, colouring, facts_of, marks_of
from throughline.actionplans.queries.histories import became_of, pilots_of
from throughline.actionplans.rules import REACH, STATES, reach_of
from throughline.actionplans.rules.rag import Colour, Marks, colour_of
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.partnerships.queries import agency_names
from throughline.planfiles import Exported, PlanAction, Update, written
from throughline.reviews.models import Review
from throughline.ui.words import day


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action of the plan: as it is exported, with its colour, and what the page says of it."""

    id: int
    action: PlanAction
    colour: Colour
    owner: str
    due: str
    reach: str
    last: str

    @property
    def exported(self) -> Exported:
        """As a file holds it."""
        return Exported(self.action, self.colour.why)


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """The plan of one review, and how it is coloured."""

    rows: tuple[PlanRow, ...]
    marks: Marks

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """How many actions have each colour, in the order of the scheme; those that none has are left out."""
        found = [(word, sum(row.colour.key == key for row in self.rows)) for key, word in self.marks.words]
        return tuple((word, count) for word, count in found if count)


def plan_of_review(review: Review, *, actor: Actor, on: date, whole: bool = False) -> ReviewPlan:
    """Every action of the review in its order, with updates and recommendations: six statements, however many.

    The `whole` of it, for a file, is with what else it answers, what became of it, and pilots: seven statements more.
    """
    rows = list(actions_of(review, actor, on).annotate(**colouring()))
    marks = marks_of(review.case.partnership_id, on)
    agencies = agency_names(review.case.partnership_id, on=on)
    asked = _answered(rows, "recommendation")
    said = _updates(rows)
    plan = ReviewPlan(
        tuple(_row(row, agencies, asked.get(row.pk, ()), said.get(row.pk, ()), marks, on) for row in rows), marks
    )
    return _whole(plan, rows, agencies) if whole else plan


def _whole(plan: ReviewPlan, rows: list[Action], agencies: dict[int, str]) -> ReviewPlan:
    findings, points = _answered(rows, "finding"), _answered(rows, "learning_point")
    keys = [row.pk for row in rows]
    became, pilots = became_of(keys), pilots_of(keys, agencies)
    made = []
    for row in plan.rows:
        found, learnt, after = findings.get(row.id, ()), points.get(row.id, ()), became[row.id]
        action = replace(
            row.action,
            findings=_listed("Finding", found),
            finding_numbers=_numbers(found),
            learning_points=_listed("Learning point", learnt),
            learning_numbers=_numbers(learnt),
            grade_words=after.grade,
            grade_why=after.why,
            history=after.history,
            pilot=pilots.get(row.id),
        )
        made.append(replace(row, action=action))
    return ReviewPlan(tuple(made), plan.marks)


ANSWERED: dict[str, Any] = {
    "recommendation": Action.recommendations,
    "finding": Action.findings,
    "learning_point": Action.learning_points,
}


def _answered(rows: list[Action], kind: str) -> dict[int, tuple[Any, ...]]:
    """What each action answers of that kind, in the order of the record."""
    found: dict[int, list[Any]] = {}
    name = kind.replace("_", "")
    ties = ANSWERED[kind].through.objects.filter(action__in=[row.pk for row in rows])
    ties = ties.filter(**{f"{name}__withdrawn_at__isnull": True}).select_related(name)
    for tie in ties.order_by(f"{name}__position", f"{name}_id"):
        found.setdefault(tie.action_id, []).append(getattr(tie, name))
    return {key: tuple(asked) for key, asked in found.items()}


def _updates(rows: list[Action]) -> dict[int, tuple[ActionUpdate, ...]]:
    """What was said of each, in the order of its dates; what has none stands where it was recorded, after them."""
    found: dict[int, list[ActionUpdate]] = {}
    for row in ActionUpdate.objects.filter(action__in=[one.pk for one in rows]).order_by("id"):
        found.setdefault(row.action_id, []).append(row)
    return {key: tuple(sorted(told, key=lambda one: sort_key(one.date_iso))) for key, told in found.items()}


def _row(
    row: Action,
    agencies: dict[int, str],
    asked: tuple[Any, ...],
    said: tuple[ActionUpdate, ...],
    marks: Marks,
    on: date,
) -> PlanRow:
    colour = colour_of(facts_of({name: getattr(row, name) for name in COLUMNS}), marks, on)
    agency = agencies.get(row.owner_id or 0, "")
    due = row.due_text or (day(row.due_on) if row.due_on else "")
    updates = tuple(_update(one) for one in said)
    action = PlanAction(
        number=row.number,
        text=row.text,
        recommendations=_listed("Recommendation", asked),
        numbers=_numbers(asked),
        agency=agency,
        owner=row.owner_name,
        lead_role=row.lead_role,
        group=row.watching_group,
        due_text=due,
        due_on=row.due_on,
        success=row.success,
        cost=row.cost,
        strategy=row.strategy,
        reach=row.reach,
        state_words=STATES[row.state].word,
        rag_words=colour.word,
        updates=updates,
    )
    last = f"{updates[-1].date_text or 'Date not stated'}: {updates[-1].text}" if updates else ""
    owner = ", ".join(dict.fromkeys(filter(None, (row.owner_name, agency))))
    reach = REACH.get(reach_of(row.reach, row.owner_name, row.owner_id is not None), "")
    return PlanRow(row.pk, action, colour, owner, due, reach, last)


def _listed(word: str, answered: tuple[Any, ...]) -> str:
    """A line for each, with its number where it has one."""
    lines = ((one.number, " ".join(one.text.split())) for one in answered)
    return "\n".join(f"{word} {number}: {words}" if number else words for number, words in lines)


def _numbers(answered: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(one.number for one in answered if one.number)


def _update(one: ActionUpdate) -> Update:
    words = one.date_text or (one.date_iso if one.date_iso else "")
    text = "\n".join(line for line in one.text.split("\n") if line.strip())
    return Update(words, written(words), text)
