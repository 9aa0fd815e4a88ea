"""Every deed on items of a proposal is a step that remembers what was before, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from throughline.intake.models import Proposal, ProposalStep, ProposedDoubt, ProposedItem
from throughline.intake.rules.kinds import UNDONE
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

REMEMBERED = (
    "kind",
    "number",
    "text",
    "owner",
    "about_kind",
    "about_number",
    "about_name",
    "extra",
    "of_id",
    "sure_of_review",
    "state",
    "start",
    "end",
    "record_type",
    "record",
)


def as_it_is(item: ProposedItem) -> dict[str, Any]:
    """The item's values, for a step to remember."""
    return {"id": item.pk, **{name: getattr(item, name) for name in REMEMBERED}}


def remember(
    *,
    proposal: Proposal,
    verb: str,
    before: Sequence[dict[str, Any]],
    made: Iterable[ProposedItem] = (),
    doubt: ProposedDoubt | None = None,
    by: Actor,
    at: datetime,
) -> ProposalStep:
    """The step stands: what was done, to which items, what they were, and which came of it."""
    new = [item.pk for item in made]
    step = ProposalStep.objects.create(
        proposal=proposal, verb=verb, doubt=doubt, before=list(before), made=new, at=at, by_id=by.user
    )
    step.items.set([values["id"] for values in before] + new)
    return step


def remember_each(
    *, proposal: Proposal, verb: str, before: Sequence[dict[str, Any]], by: Actor, at: datetime
) -> list[ProposalStep]:
    """One step for each item, so that each can be undone alone."""
    steps = ProposalStep.objects.bulk_create(
        ProposalStep(proposal=proposal, verb=verb, before=[values], made=[], at=at, by_id=by.user) for values in before
    )
    through = ProposalStep.items.through
    through.objects.bulk_create(
        through(proposalstep_id=step.pk, proposeditem_id=values["id"])
        for step, values in zip(steps, before, strict=True)
    )
    return steps


def take_back(steps: Iterable[ProposalStep], *, by: Actor, at: datetime) -> list[ProposedItem]:
    """Those steps are undone, and every later step that rests on the same items with them, the latest first.

    Refused (E1305) when one of the items is in the record by now. Returns the items as they stand again.
    """
    chain = _with_later(list(steps))
    touched = {item.pk: item for step in chain for item in step.items.all()}
    if any(item.saved for item in touched.values()):
        raise Refused("E1305", "It is in the record by now.", "Change or withdraw it there.")
    for step in chain:
        for values in step.before:
            item = touched[values["id"]]
            for name in REMEMBERED:
                setattr(item, name, values[name])
        for key in step.made:
            touched[key].state = UNDONE
        step.undone_at, step.undone_by_id = at, by.user
        step.save(update_fields=["undone_at", "undone_by"])
    ProposedItem.objects.bulk_update(touched.values(), REMEMBERED)
    return list(touched.values())


def _with_later(steps: list[ProposalStep]) -> list[ProposalStep]:
    """The steps and all later ones not undone that touch an item of theirs, the latest first."""
    found = {step.pk: step for step in steps}
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        items = step.items.values_list("pk", flat=True)
        later = ProposalStep.objects.filter(items__in=items, pk__gt=step.pk, undone_at__isnull=True).distinct()
        for other in later:
            if other.pk not in found:
                found[other.pk] = other
                waiting.append(other)
    return [found[key] for key in sorted(found, reverse=True)]
