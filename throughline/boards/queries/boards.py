"""The pages of boards: the figures of one, and the list of all that a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from throughline.access.queries import agency_name_on
from throughline.boards.permissions import sees_all_boards, why_not_see_board
from throughline.boards.queries.guards import COLOUR_OF, guards, reads_register
from throughline.boards.queries.scopes import Scope, within
from throughline.boards.queries.sums import Sums, counts_seen, sums_of
from throughline.boards.rules.figures import FIGURES, KEPT, SECTIONS, BoardFigure, agreement, opening
from throughline.boards.rules.years import YearRow, rows_of
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Group, GroupName

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
    """The figures of that board, as far as the person may see what they count: one statement, three with a register.

    `left` is how many reviews were not counted yet.
    """
    years, reviews = _years(scope, actor, on)
    numbers = {key: sum(of[key] for of in years.values()) for key in KEPT}
    if reads_register(actor):
        found = [one for one in guards(actor, on) if scope.guards(one)]
        numbers |= {key: sum(one.standing.colour == colour for one in found) for key, colour in COLOUR_OF.items()}
    sections = tuple(
        BoardSection(title, tuple((FIGURES[key], numbers[key]) for key in keys if key in numbers))
        for title, keys in SECTIONS
    )
    return Board(scope, opening(numbers), sections, agreement(numbers), rows_of(years), reviews, left, on, numbers)


def _years(scope: Scope, actor: Actor, on: date) -> tuple[dict[int, dict[str, int]], int]:
    """The figures by year, and of how many reviews they are; a review's own are its counts themselves."""
    if scope.kind == "review":
        rows = counts_seen(actor, on).filter(within(scope), review=scope.key).values_list("year", *KEPT)
        own = {year: dict(zip(KEPT, numbers, strict=True)) for year, *numbers in rows}
        return own, len(own)
    found = sums_of(within(scope), KEPT, by=("year",), actor=actor, on=on)
    return {year: sums.of for (year,), sums in found.items()}, sum(sums.reviews for sums in found.values())


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
    kinds = [kind for kind in ("agency", "group") if sees_all_boards(actor)]
    bodies = Q(scope="agency", key=actor.agency) if actor.agency else Q(scope__in=kinds)
    told = sums_of(Q(scope="review") | bodies, SHOWN, by=("scope", "key"), actor=actor, on=on)
    every = told.pop(("review", 0), Sums())
    agencies = _lines("agency", _agencies(actor, on), told)
    groups = _lines("group", _groups(actor, on), told) if kinds else ()
    start = (page - 1) * A_PAGE
    counted = counts_seen(actor, on).filter(scope="review").order_by("-review_id")
    rows = counted.values_list("review_id", "review__name", "review__case__reference", *SHOWN)
    reviews = tuple(
        BoardLine(name, f"/boards/reviews/{id}/", dict(zip(SHOWN, numbers, strict=True)), reference)
        for id, name, reference, *numbers in rows[start : start + A_PAGE]
    )
    own = BoardLine(named, "/boards/partnership/", {key: every.of[key] for key in SHOWN}) if whole else None
    return Boards(named, own, agencies, groups, reviews, every.reviews, page, left)


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


def _lines(kind: str, bodies: Iterable[tuple[int, str]], told: Mapping[tuple[Any, ...], Sums]) -> tuple[BoardLine, ...]:
    """The bodies with a board each, by name; what nothing was asked of comes last."""
    path = {"agency": "agencies", "group": "groups"}[kind]
    nothing = dict.fromkeys(SHOWN, 0)
    lines = [
        (
            (kind, key) not in told,
            name or "",
            BoardLine(name or kind, f"/boards/{path}/{key}/", told[kind, key].of if (kind, key) in told else nothing),
        )
        for key, name in bodies
    ]
    return tuple(line for _, _, line in sorted(lines, key=lambda one: one[:2]))
