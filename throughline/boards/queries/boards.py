"""The pages of boards: the figures of one, and the list of all that a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from throughline.access.queries import agency_name_on
from throughline.boards.models import ReviewCount
from throughline.boards.permissions import sees_all_boards, why_not_see_board
from throughline.boards.queries.guards import COLOUR_OF, guards, reads_register
from throughline.boards.queries.scopes import Scope, counts_of
from throughline.boards.rules.figures import FIGURES, KEPT, SECTIONS, BoardFigure, agreement, opening
from throughline.boards.rules.years import YearRow, rows_of
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Group, GroupName
from throughline.responses.permissions import sees_drafts
from throughline.reviews.queries import visible_reviews

A_PAGE = 25
SHOWN = ("asked", "overdue", "claimed", "slid", "ends")
"""The figures by which boards are told apart in the list of them."""


@dataclass(frozen=True, slots=True)
class BoardSection:
    """Figures that belong together, each with its number and whether it is a part of the one above."""

    title: str
    rows: tuple[tuple[BoardFigure, int], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that one board says."""

    scope: Scope
    lead: tuple[str, str]
    sections: tuple[BoardSection, ...]
    agreement: str
    years: tuple[YearRow, ...]
    reviews: int
    left: int
    on: date
    numbers: Mapping[str, int]


def board_of(scope: Scope, *, left: int, actor: Actor, on: date) -> Board:
    """The figures of that board, as far as the person may see what they count: two statements, three with a register.

    `left` is how many reviews were not counted yet.
    """
    years: dict[int, dict[str, int]] = {}
    reviews = 0
    rows = (
        counts_of(scope, actor, on).order_by().values("year").annotate(**{key: Sum(key) for key in KEPT}, of=Count("*"))
    )
    for year, of, *sums in rows.values_list("year", "of", *KEPT):
        years[year], reviews = dict(zip(KEPT, sums, strict=True)), reviews + of
    numbers = {key: sum(of[key] for of in years.values()) for key in KEPT}
    if reads_register(actor):
        found = [one for one in guards(actor, on) if scope.guards(one)]
        numbers |= {key: sum(one.standing.colour == colour for one in found) for key, colour in COLOUR_OF.items()}
    sections = tuple(
        BoardSection(title, tuple((FIGURES[key], numbers[key]) for key in keys if key in numbers))
        for title, keys in SECTIONS
    )
    return Board(scope, opening(numbers), sections, agreement(numbers), rows_of(years), reviews, left, on, numbers)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One board in the list of boards, with the figures by which boards are told apart."""

    name: str
    url: str
    numbers: Mapping[str, int]
    second: str = ""


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards that somebody may see."""

    partnership: str
    own: BoardLine | None
    agencies: tuple[BoardLine, ...]
    groups: tuple[BoardLine, ...]
    reviews: tuple[BoardLine, ...]
    total: int
    page: int
    left: int

    @property
    def first(self) -> int:
        """The number of the first review shown."""
        return (self.page - 1) * A_PAGE + 1


def boards_of(*, page: int, left: int, named: str, actor: Actor, on: date) -> Boards:
    """The boards that this person may see: the partnership's, agencies' and groups', and 25 reviews a page."""
    whole = why_not_see_board(actor=actor, kind="partnership") is None
    sums: dict[str, Any] = {key: Sum(f"{key}") for key in SHOWN}
    seen = ReviewCount.objects.filter(
        partnership_id=actor.partnership, drafts=sees_drafts(actor), review__in=visible_reviews(actor, on)
    )
    kinds = [kind for kind in ("agency", "group") if sees_all_boards(actor)]
    of_mine = Q(scope="agency", key=actor.agency) if actor.agency else Q(scope__in=kinds)
    told: dict[tuple[str, int], Mapping[str, int]] = {}
    if actor.agency or kinds:
        summed = (
            seen.filter(of_mine).order_by().values("scope", "key").annotate(**{f"of_{key}": sums[key] for key in SHOWN})
        )
        for scope, body, *numbers in summed.values_list("scope", "key", *(f"of_{key}" for key in SHOWN)):
            told[scope, body] = dict(zip(SHOWN, numbers, strict=True))
    counted = seen.filter(scope="review")
    agencies = _lines("agency", _agencies(actor, on), told)
    groups = _lines("group", _groups(actor, on), told) if kinds else ()
    start = (page - 1) * A_PAGE
    every = counted.aggregate(**{f"of_{key}": sums[key] for key in SHOWN}, of=Count("*"))
    rows = counted.order_by("-review_id").values_list("review_id", "review__name", "review__case__reference", *SHOWN)
    reviews = tuple(
        BoardLine(name, f"/boards/reviews/{id}/", dict(zip(SHOWN, numbers, strict=True)), reference)
        for id, name, reference, *numbers in rows[start : start + A_PAGE]
    )
    own = BoardLine(named, "/boards/partnership/", {key: every[f"of_{key}"] or 0 for key in SHOWN}) if whole else None
    return Boards(named, own, agencies, groups, reviews, every["of"] or 0, page, left)


def _agencies(actor: Actor, on: date) -> Iterable[tuple[int, str]]:
    rows = Agency.objects.filter(partnership_id=actor.partnership)
    if not sees_all_boards(actor):
        rows = rows.filter(pk=actor.agency or -1)
    called = agency_name_on(on, agency=OuterRef("pk")).values("name")[:1]
    return rows.annotate(called=Subquery(called)).values_list("pk", "called")


def _groups(actor: Actor, on: date) -> Iterable[tuple[int, str]]:
    stands = (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(to_on__isnull=True) | Q(to_on__gte=on))
    names = GroupName.objects.filter(stands, group=OuterRef("pk"), alias=False).order_by("-from_on", "-id")
    rows = Group.objects.filter(partnership_id=actor.partnership).annotate(called=Subquery(names.values("name")[:1]))
    return rows.values_list("pk", "called")


def _lines(
    kind: str, bodies: Iterable[tuple[int, str]], told: Mapping[tuple[str, int], Mapping[str, int]]
) -> tuple[BoardLine, ...]:
    """The bodies with a board each, by name; what nothing was asked of comes last."""
    path = {"agency": "agencies", "group": "groups"}[kind]
    nothing = dict.fromkeys(SHOWN, 0)
    lines = [
        (
            (kind, key) not in told,
            name or "",
            BoardLine(name or kind, f"/boards/{path}/{key}/", told.get((kind, key), nothing)),
        )
        for key, name in bodies
    ]
    return tuple(line for _, _, line in sorted(lines, key=lambda one: one[:2]))
