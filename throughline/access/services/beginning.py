"""The first step of a partnership: it stands, with one administrator, by a command given at the machine."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.roles import ADMINISTRATOR
from throughline.access.services.people import add_person
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership, PartnershipName, User

# Who gives a command that nobody signed in for.
THE_MACHINE = Actor(user=0, name="The machine", via="machine")


@transaction.atomic
def begin(*, partnership_name: str, administrator_name: str, email: str, by: Actor, at: datetime) -> User:
    """A partnership of that name stands, and that person is its administrator from today; they can set a password.

    Refused when a partnership of that name is there already. Event ``partnership.added``, on its own chain.
    """
    name = " ".join(partnership_name.split())
    if not name or len(name) > 200:
        raise Refused("E1420", "The partnership has no name, or one of over 200 characters.", "Give its own full name.")
    if PartnershipName.objects.filter(name__iexact=name).exists():
        raise Refused(
            "E1421",
            f"There is a partnership called “{name}” already.",
            "Its administrator adds people on the page People.",
        )
    made = Partnership.objects.create(short=_short(name), from_on=None)
    PartnershipName.objects.create(partnership=made, name=name)
    by = replace(by, role=ADMINISTRATOR, partnership=made.pk)
    record(by=by, at=at, verb="partnership.added", subject=("partnership", made.pk), details={"after": {"name": name}})
    return add_person(name=administrator_name, email=email, role=ADMINISTRATOR, from_on=localdate(at), by=by, at=at)


def _short(name: str) -> str:
    """A short form of the name that no other partnership has."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "partnership"
    taken = set(Partnership.objects.filter(short__startswith=base).values_list("short", flat=True))
    return next(short for short in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if short not in taken)
