"""Which of their memberships a person acts in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor


@transaction.atomic
def choose_membership(*, membership: int, by: Actor, at: datetime) -> None:
    """It is known that the person acts in that membership from now on; the session remembers which."""
    record(by=by, at=at, verb="membership.chosen", subject=("membership", membership), chain=by.partnership or SYSTEM)
