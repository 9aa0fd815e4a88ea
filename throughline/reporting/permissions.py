"""Who may make a report, and who may write for one."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import ROLES
from throughline.access.rules import may
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review


def why_not_report(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not make a report on a review they may see; ``None`` when they may."""
    if may(actor.role, "make a report"):
        return None
    role = ROLES.get(actor.role, "person without a role").split(" (")[0].lower()
    return f"You look in as {role}. The business unit makes reports; ask it for this one."


def why_not_write_for_report(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not write a report's introduction, approach and conclusion; ``None`` when they may."""
    if may(actor.role, "write records"):
        return None
    return "The business unit writes the introduction, approach and conclusion."


def may_read_report(*, actor: Actor) -> bool:
    """True for roles that read what is written for a report: it names the children as the review does."""
    return may(actor.role, "see the children’s pseudonyms")


def why_not_brand(*, actor: Actor, on: date) -> str | None:
    """Why this person may not change how the partnership's reports look; ``None`` when they may."""
    if may(actor.role, "name the partnership"):
        return None
    return "The business unit and the administrator decide how reports look."
