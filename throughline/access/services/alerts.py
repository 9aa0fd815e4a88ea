"""Administrators are told that somebody opened or took much in a short time; never what."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.access.taken import ALERT, limit_of, was_told
from throughline.audit.services import record
from throughline.kernel.actor import Actor


@transaction.atomic
def tell_of(what: str, *, by: Actor, at: datetime) -> None:
    """Administrators find it on their page, once for each stretch of time in which it happened."""
    most, within = limit_of(what)
    verb = f"alert.many_{what}"
    if not was_told(chain=by.partnership, person=by.user, verb=verb, since=at - within):
        details = {"more_than": most, "minutes": int(within.total_seconds() // 60)}
        record(by=by, at=at, verb=f"alert.many_{what}", subject=(ALERT, by.user), details=details)
