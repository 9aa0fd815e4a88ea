"""The timeline as it stood on a day: what each agency knew by its end, and what is known of that day only since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth

from throughline.chronology.models import Chronology, FoundLink, Lane, TimelineRow
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries import drawn
from throughline.chronology.queries.knowing import grouped
from throughline.chronology.queries.timeline import MOST_DRAWN
from throughline.chronology.rules.picture.marks import Dot
from throughline.kernel.actor import Actor

NEWEST = 20


@dataclass(frozen=True, slots=True)
class LaneThen:
    """One agency by the end of that day: how many of its entries it knew of, from when to when, and the newest.

    `later` is how many tell of what had happened by then, and of which it is known to have known only after that day.
    """

    agency: int
    name: str
    known: int = 0
    later: int = 0
    first: date | None = None
    last: date | None = None
    newest: TimelineRow | None = None
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Then:
    """What was known by the end of a day, by each agency or by one.

    `known` and `hindsight` are the newest of what was known, and of what had happened but is in nothing that the
    agency knew then; `before` and `after` the nearest days on which something else became known. `dots` are its marks.
    """

    lanes: tuple[LaneThen, ...]
    known: tuple[TimelineRow, ...]
    known_of: int
    hindsight: tuple[TimelineRow, ...]
    hindsight_of: int
    first: date | None
    last: date | None
    before: date | None
    after: date | None
    dots: tuple[Dot, ...]
    by_month: bool
    untold: int


def as_at(held: Chronology, day: date, *, agency: int = 0, with_hindsight: bool = False, actor: Actor) -> Then:
    """The timeline by the end of that day; as many statements for 200 entries as for 20,000.

    An agency's lead sees the agency's own rows until it is shared. Of a day that is not certain the latest counts, as
    everywhere: before it nobody is known to have known.
    """
    seen = TimelineRow.objects.filter(case=held.case_id)
    lanes = Lane.objects.filter(case=held.case_id, agency__isnull=False)
    if not sees_all(actor=actor, thing=held):
        agency = actor.agency or -1
        seen, lanes = seen.filter(agency=agency), lanes.filter(agency=agency)
    whose = seen.filter(agency=agency) if agency else seen
    known = whose.filter(known_day__lte=day)
    had = seen.filter(entry__start_latest__lte=day)
    hindsight = _hindsight(had, known, held.case_id, agency, day)
    shown = seen if with_hindsight else known
    found = list(shown.order_by("key", "id").values_list(*drawn.FIELDS)[: MOST_DRAWN + 1])
    many = len(found) > MOST_DRAWN
    since = set(hindsight.values_list("entry_id", flat=True)) if with_hindsight else set()
    mine = Q(agency=agency) if agency else Q()
    days = seen.aggregate(
        first=Min(Coalesce("first_day", "last_day", "known_day")),
        last=Max(Coalesce("last_day", "first_day", "known_day")),
        known_first=Min("known_day"),
        known_last=Max("known_day"),
        untold=Count("pk", filter=Q(known_day__isnull=True)),
        before=Max("known_day", filter=mine & Q(known_day__lt=day)),
        after=Min("known_day", filter=mine & Q(known_day__gt=day)),
    )
    told = _lanes(lanes, seen.filter(known_day__lte=day), had.filter(_not_by(day)), shown if many else None, day)
    return Then(
        told,
        tuple(_newest(known)),
        sum(one.known for one in told if not agency or one.agency == agency),
        tuple(_newest(hindsight)) if since else (),
        len(since),
        _least(days["first"], days["known_first"]),
        _most(days["last"], days["known_last"]),
        days["before"],
        days["after"],
        () if many else tuple(_dots(found, since)),
        many,
        days["untold"],
    )


def _not_by(day: date) -> Q:
    return Q(known_day__gt=day) | Q(known_day__isnull=True)


def _hindsight(
    had: QuerySet[TimelineRow], known: QuerySet[TimelineRow], case: int, agency: int, day: date
) -> QuerySet[TimelineRow]:
    """What had happened by then and is in nothing that was known: by each agency itself, or by the one.

    Of the one, what others tell of an event that it had an entry of is no hindsight: it knew of the event.
    """
    if not agency:
        return had.filter(_not_by(day))
    own = set(known.values_list("entry_id", flat=True))
    told = FoundLink.objects.filter(case=case, kind__in=("same event", "contradiction")).exclude(settled="not_so")
    groups = grouped(list(told.values_list("one_id", "other_id"))) if own else []
    there = set().union(*(group for group in groups if group & own)) if groups else set()
    return had.exclude(agency=agency, known_day__lte=day).exclude(entry__in=there)


def _newest(rows: QuerySet[TimelineRow]) -> list[TimelineRow]:
    ordered = rows.select_related("entry").order_by(F("known_day").desc(nulls_last=True), "-key", "-id")
    return list(ordered[:NEWEST])


def _lanes(
    lanes: QuerySet[Lane],
    known: QuerySet[TimelineRow],
    later: QuerySet[TimelineRow],
    by_month: QuerySet[TimelineRow] | None,
    day: date,
) -> tuple[LaneThen, ...]:
    told: dict[int, Mapping[str, Any]] = {
        one["agency_id"]: one
        for one in known.order_by()
        .values("agency_id")
        .annotate(
            of=Count("pk"), first=Min(Coalesce("first_day", "last_day")), last=Max(Coalesce("last_day", "first_day"))
        )
    }
    after = dict(later.order_by().values_list("agency_id").annotate(of=Count("pk")))
    mine = known.filter(agency=OuterRef("agency")).order_by("-known_day", "-key", "-id")
    rows = list(lanes.annotate(newest=Subquery(mine.values("pk")[:1])).order_by("name", "id"))
    newest = TimelineRow.objects.select_related("entry").in_bulk([row.newest for row in rows if row.newest])
    months = _months(by_month) if by_month is not None else {}
    return tuple(
        _lane(row, told.get(row.agency_id or 0, {}), after, newest.get(row.newest), months, day) for row in rows
    )


def _lane(
    row: Lane,
    one: Mapping[str, Any],
    later: Mapping[Any, int],
    newest: TimelineRow | None,
    months: Mapping[int, Mapping[str, int]],
    day: date,
) -> LaneThen:
    agency = row.agency_id or 0
    last = min(one["last"], day) if one.get("last") else None
    of = one.get("of", 0)
    return LaneThen(agency, row.name, of, later.get(agency, 0), one.get("first"), last, newest, months.get(agency, {}))


def _months(rows: QuerySet[TimelineRow]) -> dict[int, dict[str, int]]:
    """How many of those entries each month has, for each agency: the bars that stand where marks are too many."""
    made: dict[int, dict[str, int]] = {}
    told = (
        rows.order_by().annotate(month=TruncMonth(Coalesce("first_day", "last_day"))).values_list("agency_id", "month")
    )
    for agency, month, of in told.annotate(of=Count("pk")):
        if month:
            made.setdefault(agency, {})[month.isoformat()[:7]] = of
    return made


def _dots(found: Sequence[tuple[Any, ...]], boxed: set[int]) -> Iterable[Dot]:
    for dot in drawn.found_dots(found, "", by_person=False, whole=None):
        yield dot if dot.entry not in boxed else dot.as_hindsight()


def _least(*days: date | None) -> date | None:
    return min((one for one in days if one), default=None)


def _most(*days: date | None) -> date | None:
    return max((one for one in days if one), default=None)
