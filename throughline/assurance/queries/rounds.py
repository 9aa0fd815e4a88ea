"""Rounds, and of each only the answers that a person may see: their own agency's, their peer's, or all once shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from throughline.access.roles import AGENCY_LEAD
from throughline.assurance.models import (
    AgencyReturn,
    AnswerScore,
    AssuranceRound,
    ReturnAnswer,
    RoundQuestion,
    RoundSample,
)
from throughline.assurance.permissions import sees
from throughline.assurance.queries.questionnaires import there
from throughline.assurance.rules.answers import CHALLENGE, MODERATION, final
from throughline.assurance.rules.comparing import Asked, why_changed
from throughline.assurance.rules.returns import Standing
from throughline.assurance.rules.rounds import SECTION_11
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor


def visible_rounds(actor: Actor, on: date) -> QuerySet[AssuranceRound]:
    """The rounds whose case this person may see: an agency's lead those in which the agency was asked."""
    rows = AssuranceRound.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    if not sees(actor):
        return rows.none()
    return rows.select_related("case", "made_by", "changed_by", "before")


def visible_returns(actor: Actor, on: date) -> QuerySet[AgencyReturn]:
    """What agencies answer, as far as this person may see it.

    An agency's lead sees their own agency's; their peer's while answers are challenged; everybody's once shared.
    """
    rows = AgencyReturn.objects.filter(round__in=visible_rounds(actor, on), withdrawn_at__isnull=True)
    if actor.role == AGENCY_LEAD:
        mine = Q(agency_id=actor.agency or -1)
        peers = Q(peer_id=actor.agency or -1, round__state="challenging")
        rows = rows.filter(mine | peers | Q(round__state="shared"))
    return rows.select_related("round__case", "round__before", "agency", "made_by", "changed_by")


def get_round(id: int, actor: Actor, on: date) -> AssuranceRound:
    """That round, or a 404."""
    return there(visible_rounds(actor, on), id)


def get_return(id: int, actor: Actor, on: date) -> AgencyReturn:
    """What that agency answers, or a 404."""
    return there(visible_returns(actor, on), id)


def get_answer(id: int, actor: Actor, on: date) -> ReturnAnswer:
    """That answer, or a 404."""
    rows = ReturnAnswer.objects.filter(of__in=visible_returns(actor, on), withdrawn_at__isnull=True)
    return there(rows.select_related("of__round", "of__agency", "question", "sample", "case", "document"), id)


def get_round_question(id: int, actor: Actor, on: date) -> RoundQuestion:
    """That question of a round that the person may see, or a 404."""
    rows = RoundQuestion.objects.filter(round__in=visible_rounds(actor, on)).select_related("round__case")
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def returns_of(row: AssuranceRound, actor: Actor, on: date) -> list[AgencyReturn]:
    """The returns of the round that the person may see, in the order in which they were asked."""
    return list(visible_returns(actor, on).filter(round=row).order_by("id"))


def previous_round(partnership: int, kind: str, questionnaire: str) -> AssuranceRound | None:
    """The last round under a questionnaire of that title, from which answers are carried forward."""
    rows = AssuranceRound.objects.filter(case__partnership_id=partnership, kind=kind, questionnaire=questionnaire)
    return rows.filter(withdrawn_at__isnull=True).order_by("-opened_on", "-id").first()


@dataclass(frozen=True, slots=True)
class Line:
    """One question to one agency, of one sampled case where there is one: its answer, or what was said last time."""

    place: str
    question: RoundQuestion
    sample: RoundSample | None
    answer: ReturnAnswer | None
    carried: ReturnAnswer | None

    @property
    def name(self) -> str:
        """What stands for it in a form."""
        return f"q{self.question.pk}" + (f"s{self.sample.pk}" if self.sample else "")

    @property
    def state(self) -> str:
        """``carried`` while only last time's answer stands; empty while there is none."""
        if self.answer is not None:
            return self.answer.state
        return "carried" if self.carried is not None else ""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines that are answered on one page: a standard, or a sampled case."""

    number: int
    title: str
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many have an answer that the agency gave or confirmed."""
        return sum(line.answer is not None for line in self.lines)


def parts_of(row: AgencyReturn) -> tuple[Part, ...]:
    """Everything the agency is asked, with its answers. The return is one that the person was given."""
    questions = list(row.round.questions.order_by("position"))
    samples = list(row.round.samples.order_by("position"))
    given = {(one.question_id, one.sample_id): one for one in answers_of([row])}
    before = {} if samples else carried_for(row, questions)

    def line(place: str, question: RoundQuestion, sample: RoundSample | None) -> Line:
        answer = given.get((question.pk, sample.pk if sample else None))
        return Line(place, question, sample, answer, None if answer else before.get(question.pk))

    if samples:
        return tuple(
            Part(
                number,
                f"Case {sample.reference}",
                tuple(line(f"{number}.{at}", one, sample) for at, one in enumerate(questions, 1)),
            )
            for number, sample in enumerate(samples, 1)
        )
    standards = list(dict.fromkeys(one.standard_key for one in questions))
    made = []
    for number, key in enumerate(standards, 1):
        mine = [one for one in questions if one.standard_key == key]
        lines = tuple(line(f"{number}.{at}", one, None) for at, one in enumerate(mine, 1))
        made.append(Part(number, mine[0].standard, lines))
    return tuple(made)


def carried_for(row: AgencyReturn, questions: Iterable[RoundQuestion]) -> dict[int, ReturnAnswer]:
    """What the agency said last time to each question that is asked in the same words again, by the question now."""
    if row.round.before_id is None or row.round.kind != SECTION_11:
        return {}
    rows = ReturnAnswer.objects.filter(
        of__round=row.round.before_id, of__agency=row.agency_id, of__state="sent", withdrawn_at__isnull=True
    )
    last = {one.question.key: one for one in rows.select_related("question__round", "document")}
    found = {}
    for now in questions:
        then = last.get(now.key)
        if then is not None and not why_changed(asked_of(then.question, then.question.round), asked_of(now, row.round)):
            found[now.pk] = then
    return found


def answers_of(rows: Collection[AgencyReturn]) -> list[ReturnAnswer]:
    """The answers of those returns, with their scores under `given`; each return is one that the person was given."""
    scores = AnswerScore.objects.select_related("by", "agency").order_by("id")
    found = ReturnAnswer.objects.filter(of__in=[row.pk for row in rows], withdrawn_at__isnull=True)
    found = found.select_related("question", "sample", "document", "carried")
    return list(
        found.prefetch_related(Prefetch("scores", scores, to_attr="given")).order_by("question__position", "id")
    )


def standing_of(parts: Iterable[Part]) -> list[Standing]:
    """Whether each line is answered, and whether something was carried forward to it."""
    lines = (line for part in parts for line in part.lines)
    return [Standing(line.place, line.answer is not None, line.carried is not None) for line in lines]


@dataclass(frozen=True, slots=True)
class Scores:
    """The three scores of an answer: the agency's own, the peer's and the moderated one, and the one that stands."""

    own: int
    peer: AnswerScore | None
    moderated: AnswerScore | None

    @property
    def final(self) -> int | None:
        """The score that stands."""
        return final(self.own, self.moderated.level if self.moderated else None)


def scores_of(answer: Any) -> Scores:
    """The scores of an answer that `answers_of` gave."""
    last = {one.stage: one for one in answer.given}
    return Scores(answer.level, last.get(CHALLENGE), last.get(MODERATION))


def asked_of(question: RoundQuestion, row: AssuranceRound) -> Asked:
    """The question as a round asked it."""
    return Asked(question.key, question.text, question.descriptors, row.levels, question.standard)
