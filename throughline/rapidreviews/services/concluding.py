"""Conclude a rapid review limb by limb, and sign the conclusion. Both only grow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications.queries import book_of, governs
from throughline.notifications.rules import PARTNERS
from throughline.partnerships.models import Agency
from throughline.rapidreviews import after, rules
from throughline.rapidreviews.models import Conclusion, ConclusionLimb, RapidReview, Signature
from throughline.rapidreviews.permissions import require, why_not_act, why_not_sign
from throughline.rapidreviews.queries import standing_of
from throughline.rapidreviews.services.days import came
from throughline.rulebook.rules import fingerprint


@transaction.atomic
def conclude(
    review: RapidReview,
    *,
    outcome: str,
    why: str,
    limbs: Mapping[str, tuple[str, str]],
    national: str = rules.NOT_KNOWN,
    national_fact: str = "",
    joins: str = "",
    joins_review: int = 0,
    decided_on: date | None = None,
    once: str = "",
    by: Actor,
    at: datetime,
) -> Conclusion:
    """The rapid review concludes so, stamped with the edition and its words. Event ``rapid_review.concluded``.

    `limbs` gives (answer, fact) by the id of each criterion for a review of the edition that governs; `decided_on` is
    the day on which the partners decided, where that is not the day on which it is recorded. `joins_review` is the
    review that the incident joins, one of ``after.joinable``; `joins` says which, where it is held elsewhere.
    """
    now = editing.locked(review)
    made = now.conclusions.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    verb = "stop" if outcome == "not_met" else "conclude"
    require(why_not_act(actor=by, thing=now, state=standing_of(now).state, verb=verb, on=localdate(at)))
    if decided_on is not None:
        came(decided_on, at)
    governing = governs(now.incident, book_of(now.incident, localdate(at)))
    if governing.edition is None:
        raise Refused(
            "E1963", f"No edition of the guidance governs yet. {governing.why}", "Choose one on the incident."
        )
    criteria = governing.edition.criteria_of("review")
    if set(limbs) != {one.id for one in criteria}:
        raise Refused("E1964", "Not every criterion is answered.", "Answer each with yes, no or not known.")
    said = [rules.Said(one.limb, one.words, one.source, *limbs[one.id]) for one in criteria]
    joins, joins_review = (joins, joins_review) if outcome == "join" else ("", 0)
    if joins_review and joins_review not in after.joinable(now, actor=by, on=localdate(at)):
        raise Refused("E1965", "That is no review that is under way here.", "Choose one from the list.")
    if fault := rules.fault_of(outcome, why, said, national, joins_review or joins):
        raise Refused("E1965", fault, "Look at the conclusion again.")
    row = Conclusion(
        rapid_review=now,
        decided_on=decided_on,
        outcome=outcome,
        why=why.strip(),
        national=national,
        national_fact=national_fact.strip(),
        joins=joins.strip(),
        edition=governing.edition.id,
        edition_name=governing.edition.name,
        edition_sha256=fingerprint(governing.edition),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    for one in said:
        limb = {"limb": one.limb, "words": one.words, "source": one.source, "answer": one.answer}
        editing.kept(ConclusionLimb(conclusion=row, fact=one.fact.strip(), **limb))
    if joins_review:
        after.join(row, joins_review, by=by, at=at)
    told = {
        "outcome": outcome,
        "decided_on": row.decided.isoformat(),
        "why": row.why,
        "national": national,
        "edition": row.edition,
        "limbs": {one.limb: [one.answer, one.fact.strip()] for one in said},
    }
    record(
        by=by, at=at, verb="rapid_review.concluded", subject=("rapid_review", now.pk), case=now.case_id, details=told
    )
    return row


@transaction.atomic
def sign(
    review: RapidReview,
    *,
    partner: str,
    answer: str,
    reason: str = "",
    signed_by_name: str,
    agency: Agency | None = None,
    by: Actor,
    at: datetime,
) -> Signature:
    """The partner has signed the last conclusion: a yes, or a no with its reason. Event ``rapid_review.signed``.

    In any order, each partner once a conclusion; a new conclusion is signed anew.
    """
    now = editing.locked(review)
    standing = standing_of(now)
    of, kind = (agency.pk, agency.kind) if agency else (0, "")
    require(
        why_not_sign(actor=by, thing=now, state=standing.state, partner=partner, agency=of, kind=kind, on=localdate(at))
    )
    there = next((one for one in standing.signatures if one.partner == partner), None)
    if there is not None:
        if (there.answer, there.reason) == (answer, reason.strip()):
            return Signature.objects.get(conclusion=standing.conclusion, partner=partner)
        raise Refused(
            "E1966", f"{PARTNERS[partner]} has signed this conclusion.", "Conclude anew to have it signed anew."
        )
    if partner not in PARTNERS or answer not in (rules.YES, rules.NO) or not signed_by_name.strip():
        raise Refused("E1967", "A signature is a partner’s yes or no, by somebody named.", "Give all three.")
    if answer == rules.NO and not reason.strip():
        raise Refused("E1968", "A no needs its reason.", "Say in a sentence why.")
    row = Signature(
        rapid_review=now,
        conclusion=standing.conclusion,
        partner=partner,
        answer=answer,
        reason=reason.strip(),
        signed_by_name=signed_by_name.strip(),
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"partner": partner, "answer": answer, "reason": row.reason, "signed_by": row.signed_by_name}
    record(by=by, at=at, verb="rapid_review.signed", subject=("rapid_review", now.pk), case=now.case_id, details=told)
    return row
