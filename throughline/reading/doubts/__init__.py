"""Doubts: what a person should look at before trusting what a document says or what was read in it."""

from __future__ import annotations

from ..result import Doubt
from . import conflicts, counts, letters, naming, numbers, promises, splits, thread, units
from .asking import Check, Context
from .rules import RULES, Rule

__all__ = ["RULES", "Context", "Rule", "all_doubts"]

CHECKS: tuple[Check, ...] = (
    *counts.CHECKS,
    *units.CHECKS,
    *splits.CHECKS,
    *numbers.CHECKS,
    *naming.CHECKS,
    *thread.CHECKS,
    *conflicts.CHECKS,
    *promises.CHECKS,
    *letters.CHECKS,
)


def all_doubts(context: Context) -> tuple[Doubt, ...]:
    """All doubts, in the order of the text, each told once."""
    found: dict[tuple[str, str], Doubt] = {}
    for check in CHECKS:
        for one in check(context):
            found.setdefault((one.rule, one.says), one)
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.number)))
