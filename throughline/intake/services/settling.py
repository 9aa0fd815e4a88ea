"""A person settles what was read: accepts, corrects, splits, joins, drops, marks, answers, and takes any of it back.

Nothing here writes to the record of a review; that is done by `finish`, and until then everything can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from throughline.intake.models import Proposal, ProposalStep, ProposedDoubt, ProposedItem, ProposedReview
from throughline.intake.queries.settling import next_of_kind, sure_items
from throughline.intake.rules.dating import when_said
from throughline.intake.rules.kinds import (
    ACCEPTED,
    CORRECTED,
    DATE,
    DROPPED,
    JOINED,
    KINDS,
    OPEN,
    SPLIT,
    STATEMENTS,
    tag,
)
from throughline.intake.rules.places import place_of
from throughline.intake.services.holding import (
    COMMITTEE,
    has_its_review,
    held,
    held_proposal,
    needs_its_review,
    step,
    tell,
    words_of,
)
from throughline.intake.services.steps import as_it_is, remember, remember_each, take_back
from throughline.kernel.actor import Actor
from throughline.kernel.periods import understood
from throughline.kernel.refusals import Refused

WORDS = ("kind", "number", "text", "owner", "about_kind", "about_number", "about_name")


@transaction.atomic
def accept(*, item: ProposedItem, by: Actor, at: datetime) -> None:
    """The item is accepted as it was read. Event ``import.accepted``."""
    proposal, item = held(item, "accept", by, at)
    needs_its_review(item)
    step(proposal, "accept", [item], {"state": ACCEPTED}, by, at)
    tell(proposal, "accepted", by, at, items=[item.pk])


@transaction.atomic
def accept_all(*, proposal: Proposal, sure: bool, by: Actor, at: datetime) -> int:
    """Everything still to settle is accepted; with `sure`, only what nobody could doubt. Returns how many things were.

    What belongs to no review yet stays, and what belongs to one that is left out. Event ``import.accepted``.
    """
    proposal = held_proposal(proposal, by, at)
    waiting = ProposedItem.objects.filter(proposal=proposal, state=OPEN)
    chosen = sure_items(proposal) if sure else list(waiting.select_related("of").order_by("start", "id"))
    ready = [item for item in chosen if has_its_review(item)]
    if ready:
        remember_each(proposal=proposal, verb="accept", before=[as_it_is(item) for item in ready], by=by, at=at)
        ProposedItem.objects.filter(pk__in=[item.pk for item in ready]).update(state=ACCEPTED)
        tell(proposal, "accepted", by, at, items=[item.pk for item in ready])
    return sum(item.kind != DATE.key for item in ready)


@transaction.atomic
def accept_run(*, proposal: Proposal, kind: str, start: int, end: int, by: Actor, at: datetime) -> int:
    """What nobody could doubt of that kind, between two places of the text, is accepted. Event ``import.accepted``."""
    proposal = held_proposal(proposal, by, at)
    ready = [i for i in sure_items(proposal) if i.kind == kind and start <= i.start < end and has_its_review(i)]
    if ready:
        remember_each(proposal=proposal, verb="accept", before=[as_it_is(item) for item in ready], by=by, at=at)
        ProposedItem.objects.filter(pk__in=[item.pk for item in ready]).update(state=ACCEPTED)
        tell(proposal, "accepted", by, at, items=[item.pk for item in ready])
    return len(ready)


@transaction.atomic
def correct(
    *, item: ProposedItem, words: Mapping[str, str], of: ProposedReview | None, by: Actor, at: datetime
) -> None:
    """The item has those words, and belongs to that review; it is accepted so. Event ``import.corrected``.

    `words` has the keys of `WORDS`, for a statement ``date_text`` and a case study ``outcome`` beside, for a date
    ``means``.
    """
    proposal, item = held(item, "correct", by, at)
    kind = words["kind"]
    if kind not in KINDS or not words["text"].strip():
        raise Refused("E1306", "It has no words, or no kind.", "Write what it says, or drop it.")
    values: dict[str, Any] = {name: words[name].strip() for name in WORDS}
    values |= {"state": CORRECTED, "of": None if kind == COMMITTEE else of, "sure_of_review": True}
    values["extra"] = {
        **item.extra,
        **{name: words[name].strip() for name in ("outcome", "means", "thing") if name in words},
    }
    if "date_text" in words and words["date_text"].strip() != item.extra.get("date_text", ""):
        said = words["date_text"].strip()
        values["extra"] |= {"date_text": said, "date_iso": understood(said)}
    if "due_text" in words and words["due_text"].strip() != item.extra.get("due_text", ""):
        said = words["due_text"].strip()
        values["extra"] |= {"due_text": said, "due_iso": understood(said)}
    if kind != COMMITTEE and of is None:
        raise Refused("E1304", "It belongs to no review yet.", "Say which review it belongs to.")
    step(proposal, "correct", [item], values, by, at)
    tell(proposal, "corrected", by, at, items=[item.pk])


@transaction.atomic
def drop(*, item: ProposedItem, reason: str = "", by: Actor, at: datetime) -> None:
    """The item will not join the record, and why where it is said. Event ``import.dropped``."""
    proposal, item = held(item, "drop", by, at)
    values: dict[str, Any] = {"state": DROPPED}
    if reason.strip():
        values["extra"] = {**item.extra, "why_dropped": reason.strip()}
    step(proposal, "drop", [item], values, by, at)
    tell(proposal, "dropped", by, at, items=[item.pk], reason=reason.strip())


@transaction.atomic
def propose_anyway(*, item: ProposedItem, by: Actor, at: datetime) -> None:
    """Something that is in the record already is proposed all the same. Event ``import.proposed_anyway``."""
    proposal, item = held(item, "propose", by, at)
    values = {"state": OPEN, "record_type": "", "record": None, "extra": {**item.extra, "anyway": True}}
    step(proposal, "propose", [item], values, by, at)
    tell(proposal, "proposed_anyway", by, at, items=[item.pk])


@transaction.atomic
def split(*, item: ProposedItem, first: str, second: str, by: Actor, at: datetime) -> list[ProposedItem]:
    """The item is two, both accepted, each at the place of its own words where they stand. Event ``import.split``."""
    proposal, item = held(item, "split", by, at)
    needs_its_review(item)
    parts = [part.strip() for part in (first, second)]
    if not all(parts):
        raise Refused("E1307", "One of the two parts is empty.", "Write both, or keep it as one.")
    before = as_it_is(item)
    made = [_part(item, part, letter, words_of(proposal)) for part, letter in zip(parts, "ab", strict=True)]
    for part in made:
        part.save()
        part.doubts.set(item.doubts.all())
    item.state = SPLIT
    item.save(update_fields=["state"])
    remember(proposal=proposal, verb="split", before=[before], made=made, by=by, at=at)
    tell(proposal, "split", by, at, items=[item.pk], made=[part.pk for part in made])
    return made


@transaction.atomic
def join_to_next(*, item: ProposedItem, by: Actor, at: datetime) -> ProposedItem:
    """The item and the next of its kind are one, still to settle. Event ``import.joined``."""
    proposal, item = held(item, "join", by, at)
    after = next_of_kind(item)
    if after is None:
        raise Refused("E1308", "There is no next one of its kind still to settle.", "Correct it instead.")
    before = [as_it_is(item), as_it_is(after)]
    made = ProposedItem(
        proposal=proposal,
        tag=f"{item.tag}+{after.tag}"[:12],
        start=min(item.start, after.start),
        end=max(item.end, after.end),
        of=item.of,
        sure_of_review=item.sure_of_review,
        extra=_dated(item.extra, proposal, item.kind, min(item.start, after.start), max(item.end, after.end)),
        **{**{name: getattr(item, name) for name in WORDS}, "text": f"{item.text} {after.text}"},
    )
    made.save()
    made.doubts.set(ProposedDoubt.objects.filter(items__in=[item, after]).distinct())
    ProposedItem.objects.filter(pk__in=[item.pk, after.pk]).update(state=JOINED)
    remember(proposal=proposal, verb="join", before=before, made=[made], by=by, at=at)
    tell(proposal, "joined", by, at, items=[item.pk, after.pk], made=[made.pk])
    return made


@transaction.atomic
def mark(
    *,
    proposal: Proposal,
    kind: str,
    words: str,
    start: int,
    end: int,
    of: ProposedReview | None,
    by: Actor,
    at: datetime,
) -> ProposedItem:
    """Words between two places of the text are a thing of that kind, accepted. Event ``import.marked``.

    The words stand there exactly, white space aside; refused (E1309) when they do not.
    """
    proposal = held_proposal(proposal, by, at)
    place = place_of(words, words_of(proposal), start, end)
    if kind not in KINDS or place is None:
        says = "These words do not stand in the paragraph as they are."
        raise Refused("E1309", says, "Copy them from the paragraph, unchanged.")
    if kind != COMMITTEE and of is None:
        raise Refused("E1304", "It belongs to no review yet.", "Say which review it belongs to.")
    count = ProposedItem.objects.filter(proposal=proposal, kind=kind).count()
    made = ProposedItem.objects.create(
        proposal=proposal,
        kind=kind,
        tag=tag(kind, count + 1),
        text=words_of(proposal)[place[0] : place[1]],
        of=None if kind == COMMITTEE else of,
        start=place[0],
        end=place[1],
        state=ACCEPTED,
        extra=_dated({"marked": True}, proposal, kind, *place),
    )
    remember(proposal=proposal, verb="mark", before=[], made=[made], by=by, at=at)
    tell(proposal, "marked", by, at, made=[made.pk])
    return made


@transaction.atomic
def undo(*, item: ProposedItem, by: Actor, at: datetime) -> None:
    """The last thing done to the item is undone, with all that was built on it. Event ``import.undone``."""
    proposal = held_proposal(item.proposal, by, at)
    last = ProposalStep.objects.filter(items=item, undone_at__isnull=True).order_by("pk").last()
    if last is None:
        raise Refused("E1312", "Nothing was done to it that could be undone.", "Go on with what is there.")
    touched = take_back([last], by=by, at=at)
    tell(proposal, "undone", by, at, items=[one.pk for one in touched])


def _part(item: ProposedItem, part: str, letter: str, text: str) -> ProposedItem:
    place = place_of(part, text, item.start, item.end)
    extra = item.extra if letter == "a" else {}
    words = {name: getattr(item, name) for name in WORDS} | {"text": part}
    return ProposedItem(
        proposal=item.proposal,
        tag=f"{item.tag}{letter}"[:12],
        start=place[0] if place else item.start,
        end=place[1] if place else item.end,
        of=item.of,
        sure_of_review=item.sure_of_review,
        state=ACCEPTED if place else CORRECTED,
        extra=_dated(extra, item.proposal, item.kind, *(place or (item.start, item.start))),
        **words,
    )


def _dated(extra: Mapping[str, Any], proposal: Proposal, kind: str, start: int, end: int) -> dict[str, Any]:
    """What is known of an item beside its words, with the date that its own words give where it is a statement."""
    if kind not in STATEMENTS or proposal.document is None:
        return dict(extra)
    kept = {name: value for name, value in extra.items() if name not in ("date_text", "date_iso")}
    return kept | when_said(proposal.document.reading["dates"], proposal.document.text, start, end)
