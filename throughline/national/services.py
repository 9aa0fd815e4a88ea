"""Ask national bodies and keep what they reply; keep national advice and what was decided about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.audit.services import record
from throughline.cases import editing
from throughline.findings.models import Recommendation
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.national.models import Advice, AdviceDecision, NationalAsk, NationalStep
from throughline.national.permissions import why_not_advise, why_not_ask, why_not_decide, why_not_move_ask
from throughline.national.queries import stage_of
from throughline.national.rules import advice as advised
from throughline.national.rules import asks
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given


@transaction.atomic
def add_ask(
    *,
    review: Review,
    kind: str,
    to_name: str,
    text: str,
    author_name: str = "",
    reply_due_on: date | None = None,
    recommendation: Recommendation | None = None,
    by: Actor,
    at: datetime,
) -> NationalAsk:
    """What is asked of a national body is drafted. Event ``national_ask.added``."""
    require(why_not_ask(actor=by, thing=review, on=localdate(at)))
    row = NationalAsk(
        case=review.case,
        review=review,
        kind=kind,
        to_name=to_name,
        text=text,
        author_name=author_name,
        reply_due_on=reply_due_on,
        recommendation=recommendation,
        position=next_position(NationalAsk.objects.filter(review=review)),
    )
    _of_this_review(row, recommendation)
    editing.add(row, by=by, at=at)
    _step(row, "drafted", "", localdate(at), by, at)
    return row


@transaction.atomic
def change_ask(ask: NationalAsk, *, version: int, by: Actor, at: datetime, **fields: Any) -> NationalAsk:
    """The ask has those values; ``editing.Changed`` when somebody changed it since. Event ``national_ask.changed``.

    Once it was sent, its words, its kind and whom it asks stay as they were sent.
    """
    fixed = {name for name in ("kind", "to_name", "text") if name in fields and fields[name] != getattr(ask, name)}
    if ask.state != "drafted" and fixed:
        raise Refused("E1585", "It was sent in other words.", "Leave what was sent as it is, or write another.")
    _of_this_review(ask, fields.get("recommendation"))
    return change_record(ask, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def move_ask(
    ask: NationalAsk, *, state: str, says: str = "", day_on: date | None = None, by: Actor, at: datetime
) -> NationalAsk:
    """The ask is in that state, by a move of ``rules.asks.MOVES``. Event ``national_ask.moved``.

    The text of a reply is kept with its day. Nothing happens when it is in that state already.
    """
    now = editing.locked(ask)
    if now.state == state:
        return now
    move = asks.move(now.state, state)
    if move is None:
        was, to = asks.STATES[now.state].word, asks.STATES[state].word if state in asks.STATES else state
        raise Refused("E1586", f"What is “{was}” cannot become “{to}”.", "Look at where it stands and choose again.")
    require(why_not_move_ask(actor=by, thing=now, move=move, on=localdate(at)))
    given(says, move.reason)
    day_on = day_on or localdate(at)
    last = now.steps.order_by("-id").exclude(state="drafted").values_list("day_on", flat=True).first()
    if day_on > localdate(at) or (last is not None and day_on < last):
        raise Refused(
            "E1587", "That day does not fit.", "Give a day that has come, and none before the step before it."
        )
    before, now.state = now.state, state
    editing.kept(now)
    _step(now, state, says.strip(), day_on, by, at)
    record(
        by=by,
        at=at,
        verb="national_ask.moved",
        subject=("national_ask", now.pk),
        case=now.case_id,
        details={"before": before, "after": state, "says": says.strip(), "day_on": day_on.isoformat()},
    )
    return now


@transaction.atomic
def add_advice(*, title: str, body_name: str, text: str, by: Actor, at: datetime, **more: Any) -> Advice:
    """What a national review or report advises is on record, with its source. Event ``advice.added``.

    `more` is its number, when it was published, and what followed from it: recommendations and actions.
    """
    require(why_not_advise(actor=by))
    links = {name: list(more.pop(name, ())) for name in ("recommendations", "actions")}
    row = Advice(partnership_id=by.partnership, title=title, body_name=body_name, text=text, **more)
    dated(row.published_iso)
    _of_this_partnership(row, links)
    return editing.add(row, by=by, at=at, links=links)


@transaction.atomic
def change_advice(advice: Advice, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Advice:
    """The advice has those values; ``editing.Changed`` when somebody changed it since. Event ``advice.changed``."""
    require(why_not_advise(actor=by, thing=advice))
    dated(fields.get("published_iso", ""))
    _of_this_partnership(advice, {name: fields.get(name, ()) for name in ("recommendations", "actions")})
    return editing.change(advice, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_advice(advice: Advice, *, reason: str, by: Actor, at: datetime) -> Advice:
    """The advice is shown no more; it is kept, with the reason. Event ``advice.withdrawn``."""
    require(why_not_advise(actor=by, thing=advice))
    given(reason, True)
    return editing.withdraw(advice, by=by, at=at, reason=reason.strip())


@transaction.atomic
def decide_advice(advice: Advice, *, state: str, reason: str, day_on: date, by: Actor, at: datetime) -> AdviceDecision:
    """The partnership adopted, adapted or declined it on that day, with its reason. Event ``advice.decided``.

    An earlier decision stays; the last one stands.
    """
    now, before = editing.locked(advice), stage_of(advice)
    move = advised.move(before, state)
    if move is None:
        was, to = advised.STATES[before].word, advised.STATES[state].word if state in advised.STATES else state
        raise Refused("E1586", f"What is “{was}” cannot become “{to}”.", "Look at where it stands and choose again.")
    require(why_not_decide(actor=by, thing=now, state=before, move=move, on=localdate(at)))
    given(reason, move.reason)
    if day_on > localdate(at):
        raise Refused("E1587", "That day has not come yet.", "Give the day on which it was decided.")
    row = AdviceDecision(advice=now, state=state, reason=reason.strip(), day_on=day_on, at=at, by_id=by.user)
    editing.kept(row)
    details = {"before": before, "after": state, "reason": row.reason, "day_on": day_on.isoformat()}
    record(by=by, at=at, verb="advice.decided", subject=("advice", now.pk), case=0, details=details)
    return row


def _step(row: NationalAsk, state: str, says: str, day_on: date, by: Actor, at: datetime) -> None:
    step = NationalStep(ask=row, case=row.case, state=state, says=says, day_on=day_on, at=at, by_id=by.user)
    editing.kept(step)


def _of_this_review(row: NationalAsk, recommendation: Recommendation | None) -> None:
    if recommendation is not None and recommendation.review_id != row.review_id:
        raise Refused("E1508", "That recommendation belongs to another review.", "Choose one of this review.")


def _of_this_partnership(row: Advice, links: Mapping[str, Collection[Recommendation | Action]]) -> None:
    if any(one.case.partnership_id != row.partnership_id for many in links.values() for one in many):
        raise Refused("E1503", "That record is held by another partnership.", "Choose one of this partnership.")
