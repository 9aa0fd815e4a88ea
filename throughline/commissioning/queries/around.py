"""The case's own people and agencies, against which a declaration of independence is checked."""

from __future__ import annotations

from datetime import date

from throughline.access.queries import standing_on
from throughline.cases.models import CaseMember, Conflict
from throughline.commissioning.models import Reviewer
from throughline.commissioning.rules.clashes import Around, Person, clashes, unsettled
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names
from throughline.reviews.models import Review


def around_of(review: Review, *, actor: Actor, on: date) -> Around:
    """The agencies and people on the case that day, and those who must not see it, by name. Three statements."""
    rows = CaseMember.objects.filter(standing_on(on), case=review.case_id).values_list("agency_id", "user__name")
    members = list(rows)
    names = agency_names(actor.partnership, on=on)
    conflicted = Conflict.objects.filter(case=review.case_id, lifted_at__isnull=True).values_list("user__name")
    return Around(
        {agency: names.get(agency, "") for agency, _ in members if agency},
        frozenset(name for _, name in members if name),
        frozenset(name for (name,) in conflicted),
    )


def clashes_of(row: Reviewer, around: Around) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every clash of that reviewer with the case, and those that nobody has settled."""
    person = Person(row.name, row.agency_id or 0, row.organisation, row.declares, row.involved)
    found = clashes(person, around)
    return found, unsettled(found, row.settled_words)
