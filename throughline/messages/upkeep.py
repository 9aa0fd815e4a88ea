"""What is seen to by itself, by the background worker: every minute the outbox, every hour what is due today."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from throughline.kernel.days import is_working_day
from throughline.messages import rules, sending
from throughline.messages.models import Message
from throughline.messages.services.chasing import chase_late, close_run_out
from throughline.messages.services.mine import send_digests
from throughline.partnerships.models import Partnership

# Nobody is written to by night or at the weekend.
FROM_HOUR, TO_HOUR = 7, 19
# Digests are a thing of the morning.
DIGESTS_TO_HOUR = 11


def every_minute(at: datetime) -> None:
    """What waits is tried again, and what a worker that died was sending is left to a person."""
    waiting = Message.objects.filter(state=Message.State.WAITING, since__lte=at - rules.BETWEEN_TRIES)
    for pk in waiting.order_by("id").values_list("pk", flat=True):
        sending.send(pk, at)
    left = Message.objects.filter(state=Message.State.SENDING, since__lte=at - rules.LEFT_BEHIND)
    for row in left.select_related("ask").order_by("id"):
        sending.unsure(row, at)


def every_hour(at: datetime) -> None:
    """What ran out is closed; by day, on working days, late answers are chased and digests sent. Done once a day."""
    here = localtime(at)
    by_day = is_working_day(here.date()) and FROM_HOUR <= here.hour < TO_HOUR
    for partnership in Partnership.objects.order_by("id").values_list("pk", flat=True):
        by = sending.by_itself(partnership)
        close_run_out(partnership=partnership, by=by, at=at)
        if by_day:
            chase_late(partnership=partnership, by=by, at=at)
        if by_day and here.hour < DIGESTS_TO_HOUR:
            send_digests(partnership=partnership, by=by, at=at)
