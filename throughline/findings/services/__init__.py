"""Write what a review found and asks for, tie it together, and keep the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case, OfCase
from throughline.commissioning.models import LineOfEnquiry
from throughline.documents.models import Span
from throughline.findings.models import (
    CommitteeRecommendation,
    Finding,
    LearningPoint,
    OfReview,
    Recommendation,
    Theme,
)
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given

Row = TypeVar("Row", bound=OfReview)
Links = Mapping[str, Collection[models.Model]]


@transaction.atomic
def add_finding(
    *,
    review: Review,
    number: str = "",
    text: str,
    why: str = "",
    lines: Iterable[LineOfEnquiry] = (),
    is_extra: bool = False,
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Finding:
    """The finding stands, after the others of its review, with why it was so, and with the lines of enquiry it answers,
    or as an extra one.

    Event ``finding.added``.
    """
    row = Finding(review=review, number=number, text=text, why=why, is_extra=is_extra, source=source)
    return add_to_review(row, links={"lines": list(lines)}, position=position, by=by, at=at)


@transaction.atomic
def change_finding(
    finding: Finding,
    *,
    version: int,
    by: Actor,
    at: datetime,
    lines: Iterable[LineOfEnquiry] | None = None,
    **fields: Any,
) -> Finding:
    """The finding has those values, and answers those lines of enquiry of its own case. Event ``finding.changed``."""
    if lines is not None:
        fields["lines"] = list(lines)
        same_case(finding.case, *fields["lines"])
    return change_record(finding, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_theme(
    *,
    review: Review,
    number: str = "",
    text: str,
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Theme:
    """The theme stands, after the others of its review. Event ``theme.added``."""
    return add_to_review(Theme(review=review, number=number, text=text, source=source), position=position, by=by, at=at)


@transaction.atomic
def add_learning_point(
    *,
    review: Review,
    number: str = "",
    text: str,
    findings: Iterable[Finding] = (),
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> LearningPoint:
    """The learning point stands, tied to the findings it rests on. Event ``learning_point.added``."""
    row = LearningPoint(review=review, number=number, text=text, source=source)
    return add_to_review(row, links={"findings": list(findings)}, position=position, by=by, at=at)


@transaction.atomic
def add_recommendation(
    *,
    review: Review,
    number: str = "",
    text: str,
    owner_name: str = "",
    owner: Agency | None = None,
    findings: Iterable[Finding] = (),
    learning_points: Iterable[LearningPoint] = (),
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """The recommendation stands, with whom it asks and what it follows from. Event ``recommendation.added``."""
    same_agencies(review.case, owner)
    row = Recommendation(review=review, number=number, text=text, owner_name=owner_name, owner=owner, source=source)
    links: Links = {"findings": list(findings), "learning_points": list(learning_points)}
    return add_to_review(row, links=links, position=position, by=by, at=at)


@transaction.atomic
def add_committee_recommendation(
    *,
    case: Case,
    reviews: Iterable[Review] = (),
    number: str = "",
    text: str,
    body_name: str = "",
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> CommitteeRecommendation:
    """What a report asks of its committee or board stands under the case. Event ``committee_recommendation.added``."""
    require(why_not_record(actor=by, thing=case, on=localdate(at)))
    row = CommitteeRecommendation(case=case, number=number, text=text, body_name=body_name, source=source)
    row.position = position or next_position(CommitteeRecommendation.objects.filter(case=case))
    links = {"reviews": list(reviews)}
    if any(review.case.partnership_id != case.partnership_id for review in links["reviews"]):
        raise Refused("E1503", "A review is held by another partnership.", "Choose reviews of this partnership.")
    return editing.add(row, by=by, at=at, links=links)


@transaction.atomic
def record_resolution(
    recommendation: CommitteeRecommendation,
    *,
    resolved: str,
    date_text: str = "",
    date_iso: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> CommitteeRecommendation:
    """What the body resolved stands beside what was asked, with when. Event ``committee_recommendation.changed``."""
    fields = {"resolved": resolved, "resolved_text": date_text, "resolved_iso": dated(date_iso or "")}
    return change_record(recommendation, fields=fields, version=version or recommendation.version, by=by, at=at)


@transaction.atomic
def answer_recommendation(
    recommendation: Recommendation,
    *,
    response: str,
    reason: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """How those who were asked answered, and why. Event ``recommendation.changed``.

    An answer that is not a plain yes needs its reason.
    """
    given(reason, response not in {Recommendation.Response.NONE, Recommendation.Response.ACCEPTED})
    fields = {"response": response, "response_reason": reason.strip()}
    return change_record(recommendation, fields=fields, version=version or recommendation.version, by=by, at=at)


@transaction.atomic
def tie(later: OfCase, earlier: OfCase, *, by: Actor, at: datetime) -> bool:
    """The later record follows from the earlier one. Event ``tie.made``; false when they were tied already.

    Which is later is the order of the learning process: a measure, evidence, a statement, an action, a recommendation,
    a learning point, a finding, a review. Both are of one case, unless the earlier is a review of the same partnership.
    """
    others = _ties(later, earlier, by, at)
    if others.filter(pk=earlier.pk).exists():
        return False
    if earlier.withdrawn_at is not None:
        raise Refused("E1508", "What you tie to was withdrawn.", "Choose another.")
    others.add(earlier)
    _tell("tie.made", later, earlier, by, at)
    return True


@transaction.atomic
def untie(later: OfCase, earlier: OfCase, *, by: Actor, at: datetime) -> bool:
    """The later record no longer says that it follows from the earlier. Event ``tie.cut``; false when it did not."""
    others = _ties(later, earlier, by, at)
    if not others.filter(pk=earlier.pk).exists():
        return False
    others.remove(earlier)
    _tell("tie.cut", later, earlier, by, at)
    return True


def tie_field(later: type[models.Model], earlier: type[models.Model]) -> str:
    """The name under which the later kind of record keeps its ties to the earlier kind; refused when there is none."""
    for field in later._meta.many_to_many:
        if field.related_model is earlier:
            return field.name
    words = [editing.kind_of(kind).replace("_", " ") for kind in (later, earlier)]
    raise Refused("E1508", f"A {words[0]} is not tied to a {words[1]}.", "Tie it to what it follows from.")


@transaction.atomic
def add_to_review(
    row: Row,
    *,
    links: Links | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
    allowed: bool = False,
) -> Row:
    """The row stands under its review and its case, after the others of its kind, with its links to the same case.

    `allowed` when the caller has asked already whether this person may write it.
    """
    if not allowed:
        require(why_not_record(actor=by, thing=row.review, on=localdate(at)))
    row.case = row.review.case
    same_case(row.case, *(other for others in (links or {}).values() for other in others))
    row.position = position or next_position(type(row)._default_manager.filter(review=row.review))
    return editing.add(row, by=by, at=at, links=links)


def same_case(case: Case, *others: models.Model | None) -> None:
    """Nothing, or the refusal of a tie across cases: one might be sealed from those who see the other."""
    if any(other is not None and other.case_id != case.pk for other in others):  # type: ignore[attr-defined]
        raise Refused("E1508", "They belong to different cases.", "Tie records of one case.")


def same_agencies(case: Case, agency: Agency | None) -> None:
    """Nothing, or the refusal of an agency that another partnership works with."""
    if agency is not None and agency.partnership_id != case.partnership_id:
        raise Refused("E1503", "That agency works with another partnership.", "Choose an agency of this one.")


def _ties(later: OfCase, earlier: OfCase, by: Actor, at: datetime) -> Any:
    """What the later record is tied to of the earlier one's kind, once this person may write it."""
    name = tie_field(type(later), type(earlier))
    require(why_not_record(actor=by, thing=later, on=localdate(at)))
    if isinstance(earlier, Review):
        require(why_not_record(actor=by, thing=earlier, on=localdate(at)))
    else:
        same_case(later.case, earlier)
    if getattr(editing.locked(later), "accepted_at", None) is not None:
        raise accepted_already()
    return getattr(later, name)


def accepted_already() -> Refused:
    """The refusal to change evidence after somebody looked at it and accepted it."""
    return Refused(
        "E1512",
        "It was accepted as it stands, so it is changed no more.",
        "Withdraw it with the reason, and bring the evidence anew.",
    )


def _tell(verb: str, later: OfCase, earlier: OfCase, by: Actor, at: datetime) -> None:
    kind, to = editing.kind_of(later), f"{editing.kind_of(earlier)} {earlier.pk}"
    record(by=by, at=at, verb=verb, subject=(kind, later.pk), case=later.case_id, details={"to": to})
