"""What is held back on a day, for want of consent: kept, shown to nobody but its keepers, and counted nowhere."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from throughline.access.rules import may
from throughline.documents.queries import closes
from throughline.impact import rules
from throughline.impact.models import Evidence, Statement
from throughline.impact.rules.consent import OF_ONE_FAMILY, HeldBack
from throughline.kernel.actor import Actor

KEEPS = "write records"
"""Who keeps what is held back: who may ask for a new consent, or withdraw it."""
NEVER_GIVEN = Q(kind__in=sorted(OF_ONE_FAMILY), consent_until__isnull=True, why_no_consent="")


def why_held_back(row: Statement | Evidence, on: date) -> HeldBack | None:
    """Why it is held back on that day; ``None`` while it may be shown."""
    return rules.held_back(row.kind, until=row.consent_until, why_none=row.why_no_consent, on=on)


def is_held_back(on: date) -> Q:
    """The statements, or the evidence, that are held back on that day."""
    return NEVER_GIVEN | Q(consent_until__lt=on)


def files_held_back(actor: Actor, on: date) -> Q:
    """The files that show what is held back and nothing else, for whoever does not keep it.

    A paper that was read into the record, or shows something that may be told, stays as open as it is: it is more than
    the example that rests on it.
    """
    if actor.role and may(actor.role, KEEPS):
        return Q(pk__in=[])
    shows = Evidence.objects.filter(document__isnull=False)
    told = shows.filter(withdrawn_at__isnull=True).exclude(is_held_back(on))
    held = shows.filter(is_held_back(on)).exclude(document__in=told.values("document"))
    return Q(pk__in=held.values("document"), kind="evidence")


def watch() -> None:
    """The files of what is held back are closed so from now on."""
    closes("held back", files_held_back)
