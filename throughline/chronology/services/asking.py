"""Ask an agency for its chronology by a link that expires, and take in what it sends there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.chronology.models import Chronology
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.services.sending import KIND, submit
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.services import ask
from throughline.partnerships.models import Agency


@transaction.atomic
def ask_agency(held: Chronology, *, to: str, due_on: date, by: Actor, at: datetime) -> Ask:
    """That person of an agency is asked for its chronology, by a link that names no child. Event ``ask.added``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    return ask(case=held.case, kind=KIND, to=to, subject=("chronology", held.pk), due_on=due_on, by=by, at=at)


@transaction.atomic
def take_answer(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> str:
    """The file that an agency sent to `ask` is its newest version. Event ``submission.added``.

    Called in the transaction that closes the ask, so it happens once. That it holds nothing is kept with the ask.
    """
    file = values.get("document")
    if file is None:
        return ""
    held = Chronology.objects.select_related("case").get(pk=ask.subject)
    if ask.agency_id is None:
        raise Refused("E1211", "This question went to no agency.", "Ask the partnership for a new one.")
    agency = Agency.objects.get(pk=ask.agency_id)
    submit(held, agency=agency, name=file.name, data=file.read(), ask=ask.pk, by=by, at=at)
    return ""
