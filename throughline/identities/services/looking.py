"""Say why one looks at who the people of a case are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases.models import Case
from throughline.identities.permissions import require, why_not_see
from throughline.identities.services.register import given
from throughline.kernel.actor import Actor


@transaction.atomic
def say_why(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """It is on record that this person looks at who the children of the case are, and why. Event ``identities.opened``.

    It stands for the person's session; the next session asks again.
    """
    require(why_not_see(actor=by, thing=case, on=localdate(at)))
    told = {"reason": given(reason)}
    record(by=by, at=at, verb="identities.opened", subject=("case", case.pk), case=case.pk, details=told)
