"""What the reviews of a partnership count, from their threads, and which of them have to be counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from throughline.actionplans.models import Action, ActionState
from throughline.actionplans.queries.colours import colouring
from throughline.actionplans.rules import CLOSED
from throughline.audit.models import Event, Head
from throughline.boards.models import ReviewCount
from throughline.boards.rules.counting import Beside, Hit, hits, plain_name, watched_by
from throughline.boards.rules.figures import AHEAD
from throughline.boards.rules.years import year_asked
from throughline.casefile.queries.answering import ends_of_bodies
from throughline.casefile.queries.threads import threads_of
from throughline.casefile.rules.items import Thread
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.impact.models import Evidence, Statement
from throughline.partnerships.models import GroupName, Partnership
from throughline.patterns.models import EarlierAsk
from throughline.responses.models import CommitteeStep
from throughline.reviews.models import KeyDate, Review, ReviewState

LOOKED = ("saw", "document.handed_out")
"""Events that tell of somebody looking, and of nothing that changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one review counts: its name, every hit, the year in which it asked, and whether it is published."""

    review: int
    name: str
    hits: tuple[Hit, ...]
    year: int
    published: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What is read beside the threads: groups by their plain names, what of actions no thread holds, open ends of
    committees, and years. With `drafts` answers count before they are published. `known` are reviews whose name and
    state are known already.
    """

    groups: Mapping[str, int]
    drafts: bool = True
    beside: bool = True
    bodies: bool = True
    years: bool = True
    known: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def told_of(reviews: Collection[int], needs: Needs, on: date) -> dict[int, Told]:
    """What each of those reviews counts on that day, in a fixed number of statements, however many they are.

    The reviews are such as the person may see, or are counted for nobody. Without years every year is 0; of a review
    that was withdrawn nothing is told.
    """
    wanted = list(reviews)
    threads = threads_of(wanted, on, drafts=needs.drafts)
    beside = _beside(wanted, needs.groups) if needs.beside else {}
    bodies = CommitteeRecommendation.objects.filter(reviews__in=wanted, withdrawn_at__isnull=True).distinct()
    ends = ends_of_bodies(bodies, on, wanted) if needs.bodies else {}
    asked = _years(wanted) if needs.years else {}
    unknown = [pk for pk in wanted if pk not in needs.known]
    rows = (
        Review.objects.filter(pk__in=unknown, withdrawn_at__isnull=True).values_list("pk", "name", "state")
        if unknown
        else ()
    )
    named = {**needs.known, **{pk: (name, state) for pk, name, state in rows}}
    return {
        pk: Told(
            pk,
            name,
            tuple(hits(threads.get(pk) or Thread(pk, ()), beside.get(pk, {}), on, ends.get(pk, ()), state)),
            asked.get(pk, 0),
            state == "published",
        )
        for pk, (name, state) in named.items()
    }


def groups_named(partnership: int) -> dict[str, int]:
    """The groups of the partnership by every name that they bear or bore, in lower case."""
    rows = GroupName.objects.filter(group__partnership_id=partnership).order_by("id").values_list("name", "group_id")
    return {plain_name(name): group for name, group in rows}


def _beside(reviews: list[int], groups: Mapping[str, int]) -> dict[int, dict[int, Beside]]:
    """What boards know of each action beside its thread, by review."""
    confirmed = ActionState.objects.filter(action=OuterRef("pk"), state="confirmed")
    told = colouring()
    rows = (
        Action.objects.filter(review__in=reviews, withdrawn_at__isnull=True)
        .annotate(**{name: told[name] for name in ("moved_at", "answer", "answered_at")}, was=Exists(confirmed))
        .values_list("review_id", "pk", "state", "watching_group", "moved_at", "answer", "answered_at", "was")
    )
    found: dict[int, dict[int, Beside]] = defaultdict(dict)
    for review, pk, state, watching, moved, answer, answered, was in rows:
        fresh = answered is not None and answered >= moved
        reopened = was and state not in ("confirmed", "stopped")
        watched = watched_by(watching, groups) if watching else frozenset()
        found[review][pk] = Beside(answer if fresh else "", reopened, watched)
    return found


def _years(reviews: list[int]) -> dict[int, int]:
    """The year in which each review asked."""
    papers: dict[int, list[str]] = defaultdict(list)
    dates = KeyDate.objects.filter(review__in=reviews, means__iexact="published").exclude(iso="")
    for review, iso in dates.values_list("review_id", "iso"):
        papers[review].append(iso)
    came = ReviewState.objects.filter(review=OuterRef("pk"), state="published").order_by("-id")
    asked = Recommendation.objects.filter(review=OuterRef("pk"), withdrawn_at__isnull=True).order_by("made_at")
    rows = Review.objects.filter(pk__in=reviews).annotate(
        came=Subquery(came.values("at")[:1]), first=Subquery(asked.values("made_at")[:1])
    )
    return {
        pk: year_asked(papers[pk], localdate(at) if at else None, localdate(first or made))
        for pk, at, first, made in rows.values_list("pk", "came", "first", "made_at")
    }


@dataclass(frozen=True, slots=True)
class Where:
    """Up to which event and for which day a partnership is counted, how many reviews are missing, its last event, and
    whether something happened since that may change a figure. `on` is empty where it was never counted."""

    last: int
    number: int = 0
    on: date | None = None
    missing: int = 0
    changed: bool = True


def where_counted(partnership: int) -> Where:
    """How far the counts of that partnership go, in one statement."""
    head = Head.objects.filter(chain=OuterRef("pk"))
    later = _changes(OuterRef("pk"), OuterRef("counted_up_to__number"))
    rows = Partnership.objects.filter(pk=partnership).annotate(
        last=Coalesce(Subquery(head.values("length")[:1]), 0),
        changed=Exists(later.filter(Q(case__gt=0) | Q(subject_type="group"))),
    )
    names = ("number", "on", "missing")
    found = rows.values_list("last", *(f"counted_up_to__{name}" for name in names), "changed").first()
    if found is None or found[2] is None:
        return Where(found[0] if found else 0)
    return Where(*found)


def _changes(chain: Any, number: Any) -> Any:
    """The events of that chain after that number; somebody's looking is none."""
    return Event.objects.filter(chain=chain, number__gt=number).exclude(verb__in=LOOKED)


@dataclass(frozen=True, slots=True)
class Stale:
    """What happened since: the cases that it happened to, and whether a group changed."""

    cases: frozenset[int]
    groups: bool


def since(partnership: int, number: int) -> Stale:
    """What happened in the partnership after that event; somebody's looking is nothing."""
    told = list(_changes(partnership, number).order_by().values_list("case", "subject_type").distinct())
    return Stale(frozenset(case for case, _ in told if case), any(kind == "group" for _, kind in told))


def reviews_of(partnership: int, cases: Collection[int]) -> set[int]:
    """The reviews of those cases, those about which a committee was asked under one of them, and those whose
    recommendations one of them passes on.
    """
    of = Q(case__in=cases) | Q(committee_recommendations__case__in=cases)
    passed = EarlierAsk.objects.filter(case__in=cases, case__partnership_id=partnership)
    of |= Q(pk__in=passed.values("earlier__review"))
    return set(Review.objects.filter(of, case__partnership_id=partnership).values_list("pk", flat=True))


def reviews_that_turn(partnership: int, since_on: date, on: date) -> set[int]:
    """The reviews of which a figure is another on the one day than on the other, though nothing happened."""
    first, last = sorted((since_on, on))
    ahead = timedelta(days=AHEAD)
    turns = Q(due_on__gte=first, due_on__lt=last) | Q(due_on__gt=first + ahead, due_on__lte=last + ahead)
    actions = Action.objects.filter(turns, case__partnership_id=partnership, withdrawn_at__isnull=True)
    found = set(actions.exclude(state__in=[*CLOSED, "claimed_done"]).values_list("review_id", flat=True))
    steps = CommitteeStep.objects.filter(due_on__gte=first, due_on__lt=last, case__partnership_id=partnership)
    asked = steps.annotate(of=F("recommendation__reviews")).values_list("of", flat=True)
    ended = {"consent_until__gte": first, "consent_until__lt": last, "case__partnership_id": partnership}
    told = (kind._default_manager.filter(**ended, withdrawn_at__isnull=True) for kind in (Evidence, Statement))
    held = {review for rows in told for review in rows.values_list("review_id", flat=True)}
    return found | held | {one for one in asked if one}


def never_counted(partnership: int, most: int) -> tuple[list[int], int]:
    """The first so many reviews that were never counted, the newest first, and how many there are."""
    counted = ReviewCount.objects.filter(review=OuterRef("pk"), scope="review")
    rows = Review.objects.filter(~Exists(counted), case__partnership_id=partnership, withdrawn_at__isnull=True)
    every = list(rows.order_by("-pk").values_list("pk", flat=True))
    return every[:most], len(every)
