"""Boards are counted up to the last event, and taken along in files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Sum

from throughline.audit.services import record
from throughline.boards.models import CountedUpTo, ReviewCount, YearTotal
from throughline.boards.queries.counted import (
    Needs,
    groups_named,
    never_counted,
    reviews_of,
    reviews_that_turn,
    since,
    told_of,
    where_counted,
)
from throughline.boards.rules.counting import tally
from throughline.boards.rules.figures import KEPT
from throughline.kernel.actor import Actor

AT_ONCE = 50
"""Reviews that are counted in one go."""
MOST = 300
"""Reviews that are counted for one page; of a system that was just filled the next page counts the next."""
BEHIND = 500
"""So many events that change no figure may be looked through before the mark is moved past them."""


@transaction.atomic
def bring_up_to_date(*, partnership: int, on: date, most: int = MOST) -> int:
    """Every review of the partnership is counted as it stands; given back is how many were not reached.

    Nothing is written where nothing happened. Whoever comes second waits for the first.
    """
    where = where_counted(partnership)
    if where.on == on and not where.missing and not where.changed and where.last - where.number < BEHIND:
        return 0
    CountedUpTo.objects.get_or_create(pk=partnership, defaults={"on": on, "missing": 1})
    mark = CountedUpTo.objects.select_for_update().get(pk=partnership)
    last = where_counted(partnership).last
    stale = since(partnership, mark.number)
    if stale.groups:
        ReviewCount.objects.filter(partnership_id=partnership).delete()
        YearTotal.objects.filter(partnership_id=partnership).delete()
        mark.missing = 1
    wanted = reviews_of(partnership, stale.cases) if stale.cases else set()
    if mark.on != on:
        wanted |= reviews_that_turn(partnership, mark.on, on)
    left = 0
    if mark.missing:
        new, there = never_counted(partnership, most)
        wanted |= set(new)
        left = there - len(new)
    _count(wanted, partnership, on)
    mark.number, mark.on, mark.missing = last, on, left
    mark.save()
    return left


def _count(reviews: Collection[int], partnership: int, on: date) -> None:
    every, groups = sorted(reviews), groups_named(partnership) if reviews else {}
    years: set[int] = set()
    for some in (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)):
        were = ReviewCount.objects.filter(review__in=some)
        years.update(were.order_by().values_list("year", flat=True).distinct())
        were.delete()
        rows = [
            ReviewCount(
                partnership_id=partnership,
                review_id=told.review,
                scope=scope,
                key=key,
                drafts=drafts,
                year=told.year,
                published=told.published,
                **numbers,
            )
            for drafts in (True, False)
            for told in told_of(some, Needs(groups, drafts=drafts), on).values()
            for (scope, key), numbers in tally(told.hits).items()
        ]
        years.update(row.year for row in rows)
        ReviewCount.objects.bulk_create(rows)
    if years:
        _add_up(partnership, years)


def _add_up(partnership: int, years: Collection[int]) -> None:
    """The totals of those years are the sums of what their reviews count."""
    of = {"partnership_id": partnership, "year__in": years}
    names = ("scope", "key", "drafts", "year", "published")
    sums = ReviewCount.objects.filter(**of).order_by().values(*names)
    sums = sums.annotate(reviews=Count("*"), **{f"of_{key}": Sum(key) for key in KEPT})
    YearTotal.objects.filter(**of).delete()
    YearTotal.objects.bulk_create(
        YearTotal(partnership_id=partnership, **{name.removeprefix("of_"): value for name, value in row.items()})
        for row in sums
    )


@transaction.atomic
def take_board(kind: str, key: int, *, figure: str = "", case: int = 0, by: Actor, at: datetime) -> None:
    """A board, or the list behind one of its figures, is taken along in a file. Event ``board.taken``."""
    details = {"figure": figure} if figure else {}
    record(by=by, at=at, verb="board.taken", subject=("board_of_" + kind, key), case=case, details=details)
