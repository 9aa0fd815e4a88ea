"""Where sessions are kept: in the database. Each comes with its person and with what they looked at of late, in one
statement a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from throughline.access.models import Session
from throughline.access.taken import WATCHED, reached

BEGUN = "begun_at"
# A page is no reason to write; being seen is written down at most this often.
SEEN_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """A session that is over is as if it had never been; one that stands brings its person along as `person`."""

    person: Any = None
    reached: Mapping[str, datetime | None] = MappingProxyType({})

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of sessions."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        rows = Session.objects.select_related("user").filter(session_key=self.session_key)
        row: Session | None = reached(rows, now).first()
        if row is None or row.expire_date <= now:
            self._session_key = None
            return None
        if row.over(now, idle=settings.SESSION_IDLE, longest=settings.SESSION_LONGEST):
            row.delete()
            self._session_key = None
            return None
        self.person = row.user
        self.reached = {what: getattr(row, f"{what}_reached") for what in WATCHED}
        if now - row.seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=now)
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session as it is now; when it began is kept inside it, since rows are replaced."""
        now = timezone.now()
        begun = datetime.fromtimestamp(data.setdefault(BEGUN, now.timestamp()), tz=UTC)
        row = cast(Session, super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.begun_at = begun
        row.seen_at = now
        return row


def keep_newest(user: int, *, most: int, besides: str | None = None) -> int:
    """Of a person's sessions the `most` newest stand, the one with the key `besides` among them; how many ended."""
    others = Session.objects.filter(user_id=user).exclude(pk=besides or "").order_by("-begun_at")
    stale = list(others.values_list("pk", flat=True)[most - 1 if besides else most :])
    return Session.objects.filter(pk__in=stale).delete()[0]


def end_all(user: int, *, besides: str | None = None) -> int:
    """No session of that person stands, but the one with the key `besides` if it is given; how many ended."""
    return Session.objects.filter(user_id=user).exclude(pk=besides or "").delete()[0]
