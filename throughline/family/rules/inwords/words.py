"""Words for one person, one union, one thing. Pure."""

from __future__ import annotations

from throughline.family.rules import records as of
from throughline.family.rules.asat import PERHAPS, FigureThen, UnionThen
from throughline.kernel import periods

STATES = {
    of.BORN: "born",
    of.PREGNANCY: "pregnancy",
    of.MISCARRIAGE: "miscarriage",
    of.STILLBIRTH: "stillbirth",
    of.ENDED: "pregnancy ended",
}
KINDS = {
    of.MARRIED: "married",
    of.CIVIL: "civil partners",
    of.PARTNERS: "partners",
    of.ENGAGED: "engaged",
    of.RELATIONSHIP: "in a relationship",
}
PARENTS = {
    of.BIRTH: "child",
    of.ADOPTED: "adopted child",
    of.FOSTERED: "foster child",
    of.STEP: "step-child",
    of.GUARDIAN: "ward",
}


def union_words(one: UnionThen) -> str:
    """What is written over the line of a couple: ``divorced 2009``, ``married``, ``partners from 2020?``."""
    union = one.union
    if one.ending:
        when = periods.in_words(union.until) if union.until else ""
        words = f"{one.ending} {when}".strip()
        return f"{words}?" if one.over == PERHAPS or not union.certain else words
    joint = "" if union.kind in (of.MARRIED, of.ENGAGED) else "from "
    since = f"{joint}{periods.in_words(union.since)}" if union.since else ""
    words = f"{KINDS[union.kind]} {since}".strip()
    return words if one.is_certain else f"{words}?"


def listed(parts: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(([", ".join(parts[:-1])] if len(parts) > 1 else []) + parts[-1:])


def aged(one: FigureThen) -> str:
    """``Maple, 7`` or ``Fern, not yet born``: a name with an age, as text says it."""
    if one.state != of.BORN:
        return f"{one.figure.name}, {'not yet born' if one.state == of.PREGNANCY else STATES[one.state]}"
    return f"{one.figure.name}, {one.age.words}"
