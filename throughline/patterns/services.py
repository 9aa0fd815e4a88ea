"""Write a recommendation with what was noticed of it, and say how it stands to an earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.findings import services as findings
from throughline.findings.models import Recommendation
from throughline.findings.rules import wording
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.patterns.models import EarlierAsk, WordingLook
from throughline.patterns.queries import get_answer, likes_of, visible_recommendations
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.services import change_record, given


@transaction.atomic
def add_recommendation(*, review: Review, by: Actor, at: datetime, **fields: Any) -> Recommendation:
    """The recommendation stands, and beside it what was noticed of its wording. Events ``recommendation.added`` and
    ``wording.looked_at``."""
    made = findings.add_recommendation(review=review, by=by, at=at, **fields)
    look_at(made, by=by, at=at)
    return made


@transaction.atomic
def change_recommendation(
    recommendation: Recommendation, *, version: int, by: Actor, at: datetime, **fields: Any
) -> Recommendation:
    """The recommendation has those values; where its words changed, they were looked at anew."""
    before = (recommendation.text, recommendation.owner_name, recommendation.owner_id)
    made = change_record(recommendation, fields=fields, version=version, by=by, at=at)
    if (made.text, made.owner_name, made.owner_id) != before:
        look_at(made, by=by, at=at)
    return made


@transaction.atomic
def look_at(recommendation: Recommendation, *, by: Actor, at: datetime) -> WordingLook:
    """What a reader would miss in it, and which earlier ones are like it, is kept. Event ``wording.looked_at``.

    Only earlier ones that this person may see are named.
    """
    require(why_not_record(actor=by, thing=recommendation, on=localdate(at)))
    owner = recommendation.owner_name or ("named" if recommendation.owner_id else "")
    remarks = [remark.rule for remark in wording(recommendation.text, owner=owner)]
    likes, _ = likes_of(recommendation.text, but=recommendation.pk, actor=by, on=localdate(at))
    earlier = [{"id": like.key, "score": like.score} for like in likes]
    look = WordingLook.objects.create(
        recommendation=recommendation,
        of_version=recommendation.version,
        remarks=remarks,
        earlier=earlier,
        at=at,
        by_id=by.user,
    )
    subject = ("recommendation", recommendation.pk)
    details = {"remarks": remarks, "earlier": [like.key for like in likes]}
    record(by=by, at=at, verb="wording.looked_at", subject=subject, case=recommendation.case_id, details=details)
    return look


@transaction.atomic
def answer_earlier(
    recommendation: Recommendation,
    earlier: Recommendation,
    *,
    answer: str,
    reason: str = "",
    version: int = 0,
    by: Actor,
    at: datetime,
) -> EarlierAsk:
    """It is said how the recommendation stands to the earlier one. Event ``earlier_ask.added`` or ``.changed``.

    To take its place, or to ask once more, needs the reason. Both are of reviews that this person may see.
    """
    require(why_not_record(actor=by, thing=recommendation, on=localdate(at)))
    given(reason, answer != EarlierAsk.Answer.JOINS)
    if earlier.pk == recommendation.pk or get_answer(earlier, recommendation) is not None:
        raise Refused("E1580", "That recommendation is not the earlier of the two.", "Say it on the later one’s page.")
    if not visible_recommendations(by, localdate(at)).filter(pk=earlier.pk).exists():
        raise Refused("E1503", "That recommendation is not one that you can tie to.", "Choose another.")
    fields = {"answer": answer, "reason": reason.strip()}
    held = get_answer(recommendation, earlier)
    if held is not None:
        return editing.change(held, fields=fields, version=version or held.version, by=by, at=at)
    row = EarlierAsk(case=recommendation.case, recommendation=recommendation, earlier=earlier, **fields)
    return editing.add(row, by=by, at=at)
