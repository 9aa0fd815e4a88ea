"""A morning, what happened on it, and whether a browser is in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from throughline.audit.models import Event

MORNING = datetime(2026, 3, 12, 9, 0, 10, tzinfo=UTC)


def verbs() -> list[str]:
    """What happened, in order."""
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def is_in(client: Client) -> bool:
    """The browser is let in to its own account."""
    return client.get("/account/").status_code == 200
