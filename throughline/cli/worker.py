"""The background worker: takes jobs from the queue, and gives back what a worker that died had taken."""

from __future__ import annotations

import logging
import sys
import threading
from datetime import timedelta

from throughline.cli import system

LOG = logging.getLogger("throughline.worker")
LEFT_BEHIND = timedelta(minutes=15)


def give_back_orphans() -> int:
    """Jobs that a dead worker left running for `LEFT_BEHIND` are ready again. Jobs are idempotent. Returns how many."""
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    stuck = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LEFT_BEHIND)
    return stuck.update(status=TaskResultStatus.READY, started_at=None)


def housekeeping(stop: threading.Event) -> None:
    """A round every minute until it is told to stop. What goes wrong in one is written down, and the next one comes."""
    from django.db import connection

    minutes = 0
    while not stop.wait(60):
        minutes += 1
        try:
            one_round(minutes)
        except Exception:  # the thread must outlive whatever one round meets, or nobody would notice
            LOG.exception("Housekeeping met an error; it tries again in a minute.")
        finally:
            connection.close()


def one_round(minutes: int) -> None:
    """Every minute: orphans are given back, and the outbox. Every hour: what is due, and sessions that have ended."""
    from django.utils import timezone

    from throughline.access.sessions import SessionStore
    from throughline.actionplans import upkeep as plans
    from throughline.messages import upkeep

    if given_back := give_back_orphans():
        LOG.warning("%d jobs of a worker that died are ready again.", given_back)
    upkeep.every_minute(timezone.now())
    if minutes % 60 == 1:
        upkeep.every_hour(timezone.now())
        plans.every_hour(timezone.now())
        SessionStore.clear_expired()


def main() -> int:
    """Work until told to stop."""
    system.start()
    from django.core.management import call_command

    stop = threading.Event()
    give_back_orphans()
    threading.Thread(target=housekeeping, args=(stop,), daemon=True).start()
    try:
        call_command("db_worker", interval=1, startup_delay=False, reload=False, verbosity=0)
    finally:
        stop.set()
    return 0


if __name__ == "__main__":
    sys.exit(main())
