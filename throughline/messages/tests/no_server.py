"""A mail server that is not there."""

from __future__ import annotations

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Refuses every connection."""

    def send_messages(self, email_messages: Any) -> int:
        """Nothing is sent."""
        raise ConnectionRefusedError
