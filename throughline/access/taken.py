"""How much one person opened and took along of late, by the events that tell of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from throughline.audit.models import Event

# What is counted. A page about a case is one whose sight names the case; a document handed out is read as one is.
SIGHTS = ("saw", "document.handed_out")
# Every file that is made from records and handed out, by the verb of its event. Making a letter (``letter.made``) is no
# such thing: the letter stays in the case, and whoever takes it along hands out a document.
TAKEN = (
    "report.made",
    "tracker.taken",
    "assurance_round.taken",
    "case.exported",
    "chronology.taken_out",
    "plan.taken",
    "board.taken",
)
PAGES = Q(verb__in=SIGHTS, case__gt=0)
EXPORTS = Q(verb__in=TAKEN)
WATCHED = {"pages": PAGES, "exports": EXPORTS}
# Under this subject an administrator is told, with the person's number.
ALERT = "alert"


def limit_of(what: str) -> tuple[int, timedelta]:
    """So many, within so long, are nothing to speak of."""
    if what == "pages":
        return settings.PAGES_AT_MOST, settings.PAGES_WITHIN
    return settings.EXPORTS_AT_MOST, settings.EXPORTS_WITHIN


def reached(sessions: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """The sessions, each with the moment since which its person has had as many as are nothing to speak of.

    ``pages_reached`` and ``exports_reached`` are empty where it was fewer.
    """
    moments = {}
    for what, counted in WATCHED.items():
        most, within = limit_of(what)
        events = Event.objects.filter(counted, actor=OuterRef("user_id"), via="web", at__gt=now - within)
        moments[f"{what}_reached"] = Subquery(events.order_by("-at").values("at")[most - 1 : most])
    told: QuerySet[Any] = sessions.annotate(**moments)
    return told


def was_told(*, chain: int, person: int, verb: str, since: datetime) -> bool:
    """True when administrators were told of it since then."""
    return Event.objects.filter(chain=chain, subject_type=ALERT, subject=person, verb=verb, at__gt=since).exists()


def alerts(*, chain: int, since: datetime) -> list[tuple[int, str, str, datetime]]:
    """What administrators of the partnership were told since then, the newest first: person, name, verb, moment."""
    rows = Event.objects.filter(chain=chain, subject_type=ALERT, at__gt=since).order_by("-number")
    return list(rows.values_list("subject", "actor_name", "verb", "at"))
