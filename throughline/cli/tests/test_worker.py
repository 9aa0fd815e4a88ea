"""What the worker sees to by itself, round by round."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

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


@task()
def leave_a_mark(begun: str, done: str) -> None:
    """The first that takes this job is killed in the middle of it; the next one does it."""
    if Path(begun).exists():
        with Path(done).open("a", encoding="utf-8") as file:
            file.write("done ")
        return
    Path(begun).touch()
    time.sleep(60)


@pytest.fixture
def queue(settings: Any) -> Iterator[None]:
    """Jobs wait in the database, and what a worker does with signals is undone."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def work_off() -> None:
    """A worker takes what waits, and ends."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


@pytest.mark.usefixtures("queue")
def test_a_job_left_running_for_longer_than_its_limit_is_ready_again(tmp_path: Path) -> None:
    leave_a_mark.enqueue(str(tmp_path / "begun"), str(tmp_path / "done"))
    limit = timezone.now() - worker.LEFT_BEHIND
    jobs = DBTaskResult.objects.all()
    for started, given_back in ((limit + timedelta(minutes=1), 0), (limit - timedelta(seconds=1), 1)):
        jobs.update(status=TaskResultStatus.RUNNING, started_at=started)
        assert worker.give_back_orphans() == given_back
    assert (jobs.get().status, jobs.get().started_at) == (TaskResultStatus.READY, None)
    for status in (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
        jobs.update(status=status, started_at=limit - timedelta(days=1))
        assert worker.give_back_orphans() == 0, "nobody left it in the middle"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_a_job_whose_worker_was_killed_in_the_middle_is_done_once_by_the_next(tmp_path: Path) -> None:
    begun, done = tmp_path / "begun", tmp_path / "done"
    leave_a_mark.enqueue(str(begun), str(done))
    connections.close_all()
    killed = os.fork()
    if not killed:
        try:
            work_off()
        finally:
            os._exit(1)
    until = time.monotonic() + 20
    while not begun.exists() and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(killed, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(killed, 0)[1]) == -signal.SIGKILL
    job = DBTaskResult.objects.get()
    assert (job.status, begun.exists(), done.exists()) == (TaskResultStatus.RUNNING, True, False)
    assert worker.give_back_orphans() == 0, "it may still be at work"
    DBTaskResult.objects.update(started_at=timezone.now() - worker.LEFT_BEHIND - timedelta(seconds=1))
    assert worker.give_back_orphans() == 1
    for _ in range(2):
        work_off()
    job.refresh_from_db()
    assert (job.status, len(job.worker_ids)) == (TaskResultStatus.SUCCESSFUL, 2)
    assert done.read_text(encoding="utf-8") == "done "
