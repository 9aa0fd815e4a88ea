"""Bring the system up for a command that needs its records."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

if TYPE_CHECKING:
    from throughline.access.queries import Acting


def start() -> None:
    """Django is ready. Settings that are wrong refuse with their own sentence.

    Whatever is written from now on, database and reports too, is for its owner's eyes alone.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings")
    django.setup()
    # What stays as long as the process does is looked through for rubbish no more, and the rest less often than after
    # every 700 new things: a long file makes many thousands, none of them rubbish, and is read in less time so.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def bring_up_to_date() -> None:
    """The database exists and has the newest tables, and static files lie ready to be served."""
    # Migrations make every model many times over. Looked through for rubbish each time, they take a third longer.
    gc.collect()
    gc.freeze()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def acting_person(email: str) -> Acting:
    """The person for whom a command is given at the machine; refused when nobody active has that address."""
    from django.utils import timezone

    from throughline.access.queries import acting_at_the_machine

    found = acting_at_the_machine(email=email, on=timezone.localdate())
    if found is None:
        raise Refused(
            "E1010",
            f"Nobody who may act here has the address {email}.",
            "Give --as the address that the person signs in with.",
        )
    return found


def person(email: str) -> Actor:
    """That person alone."""
    return acting_person(email).actor
