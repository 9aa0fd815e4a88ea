"""Ask an agency for a report, hand a version in, and bring it from state to state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.commissioning.models import AgencyReport, AgencyReportState, AgencyReportVersion
from throughline.commissioning.permissions import why_not_move_report, why_not_tell, why_not_write
from throughline.commissioning.rules import reports as rules
from throughline.commissioning.services.parts import add_under
from throughline.documents.models import Document
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.services import given


@transaction.atomic
def ask_agency(*, review: Review, fields: Mapping[str, Any], by: Actor, at: datetime) -> AgencyReport:
    """The agency is asked for a report; it stands in its first state. Event ``agency_report.added``."""
    require(why_not_write(actor=by, thing=review, on=localdate(at)))
    row = add_under(AgencyReport, review=review, fields=fields, by=by, at=at)
    editing.kept(AgencyReportState(report=row, state=row.state, at=at, by_id=by.user))
    return row


@transaction.atomic
def hand_in(
    report: AgencyReport, *, text: str = "", document: Document | None = None, by: Actor, at: datetime
) -> AgencyReportVersion:
    """Another version stands after those before it, and the report is drafted. Event ``agency_report.version_added``.

    Refused (E1553) while the panel looks at what was signed off: first it is returned.
    """
    now = editing.locked(report)
    require(why_not_tell(actor=by, thing=now, on=localdate(at)))
    if now.state == "signed_off":
        raise Refused("E1553", "The panel has it: it is signed off.", "Ask the panel to return it, with the reason.")
    if not text.strip() and document is None:
        raise Refused("E1553", "There is nothing to hand in.", "Write it, or choose the document it is in.")
    if document is not None and not document.cases.filter(case=now.case_id).exists():
        raise Refused("E1552", "That document belongs to another case.", "Choose a document of this case.")
    row = AgencyReportVersion(report=now, number=now.versions.count() + 1, text=text, document=document)
    row.made_at, row.made_by_id = at, by.user
    editing.kept(row)
    _tell(now, "version_added", by, at, {"version": row.number, "document": document.pk if document else 0})
    if now.state != "drafted":
        _move(now, "drafted", "", by, at)
    return row


@transaction.atomic
def move_report(report: AgencyReport, *, state: str, reason: str = "", by: Actor, at: datetime) -> AgencyReport:
    """The report is in that state, by a move of ``rules.MOVES``; nothing happens when it is there already.

    Event ``agency_report.moved``. Refused (E1553) when there is no such step, or when it cannot be signed off yet.
    """
    now = editing.locked(report)
    if now.state == state:
        return now
    move = rules.move(now.state, state)
    if move is None:
        was, to = rules.STATES[now.state].word, rules.STATES[state].word if state in rules.STATES else state
        raise Refused("E1553", f"A report that is “{was}” cannot become “{to}”.", "Look at its state and choose again.")
    require(why_not_move_report(actor=by, thing=now, move=move, on=localdate(at)))
    given(reason, move.reason)
    why = why_not_signed(now) if move.verb == "sign_off" else None
    if why:
        raise Refused("E1553", why, "Mend that first.")
    _move(now, state, reason, by, at)
    return now


def why_not_signed(report: AgencyReport) -> str | None:
    """Why the agency cannot sign the report off yet."""
    return rules.why_not_signed(
        versions=report.versions.count(),
        author=report.author_name,
        involved=report.author_involved,
        manages=report.author_manages,
    )


def _move(now: AgencyReport, state: str, reason: str, by: Actor, at: datetime) -> None:
    before, now.state = now.state, state
    editing.kept(now)
    editing.kept(AgencyReportState(report=now, state=state, reason=reason.strip(), at=at, by_id=by.user))
    _tell(now, "moved", by, at, {"before": before, "after": state, "reason": reason.strip()})


def _tell(report: AgencyReport, verb: str, by: Actor, at: datetime, details: Mapping[str, Any]) -> None:
    subject = ("agency_report", report.pk)
    record(by=by, at=at, verb=f"agency_report.{verb}", subject=subject, case=report.case_id, details=details)
