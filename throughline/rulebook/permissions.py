"""Who may correct the rules."""

from __future__ import annotations

from throughline.access.rules import why_not
from throughline.kernel.actor import Actor


def why_not_correct(*, actor: Actor) -> str | None:
    """Why not correct a line of the rules."""
    return why_not(actor, "correct the rules")


def why_not_read(*, actor: Actor) -> str | None:
    """Why not read the rules."""
    return why_not(actor, "read the rules")
