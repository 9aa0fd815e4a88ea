"""Freeze the national notification as it was sent, and keep the proof of whom was told."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.queries import name_on
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.rendering import word
from throughline.documents.services import hand_out, keep
from throughline.identities.models import Child
from throughline.identities.permissions import require as require_identities
from throughline.identities.permissions import why_not_see
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications import rules
from throughline.notifications.models import Incident, Notification, Telling
from throughline.notifications.permissions import require, why_not_send, why_not_tell
from throughline.notifications.queries import children_of_incident, decisions_of, state_of
from throughline.notifications.sheets import sheet_of
from throughline.ui.words import day, moment

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
SHEET_VERSION = "1"


@transaction.atomic
def send_notification(
    incident: Incident,
    *,
    reference: str,
    sent_on: date,
    notifier: str = "",
    child: Child | None = None,
    how: str = "National notification service",
    once: str = "",
    by: Actor,
    at: datetime,
) -> Notification:
    """The sheet is frozen as it was sent, with its reference, day and hash; it proves that its receiver was told too.

    The receiver is the Panel, or Ofsted under the boards. `child` narrows the form to one child, where one form is one
    child. Events: ``document.kept``, ``incident.notified``, ``incident.told``.
    """
    now = editing.locked(incident)
    made = now.notifications.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    on = localdate(at)
    require(why_not_send(actor=by, thing=now, state=state_of(now), on=on))
    require_identities(why_not_see(actor=by, thing=now.case, on=on))
    if not reference.strip():
        raise Refused("E1948", "The reference of the notification is missing.", "Give the one that the service gave.")
    _came(sent_on, on, now)
    decision = decisions_of(now)[-1]
    children = [child] if child else children_of_incident(now)
    if child is not None and child.case_id != now.case_id:
        raise Refused("E1943", "That child is not of this case.", "Choose a child of the case.")
    values = {
        "title": "Notification of a serious child safeguarding incident",
        "subtitle": f"{now.case.reference}, as sent on {day(sent_on)} under reference {reference.strip()}",
        "reference": now.case.reference,
        "header": now.case.reference,
        "footer": f"Protected. Kept by {by.name}, {moment(at)}",
        "brand": {
            "name": name_on(on, partnership=now.case.partnership_id).values_list("name", flat=True)[0],
            "line": "",
        },
        "sections": [
            {"heading": part.heading, "rows": part.rows}
            for part in sheet_of(now, children, decision, notifier=notifier.strip(), on=sent_on)
        ],
    }
    data = word.render(TEMPLATES / "sheet" / SHEET_VERSION / "sheet.docx", values, at=at)
    document = keep(
        partnership=now.case.partnership_id,
        name=f"notification {now.case.reference} {now.pk}.docx",
        data=data,
        reading={"kind": "notification_sheet", "title": f"Notification {now.case.reference}", "text": ""},
        by=by,
        at=at,
    )
    row = Notification(
        incident=now,
        child=child,
        reference=reference.strip(),
        sent_on=sent_on,
        document=document,
        sha256=hashlib.sha256(data).hexdigest(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"reference": row.reference, "sent_on": sent_on.isoformat(), "sha256": row.sha256, "child": row.child_id}
    record(by=by, at=at, verb="incident.notified", subject=("incident", now.pk), case=now.case_id, details=told)
    receiver = "ofsted" if decision.edition in rules.BOARD else "panel"
    tell(
        now,
        body=receiver,
        told_on=sent_on,
        how=how,
        reference=row.reference,
        evidence=f"The sheet as sent, {row.sha256[:12]}",
        by=by,
        at=at,
    )
    return row


@transaction.atomic
def tell(
    incident: Incident,
    *,
    body: str,
    body_name: str = "",
    told_on: date,
    how: str,
    reference: str = "",
    evidence: str = "",
    once: str = "",
    by: Actor,
    at: datetime,
) -> Telling:
    """It is on record that the body was told: when, how, under what reference, on what evidence. ``incident.told``."""
    now = editing.locked(incident)
    made = Telling.objects.filter(incident=now, by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    require(why_not_tell(actor=by, thing=now, on=localdate(at)))
    if body not in rules.BODIES or not how.strip():
        raise Refused("E1949", "A proof names who was told, and how.", "Choose the body, and say how it was told.")
    _came(told_on, localdate(at), now)
    row = Telling(
        incident=now,
        body=body,
        body_name=body_name.strip() or rules.BODIES[body],
        told_on=told_on,
        how=how.strip(),
        reference=reference.strip(),
        evidence=evidence.strip(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"body": body, "name": row.body_name, "told_on": told_on.isoformat(), "reference": row.reference}
    record(by=by, at=at, verb="incident.told", subject=("incident", now.pk), case=now.case_id, details=told)
    return row


@transaction.atomic
def hand_out_sheet(notification: Notification, *, by: Actor, at: datetime) -> bytes:
    """The sheet as it was sent, byte for byte. Refused (E1950) when it is not. Event ``document.handed_out``."""
    case = notification.incident.case
    require_identities(why_not_see(actor=by, thing=case, on=localdate(at)))
    data = hand_out(document=notification.document, case=case.pk, by=by, at=at)
    if hashlib.sha256(data).hexdigest() != notification.sha256:
        raise Refused(
            "E1950", "The file is not what was sent.", "Tell the person who looks after the service; a backup holds it."
        )
    return data


def _came(day_told: date, on: date, incident: Incident) -> None:
    if day_told > on:
        raise Refused("E1951", "That day has not come.", "Give the day on which it was done.")
    if incident.aware_on is not None and day_told < incident.aware_on:
        raise Refused("E1951", "That day is before the authority became aware.", "Look at both days again.")
