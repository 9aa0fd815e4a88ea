"""Which kinds of record a case is made of, read from the tables themselves: a room that comes later is exported too.

A kind is of a case when keys lead from it to one. It is exported, or stands in `LEFT_OUT` with the reason; a law fails
for one that is neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from throughline.cases.editing import kind_of
from throughline.cases.models import Case, OfCase
from throughline.documents.models import Document, Span
from throughline.partnerships.models import Agency, Partnership, User

Kind = type[models.Model]

# What records point to beside the case: it comes along as far as they do, and is found again or made when loaded.
BESIDE: tuple[Kind, ...] = (Partnership, User, Agency, Document, Span)

LEFT_OUT = {
    "assurance.Brought": "From what a look from outside, or a round, became a record. The record itself comes along.",
    "correspondence.AskLink": "A way in by a link, not a record. It opens nothing in another system.",
    "correspondence.AskCode": "A one-time code, not a record.",
    "correspondence.AskOpening": "The hour for which a code opened a form, not a record. Its event comes along.",
    "actionplans.RoundAsk": "Which actions a monthly round asked about. What was said of each is in its case.",
    "national.Advice": "What a national review or report advised the partnership, about no case. It stays there.",
    "national.AdviceDecision": "What the partnership decided about national advice. It stays there.",
    "groups.GroupItem": "What a group of the partnership spoke of at its meeting, about several cases. It stays there.",
    "groups.GroupCondition": "A condition that a group set at its meeting. It stays there.",
    "safeguards.SafeguardCitation": "What a review says of a safeguard of its partnership, which keeps both.",
    "intake.Proposal": "The reading of a paper on its way in. What was accepted of it is in the records.",
    "intake.ProposedReview": "The reading of a paper on its way in. What was accepted of it is in the records.",
    "intake.ProposedDoubt": "The reading of a paper on its way in. What was accepted of it is in the records.",
    "intake.ProposedItem": "The reading of a paper on its way in. What was accepted of it is in the records.",
    "intake.ProposalStep": "The reading of a paper on its way in. What was accepted of it is in the records.",
}
# Kinds that name a case by its bare number. Events come along in a part of their own.
BY_NUMBER = frozenset({"audit.Event"})

# Numbers that name a row without a key to it, since the rooms do not know of each other.
PLAIN = {
    "rapidreviews.AgencyAnswer": {"ask": "correspondence.Ask"},
    "chronology.Submission": {"ask": "correspondence.Ask"},
}
# Such numbers whose kind another field names, in the word of events.
NAMED = {"correspondence.Ask": {"subject": "subject_type"}, "letters.Letter": {"subject": "subject_type"}}
# Lists that hold such numbers, each under ``id``.
LISTED = {"patterns.WordingLook": {"earlier": "findings.Recommendation"}}
# Lists and tables of words alone.
WORDS_ALONE = frozenset(
    {
        "reviews.Subject.also",
        "patterns.WordingLook.remarks",
        "impact.ReadingsFile.cells",
        "chronology.RefusedLine.typed",
    }
)
# Marks of a form or a message that was sent once. They tell nothing, and may stand once in a system.
ONCE = "once"


@cache
def ways() -> dict[Kind, str]:
    """Each kind of a case that is exported, and the keys that lead from it to its case."""
    found: dict[Kind, str] = {Case: ""}
    waiting = [kind for kind in ours() if kind is not Case and kind not in BESIDE]
    for certain in (True, False):
        near = True
        while near:
            step = {kind: way for kind in waiting if (way := next(_steps(kind, found, certain=certain), None))}
            found |= step
            waiting = [kind for kind in waiting if kind not in step]
            near = bool(step)
    return {kind: way for kind, way in found.items() if kind._meta.label not in LEFT_OUT}


@cache
def in_order() -> tuple[Kind, ...]:
    """The kinds of a case after the case itself: a later one points only to earlier ones, or to its own kind."""
    kinds = ways()
    before = {kind: (_pointed(kind) & kinds.keys()) - {kind} for kind in kinds}
    # Among those that could come next the name decides, so that the order is the same every time.
    sorter = TopologicalSorter({kind: sorted(of, key=_label) for kind, of in sorted(before.items(), key=_label_of)})
    return tuple(kind for kind in sorter.static_order() if kind is not Case)


@cache
def by_label() -> dict[str, Kind]:
    """The kinds of a case by their label in a file."""
    return {label(kind): kind for kind in in_order()}


@cache
def by_word() -> dict[str, Kind]:
    """Each kind by what events call it. Of two of one name it is the record of a case, which has events of its own."""
    every: list[Kind] = [Case, *in_order(), Document, Span, User, Agency]
    kinds = sorted(every, key=lambda kind: issubclass(kind, OfCase))
    return {kind_of(kind): kind for kind in kinds}


def ours() -> list[Kind]:
    """Every kind of our rooms that is not made anew from others."""
    rooms = {room.rsplit(".", 1)[1] for room in settings.ROOMS}
    return [
        kind
        for kind in apps.get_models()
        if kind._meta.managed and kind.__module__.split(".")[1] in rooms and not getattr(kind, "REBUILT", False)
    ]


def label(kind: Kind) -> str:
    """``reviews.review``: the kind in a file."""
    return kind._meta.label_lower


def columns(kind: Kind) -> list[Any]:
    """The fields of the kind that a file holds: all but its own number and the marks of what was sent once."""
    return [f for f in kind._meta.concrete_fields if not f.primary_key and f.name != ONCE]


def ties(kind: Kind) -> list[Any]:
    """Its many-to-many fields."""
    return list(kind._meta.local_many_to_many)


@cache
def class_of(kind: Kind, name: str) -> str:
    """The class of a field in the kind's `Sensitivity`, and in those that it inherits."""
    for wanted in ("sealed", "protected", "case"):
        if any(name in own for own in _named(kind, wanted)):
            return wanted
    return "open"


def _named(kind: Kind, part: str) -> Iterator[tuple[str, ...]]:
    for parent in kind.__mro__:
        own = parent.__dict__.get("Sensitivity")
        for of in own.__mro__ if own else ():
            yield tuple(of.__dict__.get(part, ()))


def _steps(kind: Kind, found: dict[Kind, str], *, certain: bool) -> Iterator[str]:
    """The ways over one key more than those that are known; a key to the case itself before any other."""
    keys: list[Any] = [
        f for f in kind._meta.concrete_fields if f.related_model in found and f.related_model is not kind
    ]
    for field in sorted(keys, key=lambda one: one.related_model is not Case):
        if not (certain and field.null):
            yield f"{field.name}__{found[field.related_model]}".removesuffix("__")


def _pointed(kind: Kind) -> set[Any]:
    named = PLAIN.get(kind._meta.label, {}) | LISTED.get(kind._meta.label, {})
    plain = {apps.get_model(of) for of in named.values()}
    return {field.related_model for field in (*columns(kind), *ties(kind))} | plain


def _label(kind: Kind) -> str:
    return kind._meta.label


def _label_of(pair: tuple[Kind, Any]) -> str:
    return pair[0]._meta.label
