"""Who may see how a review is commissioned and run, and who may write it."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.commissioning.models import Reviewer
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record

SEES = "see how a review is commissioned"
SEES_INSIDE = "see the reviewers, the panel and the cost of a review"


def why_not_see(*, actor: Actor, thing: Review, on: date, inside: bool = False) -> str | None:
    """Why this person, who may see the review, may not see its commission; `inside` is the panel's own side of it."""
    return why_not(actor, SEES_INSIDE if inside else SEES)


def why_not_write(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not write the records of the commission; ``None`` when they may."""
    return why_not_record(actor=actor, thing=thing, on=on)


def why_not_settle(*, actor: Actor, thing: Reviewer, on: date) -> str | None:
    """Why this person may not settle that the reviewer clashes with the case: nobody settles it about themselves."""
    if actor.name == thing.name:
        return "It is about you, so somebody else must settle it."
    return why_not_record(actor=actor, thing=thing, on=on)
