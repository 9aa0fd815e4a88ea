"""Pages across reviews: the whole partnership's thread, its open ends, its actions and its measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.queries.answering import committee_ends
from throughline.casefile.queries.reviews import Filters, ReviewList, reviews_and_threads
from throughline.casefile.queries.threads import threads_of
from throughline.casefile.queries.unpublished import unpublished_ends
from throughline.casefile.rules.attention import offered
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.rail import Folded, Step, loose_of, rail_of
from throughline.kernel.actor import Actor
from throughline.responses.permissions import sees_drafts
from throughline.reviews.queries import visible_reviews

A_PAGE = 50
REVIEWS_A_PAGE = 25
MOST_REVIEWS = 300


@dataclass(frozen=True, slots=True)
class WholeThread:
    """A page of reviews with their counts; the picked one unfolded."""

    list: ReviewList
    picked: int
    picked_name: str
    rail: tuple[Folded, ...]
    loose: tuple[Step, ...]


def whole_thread(*, picked: int = 0, page: int = 1, actor: Actor, on: date) -> WholeThread:
    """One row a review, newest first; the picked review is read through the same rule, or not at all."""
    shown, threads = reviews_and_threads(Filters(page=page), actor=actor, on=on, a_page=REVIEWS_A_PAGE)
    name = next((row.name for row in shown.rows if row.id == picked), "")
    thread = threads.get(picked) if name else None
    ends = open_ends(thread, on) if thread else ()
    return WholeThread(
        shown,
        picked if name else 0,
        name,
        rail_of(thread, ends, on, None) if thread else (),
        loose_of(thread, ends, on) if thread else (),
    )


@dataclass(frozen=True, slots=True)
class EndRow:
    """One open end, and the review it is in."""

    end: OpenEnd
    review: int
    name: str


@dataclass(frozen=True, slots=True)
class EndsAcross:
    """A page of the partnership's open ends, longest open first."""

    rows: tuple[EndRow, ...]
    total: int
    reviews: int
    page: int

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * A_PAGE + 1


def ends_across(*, page: int = 1, actor: Actor, on: date) -> EndsAcross:
    """The open ends of every review that the person may see and that was not stopped."""
    rows = visible_reviews(actor, on).exclude(state="stopped").order_by("-id")
    named = dict(rows.values_list("id", "name")[:MOST_REVIEWS])
    found = [
        EndRow(end, review, named[review])
        for review, thread in threads_of(list(named), on, drafts=sees_drafts(actor)).items()
        for end in offered(open_ends(thread, on), actor)
    ]
    for beside in (committee_ends(actor, on, named), unpublished_ends(actor, on, named)):
        for review, ends in beside.items():
            found += [EndRow(end, review, named[review]) for end in offered(ends, actor)]
    found.sort(key=lambda row: (row.end.since, row.review))
    start = (page - 1) * A_PAGE
    reviews = len({row.review for row in found})
    return EndsAcross(tuple(found[start : start + A_PAGE]), len(found), reviews, page)
