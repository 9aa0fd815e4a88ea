"""What a person has sent to themselves: the digest, and a calendar with a secret address."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from throughline.access.queries import actings_of
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.deadlines import counts
from throughline.messages.models import CalendarFeed, Digest
from throughline.messages.sending import day_of, hash_of
from throughline.messages.services.outbox import post


@transaction.atomic
def choose_digest(*, wanted: bool, by: Actor, at: datetime) -> None:
    """The person gets a digest of that partnership on working days, or none. Event ``digest.chosen``."""
    _works_here(by)
    mine = Digest.objects.filter(user_id=by.user, partnership_id=by.partnership)
    if mine.exists() == wanted:
        return
    if wanted:
        Digest.objects.create(user_id=by.user, partnership_id=by.partnership)
    else:
        mine.delete()
    record(by=by, at=at, verb="digest.chosen", subject=("user", by.user), details={"wanted": wanted})


@transaction.atomic
def make_calendar(*, by: Actor, at: datetime) -> str:
    """The token of the person's calendar, a new one; the one before opens nothing. Event ``calendar.made``."""
    _works_here(by)
    _end(by, at)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        user_id=by.user, partnership_id=by.partnership, hash=hash_of(token), made_at=at, made_by_id=by.user
    )
    record(by=by, at=at, verb="calendar.made", subject=("user", by.user))
    return token


@transaction.atomic
def end_calendar(*, by: Actor, at: datetime) -> None:
    """The address of the person's calendar opens nothing. Event ``calendar.ended``."""
    if _end(by, at):
        record(by=by, at=at, verb="calendar.ended", subject=("user", by.user))


@transaction.atomic
def note_reading(feed: CalendarFeed, *, by: Actor, at: datetime) -> None:
    """It is known that the calendar was read that day. Event ``calendar.read``, once a day."""
    on = day_of(at)
    if CalendarFeed.objects.filter(pk=feed.pk).exclude(read_on=on).update(read_on=on):
        record(by=by, at=at, verb="calendar.read", subject=("user", feed.user_id), chain=feed.partnership_id)


@transaction.atomic
def send_digests(*, partnership: int, by: Actor, at: datetime) -> int:
    """Everybody who wants it and whom something needs has one message of today waiting. How many are new."""
    on = day_of(at)
    made = 0
    for row in Digest.objects.filter(partnership_id=partnership, user__is_active=True).order_by("id"):
        actor = next(iter(actings_of(row.user_id, partnership=partnership, on=on)), None)
        needs, late = counts(actor, on=on) if actor else (0, 0)
        once = f"digest:{row.user_id}:{on}"
        if needs and post(
            kind="digest", to=row.user_id, partnership=partnership, once=once, needs=needs, late=late, by=by, at=at
        ):
            made += 1
    return made


def _end(by: Actor, at: datetime) -> int:
    mine = CalendarFeed.objects.filter(user_id=by.user, partnership_id=by.partnership, ended_at__isnull=True)
    return mine.update(ended_at=at, ended_by_id=by.user)


def _works_here(by: Actor) -> None:
    if not by.partnership:
        raise Refused("E1811", "You have no membership of a partnership today.", "Ask an administrator for one.")
