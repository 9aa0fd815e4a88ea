"""The words for ties, and what cannot be tied. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from throughline.family.rules import records as of
from throughline.family.rules.roles import CHOICES, role_word
from throughline.kernel.periods import is_period_or_nothing, parse

UNION_KINDS = (
    (of.MARRIED, "Married"),
    (of.CIVIL, "Civil partners"),
    (of.PARTNERS, "Partners, living together"),
    (of.ENGAGED, "Engaged"),
    (of.RELATIONSHIP, "In a relationship"),
)
ENDING_KINDS = ((of.PARTED, "Parted"), (of.DIVORCED, "Divorced"), (of.WIDOWED, "One of them died"))
PARENTAGE_KINDS = (
    (of.BIRTH, "By birth"),
    (of.ADOPTED, "By adoption"),
    (of.FOSTERED, "Foster care"),
    (of.STEP, "Step-parent"),
    (of.GUARDIAN, "Guardian"),
)
ROLE_KINDS = CHOICES
_PARENTS = {
    of.BIRTH: "birth parent",
    of.ADOPTED: "adoptive parent",
    of.FOSTERED: "foster carer",
    of.STEP: "step-parent",
    of.GUARDIAN: "guardian",
}


def union_words(kind: str, ended: str) -> str:
    """``Married, divorced``: what the two are, and how it ended."""
    kinds, endings = dict(UNION_KINDS), dict(ENDING_KINDS)
    return ", ".join(word for word in (kinds.get(kind, ""), endings.get(ended, "").lower()) if word)


def parent_word(kind: str) -> str:
    """``birth parent``, ``foster carer``."""
    return _PARENTS.get(kind, "parent")


def role_words(kind: str, words: str) -> str:
    """``Social worker``: the role, as a line begins."""
    said = role_word(kind, words)
    return said[:1].upper() + said[1:]


def wrong_time(since: str, until: str) -> str:
    """Why something cannot have stood from the one period to the other, or nothing."""
    if not is_period_or_nothing(since) or not is_period_or_nothing(until):
        return "One of the dates is no date that was."
    first, last = parse(since), parse(until)
    if first and last and last.last < first.first:
        return "It ended before it began."
    return ""


def is_own_ancestor(child: int, parent: int, parents: Mapping[int, Iterable[int]]) -> bool:
    """Whether the tie would make the child its own ancestor: `parents` are those by birth or adoption that stand."""
    waiting, seen = [parent], set()
    while waiting:
        one = waiting.pop()
        if one == child:
            return True
        if one not in seen:
            seen.add(one)
            waiting += parents.get(one, ())
    return False
