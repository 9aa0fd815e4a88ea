"""What is held back on a day, for want of consent: kept, shown to nobody but its keepers, and counted nowhere."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from throughline.impact import rules
from throughline.impact.models import Evidence, Statement
from throughline.impact.rules.consent import OF_ONE_FAMILY, HeldBack

NEVER_GIVEN = Q(kind__in=sorted(OF_ONE_FAMILY), consent_until__isnull=True, why_no_consent="")


def why_held_back(row: Statement | Evidence, on: date) -> HeldBack | None:
    """Why it is held back on that day; ``None`` while it may be shown."""
    return rules.held_back(row.kind, until=row.consent_until, why_none=row.why_no_consent, on=on)


def is_held_back(on: date) -> Q:
    """The statements, or the evidence, that are held back on that day."""
    return NEVER_GIVEN | Q(consent_until__lt=on)
