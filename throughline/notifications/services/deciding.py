"""The partners' answers and the decision. Both only grow: a change of mind is one more line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications import rules
from throughline.notifications.models import Decision, DecisionLimb, Incident, PartnerAnswer
from throughline.notifications.permissions import require, why_not_answer, why_not_decide
from throughline.notifications.queries import book_of, governs, state_of
from throughline.partnerships.models import Agency
from throughline.rulebook.rules import fingerprint


@transaction.atomic
def answer_for(
    incident: Incident,
    *,
    partner: str,
    agency: Agency | None = None,
    answer: str,
    reason: str,
    said_by_name: str = "",
    once: str = "",
    by: Actor,
    at: datetime,
) -> PartnerAnswer:
    """The partner's yes or no stands after what it said before. Event ``incident.partner_answered``.

    `partner` is a key of ``rules.PARTNERS``; `said_by_name` says who spoke for it, where another wrote it down.
    """
    now = editing.locked(incident)
    made = now.answers.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    of, kind = (agency.pk, agency.kind) if agency else (0, "")
    require(why_not_answer(actor=by, thing=now, partner=partner, agency=of, kind=kind, on=localdate(at)))
    if partner not in rules.PARTNERS or answer not in dict(rules.YES_OR_NO):
        raise Refused("E1937", "A partner answers yes or no.", "Choose a partner and its answer.")
    if agency is not None and (agency.partnership_id != now.case.partnership_id or agency.kind != partner):
        raise Refused("E1938", "That agency does not speak for that partner here.", "Choose another agency, or none.")
    if not reason.strip():
        raise Refused("E1931", "There is no reason.", "Say in a sentence why.")
    row = PartnerAnswer(
        incident=now,
        partner=partner,
        agency=agency,
        answer=answer,
        reason=reason.strip(),
        said_by_name=said_by_name.strip(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"partner": partner, "answer": answer, "reason": row.reason, "said_by": row.said_by_name}
    record(by=by, at=at, verb="incident.partner_answered", subject=("incident", now.pk), case=now.case_id, details=told)
    return row


@transaction.atomic
def decide(
    incident: Incident,
    *,
    outcome: str,
    why: str = "",
    limbs: Mapping[str, tuple[str, str]],
    decided_on: date | None = None,
    once: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """The incident is notifiable, or not and why: limb by limb, stamped with the edition. Event ``incident.decided``.

    `limbs` gives (answer, fact) by the id of each criterion of the edition that governs; all of them are answered.
    `decided_on` is the day on which it was decided, where that is not the day on which it is recorded.
    """
    now = editing.locked(incident)
    made = now.decisions.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    require(why_not_decide(actor=by, thing=now, state=state_of(now), outcome=outcome, on=localdate(at)))
    if decided_on is not None and decided_on > localdate(at):
        raise Refused("E1951", "That day has not come.", "Give the day on which it was decided.")
    governing = governs(now, book_of(now, localdate(at)))
    if governing.edition is None:
        raise Refused("E1939", f"No edition of the guidance governs yet. {governing.why}", "Choose one, and say why.")
    criteria = governing.edition.criteria_of("notification")
    if set(limbs) != {one.id for one in criteria}:
        raise Refused("E1940", "Not every criterion is answered.", "Answer each with yes, no or not known.")
    said = [rules.Said(one.id, one.words, one.source, *limbs[one.id]) for one in criteria]
    if fault := rules.fault_of_limbs(said, outcome, why):
        raise Refused("E1941", fault, "Look at the decision again.")
    row = Decision(
        incident=now,
        decided_on=decided_on,
        outcome=outcome,
        why=why.strip(),
        edition=governing.edition.id,
        edition_name=governing.edition.name,
        edition_governs_because=governing.why[:500],
        edition_sha256=fingerprint(governing.edition),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    for one in said:
        limb = {"limb": one.limb, "words": one.words, "source": one.source, "answer": one.answer}
        editing.kept(DecisionLimb(decision=row, fact=one.fact.strip(), **limb))
    told = {
        "outcome": outcome,
        "decided_on": row.decided.isoformat(),
        "why": row.why,
        "edition": row.edition,
        "limbs": {one.limb: [one.answer, one.fact.strip()] for one in said},
    }
    record(by=by, at=at, verb="incident.decided", subject=("incident", now.pk), case=now.case_id, details=told)
    return row
