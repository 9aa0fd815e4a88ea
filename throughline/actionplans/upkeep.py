"""What is seen to by itself, by the background worker: once a month every owner is asked about what falls due."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils.timezone import localtime

from throughline.actionplans.rules.rounds import is_time
from throughline.actionplans.services.rounds import start_round
from throughline.messages.sending import by_itself
from throughline.messages.upkeep import FROM_HOUR, TO_HOUR
from throughline.partnerships.models import Partnership

LOG = logging.getLogger("throughline.actionplans")


def every_hour(at: datetime) -> None:
    """The round of the month goes out by day, on its first working day or as soon after as somebody works.

    A round that fails is written down and keeps no other partnership from its own.
    """
    here = localtime(at)
    if not is_time(here.date()) or not FROM_HOUR <= here.hour < TO_HOUR:
        return
    for partnership in Partnership.objects.order_by("id").values_list("pk", flat=True):
        try:
            start_round(partnership=partnership, by=by_itself(partnership), at=at)
        except Exception:  # one partnership's round, whatever it meets, must not keep the others from theirs
            LOG.exception("The round of partnership %d met an error; it is tried again within the hour.", partnership)
