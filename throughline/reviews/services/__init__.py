"""Write reviews: open and change them, add children and dates, move their state; and change any record of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case, OfCase
from throughline.cases.services import open_case
from throughline.documents.models import Span
from throughline.kernel.actor import Actor
from throughline.kernel.periods import is_period_or_nothing
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership
from throughline.reviews import rules
from throughline.reviews.models import KeyDate, Review, ReviewState, Sent, StateProposal, Subject
from throughline.reviews.permissions import partnership_of, require, why_not_move_review, why_not_record
from throughline.reviews.queries import next_position
from throughline.reviews.stamping import stamped

R = TypeVar("R", bound=OfCase)
SubjectIn = tuple[str, Sequence[str], Span | None]
DateIn = tuple[str, str, str, Span | None]

# What a change may never touch: it has a service of its own, or stands for ever.
FIXED = frozenset(field.name for field in OfCase._meta.get_fields()) - {"position"} | {"id", "review", "state"}


@transaction.atomic
def open_review(
    *,
    case: Case | None = None,
    partnership: Partnership,
    kind: str,
    name: str,
    done_by_name: str = "",
    state: str = "under_way",
    subjects: Iterable[SubjectIn] = (),
    dates: Iterable[DateIn] = (),
    jointly_with: str = "",
    earlier: Iterable[Review] = (),
    source: Span | None = None,
    by: Actor,
    at: datetime,
) -> Review:
    """The review stands under its case, in its first state, with its children and dates; the partnership holds it.

    Without a `case` one is opened. `kind` is a key of ``rules.KINDS``, `state` one of ``rules.FIRST``; a subject is
    (name, other names, source), a date (what it means, its words, iso or empty, source). Event ``review.added``.
    """
    require(why_not_record(actor=by, thing=case or partnership, on=localdate(at)))
    _known(kind, state, new=True)
    if case is not None and partnership_of(case) != partnership.pk:
        raise Refused("E1503", "The case is held by another partnership.", "Choose a case of this partnership.")
    before = _same_holder(earlier, partnership)
    review = Review(
        case=case or open_case(partnership=partnership, by=by, at=at),
        kind=kind,
        name=name,
        done_by_name=done_by_name,
        jointly_with=jointly_with,
        state=state,
        source=source,
    )
    editing.add(review, by=by, at=at, links={"earlier": before})
    for position, (called, also, where) in enumerate(subjects, 1):
        _subject(review, called, also, where, position)
    for position, (means, text, iso, where) in enumerate(dates, 1):
        _date(review, means, text, iso, where, position)
    come_into(review, state, by=by, at=at)
    return review


@transaction.atomic
def change_review(review: Review, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Review:
    """The review has those values; ``editing.Changed`` when somebody changed it since. Event ``review.changed``."""
    if "kind" in fields:
        _known(fields["kind"], review.state)
    return change_record(review, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_subject(
    review: Review, *, name: str, also: Sequence[str] = (), source: Span | None = None, by: Actor, at: datetime
) -> Subject:
    """The review is about this child too. Event ``review.subject_added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    subject = _subject(review, name, also, source, next_position(review.subjects.all()))
    _tell(review, "subject_added", by, at, {"after": {"name": name, "also": list(also)}})
    return subject


@transaction.atomic
def change_subject(subject: Subject, *, name: str, also: Sequence[str], by: Actor, at: datetime) -> Subject:
    """The child bears that name and those others. Event ``review.subject_changed``."""
    require(why_not_record(actor=by, thing=subject.review, on=localdate(at)))
    before = {"name": subject.name, "also": subject.also}
    subject.name, subject.also = name, list(also)
    if before != {"name": name, "also": list(also)}:
        editing.kept(subject)
        _tell(
            subject.review, "subject_changed", by, at, {"before": before, "after": {"name": name, "also": list(also)}}
        )
    return subject


@transaction.atomic
def remove_subject(subject: Subject, *, by: Actor, at: datetime) -> None:
    """The review is not about this child: it was a mistake. Event ``review.subject_removed`` keeps what stood there."""
    require(why_not_record(actor=by, thing=subject.review, on=localdate(at)))
    _tell(subject.review, "subject_removed", by, at, {"before": {"name": subject.name, "also": subject.also}})
    subject.delete()


@transaction.atomic
def add_date(
    review: Review, *, means: str, text: str, iso: str = "", source: Span | None = None, by: Actor, at: datetime
) -> KeyDate:
    """The review has this date, in the words of the text. Event ``review.date_added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    row = _date(review, means, text, iso, source, next_position(review.dates.all()))
    _tell(review, "date_added", by, at, {"after": {"means": means, "text": text, "iso": iso}})
    return row


@transaction.atomic
def change_date(row: KeyDate, *, means: str, text: str, iso: str = "", by: Actor, at: datetime) -> KeyDate:
    """The date means that and reads so. Event ``review.date_changed``."""
    require(why_not_record(actor=by, thing=row.review, on=localdate(at)))
    names = ("means", "text", "iso")
    before = editing.values_of(row, names)
    row.means, row.text, row.iso = means, text, dated(iso)
    after = editing.values_of(row, names)
    if before != after:
        editing.kept(row)
        _tell(row.review, "date_changed", by, at, {"before": before, "after": after})
    return row


@transaction.atomic
def remove_date(row: KeyDate, *, by: Actor, at: datetime) -> None:
    """The review has no such date: it was a mistake. Event ``review.date_removed`` keeps what stood there."""
    require(why_not_record(actor=by, thing=row.review, on=localdate(at)))
    _tell(row.review, "date_removed", by, at, {"before": editing.values_of(row, ("means", "text", "iso"))})
    row.delete()


@transaction.atomic
def set_state(review: Review, *, state: str, reason: str = "", by: Actor, at: datetime) -> Review:
    """The review is in that state, by a move of ``rules.MOVES``; nothing happens when it is there already.

    Event ``review.moved``. Refused when there is no such move, the role does not own it, its reason is missing, or it
    needs two people (E1571): then one proposes it and another confirms it (``services.seconding``).
    """
    now = editing.locked(review)
    if now.state == state:
        return now
    move = move_to(now, state, reason, by=by, on=localdate(at))
    if move.two:
        raise Refused(
            "E1571",
            "Two people bring a review before elected members: one alone may not.",
            "Propose it on its page State; another person confirms it.",
        )
    return bring(now, move, reason, by=by, at=at)


def move_to(now: Review, state: str, reason: str, *, by: Actor, on: date) -> rules.Move:
    """The move from the review's state to that one, which this person may make or propose; else the refusal."""
    move = rules.move(now.state, state)
    if move is None:
        was, to = rules.STATES[now.state].word, rules.STATES[state].word if state in rules.STATES else state
        raise Refused("E1504", f"A review that is “{was}” cannot become “{to}”.", "Look at its state and choose again.")
    require(why_not_move_review(actor=by, thing=now, move=move, on=on))
    given(reason, move.reason)
    return move


def bring(now: Review, move: rules.Move, reason: str, *, proposed_by: int = 0, by: Actor, at: datetime) -> Review:
    """The step itself, within the act of whoever decided it. What else was proposed for the review has lapsed."""
    StateProposal.objects.filter(review=now, settled_at__isnull=True).update(
        outcome=StateProposal.Outcome.LAPSED, settled_at=at, settled_by_id=by.user
    )
    now.state = move.after
    editing.kept(now)
    come_into(now, move.after, reason.strip(), by=by, at=at)
    told = {"before": move.before, "after": move.after, "reason": reason.strip()}
    _tell(now, "moved", by, at, told | ({"proposed_by": proposed_by} if proposed_by else {}))
    return now


def come_into(review: Review, state: str, reason: str = "", *, by: Actor, at: datetime) -> ReviewState:
    """The state on record, stamped with the edition that governs the review, whose dates stand already."""
    stamp = stamped(review, localdate(at))
    return editing.kept(ReviewState(review=review, state=state, reason=reason, at=at, by_id=by.user, **stamp))


@transaction.atomic
def change_record(thing: R, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> R:
    """Any record of a case has those values; ``editing.Changed`` when somebody changed it since it was opened."""
    require(why_not_record(actor=by, thing=thing, on=localdate(at)))
    if wrong := FIXED & set(fields):
        raise ValueError(f"A change may not touch {', '.join(sorted(wrong))}.")
    return editing.change(thing, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_record(thing: R, *, reason: str, by: Actor, at: datetime) -> R:
    """Any record of a case is shown no more; it is kept, with who withdrew it, when and why."""
    if thing.withdrawn_at is None:
        require(why_not_record(actor=by, thing=thing, on=localdate(at)))
    given(reason, True)
    return editing.withdraw(thing, by=by, at=at, reason=reason.strip())


def given(reason: str, needed: bool) -> None:
    """Nothing, or the refusal of a step whose reason is missing."""
    if needed and not reason.strip():
        raise Refused("E1505", "This step needs its reason.", "Say in a sentence why.")


def dated(iso: str) -> str:
    """The written form of a date, or nothing; anything else is refused."""
    if not is_period_or_nothing(iso):
        raise Refused(
            "E1506", f"“{iso}” is no date that was.", "Write it like 2016, 2016-03 or 2016-03-09, or leave it out."
        )
    return iso


def _known(kind: str, state: str, *, new: bool = False) -> None:
    if kind not in rules.KINDS:
        raise Refused("E1507", f"There is no kind of review “{kind}”.", f"Choose one of {', '.join(rules.KINDS)}.")
    if state not in rules.STATES or (new and state not in rules.FIRST):
        raise Refused("E1504", f"A review does not begin as “{state}”.", f"Choose one of {', '.join(rules.FIRST)}.")


def _same_holder(earlier: Iterable[Review], partnership: Partnership) -> list[Review]:
    found = list(earlier)
    if any(partnership_of(review) != partnership.pk for review in found):
        raise Refused("E1503", "An earlier review is held by another partnership.", "Choose one of this partnership.")
    return found


def _subject(review: Review, name: str, also: Sequence[str], source: Span | None, position: int) -> Subject:
    return editing.kept(Subject(review=review, name=name, also=list(also), source=source, position=position))


def _date(review: Review, means: str, text: str, iso: str, source: Span | None, position: int) -> KeyDate:
    row = KeyDate(review=review, means=means, text=text, iso=dated(iso or ""), source=source, position=position)
    return editing.kept(row)


def _tell(review: Review, verb: str, by: Actor, at: datetime, details: Mapping[str, Any]) -> None:
    record(by=by, at=at, verb=f"review.{verb}", subject=("review", review.pk), case=review.case_id, details=details)


@transaction.atomic
def sent_once(*, key: str, by: Actor, at: datetime, do: Callable[[], str]) -> str:
    """The address that `do` gave when this form was first sent; sent again, it does nothing and leads to the same."""
    if not key:
        return do()
    sent, first = Sent.objects.get_or_create(owner_id=by.user, key=key, defaults={"at": at})
    if first:
        sent.made = do()
        sent.save(update_fields=["made"])
    return sent.made
