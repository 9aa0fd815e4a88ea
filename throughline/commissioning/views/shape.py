"""What the pages of a commission share: their parts, who opens which, and how a list is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from throughline.access.rules import may
from throughline.commissioning.permissions import SEES_INSIDE, why_not_see, why_not_write
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.views.kinds import KINDS, new_part_address, one_address, part_address
from throughline.commissioning.views.page import Block, Cell, PartPage
from throughline.commissioning.views.parts import trail
from throughline.kernel.actor import Actor
from throughline.reviews.formpages import allowed, show
from throughline.reviews.models import Review

# The parts of a commission: address, label, and whether it is the panel's own side.
PARTS = (
    ("", "Commission", False),
    ("terms", "Terms", False),
    ("agency-reports", "Agency reports", False),
    ("products", "Products", False),
    ("people", "Reviewers", True),
    ("panel", "Panel", True),
    ("decisions", "Decisions", True),
    ("timetable", "Timetable", False),
    ("cost", "Cost", True),
    ("quality", "Grades and foresight", False),
)
Row = Sequence[Cell]


def tabs(review: Review, current: str, actor: Actor) -> tuple[tuple[str, str, bool], ...]:
    """The parts that this person may open."""
    inside = may(actor.role, SEES_INSIDE)
    return tuple(
        (label, part_address(review.pk, part), part == current) for part, label, within in PARTS if inside or not within
    )


def opened(request: Any, id: int, part: str) -> Review:
    """The review, for somebody who may open that part of its commission."""
    review = queries.get_commissioned(id, request.actor, request.today)
    inside = next(within for key, _, within in PARTS if key == part)
    allowed(why_not_see(actor=request.actor, thing=review, on=request.today, inside=inside))
    return review


class Listing:
    """Makes the lists of one page for one person, and notes which records it shows."""

    def __init__(self, request: Any, review: Review) -> None:
        self.request, self.review = request, review
        self.writes = why_not_write(actor=request.actor, thing=review, on=request.today) is None
        self.seen: list[str] = []

    def link(self, kind: str, row: Any, text: str, second: str = "") -> Cell:
        """The record's words, leading to where it is changed for whoever may."""
        return Cell(text, second, one_address(self.review.pk, kind, row.pk) if self.writes else "")

    def block(
        self,
        kind: str,
        title: str,
        heads: tuple[str, ...],
        cells: Callable[[Any], Row],
        *,
        none: str,
        hint: str = "",
        rows: Iterable[Any] | None = None,
        add: bool = True,
        more: tuple[str, str] | None = None,
    ) -> Block:
        """The review's records of that kind as a table, with where one more is added."""
        of = KINDS[kind]
        found = list(queries.parts_of(of.model, self.review)) if rows is None else list(rows)
        self.seen += [f"{row._meta.model_name} {row.pk}" for row in found]
        words = " ".join(f"Add {of.article} {of.word}".split())
        if more is None and of.adds and add and self.writes:
            more = (words, new_part_address(self.review.pk, kind))
        made = tuple(tuple(cells(row)) for row in found)
        return Block(title, hint or of.explains, heads, made, none, deeds=(more,) if more else ())

    def shown(self, part: str, title: str, lead: tuple[str, str], *, over: str = "", **more: Any) -> HttpResponse:
        """The page, and one sight of the records it shows."""
        page = PartPage(
            title=title,
            over=over or self.review.name,
            trail=trail(self.review),
            tabs=tabs(self.review, part, self.request.actor),
            lead=lead,
            **more,
        )
        records = (f"review {self.review.pk}", *self.seen)
        return show(self.request, "commissioning/part.jinja", page, about=self.review, records=records)
