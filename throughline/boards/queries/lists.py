"""The list behind a figure: found by the very rule that counted it, so that both are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from throughline.boards.queries.counted import Needs, Told, told_of
from throughline.boards.queries.guards import COLOUR_OF, Guard, guards
from throughline.boards.queries.scopes import Scope, within
from throughline.boards.queries.sums import counts_seen, sum_within
from throughline.boards.rules.counting import Hit, plain_name
from throughline.boards.rules.figures import FIGURES, OF_REGISTER, BoardFigure
from throughline.casefile.rules.items import ACTION, RECOMMENDATION
from throughline.casefile.rules.states import Status, status_of
from throughline.kernel.actor import Actor
from throughline.responses.permissions import sees_drafts
from throughline.ui.words import short_day

A_PAGE = 25
MOST_TAKEN = 2000
"""Lines of one file at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing behind a figure: what it is, its words, its review, its owner, when, and how it stands."""

    name: str
    text: str
    url: str
    review: int
    review_name: str
    owner: str
    when: str
    status: Status | None
    why: str
    record: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list: of one figure, of one year or of all before one, and which page of it."""

    figure: str
    year: int = 0
    before: int = 0
    page: int = 1

    @property
    def query(self) -> str:
        """What the address of the list says, without its page."""
        years = f"&year={self.year}" if self.year else f"&before={self.before}" if self.before else ""
        return f"of={self.figure}{years}"


@dataclass(frozen=True, slots=True)
class FigureList:
    """A page of the list behind a figure, and how many there are in all."""

    scope: Scope
    figure: BoardFigure
    asked: Asked
    lines: tuple[Line, ...]
    total: int
    left: int

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return (self.asked.page - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last line shown."""
        return self.first + len(self.lines) - 1

    @property
    def years(self) -> str:
        """``asked in 2024``, or nothing."""
        if self.asked.year:
            return f"asked in {self.asked.year}"
        return f"asked before {self.asked.before}" if self.asked.before else ""


def figure_list(scope: Scope, asked: Asked, *, left: int, actor: Actor, on: date) -> FigureList:
    """That page of the list: the reviews in their order, the newest first, and of each what counts."""
    figure = FIGURES[asked.figure]
    start = (asked.page - 1) * A_PAGE
    if asked.figure in OF_REGISTER:
        found = _guards(scope, asked.figure, actor, on)
        lines = tuple(_guard_line(one) for one in found[start : start + A_PAGE])
        return FigureList(scope, figure, asked, lines, len(found), left)
    per_review, total = _per_review(scope, asked, start + A_PAGE, actor, on)
    lines = tuple(_lines(scope, asked.figure, per_review, start, A_PAGE, actor, on))
    return FigureList(scope, figure, asked, lines, total, left)


def whole_list(scope: Scope, asked: Asked, *, actor: Actor, on: date) -> tuple[tuple[Line, ...], int]:
    """The list from its beginning, as many lines as a file holds, and how many there are in all."""
    if asked.figure in OF_REGISTER:
        found = _guards(scope, asked.figure, actor, on)
        return tuple(_guard_line(one) for one in found[:MOST_TAKEN]), len(found)
    per_review, total = _per_review(scope, asked, MOST_TAKEN, actor, on)
    return tuple(_lines(scope, asked.figure, per_review, 0, MOST_TAKEN, actor, on)), total


def _guards(scope: Scope, figure: str, actor: Actor, on: date) -> list[Guard]:
    colour = COLOUR_OF[figure]
    return [one for one in guards(actor, on) if scope.guards(one) and one.standing.colour == colour]


def _per_review(scope: Scope, asked: Asked, most: int, actor: Actor, on: date) -> tuple[list[tuple[int, int]], int]:
    """How many each of the first reviews counts, the newest first, until `most` lines are surely among them; and how
    many all of them count.
    """
    of = within(scope)
    if asked.year:
        of &= Q(year=asked.year)
    elif asked.before:
        of &= Q(year__lt=asked.before)
    rows = counts_seen(actor, on).filter(of, **{f"{asked.figure}__gt": 0})
    if scope.kind == "review":
        rows, total = rows.filter(review=scope.key), F(asked.figure)
    else:
        total = sum_within(of, asked.figure, actor=actor, on=on)
    found = list(
        rows.annotate(total=total).order_by("-review_id").values_list("review_id", asked.figure, "total")[:most]
    )
    return [(review, count) for review, count, _ in found], found[0][2] if found else 0


def _lines(
    scope: Scope, figure: str, per_review: list[tuple[int, int]], start: int, most: int, actor: Actor, on: date
) -> Iterator[Line]:
    """The lines from `start` on: only the reviews in which they lie are read."""
    wanted: list[int] = []
    before = skip = 0
    for review, count in per_review:
        if before + count > start and before < start + most:
            if not wanted:
                skip = start - before
            wanted.append(review)
        before += count
    found = (
        one
        for some in (wanted[at : at + 50] for at in range(0, len(wanted), 50))
        for one in _hits(scope, figure, some, actor, on)
    )
    for number, (told, hit) in enumerate(found):
        if skip <= number < skip + most:
            yield _line(told.review, told.name, hit, on)


def _hits(scope: Scope, figure: str, reviews: Sequence[int], actor: Actor, on: date) -> Iterator[tuple[Told, Hit]]:
    """What those reviews count under the figure on that board, review by review."""
    groups = {plain_name(name): scope.key for name in scope.names}
    ends = figure == "ends"
    bodies = ends and scope.kind in ("partnership", "review")  # a committee is no agency and no group
    known = {scope.key: (scope.name, scope.state)} if scope.kind == "review" else {}
    needs = Needs(groups, sees_drafts(actor), beside=bool(groups) or not ends, bodies=bodies, years=False, known=known)
    told = told_of(reviews, needs, on)
    for review in reviews:
        for hit in told[review].hits:
            if hit.figure == figure and scope.counts(hit):
                yield told[review], hit


def _line(review: int, name: str, hit: Hit, on: date) -> Line:
    item = hit.item
    owner = item.owner or ("nobody" if item.kind in (ACTION, RECOMMENDATION) else "")
    when = short_day(item.due_on) if item.due_on else item.due_text or ("no day" if item.kind == ACTION else "")
    return Line(
        item.name,
        item.text,
        item.url,
        review,
        name,
        owner,
        when,
        status_of(item, on),
        hit.why,
        f"{item.kind} {item.id}",
    )


def _guard_line(one: Guard) -> Line:
    standing = one.standing
    due = short_day(standing.due_on) if standing.due_on else ""
    status = Status(standing.sign, standing.word)
    why = " ".join(standing.reasons)
    return Line(one.name, "", f"/safeguards/{one.id}/", 0, "", one.owner, due, status, why, f"safeguard {one.id}")
