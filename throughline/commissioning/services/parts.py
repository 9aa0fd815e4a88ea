"""Write the records of a commission: add one, change one. Withdrawing is every record's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.commissioning.models import AgencyReport, Commission, Decision, OfCommission, OfReport, Reviewer
from throughline.commissioning.permissions import AUTHOR, why_not_settle, why_not_tell, why_not_write_part
from throughline.commissioning.services.dating import dated_once
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given
from throughline.reviews.stamping import stamped

P = TypeVar("P", bound=OfCommission)


@transaction.atomic
def add_part(model: type[P], *, review: Review, fields: Mapping[str, Any], by: Actor, at: datetime) -> P:
    """A record of that kind stands under the review, after the others of its kind. Event ``<kind>.added``.

    A review has one commission (E1551), and what a record points to belongs to the same case (E1552).
    """
    report = fields.get("report")
    require(why_not_write_part(actor=by, thing=review, model=model, report=report, on=localdate(at)))
    if model is Commission and Commission.objects.filter(review=review).exists():
        raise Refused("E1551", "Its commission is written already.", "Open it and change it.")
    if model is Decision:
        fields = {**dated_once(fields, review=review, by=by, at=at), **stamped(review, localdate(at))}
    return add_under(model, review=review, fields=fields, by=by, at=at)


@transaction.atomic
def change_part(part: P, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> P:
    """The record has those values; ``editing.Changed`` when somebody changed it since it was opened."""
    _checked(part.review, fields)
    if isinstance(part, Decision):
        fields = dated_once(fields, review=part.review, before=part, by=by, at=at)
    report: AgencyReport | None = part.report if isinstance(part, OfReport) else None
    if isinstance(part, AgencyReport) and set(fields) <= AUTHOR:
        report = part
    if report is not None:
        require(why_not_tell(actor=by, thing=report, on=localdate(at)))
        return editing.change(part, fields=fields, version=version, by=by, at=at)
    return change_record(part, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def settle_clash(row: Reviewer, *, clashes: Sequence[str], reason: str, by: Actor, at: datetime) -> Reviewer:
    """The clashes of that reviewer with the case are settled, with the reason. Event ``reviewer.clash_settled``."""
    now = editing.locked(row)
    require(why_not_settle(actor=by, thing=now, on=localdate(at)))
    given(reason, True)
    now.settled_words, now.settled_reason = "\n".join(clashes), reason.strip()
    now.settled_at, now.settled_by_id = at, by.user
    editing.kept(now)
    details = {"clashes": list(clashes), "reason": reason.strip()}
    record(by=by, at=at, verb="reviewer.clash_settled", subject=("reviewer", now.pk), case=now.case_id, details=details)
    return now


def add_under(model: type[P], *, review: Review, fields: Mapping[str, Any], by: Actor, at: datetime) -> P:
    """The same as `add_part` for somebody of whom it was asked already whether they may."""
    _checked(review, fields)
    many = {field.name for field in model._meta.many_to_many}
    row = model(review=review, case=review.case, **{name: fields[name] for name in fields if name not in many})
    row.position = next_position(model._default_manager.filter(review=review))
    return editing.add(row, by=by, at=at, links={name: fields[name] for name in fields if name in many})


def _checked(review: Review, fields: Mapping[str, Any]) -> None:
    """Nothing, or the refusal: dates that were, records of the same case, agencies of the same partnership."""
    for name, value in fields.items():
        if name.endswith("_iso"):
            dated(value)
        for one in value if isinstance(value, list) else [value]:
            case, partnership = getattr(one, "case_id", None), getattr(one, "partnership_id", None)
            if case not in (None, review.case_id) or partnership not in (None, review.case.partnership_id):
                raise Refused("E1552", "What was chosen belongs to another case.", "Choose something of this case.")
