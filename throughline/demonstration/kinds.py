"""Each kind of row that a partnership has, with the way from it to its partnership, in an order that can be copied.

Read from the tables themselves: a room that comes later is copied without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from throughline.cases.editing import kind_of
from throughline.cases.models import OfCase
from throughline.partnerships.models import Partnership, User
from throughline.reviews.models import Review
from throughline.rulebook.models import Correction

Kind = type[models.Model]

# Made anew for each copy (the chains), or of one browser, one form or one paper on its way in: nobody's record yet.
LEFT = frozenset({"audit.Event", "audit.Head", "access.Session", "ui.Draft", "documents.Waiting", "reviews.Sent"})
LEFT_ROOMS = frozenset({"intake"})
# Numbers that name a row without a key to it, since the rooms do not know of each other.
PLAIN = {
    "rapidreviews.AgencyAnswer": {"ask": "correspondence.Ask"},
    "chronology.Submission": {"ask": "correspondence.Ask"},
}
# What a text names: the link for which a message with a code goes out.
AFTER = {"correspondence.Message": ("correspondence.AskLink",)}
# What an event calls its subject where it is not the kind's own word.
CALLED: dict[str, Kind] = {
    "rule": Correction,
    "voices": Review,
    "proceedings": Review,
    "methods": Partnership,
    "reviewers": Partnership,
    "group_meetings": Partnership,
    "people": Partnership,
    "safeguards": Partnership,
    "assurance": Partnership,
}


def copied() -> list[tuple[Kind, str]]:
    """Each kind and its way to the partnership; a later kind points only to earlier ones, or to itself."""
    ways = _ways()
    order = TopologicalSorter({kind: _before(kind) & ways.keys() for kind in ways}).static_order()
    return [(kind, ways[kind]) for kind in order if kind is not Partnership]


def named() -> dict[str, Kind]:
    """Each kind by what events call it. Of two of one name it is the record of a case, which has its own."""
    kinds = sorted(_ours(), key=lambda kind: issubclass(kind, OfCase))
    return {kind_of(kind): kind for kind in kinds} | CALLED


def plain(kind: Kind) -> dict[str, Kind]:
    """The fields of that kind that hold the bare number of another kind's row."""
    return {name: apps.get_model(label) for name, label in PLAIN.get(kind._meta.label, {}).items()}


def _ours() -> list[Kind]:
    """Every kind of our rooms that is copied, and the partnership itself."""
    rooms = {room.rsplit(".", 1)[1] for room in settings.ROOMS}
    return [
        kind
        for kind in apps.get_models()
        if kind._meta.managed
        and kind.__module__.split(".")[1] in rooms
        and not getattr(kind, "REBUILT", False)
        and kind._meta.label not in LEFT
        and kind._meta.app_label not in LEFT_ROOMS
    ]


def _ways() -> dict[Kind, str]:
    """The shortest way from each kind to its partnership, over keys that always stand."""
    ways: dict[Kind, str] = {Partnership: "", User: "memberships__partnership"}
    waiting = [kind for kind in _ours() if kind not in ways]
    while waiting:
        near = {kind: way for kind in waiting if (way := next(_steps(kind, ways), None))}
        if not near:
            raise LookupError(f"No way to a partnership from {[kind._meta.label for kind in waiting]}.")
        ways |= near
        waiting = [kind for kind in waiting if kind not in near]
    return ways


def _steps(kind: Kind, ways: dict[Kind, str]) -> Iterator[str]:
    """The ways over one key more than those that are known. Whoever made a row may belong to many partnerships."""
    for field in kind._meta.concrete_fields:
        of = field.related_model
        if of in ways and of is not User and not field.null:
            yield f"{field.name}__{ways[of]}".removesuffix("__")


def _before(kind: Kind) -> set[Kind]:
    """The kinds that a row of this kind may point to."""
    fields = (*kind._meta.concrete_fields, *kind._meta.local_many_to_many)
    pointed: set[Any] = {field.related_model for field in fields} | set(plain(kind).values())
    return (pointed | {apps.get_model(label) for label in AFTER.get(kind._meta.label, ())}) - {kind, None}
