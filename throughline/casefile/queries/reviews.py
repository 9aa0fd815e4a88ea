"""The list of reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Window
from django.db.models.aggregates import Count

from throughline.access.rules import may
from throughline.casefile.queries.threads import threads_of
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import ACTION, FINDING, LEARNING_POINT, RECOMMENDATION, Thread
from throughline.casefile.rules.open_ends import open_ends
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.responses.permissions import sees_drafts
from throughline.reviews.queries import visible_reviews
from throughline.reviews.rules import KINDS, STATES, State, name_of

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list was narrowed to, and which page of it is shown."""

    kind: str = ""
    state: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in the list."""

    id: int
    name: str
    reference: str
    kind: str
    done_by: str
    state: State
    found: int
    asked: int
    actions: int
    confirmed: int
    ends: int
    oldest: OpenEnd | None
    case: int


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A page of reviews, how many there are in all, and what the list can be narrowed to."""

    rows: tuple[ReviewRow, ...]
    total: int
    filters: Filters
    kinds: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    may_open: bool
    may_import: bool

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.filters.page - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1


def review_list(filters: Filters, *, actor: Actor, on: date, a_page: int = A_PAGE) -> ReviewList:
    """The reviews that the person may see, newest first, with how each stands."""
    return reviews_and_threads(filters, actor=actor, on=on, a_page=a_page)[0]


def reviews_and_threads(
    filters: Filters, *, actor: Actor, on: date, a_page: int = A_PAGE
) -> tuple[ReviewList, dict[int, Thread]]:
    """The same, with the threads of the reviews on the page."""
    reviews = visible_reviews(actor, on)
    if filters.kind in KINDS:
        reviews = reviews.filter(kind=filters.kind)
    if filters.state in STATES:
        reviews = reviews.filter(state=filters.state)
    for word in filters.words.split()[:8]:
        named = Q(name__icontains=word) | Q(case__reference__icontains=word) | Q(done_by_name__icontains=word)
        reviews = reviews.filter(named)
    start = (filters.page - 1) * a_page
    shown = list(
        reviews.annotate(of=Window(Count("*")))
        .order_by("-made_at", "-id")
        .values_list("id", "name", "case__reference", "kind", "done_by_name", "state", "case_id", "made_at", "of")[
            start : start + a_page
        ]
    )
    threads = threads_of([row[0] for row in shown], on, drafts=sees_drafts(actor))
    listed = ReviewList(
        tuple(_row(row, threads.get(row[0]) or Thread(row[0], ()), on) for row in shown),
        shown[0][-1] if shown else 0,
        filters,
        tuple((key, kind.names[-1].name) for key, kind in KINDS.items()),
        tuple((key, state.word) for key, state in STATES.items()),
        may(actor.role, "open a case"),
        may(actor.role, "import a document"),
    )
    return listed, threads


def _row(row: tuple[Any, ...], thread: Thread, on: date) -> ReviewRow:
    id, name, reference, kind, done_by, state, case, made_at, _ = row
    ends = open_ends(thread, on)
    actions = list(thread.of(ACTION))
    return ReviewRow(
        id,
        name,
        reference,
        name_of(kind, day_here(made_at)),
        done_by,
        STATES[state],
        len(list(thread.of(FINDING, LEARNING_POINT))),
        len(list(thread.of(RECOMMENDATION))),
        len(actions),
        sum(item.state == "confirmed" for item in actions),
        len(ends),
        ends[0] if ends else None,
        case,
    )
