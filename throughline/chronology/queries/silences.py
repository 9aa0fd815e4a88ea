"""Where agencies are silent, as far as somebody may see it, and what is said of it."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet, Window

from throughline.chronology.models import Chronology, FoundSilence, TimelineRow
from throughline.chronology.permissions import sees_all
from throughline.chronology.rules.holding import SILENCE_MARKS
from throughline.kernel.actor import Actor

# So many can be drawn, and stand between entries. The page of silences has them all.
MOST_SILENCES = 200
A_PAGE = 50


def silences_of(held: Chronology, agency: int = 0, who: str = "", *, actor: Actor) -> QuerySet[FoundSilence]:
    """The silences that this person may see, of that agency, and of what is about nobody or that person."""
    found = FoundSilence.objects.filter(case=held.case_id).select_related("mark")
    if not sees_all(actor=actor, thing=held):
        found = found.filter(agency=actor.agency or -1)
    if agency:
        found = found.filter(agency=agency)
    return found.filter(who__in=("", who)) if who else found


def longest(held: Chronology, agency: int, who: str, *, actor: Actor) -> tuple[tuple[FoundSilence, ...], int]:
    """The longest of them in the order of their days, at most as many as can be drawn, and how many there are."""
    found = silences_of(held, agency, who, actor=actor)
    ordered = found.annotate(of=Window(Count("pk"))).order_by((F("to_day") - F("from_day")).desc(), "id")
    rows = list(ordered[: max(1, MOST_SILENCES)])
    of = getattr(rows[0], "of", 0) if rows else 0
    return tuple(sorted(rows[:MOST_SILENCES], key=lambda one: (one.from_day, one.pk))), of


def kind_of(one: FoundSilence, *, every: bool) -> str:
    """What is said of it: by a reviewer's mark for whoever sees `every` agency's rows, or else by the entries."""
    return SILENCE_MARKS[one.mark.kind] if every and one.mark else one.kind


def unfollowed_of(held: Chronology, *, actor: Actor) -> list[TimelineRow]:
    """Appointments that were missed and that nothing follows, in the one order, as far as this person sees them."""
    rows = TimelineRow.objects.filter(case=held.case_id).exclude(unfollowed="")
    if not sees_all(actor=actor, thing=held):
        rows = rows.filter(agency=actor.agency or -1)
    return list(rows.select_related("entry").order_by("key", "id")[:MOST_SILENCES])
