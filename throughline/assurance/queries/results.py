"""The results of a round, and of several compared: figures that can be followed to the answers they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.assurance.models import AgencyReturn, AssuranceRound, ReturnAnswer, RoundQuestion
from throughline.assurance.queries.rounds import answers_of, asked_of, returns_of, scores_of, visible_rounds
from throughline.assurance.rules.comparing import Asked, Comparison, Tally, compared, tally
from throughline.assurance.rules.levels import levels_of
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names

MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted: an agency, a standard or a question."""

    key: str
    name: str
    tally: Tally
    url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A round's answers by agency and by standard. Unsettled challenges count with the agency's own score."""

    by_agency: tuple[Row, ...]
    by_standard: tuple[Row, ...]
    silent: tuple[AgencyReturn, ...]
    unsettled: int
    returns: tuple[AgencyReturn, ...]
    answers: tuple[ReturnAnswer, ...]
    names: dict[int, str]

    @property
    def balances(self) -> bool:
        """Every answer stands once by agency and once by standard."""
        return sum(map(_whole, self.by_agency)) == sum(map(_whole, self.by_standard))


def _whole(row: Row) -> int:
    return row.tally.counted + row.tally.not_for_us + row.tally.missing


def results_of(row: AssuranceRound, actor: Actor, on: date) -> Results:
    """What was sent, as far as this person may see it; what an agency has not sent is missing."""
    mine = returns_of(row, actor, on)
    sent = {one.pk for one in mine if one.state == "sent"}
    answers = [one for one in answers_of(mine) if one.of_id in sent]
    questions, levels = list(row.questions.order_by("position")), levels_of(row.levels)
    places = max(row.samples.count(), 1)
    names = agency_names(row.case.partnership_id, on=on)
    standards = {one.standard_key: one.standard for one in questions}
    by_agency = [
        Row(
            str(one.pk),
            names[one.agency_id],
            tally(_padded([a for a in answers if a.of_id == one.pk], len(questions) * places), levels),
            f"/agency-returns/{one.pk}/",
        )
        for one in mine
    ]
    by_standard = []
    for key, title in standards.items():
        asked = sum(one.standard_key == key for one in questions) * places * len(mine)
        given = [one for one in answers if one.question.standard_key == key]
        by_standard.append(Row(key, title, tally(_padded(given, asked), levels)))
    return Results(
        by_agency=tuple(by_agency),
        by_standard=tuple(by_standard),
        silent=tuple(one for one in mine if one.pk not in sent),
        unsettled=sum(one.state == "challenged" for one in answers),
        returns=tuple(mine),
        answers=tuple(answers),
        names=names,
    )


def _padded(answers: Sequence[ReturnAnswer], asked: int) -> list[int | None]:
    found: list[int | None] = [scores_of(one).final for one in answers]
    return found + [None] * (asked - len(found))


@dataclass(frozen=True, slots=True)
class Compared:
    """Rounds under one questionnaire, the oldest first, and for each question that is the same its tally in each.

    Only agencies that sent their answers in every one of the rounds are counted; `left_out` names the others.
    `earlier` are all the rounds that it can be held against, the newest first.
    """

    rounds: tuple[AssuranceRound, ...]
    comparison: Comparison
    rows: tuple[tuple[Asked, tuple[Tally, ...]], ...]
    agencies: tuple[str, ...]
    left_out: tuple[str, ...]
    earlier: tuple[AssuranceRound, ...]


def comparison_of(row: AssuranceRound, actor: Actor, on: date, *, back: int = 0) -> Compared:
    """That round with those before it under a questionnaire of the same title, as far as the person may see them.

    With `back` it stands beside the round so many before it alone, so that what one in between left out leaves nothing
    out here.
    """
    same = visible_rounds(actor, on).filter(
        kind=row.kind, questionnaire=row.questionnaire, opened_on__lte=row.opened_on
    )
    found = [one for one in same.order_by("-opened_on", "-id") if (one.opened_on, one.pk) <= (row.opened_on, row.pk)]
    earlier = tuple(one for one in found if one.pk != row.pk)
    alone = [earlier[back - 1], row] if 0 < back <= len(earlier) else []
    rounds = alone or found[:MOST_ROUNDS][::-1]
    keys = [one.pk for one in rounds]
    questions: dict[int, list[RoundQuestion]] = {key: [] for key in keys}
    for asked in RoundQuestion.objects.filter(round__in=keys).order_by("position"):
        questions[asked.round_id].append(asked)
    comparison = compared([(one.title, [asked_of(q, one) for q in questions[one.pk]]) for one in rounds])
    returns = {one.pk: returns_of(one, actor, on) for one in rounds}
    who = _who(returns.values())
    names = agency_names(row.case.partnership_id, on=on)
    everybody = {one.agency_id for rows in returns.values() for one in rows}
    scores = _scores([one for rows in returns.values() for one in rows if one.agency_id in who])
    levels = levels_of(row.levels)
    rows = tuple(
        (asked, tuple(tally(scores.get((key, asked.key), ()), levels) for key in keys)) for asked in comparison.same
    )
    return Compared(
        tuple(rounds),
        comparison,
        rows,
        tuple(sorted(names[one] for one in who)),
        tuple(sorted(names[one] for one in everybody - who)),
        earlier,
    )


def _who(returns: Iterable[list[AgencyReturn]]) -> set[int]:
    """The agencies that sent their answers in every round."""
    sent = [{one.agency_id for one in rows if one.state == "sent"} for rows in returns]
    return set.intersection(*sent) if sent else set()


def _scores(returns: list[AgencyReturn]) -> dict[tuple[int, str], list[int | None]]:
    """The scores that stand, by round and question."""
    of_round = {one.pk: one.round_id for one in returns}
    found: dict[tuple[int, str], list[int | None]] = {}
    for answer in answers_of(returns):
        found.setdefault((of_round[answer.of_id], answer.question.key), []).append(scores_of(answer).final)
    return found
