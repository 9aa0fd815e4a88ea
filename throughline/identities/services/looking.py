"""Say why one looks at who the people of a case are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases.models import Case
from throughline.identities.permissions import is_outside, require, why_not_look
from throughline.identities.services.register import given
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def say_why(*, case: Case, reason: str, by: Actor, at: datetime, code_given: bool = False) -> None:
    """It is on record that this person looks at who the people of the case are, and why. Event ``identities.opened``.

    It stands for the person's session; the next session asks again. Of somebody who is not on the case the event is
    ``identities.opened_from_outside``, and they gave a fresh code first (E1459).
    """
    on = localdate(at)
    require(why_not_look(actor=by, thing=case, on=on))
    told = {"reason": given(reason)}
    outside = is_outside(actor=by, thing=case, on=on)
    if outside and not code_given:
        raise Refused(
            "E1459", "You are not on this case, so it asks for a fresh code.", "Give a code, and say why you look."
        )
    subject = ("case", case.pk)
    if outside:
        record(by=by, at=at, verb="identities.opened_from_outside", subject=subject, case=case.pk, details=told)
    else:
        record(by=by, at=at, verb="identities.opened", subject=subject, case=case.pk, details=told)
