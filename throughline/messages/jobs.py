"""What the background worker does for this room. Each may be started twice, and is done once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from throughline.messages import sending


@task()
def send_message(message: int) -> str:
    """The message of that number went out, if it was waiting."""
    return sending.send(message, timezone.now())
