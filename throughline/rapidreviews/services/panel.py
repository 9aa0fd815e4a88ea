"""Send the rapid review to the Panel, keep what the Panel answers beside it, and reply."""

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
from throughline.documents.services import keep
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.after import after
from throughline.rapidreviews.models import Conclusion, PanelView, RapidReview, Reply, Sending
from throughline.rapidreviews.permissions import require, why_not_act
from throughline.rapidreviews.queries import Standing, answers_of, standing_of
from throughline.rapidreviews.services.days import came
from throughline.ui.words import day, moment

TEMPLATE = Path(__file__).resolve().parents[2] / "notifications" / "templates" / "sheet" / "1" / "sheet.docx"


@transaction.atomic
def send_to_panel(
    review: RapidReview, *, sent_on: date, how: str, reference: str = "", once: str = "", by: Actor, at: datetime
) -> Sending:
    """The rapid review is frozen as it went to the Panel, with its day and hash. Event ``rapid_review.sent``.

    Signatures that are owed do not stop it, and the paper says which they are; a date never locks anything.
    """
    now = editing.locked(review)
    made = now.sendings.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    standing = standing_of(now)
    require(why_not_act(actor=by, thing=now, state=standing.state, verb="send", on=localdate(at)))
    came(sent_on, at)
    if not how.strip():
        raise Refused("E1969", "How it was sent is missing.", "Say how, such as by secure e-mail.")
    data = word.render(TEMPLATE, _paper(now, standing, sent_on, by, at), at=at)
    document = keep(
        partnership=now.case.partnership_id,
        name=f"rapid review {now.case.reference} {now.pk}.docx",
        data=data,
        reading={"kind": "rapid_review", "title": f"Rapid review {now.case.reference}", "text": ""},
        by=by,
        at=at,
    )
    row = Sending(
        rapid_review=now,
        conclusion=standing.conclusion,
        sent_on=sent_on,
        how=how.strip(),
        reference=reference.strip(),
        document=document,
        sha256=hashlib.sha256(data).hexdigest(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"sent_on": sent_on.isoformat(), "how": row.how, "reference": row.reference, "sha256": row.sha256}
    record(by=by, at=at, verb="rapid_review.sent", subject=("rapid_review", now.pk), case=now.case_id, details=told)
    return row


@transaction.atomic
def hear_panel(
    review: RapidReview,
    *,
    received_on: date,
    view: str,
    words: str = "",
    quality: str = "",
    once: str = "",
    by: Actor,
    at: datetime,
) -> PanelView:
    """The Panel's answer stands beside the partnership's conclusion. Event ``rapid_review.panel_answered``."""
    now = editing.locked(review)
    made = now.panel_views.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    require(why_not_act(actor=by, thing=now, state=standing_of(now).state, verb="hear", on=localdate(at)))
    came(received_on, at)
    if view not in rules.PANEL:
        raise Refused("E1970", "That is none of the views the Panel takes.", "Choose one from the list.")
    row = PanelView(
        rapid_review=now,
        received_on=received_on,
        view=view,
        words=words.strip(),
        quality=quality.strip(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"view": view, "received_on": received_on.isoformat()}
    subject = ("rapid_review", now.pk)
    record(by=by, at=at, verb="rapid_review.panel_answered", subject=subject, case=now.case_id, details=told)
    return row


@transaction.atomic
def reply_to_panel(
    review: RapidReview,
    *,
    reply: str,
    reason: str = "",
    resolved: str = "",
    replied_on: date,
    once: str = "",
    by: Actor,
    at: datetime,
) -> Reply:
    """The partnership's reply stands beside the Panel's answer: accepted, or not and why, and how that was resolved.

    The Panel's view was not treated as binding; that two views stand is an end too. [S1] ``rapid_review.replied``.
    """
    now = editing.locked(review)
    made = now.replies.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    standing = standing_of(now)
    require(why_not_act(actor=by, thing=now, state=standing.state, verb="reply", on=localdate(at)))
    came(replied_on, at)
    if reply not in dict(rules.REPLIES) or (reply == "disagrees" and not reason.strip()):
        raise Refused("E1971", "A reply accepts, or disagrees with its reason.", "Say which, and why.")
    row = Reply(
        rapid_review=now,
        panel_view=PanelView.objects.get(pk=standing.view.id) if standing.view else None,
        reply=reply,
        reason=reason.strip(),
        resolved=resolved.strip(),
        replied_on=replied_on,
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"reply": reply, "reason": row.reason, "resolved": row.resolved}
    record(by=by, at=at, verb="rapid_review.replied", subject=("rapid_review", now.pk), case=now.case_id, details=told)
    return row


def _joined(review: RapidReview, conclusion: Conclusion, by: Actor, at: datetime) -> list[str]:
    """The review that it joins, where it joins one: of this partnership, or held elsewhere."""
    if conclusion.outcome != "join":
        return []
    found = after([review.pk], actor=by, on=localdate(at)).get(review.pk)
    return [one for one in (found.name if found else "", conclusion.joins) if one]


def _paper(review: RapidReview, standing: Standing, sent_on: date, by: Actor, at: datetime) -> dict[str, object]:
    """What the paper says: the sections, what agencies answered, the conclusion limb by limb, and who signed."""
    conclusion = standing.conclusion
    if conclusion is None:
        raise Refused("E1973", "There is no conclusion to send.", "Conclude the rapid review first.")
    answers = dict(rules.ANSWERS)
    sections = [(one.heading, [("", getattr(review, one.key) or "Nothing recorded")]) for one in rules.SECTIONS]
    agencies = [
        (row.__dict__["called"] or row.answered_by_name, dict(rules.KNOWN).get(row.knows, ""))
        for row in answers_of(review, on=localdate(at))
    ]
    limbs = [(one.words, f"{answers[one.answer]}. {one.fact}".strip()) for one in standing.limbs]
    signed = [
        (PARTNERS[one.partner], f"{'Agrees' if one.answer == rules.YES else 'Does not agree'}. {one.reason}".strip())
        for one in standing.signatures
    ]
    facts = [
        ("Checks", "; ".join(words for key, words in rules.CHECKS.items() if getattr(review, key)) or "None ticked"),
        ("Conclusion", rules.OUTCOMES[conclusion.outcome]),
        ("Decided on", day(conclusion.decided)),
        *(("Joins", name) for name in _joined(review, conclusion, by, at)),
        ("Why", conclusion.why),
        ("Complex or of national importance", f"{answers[conclusion.national]}. {conclusion.national_fact}".strip()),
    ]
    parts = [
        *sections,
        ("Agencies", agencies or [("", "None asked")]),
        ("Conclusion", facts),
        (f"Criteria, {conclusion.edition_name}", limbs),
        ("Signatures", signed or [("", "None yet")]),
    ]
    partnership = name_on(localdate(at), partnership=review.case.partnership_id).values_list("name", flat=True)[0]
    return {
        "title": "Rapid review",
        "subtitle": f"{review.case.reference}, as sent to the Panel on {day(sent_on)}",
        "reference": review.case.reference,
        "header": review.case.reference,
        "footer": f"Protected. Kept by {by.name}, {moment(at)}",
        "brand": {"name": partnership, "line": ""},
        "sections": [{"heading": heading, "rows": rows} for heading, rows in parts],
    }
