"""The register of reviewers and chairs: whom this partnership used, for what, and whether each is independent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from throughline.access.queries import standing_on
from throughline.cases.models import CaseMember, Conflict
from throughline.commissioning.models import Reviewer
from throughline.commissioning.queries.around import clashes_of
from throughline.commissioning.rules.clashes import Around, plain
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names
from throughline.reviews.queries import visible_reviews


@dataclass(frozen=True, slots=True)
class Use:
    """One review that somebody did or chaired: the record, what clashes with its case, and what nobody has settled."""

    row: Reviewer
    clashes: tuple[str, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """One person by name, with every review of theirs that whoever asks may see, the latest first."""

    name: str
    uses: tuple[Use, ...]


def register_of(*, actor: Actor, on: date) -> tuple[Registered, ...]:
    """Everybody who reviewed or chaired, by name; each use is checked against its own case. Four statements."""
    rows = list(
        Reviewer.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
        .select_related("review")
        .order_by("-from_on", "-id")
    )
    around = _around(frozenset(row.case_id for row in rows), actor, on)
    people: dict[str, list[Use]] = defaultdict(list)
    for row in rows:
        found, unsettled = clashes_of(row, around[row.case_id])
        people[plain(row.name)].append(Use(row, found, unsettled))
    return tuple(Registered(uses[0].row.name, tuple(uses)) for _, uses in sorted(people.items()))


def _around(cases: frozenset[int], actor: Actor, on: date) -> dict[int, Around]:
    """The agencies and people on each of those cases, and those who must not see it."""
    names = agency_names(actor.partnership, on=on)
    agencies: dict[int, dict[int, str]] = defaultdict(dict)
    people: dict[int, set[str]] = defaultdict(set)
    barred: dict[int, set[str]] = defaultdict(set)
    members = CaseMember.objects.filter(standing_on(on), case__in=cases)
    for case, agency, name in members.values_list("case_id", "agency_id", "user__name"):
        if agency:
            agencies[case][agency] = names.get(agency, "")
        elif name:
            people[case].add(name)
    conflicts = Conflict.objects.filter(case__in=cases, lifted_at__isnull=True)
    for case, name in conflicts.values_list("case_id", "user__name"):
        barred[case].add(name)
    return {case: Around(agencies[case], frozenset(people[case]), frozenset(barred[case])) for case in cases}
