"""The page of what a report asks of its committee or board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.queries.sources import Sentence, sources_of
from throughline.findings.models import CommitteeRecommendation
from throughline.findings.queries import get_committee_recommendation
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.responses.pages import may_follow
from throughline.responses.queries import steps_of, where_it_stands
from throughline.responses.rules import following
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import visible_reviews
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of what became of it: its sign and word, who follows it up by when, what was said, and by whom."""

    sign: str
    word: str
    owner: str
    due: str
    says: str
    who: str


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """What is asked of a body, and what it resolved."""

    id: int
    number: str
    text: str
    body: str
    resolved: str
    when: str
    reviews: tuple[tuple[int, str], ...]
    reference: str
    recorded: str
    sources: tuple[Sentence, ...]
    may_write: bool
    may_follow: bool
    state: following.State
    owner: str
    due: str
    late: bool
    steps: tuple[StepLine, ...]
    case: int


def committee_page(id: int, *, actor: Actor, on: date) -> CommitteePage:
    """That recommendation to a body, with the reviews it speaks of."""
    row: CommitteeRecommendation = get_committee_recommendation(id, actor, on)
    reviews = visible_reviews(actor, on).filter(committee_recommendations=row.pk).order_by("id")
    stands = where_it_stands(row)
    return CommitteePage(
        id=row.pk,
        number=row.number,
        text=row.text,
        body=row.body_name,
        resolved=row.resolved,
        when=stated(row.resolved_text, row.resolved_iso) if row.resolved else "",
        reviews=tuple(reviews.values_list("id", "name")),
        reference=row.case.reference,
        recorded=day(row.made_at),
        sources=sources_of(row, actor=actor, on=on),
        may_write=why_not_record(actor=actor, thing=row, on=on) is None,
        may_follow=may_follow(stands, actor=actor, on=on),
        state=following.STATES[stands.state],
        owner=stands.owner,
        due=day(stands.due_on) if stands.due_on else "",
        late=stands.is_overdue(on),
        steps=tuple(
            StepLine(
                following.STATES[one.state].sign,
                following.STATES[one.state].word,
                one.owner_name,
                day(one.due_on) if one.due_on else "",
                one.says,
                f"{one.by.name}, {moment(one.at)}",
            )
            for one in steps_of(row)
        ),
        case=row.case.pk,
    )
