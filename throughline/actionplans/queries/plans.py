"""The action plan of a review: every action with its colour, as the page shows it and as a file holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.actionplans.models import Action, ActionUpdate
from throughline.actionplans.queries import actions_of
from throughline.actionplans.queries.colours import COLUMNS, colouring, facts_of, marks_of
from throughline.actionplans.rules import REACH, STATES, reach_of
from throughline.actionplans.rules.rag import Colour, Marks, colour_of
from throughline.findings.models import Recommendation
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


def plan_of_review(review: Review, *, actor: Actor, on: date) -> ReviewPlan:
    """Every action of the review in its order, with updates and recommendations: six statements, however many."""
    rows = list(actions_of(review, actor, on).annotate(**colouring()))
    marks = marks_of(review.case.partnership_id, on)
    agencies = agency_names(review.case.partnership_id, on=on)
    asked = _recommendations(rows)
    said = _updates(rows)
    return ReviewPlan(
        tuple(_row(row, agencies, asked.get(row.pk, ()), said.get(row.pk, ()), marks, on) for row in rows), marks
    )


def _recommendations(rows: list[Action]) -> dict[int, tuple[Recommendation, ...]]:
    found: dict[int, list[Recommendation]] = {}
    ties = Action.recommendations.through.objects.filter(action__in=[row.pk for row in rows])
    ties = ties.filter(recommendation__withdrawn_at__isnull=True).select_related("recommendation")
    for tie in ties.order_by("recommendation__position", "recommendation_id"):
        found.setdefault(tie.action_id, []).append(tie.recommendation)
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
    asked: tuple[Recommendation, ...],
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
        recommendations="\n".join(_asked(one) for one in asked),
        numbers=tuple(one.number for one in asked if one.number),
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


def _asked(one: Recommendation) -> str:
    words = " ".join(one.text.split())
    return f"Recommendation {one.number}: {words}" if one.number else words


def _update(one: ActionUpdate) -> Update:
    words = one.date_text or (one.date_iso if one.date_iso else "")
    text = "\n".join(line for line in one.text.split("\n") if line.strip())
    return Update(words, written(words), text)
