"""Ask an agency for its chronology by a link that expires, and take in what it sends there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.chronology.models import Chronology, Submission
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.queries.sent import typed_behind
from throughline.chronology.services.sending import KIND, submit
from throughline.chronology.services.typing import type_in
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.services import ask
from throughline.partnerships.models import Agency
from throughline.ui.words import counted

# So many rows that wait to be mended are named one by one to whoever sent them.
MOST_TOLD = 100


@transaction.atomic
def ask_agency(held: Chronology, *, to: str, due_on: date, by: Actor, at: datetime) -> Ask:
    """That person of an agency is asked for its chronology, by a link that names no child. Event ``ask.added``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    return ask(case=held.case, kind=KIND, to=to, subject=("chronology", held.pk), due_on=due_on, by=by, at=at)


def asked_of(ask: Ask) -> tuple[Chronology, Agency]:
    """The chronology that the question is about, and the agency that it went to."""
    if ask.agency_id is None:
        raise Refused("E1211", "This question went to no agency.", "Ask the partnership for a new one.")
    held = Chronology.objects.select_related("case").get(pk=ask.subject)
    return held, Agency.objects.get(pk=ask.agency_id)


@transaction.atomic
def take_answer(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> str:
    """The file that an agency sent to `ask` is its newest version, and what became of its rows is the answer's words.

    Event ``submission.added``. Called in the transaction that closes the ask, so it happens once. Without a file what
    was typed in before is the answer; that they hold nothing is kept with the ask.
    """
    file = values.get("document")
    if not file:
        many = typed_behind(ask).count()
        return f"{counted(many, 'entry was', 'entries were')} typed in." if many else ""
    held, agency = asked_of(ask)
    data = values["data"] if "data" in values else file.read()
    read = values.get("read")
    sent = submit(held, agency=agency, name=file.name, data=data, read=read, ask=ask.pk, by=by, at=at)
    if sent.ask != ask.pk:
        return "This file is the one that came before, and nothing was added."
    return told_of(sent)


def told_of(sent: Submission) -> str:
    """What became of the rows of a submission, in words: how many, and which wait to be mended."""
    refused = list(sent.refused.order_by("row", "id"))
    notes, kept = sent.notes.count(), sent.entries.filter(replaces=None, mends=None).count()
    said = [
        f"{counted(sent.rows_in, 'row')} came in: {counted(kept, 'entry', 'entries')}, "
        f"{counted(len(refused), 'row that waits', 'rows that wait')} to be mended, {counted(notes, 'note')}."
    ]
    said += [f"Row {one.row}: {one.rule}, {one.why}" for one in refused[:MOST_TOLD]]
    if len(refused) > MOST_TOLD:
        said.append(f"And {counted(len(refused) - MOST_TOLD, 'further row')}.")
    return "\n".join(said)


@transaction.atomic
def add_entry(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> None:
    """One more entry of the agency is typed in behind the link. Event ``chronology_entry.added``."""
    held, agency = asked_of(ask)
    type_in(held, agency=agency, typed=values["typed"], ask=ask.pk, by=by, at=at)
