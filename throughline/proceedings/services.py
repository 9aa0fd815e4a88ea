"""Write other proceedings, what they came to, the holds they bring, and what was disclosed."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.queries import works_here
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.models import Document
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import User
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState
from throughline.proceedings.permissions import why_not_look, why_not_move_proceeding
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given


@transaction.atomic
def add_proceeding(
    *, review: Review, kind: str, state: str = "under_way", by: Actor, at: datetime, **words: str
) -> Proceeding:
    """The proceeding stands beside the review, in its first state. Event ``proceeding.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    if state not in rules.FIRST:
        word = rules.STATES[state].word if state in rules.STATES else state
        raise Refused("E1531", f"A proceeding does not begin as “{word}”.", "Add it, then say what became of it.")
    row = Proceeding(case=review.case, review=review, kind=kind, state=state, **_dates_held(words))
    row.position = next_position(Proceeding.objects.filter(review=review))
    editing.add(row, by=by, at=at)
    _into(row, state, "", by, at)
    return row


@transaction.atomic
def move_proceeding(proceeding: Proceeding, *, state: str, reason: str = "", by: Actor, at: datetime) -> Proceeding:
    """The proceeding is in that state, by a move of ``rules.MOVES``; nothing happens when it is there already.

    Event ``proceeding.moved``.
    """
    now = editing.locked(proceeding)
    if now.state == state:
        return now
    move = rules.move(now.state, state)
    if move is None:
        was, to = rules.STATES[now.state].word, rules.STATES[state].word if state in rules.STATES else state
        raise Refused(
            "E1531", f"A proceeding that is “{was}” cannot become “{to}”.", "Look at its state and choose again."
        )
    require(why_not_move_proceeding(actor=by, thing=now, move=move, on=localdate(at)))
    given(reason, move.reason)
    before, now.state = now.state, state
    editing.kept(now)
    _into(now, state, reason.strip(), by, at)
    _tell(now, "proceeding.moved", by, at, {"before": before, "after": state, "reason": reason.strip()})
    return now


@transaction.atomic
def add_outcome(
    *,
    proceeding: Proceeding,
    kind: str,
    words: str,
    audience: str = "case",
    when_text: str = "",
    when_iso: str = "",
    by: Actor,
    at: datetime,
) -> Outcome:
    """What the proceeding came to stands in the words given, with who may repeat them. Event ``outcome.added``."""
    require(why_not_record(actor=by, thing=proceeding, on=localdate(at)))
    row = Outcome(
        case=proceeding.case,
        review=proceeding.review,
        proceeding=proceeding,
        kind=kind,
        words=words,
        audience=audience,
        when_text=when_text,
        when_iso=dated(when_iso),
        position=next_position(Outcome.objects.filter(proceeding=proceeding)),
    )
    return editing.add(row, by=by, at=at)


@transaction.atomic
def add_hold(
    *,
    review: Review,
    clock: str,
    what: str,
    reason: str,
    from_on: date,
    to_on: date | None = None,
    look_on: date | None = None,
    owner: User | None = None,
    owner_name: str = "",
    proceeding: Proceeding | None = None,
    authority: str = "",
    by: Actor,
    at: datetime,
) -> Hold:
    """The hold stands on that clock from that day, open while `to_on` is not given. Event ``hold.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    row = Hold(
        case=review.case,
        review=review,
        clock=clock,
        what=what,
        reason=reason,
        from_on=from_on,
        to_on=to_on,
        look_on=look_on,
        owner=owner,
        owner_name=owner_name,
        proceeding=proceeding,
        authority=authority,
        position=next_position(Hold.objects.filter(review=review)),
    )
    _holds_together(row, at)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_hold(hold: Hold, *, version: int, by: Actor, at: datetime, **fields: Any) -> Hold:
    """The hold has those values; ``editing.Changed`` when somebody changed it since. Event ``hold.changed``."""
    as_meant = copy(hold)
    for name, value in fields.items():
        setattr(as_meant, name, value)
    _holds_together(as_meant, at)
    return change_record(hold, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def end_hold(hold: Hold, *, to_on: date, says: str, by: Actor, at: datetime) -> Hold:
    """The hold holds no longer than that day, which is still in it; why is kept. Event ``hold.ended``."""
    now = editing.locked(hold)
    require(why_not_record(actor=by, thing=now, on=localdate(at)))
    given(says, True)
    if now.to_on is not None:
        return now
    if to_on > localdate(at):
        raise Refused("E1533", "A hold ends on a day that has come.", "Give the last day on which it held.")
    if to_on < now.from_on:
        raise Refused("E1532", "A hold cannot end before it begins.", "Look at its two days.")
    now = change_record(now, fields={"to_on": to_on, "look_on": None}, version=now.version, by=by, at=at)
    _note(now, HoldNote.Kind.ENDED, "", says, to_on, by, at)
    _tell(now, "hold.ended", by, at, {"to_on": to_on.isoformat(), "reason": says.strip()})
    return now


@transaction.atomic
def look_again(hold: Hold, *, says: str, look_on: date, by: Actor, at: datetime) -> Hold:
    """Somebody looked at the hold and said what they found; the next day to look is set. Event ``hold.looked``."""
    now = editing.locked(hold)
    require(why_not_look(actor=by, thing=now, on=localdate(at)))
    given(says, True)
    if look_on <= localdate(at):
        raise Refused("E1534", "A hold is looked at again on a day to come.", "Give a later day, or end the hold.")
    now = editing.change(now, fields={"look_on": look_on}, version=now.version, by=by, at=at)
    _note(now, HoldNote.Kind.LOOKED, "", says, localdate(at), by, at)
    _tell(now, "hold.looked", by, at, {"look_on": look_on.isoformat()})
    return now


@transaction.atomic
def explain_hold(hold: Hold, *, whom: str, on: date, says: str = "", by: Actor, at: datetime) -> HoldNote:
    """To whom the delay was explained, and on which day, stands for ever. Event ``hold.explained``."""
    require(why_not_look(actor=by, thing=hold, on=localdate(at)))
    row = _note(hold, HoldNote.Kind.EXPLAINED, whom, says, on, by, at)
    _tell(hold, "hold.explained", by, at, {"whom": whom, "on": on.isoformat()})
    return row


@transaction.atomic
def add_disclosure(
    *,
    review: Review,
    what: str,
    to: str,
    basis: str,
    document: Document | None = None,
    proceeding: Proceeding | None = None,
    by: Actor,
    at: datetime,
    **words: str,
) -> Disclosure:
    """What was disclosed to whom, on what basis, when and by whom, is in the log. Event ``disclosure.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    row = Disclosure(
        case=review.case,
        review=review,
        what=what,
        to=to,
        basis=basis,
        document=document,
        proceeding=proceeding,
        position=next_position(Disclosure.objects.filter(review=review)),
        **_dates_held(words),
    )
    _of_this_review(review, proceeding)
    if document is not None and not document.cases.filter(case=review.case_id).exists():
        raise Refused("E1535", "That document belongs to another case.", "Choose a document of this case.")
    return editing.add(row, by=by, at=at)


def _into(row: Proceeding, state: str, reason: str, by: Actor, at: datetime) -> None:
    editing.kept(ProceedingState(proceeding=row, case=row.case, state=state, reason=reason, at=at, by_id=by.user))


def _note(hold: Hold, kind: str, whom: str, says: str, on: date, by: Actor, at: datetime) -> HoldNote:
    if on > localdate(at):
        raise Refused("E1533", "That day has not come yet.", "Give the day on which it happened.")
    values: dict[str, Any] = {"kind": kind, "whom": whom.strip(), "says": says.strip(), "day_on": on}
    return editing.kept(HoldNote(hold=hold, case=hold.case, at=at, by_id=by.user, **values))


def _holds_together(row: Hold, at: datetime) -> None:
    """It has an end after its beginning, a clock of the review, an owner of here and a proceeding of its own review."""
    if row.to_on is not None and row.to_on < row.from_on:
        raise Refused("E1532", "A hold cannot end before it begins.", "Look at its two days.")
    if row.clock in rules.OF_THE_INCIDENT:
        raise Refused(
            "E1532",
            f"A hold of a review does not stop a clock of its incident: {rules.in_sentence(rules.CLOCKS[row.clock])}.",
            "Name a clock of the review. Where an authority suspended it, an administrator corrects the rule book.",
        )
    if row.authority and row.clock in rules.NOT_STATUTORY:
        raise Refused(
            "E1532",
            "Only a statutory clock can be suspended by authority.",
            "Leave the authority out, or name the clock.",
        )
    if row.owner_id and not works_here(row.owner_id, partnership=row.case.partnership_id, on=localdate(at)):
        raise Refused(
            "E1503", "The owner has no role here today.", "Choose somebody of this partnership, or write a name."
        )
    _of_this_review(row.review, row.proceeding)


def _of_this_review(review: Review, proceeding: Proceeding | None) -> None:
    if proceeding is not None and proceeding.review_id != review.pk:
        raise Refused("E1508", "That proceeding belongs to another review.", "Choose one of this review.")


def _dates_held(words: Mapping[str, str]) -> dict[str, str]:
    """The words, each written form of a date among them looked at."""
    return {name: dated(value) if name.endswith("_iso") else value for name, value in words.items()}


def _tell(row: Proceeding | Hold, verb: str, by: Actor, at: datetime, details: Mapping[str, Any]) -> None:
    kind = editing.kind_of(row)
    record(by=by, at=at, verb=verb, subject=(kind, row.pk), case=row.case_id, details=details)
