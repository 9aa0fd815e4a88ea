"""Ask for a file that says who the children are; another person agrees or declines."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.caseexport import permissions
from throughline.caseexport.models import IDENTITIES, CaseExport
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def ask_with_identities(case: Case, *, reason: str, by: Actor, at: datetime) -> CaseExport:
    """Somebody asks for the whole case with who the children are, and why. Event ``case.export_asked``.

    Asked while one of theirs waits, it is that one. Nothing leaves before another person agrees.
    """
    permissions.require(permissions.why_not_ask(actor=by, thing=case, on=localdate(at)))
    if not reason.strip() or len(reason.strip()) > 500:
        raise Refused("E1730", "The reason is missing, or longer than 500 characters.", "Say in a sentence why.")
    waits = CaseExport.objects.filter(case=case, made_by_id=by.user, scope=IDENTITIES, agreed_at=None, declined_at=None)
    row = waits.first()
    if row is not None:
        return row
    row = CaseExport(
        case=case, scope=IDENTITIES, reason=reason.strip(), mark=new_mark(), made_at=at, made_by_id=by.user
    )
    editing.kept(row)
    _tell("asked", row, by, at, {"reason": row.reason})
    return row


@transaction.atomic
def agree(export: CaseExport, *, by: Actor, at: datetime) -> CaseExport:
    """Another person agrees; whoever asked can take the file once, within a week. Event ``case.export_agreed``."""
    now = editing.locked(export)
    permissions.require(permissions.why_not_settle(actor=by, thing=now, on=localdate(at)))
    now.agreed_at, now.agreed_by_id = at, by.user
    editing.kept(now)
    _tell("agreed", now, by, at, {"asked_by": now.made_by_id})
    return now


@transaction.atomic
def decline(export: CaseExport, *, why: str, by: Actor, at: datetime) -> CaseExport:
    """Another person does not agree, and says why. Event ``case.export_declined``."""
    now = editing.locked(export)
    permissions.require(permissions.why_not_settle(actor=by, thing=now, on=localdate(at)))
    if not why.strip() or len(why.strip()) > 500:
        raise Refused("E1730", "The reason is missing, or longer than 500 characters.", "Say in a sentence why.")
    now.declined_at, now.declined_by_id, now.declined_why = at, by.user, why.strip()
    editing.kept(now)
    _tell("declined", now, by, at, {"why": now.declined_why})
    return now


def new_mark() -> str:
    """``X7F3-KM2Q-9RTB``: what stands on every sheet of an export and leads back to who took it."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _tell(deed: str, row: CaseExport, by: Actor, at: datetime, details: dict[str, object]) -> None:
    told = {"export": row.pk, "mark": row.mark, "scope": row.scope, **details}
    record(by=by, at=at, verb=f"case.export_{deed}", subject=("case", row.case_id), case=row.case_id, details=told)
