"""Who is signed in where: a session knows its person, when it began and when it was last used."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """One browser's session. It ends by itself after a quiet time, and after a working day whatever happens."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("user", "-begun_at"), name="access_session_user"),)

    class Sensitivity:
        open = ("expire_date", "user", "begun_at", "seen_at")
        sealed = ("session_key", "session_data")

    def over(self, now: datetime, *, idle: timedelta, longest: timedelta) -> bool:
        """True once the person was away for `idle` or more, or the session is `longest` old or more."""
        return now - self.seen_at >= idle or now - self.begun_at >= longest
