"""What difference a review has made, finding by finding, as the record stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, Value
from django.utils.timezone import localdate

from throughline.actionplans.models import Action, ActionState, Retest
from throughline.findings.models import Finding, LearningPoint, Recommendation
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.impact.queries.consent import is_held_back
from throughline.impact.rules import Read, measure_state
from throughline.impact.rules.difference import UNASSURED, Difference, Retested, Shown, counted, difference
from throughline.reviews.models import Review

Key = tuple[str, int]
# Which table joins an earlier kind to a later one.
TIES: tuple[tuple[Any, str, str], ...] = (
    (LearningPoint.findings, "finding", "learningpoint"),
    (Recommendation.findings, "finding", "recommendation"),
    (Recommendation.learning_points, "learningpoint", "recommendation"),
    (Action.recommendations, "recommendation", "action"),
    (Action.findings, "finding", "action"),
    (Action.learning_points, "learningpoint", "action"),
    (Evidence.actions, "action", "evidence"),
    (Evidence.statements, "statement", "evidence"),
    (Measure.findings, "finding", "measure"),
    (Measure.actions, "action", "measure"),
    (Measure.evidence, "evidence", "measure"),
    (Measure.statements, "statement", "measure"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one finding: the sentence, what it counts, what else it brought, and its case studies."""

    finding: Finding
    difference: Difference
    counts: tuple[tuple[str, str], ...]
    unintended: tuple[str, ...]
    none_known: int
    studies: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    measures: tuple[tuple[Measure, str], ...]


def difference_of(review: Review, *, on: date, until: datetime | None = None) -> tuple[Made, ...]:
    """What came of each finding of the review, which the person was given; `until` leaves out what came later.

    In ten statements, however many findings there are. What is held back on `on` for want of consent counts as nothing.
    """
    rows = _Rows(review, on, until)
    return tuple(_made(finding, rows) for finding in rows.findings)


class _Rows:
    """Everything of one review that bears on what it changed, read once."""

    def __init__(self, review: Review, on: date, until: datetime | None) -> None:
        self._until = until
        of = {"review": review, "withdrawn_at__isnull": True}
        self.findings = list(self._then(Finding.objects.filter(**of).order_by("position", "id"), "made_at"))
        statements = Statement.objects.filter(**of).exclude(is_held_back(on))
        evidence = Evidence.objects.filter(**of).exclude(is_held_back(on)).order_by("id")
        self.statements = {row.pk: row for row in self._then(statements, "made_at")}
        self.evidence = {row.pk: row for row in self._then(evidence, "made_at")}
        self.measures = {row.pk: row for row in self._then(Measure.objects.filter(**of).order_by("id"), "made_at")}
        self.onwards = self._ties(review)
        self.readings: dict[int, list[Read]] = defaultdict(list)
        self.assured: dict[int, list[Read]] = defaultdict(list)
        found = Reading.objects.filter(measure__review=review).select_related("assurance")
        for row in self._then(found, "made_at"):
            read = Read(row.pk, row.value, row.date_iso, row.baseline, row.corrects_id)
            self.readings[row.measure_id].append(read)
            if self._was_assured(row):
                self.assured[row.measure_id].append(read)
        self.states: dict[int, list[ActionState]] = defaultdict(list)
        states = ActionState.objects.filter(action__review=review, action__withdrawn_at__isnull=True)
        for state in self._then(states.order_by("id"), "at"):
            self.states[state.action_id].append(state)
        retests = Retest.objects.filter(action__review=review, action__withdrawn_at__isnull=True)
        self.retests: dict[int, list[Retest]] = defaultdict(list)
        for retest in self._then(retests.order_by("id"), "at"):
            self.retests[retest.action_id].append(retest)

    def _then(self, rows: Any, moment: str) -> Any:
        return rows if self._until is None else rows.filter(**{f"{moment}__lt": self._until})

    def _ties(self, review: Review) -> dict[Key, list[Key]]:
        parts = []
        for field, earlier, later in TIES:
            kinds = {"one": Value(earlier, CharField()), "other": Value(later, CharField())}
            standing = {f"{one}__withdrawn_at__isnull": True for one in (earlier, later)}
            rows = field.through.objects.filter(**{f"{later}__review": review}, **standing).order_by()
            ends = {"a": F(f"{earlier}_id"), "b": F(f"{later}_id")}
            parts.append(rows.annotate(**kinds, **ends).values_list("one", "a", "other", "b"))
        onwards: dict[Key, list[Key]] = defaultdict(list)
        for one, a, other, b in parts[0].union(*parts[1:], all=True):
            onwards[(one, a)].append((other, b))
        for row in self.statements.values():
            about = (("finding", row.finding_id), ("learningpoint", row.learning_point_id))
            for kind, pk in (*about, ("recommendation", row.recommendation_id)):
                if pk:
                    onwards[(kind, pk)].append(("statement", row.pk))
        return onwards

    def reached(self, finding: Finding) -> dict[str, list[int]]:
        """Everything that follows from the finding, by kind."""
        seen: set[Key] = set()
        waiting: list[Key] = [("finding", finding.pk)]
        while waiting:
            for other in self.onwards.get(waiting.pop(), ()):
                if other not in seen and self._shown(other):
                    seen.add(other)
                    waiting.append(other)
        found: dict[str, list[int]] = defaultdict(list)
        for kind, pk in sorted(seen):
            found[kind].append(pk)
        return found

    def last_answer(self, action: int) -> Retest | None:
        """What was last said of whether the action lasts, unless it came to another state since."""
        said, states = self.retests[action], self.states[action]
        return said[-1] if said and (not states or said[-1].at >= states[-1].at) else None

    def _was_assured(self, row: Reading) -> bool:
        """Somebody who did not enter it made sure of it by then."""
        found = getattr(row, "assurance", None)
        return found is not None and (self._until is None or found.at < self._until)

    def state_of(self, row: Measure) -> tuple[str, str]:
        """The key of its state as it counts, and its word."""
        of: dict[str, Any] = {"better": row.better, "target": row.target, "unit": row.unit}
        every = measure_state(self.readings[row.pk], **of)
        key = counted(every.key, measure_state(self.assured[row.pk], **of).key)
        return key, f"{every.word}, not yet assured" if key == UNASSURED else every.word

    def _shown(self, key: Key) -> bool:
        """It is no statement and no evidence that was left out."""
        kind, pk = key
        return pk in {"statement": self.statements, "evidence": self.evidence}.get(kind, (pk,))

    def was_graded(self, row: Evidence) -> str:
        """Its grade, if it was given by then."""
        late = self._until is not None and row.graded_at is not None and row.graded_at >= self._until
        return "" if late else row.grade

    def was_accepted(self, row: Evidence) -> bool:
        """It was accepted by then."""
        return row.accepted_at is not None and (self._until is None or row.accepted_at < self._until)


def _made(finding: Finding, rows: _Rows) -> Made:
    found = rows.reached(finding)
    evidence = [rows.evidence[pk] for pk in found["evidence"]]
    accepted = [row for row in evidence if rows.was_accepted(row)]
    measures = [rows.measures[pk] for pk in found["measure"] if pk in rows.measures]
    states = {row.pk: rows.state_of(row) for row in measures}
    said = [rows.statements[pk] for pk in found["statement"] if pk in rows.statements]
    claimed = [
        pk for pk in found["action"] if rows.states[pk] and _last(rows.states[pk]) in ("claimed_done", "confirmed")
    ]
    effects = [row for row in said if row.kind in ("impact", "case_study")]
    retested = [last for pk in found["action"] if (last := rows.last_answer(pk)) is not None]
    shown = Shown(
        grades=tuple(grade for row in accepted if (grade := rows.was_graded(row))),
        ungraded=sum(not rows.was_graded(row) for row in accepted),
        waiting=len(evidence) - len(accepted),
        claims=len(effects) + len(claimed),
        measures=tuple(key for key, _ in states.values()),
        retests=tuple(Retested(row.answer, localdate(row.at).isoformat()) for row in retested),
    )
    return Made(
        finding=finding,
        difference=difference(shown),
        counts=(
            ("Actions", f"{len(found['action'])}, of which {len(claimed)} said to be done"),
            ("Evidence", f"{len(evidence)}, of which {len(accepted)} accepted"),
            ("Measures", str(len(measures))),
            ("Asked again", str(len(retested))),
        ),
        unintended=tuple(_unintended(found["action"], rows)),
        none_known=_none_known(found["action"], rows),
        studies=tuple(row for row in said if row.kind == "case_study"),
        evidence=tuple(accepted),
        measures=tuple((row, states[row.pk][1]) for row in measures),
    )


def _last(states: list[ActionState]) -> str:
    return states[-1].state


def _unintended(actions: Iterable[int], rows: _Rows) -> Iterable[str]:
    for pk in actions:
        told = [*rows.states.get(pk, ()), *rows.retests.get(pk, ())]
        yield from dict.fromkeys(row.unintended for row in told if row.unintended)


def _none_known(actions: Iterable[int], rows: _Rows) -> int:
    """How often it was asked what else they brought, and nothing was known."""
    told = (row for pk in actions for row in (*rows.states.get(pk, ()), *rows.retests.get(pk, ())))
    return sum(row.brought == "none" for row in told)
