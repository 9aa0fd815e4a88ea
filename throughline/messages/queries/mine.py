"""What a person has sent to themselves, and whose a calendar's address is."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline.access.queries import actings_of
from throughline.kernel.actor import Actor
from throughline.messages.deadlines import Deadline
from throughline.messages.models import CalendarFeed, Digest
from throughline.messages.queries.asks import visible_asks
from throughline.messages.rules import OPEN
from throughline.messages.sending import hash_of


def mine_of(actor: Actor) -> tuple[bool, bool]:
    """Whether the person gets a digest of their partnership, and whether they have a calendar of it."""
    of = {"user_id": actor.user, "partnership_id": actor.partnership}
    return Digest.objects.filter(**of).exists(), CalendarFeed.objects.filter(**of, ended_at__isnull=True).exists()


def feed_of(token: str, *, on: date) -> tuple[CalendarFeed, Actor] | None:
    """The calendar at that address and its person as they act on the day; ``None`` where there is none any more."""
    feed = CalendarFeed.objects.filter(hash=hash_of(token), ended_at__isnull=True, user__is_active=True).first()
    if feed is None:
        return None
    actor = next(iter(actings_of(feed.user_id, partnership=feed.partnership_id, on=on)), None)
    return (feed, actor) if actor else None


def answers_due(actor: Actor, on: date) -> list[Deadline]:
    """The answers that others owe, for whoever sees what they owe; a late one needs somebody to chase it."""
    rows: Any = visible_asks(actor, on=on).filter(state__in=OPEN)
    return [
        Deadline(due_on, reference, "an answer is due", f"ask-{pk}", needs=due_on < on)
        for pk, due_on, reference in rows.values_list("pk", "due_on", "reference")
    ]
