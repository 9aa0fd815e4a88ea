"""Which board is asked for, what it is called, and which counts it adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on
from throughline.boards.permissions import why_not_see_board
from throughline.boards.queries.guards import Guard
from throughline.boards.rules.counting import Hit, plain_name
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Group, GroupName
from throughline.partnerships.queries import named
from throughline.partnerships.rules import called
from throughline.reviews.queries import get_review

KINDS = {"partnership": "Partnership", "agency": "Agency", "group": "Group", "review": "Review"}
PATHS = {"agency": "agencies", "group": "groups", "review": "reviews"}


@dataclass(frozen=True, slots=True)
class Scope:
    """One board: its kind, the number of its agency, group or review, and its name. `names` are a group's, all of them.

    `case`, `reference` and `state` are those of the review, for its board.
    """

    kind: str
    key: int
    name: str
    names: frozenset[str] = frozenset()
    case: int = 0
    reference: str = ""
    state: str = ""

    @property
    def url(self) -> str:
        """Its address."""
        return "/boards/partnership/" if self.kind == "partnership" else f"/boards/{PATHS[self.kind]}/{self.key}/"

    def counts(self, hit: Hit) -> bool:
        """The hit of one of its reviews is counted on it."""
        if self.kind == "agency":
            return self.key in hit.agencies
        return self.key in hit.groups if self.kind == "group" else True

    def guards(self, guard: Guard) -> bool:
        """The safeguard is counted on it: an agency's own, a group's by name, of a review what it cites, else all."""
        if self.kind == "agency":
            return guard.agency == self.key
        if self.kind == "group":
            return plain_name(guard.owner) in {plain_name(name) for name in self.names}
        return self.key in guard.reviews if self.kind == "review" else True


def get_scope(kind: str, key: int, *, partnership_name: str = "", actor: Actor, on: date) -> Scope:
    """That board, or a 404 for somebody who may not see it, as for one that there is not."""
    if why_not_see_board(actor=actor, kind=kind, key=key) is not None:
        raise Http404
    if kind == "partnership":
        return Scope(kind, actor.partnership, partnership_name or "The partnership")
    if kind == "review":
        review = get_review(key, actor, on)
        return Scope(kind, key, review.name, case=review.case_id, reference=review.case.reference, state=review.state)
    if kind == "agency":
        now = agency_name_on(on, agency=OuterRef("pk")).values("name")[:1]
        rows = Agency.objects.filter(pk=key, partnership_id=actor.partnership).annotate(called=Subquery(now))
        return Scope(kind, key, _one(rows.values_list("called", flat=True), "Agency"))
    names = list(GroupName.objects.filter(group=key, group__partnership_id=actor.partnership).order_by("id"))
    if not names and not Group.objects.filter(pk=key, partnership_id=actor.partnership).exists():
        raise Http404
    return Scope(kind, key, called(named(names), on) or "Group", frozenset(name.name for name in names))


def _one(names: Any, otherwise: str) -> str:
    found = list(names[:1])
    if not found:
        raise Http404
    return found[0] or otherwise


def within(scope: Scope) -> Q:
    """Which counts and totals the board adds up."""
    of = "review" if scope.kind in ("partnership", "review") else scope.kind
    return Q(scope=of, key=0 if of == "review" else scope.key)
