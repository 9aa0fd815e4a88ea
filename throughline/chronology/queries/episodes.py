"""Key practice episodes with their entries as they stand now, for whoever sees every agency's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404

from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Chronology, EntryMark, KeyEpisode, TimelineRow
from throughline.chronology.permissions import SEES, sees_all
from throughline.chronology.queries import uses
from throughline.chronology.queries.held import chronology_of
from throughline.chronology.rules.episodes import stretch
from throughline.chronology.rules.picture.facts import Stretch
from throughline.kernel.actor import Actor

# So many entries are offered at once, and lie so many days outside an episode at the most.
MOST, NEAR = 200, timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode, its entries in the one order, each with its marks, and from when to when it was."""

    episode: KeyEpisode
    rows: tuple[TimelineRow, ...]
    marks: dict[int, EntryMark]
    days: tuple[date, date] | None


def standing(case: int) -> QuerySet[KeyEpisode]:
    """The episodes of that case; none that was withdrawn."""
    return KeyEpisode.objects.filter(case=case, withdrawn_at__isnull=True)


def names_of(held: Chronology) -> list[tuple[int, str]]:
    """The episodes by number and name, by their names."""
    return sorted(standing(held.case_id).values_list("id", "name"), key=lambda one: (one[1].casefold(), one[0]))


def get_episode(episode: int, *, actor: Actor, on: date) -> tuple[KeyEpisode, Chronology]:
    """That episode and its chronology, or 404."""
    rows = KeyEpisode.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    found = rows.select_related("case", "made_by", "changed_by").filter(pk=episode).first()
    held = chronology_of(found.case) if found else None
    if found is None or held is None or why_not(actor, SEES) or not sees_all(actor=actor, thing=held):
        raise Http404
    return found, held


def marks_in(case: int) -> QuerySet[EntryMark]:
    """The marks that put entries of that case into an episode that stands."""
    rows = EntryMark.objects.filter(case=case, withdrawn_at__isnull=True, episode__isnull=False)
    return rows.filter(episode__withdrawn_at__isnull=True)


def episodes_of(held: Chronology, only: KeyEpisode | None = None) -> list[Episode]:
    """The episodes in the order of their days, or that one alone; those of which no day is known come last."""
    found = [only] if only else list(standing(held.case_id).select_related("made_by", "changed_by").order_by("id"))
    marks = marks_in(held.case_id).filter(episode__in=found).select_related("made_by").order_by("id")
    of: dict[int, dict[int, EntryMark]] = {one.pk: {} for one in found}
    for mark in marks:
        of[mark.episode_id or 0].setdefault(mark.entry_id, mark)
    rows = TimelineRow.objects.filter(case=held.case_id, root__in=set().union(*of.values()) if of else ())
    rows = rows.annotate(is_cited=Exists(uses.cited(held.case_id).filter(entry=OuterRef("root"))))
    there = list(rows.select_related("entry").order_by("key", "id"))
    told = []
    for one in found:
        mine = tuple(row for row in there if row.root_id in of[one.pk])
        days = stretch(one.when_iso, ((row.first_day, row.last_day) for row in mine))
        told.append(Episode(one, mine, of[one.pk], days))
    return sorted(told, key=lambda one: (one.days or (date.max, date.max), one.episode.pk))


class Listed(Aggregate):
    """The values of several rows as one list, which goes with the rows of another query."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The same by the name that PostgreSQL has for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def unfilled(case: int) -> Subquery:
    """The episodes of that case of which days are said and in which no entry is, to go with the rows of a query."""
    there = marks_in(case).filter(episode=OuterRef("pk"))
    rows = standing(case).exclude(when_iso="").filter(~Exists(there)).order_by().values("case")
    return Subquery(rows.annotate(told=Listed(JSONObject(id="pk", name="name", said="when_iso"))).values("told"))


def stretches_of(marks: Iterable[EntryMark], empty: Iterable[Mapping[str, Any]] = ()) -> tuple[Stretch, ...]:
    """What the picture draws of the episodes, in the order of their days; none of which no day is known.

    `marks` put entries into them, each with what stands of its entry `now`, and the `day` and `last_day` of that; in
    the `empty` ones no entry is, as ``unfilled`` tells them.
    """
    told = {one["id"]: (one["name"], one["said"]) for one in empty}
    days: dict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    for mark in marks:
        if mark.episode is not None:
            told[mark.episode.pk] = mark.episode.name, mark.episode.when_iso
            if getattr(mark, "now", None):
                days[mark.episode.pk].append((getattr(mark, "day", None), getattr(mark, "last_day", None)))
    found = []
    for pk, (name, said) in told.items():
        between = stretch(said, days[pk])
        if between is not None:
            found.append((between, pk, name, len(days[pk])))
    return tuple(Stretch(n, name, *between, of, pk) for n, (between, pk, name, of) in enumerate(sorted(found), 1))


def offered_to(found: Episode, held: Chronology) -> list[TimelineRow]:
    """The entries of the episode, and those that lie within it or near it, in the one order."""
    near = Q(root__in=list(found.marks))
    if found.days:
        near |= Q(at__gte=found.days[0] - NEAR, at__lte=found.days[1] + NEAR)
    rows = TimelineRow.objects.filter(case=held.case_id).annotate(at=Coalesce(F("first_day"), F("last_day")))
    return list(rows.filter(near).select_related("entry").order_by("key", "id")[:MOST])
