"""Open the rapid review of an incident that was notified, ask agencies what they know, and take their answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.messages.models import Ask
from throughline.messages.services import ask
from throughline.notifications.models import Incident
from throughline.rapidreviews.models import AgencyAnswer, RapidReview
from throughline.rapidreviews.permissions import require, why_not_open, why_not_write

KIND = "rapid_review.agency"


@transaction.atomic
def open_for(
    incident: Incident, *, starts_from: str = "notified", partners_sign: bool = True, by: Actor, at: datetime
) -> RapidReview:
    """The rapid review of the incident is under way, in the incident's case. Once. Event ``rapid_review.added``."""
    now = editing.locked(incident)
    there = RapidReview.objects.filter(incident=now, withdrawn_at__isnull=True).first()
    require(why_not_open(actor=by, thing=now, notified=now.notifications.exists(), on=localdate(at)))
    if there is not None:
        return there
    made = RapidReview(case=now.case, incident=now, starts_from=starts_from, partners_sign=partners_sign)
    return editing.add(made, by=by, at=at)


@transaction.atomic
def ask_agency(review: RapidReview, *, to: str, due_on: date, by: Actor, at: datetime) -> Ask:
    """That person of an agency is asked what the agency knows, by a link that names no child. Event ``ask.added``."""
    require(why_not_write(actor=by, thing=review, on=localdate(at)))
    return ask(case=review.case, kind=KIND, to=to, subject=("rapid_review", review.pk), due_on=due_on, by=by, at=at)


@transaction.atomic
def take_answer(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> str:
    """What an agency answered to `ask` is in the rapid review. Event ``rapid_review.agency_answered``.

    Called in the transaction that closes the ask, so it happens once. Returns nothing to keep beside the ask.
    """
    review = RapidReview.objects.select_related("case").get(pk=ask.subject)
    row = AgencyAnswer(
        rapid_review=review,
        agency_id=ask.agency_id,
        ask=ask.pk,
        knows=values.get("knows", "not_known"),
        information=values.get("information", ""),
        secured_on=values.get("secured_on"),
        immediate=values.get("immediate", ""),
        searched=values.get("searched", ""),
        answered_by_name=values.get("searched_name") or values.get("answered_by_name") or by.name,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    record(
        by=by,
        at=at,
        verb="rapid_review.agency_answered",
        subject=("rapid_review", review.pk),
        case=review.case_id,
        details={"agency": ask.agency_id or 0, "knows": row.knows, "ask": ask.pk},
    )
    return ""
