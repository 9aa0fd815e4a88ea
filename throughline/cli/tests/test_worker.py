"""What the worker sees to by itself, round by round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from throughline.access.models import Session
from throughline.cli import worker
from throughline.messages import upkeep

pytestmark = pytest.mark.django_db


def test_the_first_round_sees_to_everything_and_the_next_to_the_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[str] = []
    monkeypatch.setattr(upkeep, "every_minute", lambda at: came.append("minute"))
    monkeypatch.setattr(upkeep, "every_hour", lambda at: came.append("hour"))
    now = timezone.now()
    for key, left in (("over", -1), ("standing", 1)):
        expires = now + timedelta(hours=left)
        Session.objects.create(session_key=key, session_data="", expire_date=expires, begun_at=now, seen_at=now)
    for minutes in (1, 2, 60, 61):
        worker.one_round(minutes)
    assert came == ["minute", "hour", "minute", "minute", "minute", "hour"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["standing"]


def test_a_round_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    rounds: list[int] = []

    class Stop:
        def wait(self, seconds: int) -> bool:
            return len(rounds) >= 2

    def fails(minutes: int) -> None:
        rounds.append(minutes)
        raise ValueError("something nobody thought of")

    monkeypatch.setattr(worker, "one_round", fails)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    worker.housekeeping(Stop())  # type: ignore[arg-type]
    assert rounds == [1, 2] and "something nobody thought of" in caplog.text
