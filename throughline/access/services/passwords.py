"""Passwords, and the sessions that end with them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.access.sessions import end_all
from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor
from throughline.partnerships.models import User


@transaction.atomic
def set_password(*, user: User, password: str, besides: str | None = None, by: Actor, at: datetime) -> None:
    """The person's password is that one, and every session of theirs has ended but the one with the key `besides`."""
    user.set_password(password)
    user.save(update_fields=["password"])
    ended = end_all(user.pk, besides=besides)
    record(
        by=by,
        at=at,
        verb="password.changed",
        subject=("user", user.pk),
        chain=by.partnership or SYSTEM,
        details={"sessions_ended": ended},
    )


@transaction.atomic
def end_other_sessions(*, user: User, besides: str | None, by: Actor, at: datetime) -> int:
    """Only the session with the key `besides` stands; how many ended."""
    ended = end_all(user.pk, besides=besides)
    record(
        by=by,
        at=at,
        verb="sign_in.others_ended",
        subject=("user", user.pk),
        chain=by.partnership or SYSTEM,
        details={"sessions_ended": ended},
    )
    return ended
