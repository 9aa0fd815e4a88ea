"""The ties, stays and roles of a case, for those who may know who its people are; and all of it as plain records."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.models import Case, OfCase
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Chronology
from throughline.chronology.rules.holding import GATHERING
from throughline.family.models import Parentage, RoleHeld, Stay, Twins, Union
from throughline.family.rules import records as of
from throughline.identities.models import Person, Place
from throughline.identities.queries import Someone, someone_of, standing_people, standing_places, visible_places
from throughline.identities.rules.people import CARER, PROFESSIONAL
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names

T = TypeVar("T", bound=OfCase)
TIES: dict[str, type[OfCase]] = {
    "union": Union,
    "parentage": Parentage,
    "twins": Twins,
    "stay": Stay,
    "role_held": RoleHeld,
}
ENDS = {
    "union": ("one", "other"),
    "parentage": ("child", "parent"),
    "twins": ("one", "other"),
    "stay": ("person", "place"),
    "role_held": ("person",),
}


def visible_ties(model: type[T], actor: Actor, on: date) -> QuerySet[T]:
    """Those of the cases on which this person works, for a role that may know who the people are; none withdrawn.

    What another agency believed an agency's lead sees as they see its rows: once the chronology is shared.
    """
    rows: QuerySet[T] = model._default_manager.filter(withdrawn_at__isnull=True)
    if why_not(actor, "see who the children are"):
        return rows.none()
    rows = rows.filter(case__in=visible_cases(actor, on=on))
    if model is not Twins and actor.role == AGENCY_LEAD:
        shared = Chronology.objects.filter(case=OuterRef("case"), withdrawn_at__isnull=True).exclude(state=GATHERING)
        own = Q(according_to__isnull=True) | Q(according_to=actor.agency or -1)
        rows = rows.filter(own | Q(Exists(shared)))
    return rows


def get_tie(kind: str, id: int, person: Person, actor: Actor, on: date) -> Any:
    """That tie, stay or role of the person with its case, or the same 404 as for one that does not exist."""
    if kind not in TIES:
        raise Http404
    ids = someone_of(person, actor, on).ids
    rows: Any = visible_ties(TIES[kind], actor, on).filter(_has(kind, ids), pk=id, case=person.case_id)
    found = rows.select_related("case", "changed_by", "made_by", *ENDS[kind]).first()
    if found is None:
        raise Http404
    return found


def ties_of(case: Case, ids: Collection[int], actor: Actor, on: date) -> dict[str, list[Any]]:
    """Everything of the persons of those numbers, who are one, by its kind."""
    found: dict[str, list[Any]] = {}
    for kind, model in TIES.items():
        rows: Any = _rows(model, case, actor, on).filter(_has(kind, ids))
        found[kind] = list(rows.select_related("place") if kind == "stay" else rows)
    return found


def get_place_of(person: Person, id: int, actor: Actor, on: date) -> Place:
    """That place of the person's case, or a 404."""
    found = visible_places(actor, on).filter(pk=id, case=person.case_id).first()
    if found is None:
        raise Http404
    return found


def _has(kind: str, ids: Collection[int]) -> Q:
    found = Q()
    for end in ENDS[kind]:
        if end != "place":
            found |= Q(**{f"{end}__in": ids})
    return found


def records_of(case: Case, actor: Actor, on: date) -> of.Records:
    """The family of that case as plain records; whoever was joined into somebody is read as that one.

    A professional or a carer is in it only where somebody is tied to them, or they lived somewhere. No reason is asked
    for here: the page asks.
    """
    people = standing_people(case, actor, on)
    kept = kept_of(people)
    couples, parents = list(_rows(Union, case, actor, on)), list(_rows(Parentage, case, actor, on))
    unions = tuple(_union(one, kept) for one in couples if not one.according_to_id)
    parentages = tuple(_parentage(one, kept) for one in parents if not one.according_to_id)
    twins = tuple(
        of.Twins(one.pk, kept.get(one.one_id, 0), kept.get(one.other_id, 0), one.identical)
        for one in _rows(Twins, case, actor, on)
    )
    names = agency_names(case.partnership_id, on=on)
    stays = tuple(_stay(one, kept, names) for one in _rows(Stay, case, actor, on))
    held = _rows(RoleHeld, case, actor, on).filter(according_to__isnull=False)
    told: list[Any] = [*couples, *parents, *held]
    believed = [one for one in told if one.according_to_id]
    unions = tuple(one for one in unions if one.one and one.other and one.one != one.other)
    parentages = tuple(one for one in parentages if one.child and one.parent and one.child != one.parent)
    twins = tuple(one for one in twins if one.one and one.other and one.one != one.other)
    places = standing_places(case, actor, on)
    here = {one.pk for one in places}
    stays = tuple(one for one in stays if one.person and one.place in here)
    tied = {end for one in unions for end in (one.one, one.other)}
    tied |= {end for one in parentages for end in (one.child, one.parent)} | {one.person for one in stays}
    lived_in = {one.place for one in stays}
    return of.Records(
        tuple(_figure(one) for one in people if one.kind not in (PROFESSIONAL, CARER) or one.child or one.id in tied),
        unions,
        parentages,
        twins,
        stays,
        tuple(of.Home(one.pk, one.pseudonym, one.kind) for one in places if one.pk in lived_in),
        tuple(made for one in believed if (made := _belief(one, kept, names))),
    )


def kept_of(people: tuple[Someone, ...]) -> dict[int, int]:
    """For every number of a person the one under whom they are read."""
    return {number: one.id for one in people for number in one.ids}


@dataclass(frozen=True, slots=True)
class RoleOf:
    """Somebody’s role with whose it is, at which agency by its name of now, and its number there."""

    id: int
    person: int
    name: str
    kind: str
    own_words: str
    agency_id: int | None
    agency: str
    since: str
    until: str
    certain: bool
    identified: bool
    source_words: str


def roles_of(case: Case, actor: Actor, on: date, people: tuple[Someone, ...] | None = None) -> tuple[RoleOf, ...]:
    """Every role of that case as they were recorded; who was joined is read as the one kept. A belief is none."""
    every = standing_people(case, actor, on) if people is None else people
    kept, named = kept_of(every), {one.id: one for one in every}
    names = agency_names(case.partnership_id, on=on)
    return tuple(
        RoleOf(
            id=row.pk,
            person=kept[row.person_id],
            name=named[kept[row.person_id]].pseudonym,
            kind=row.kind,
            own_words=row.own_words,
            agency_id=row.agency_id,
            agency=names.get(row.agency_id or 0, ""),
            since=row.since,
            until=row.until,
            certain=row.certain,
            identified=named[kept[row.person_id]].identified,
            source_words=row.source_words,
        )
        for row in _rows(RoleHeld, case, actor, on).filter(according_to__isnull=True)
        if row.person_id in kept
    )


def stays_at(case: Case, kinds: frozenset[str], actor: Actor, on: date) -> list[Stay]:
    """What is now known of who stayed at places of those kinds."""
    rows = visible_ties(Stay, actor, on).filter(case=case, according_to__isnull=True, place__kind__in=kinds)
    return list(rows.filter(place__withdrawn_at__isnull=True).select_related("place").order_by("position", "id"))


def _rows(model: type[T], case: Case, actor: Actor, on: date) -> QuerySet[T]:
    return visible_ties(model, actor, on).filter(case=case).order_by("position", "id")


def _figure(one: Someone) -> of.Figure:
    return of.Figure(
        key=one.id,
        name=one.pseudonym,
        sex=one.sex,
        state=one.state,
        born=one.born,
        died=one.died,
        age_words=one.age_words,
        subject=one.child is not None,
        relation=one.relation,
        identified=one.identified,
        certain=one.certain,
        uncertain_why=one.uncertain_why,
    )


def _union(one: Union, kept: Mapping[int, int]) -> of.Union:
    ends = kept.get(one.one_id, 0), kept.get(one.other_id, 0)
    return of.Union(one.pk, *ends, one.kind, one.since, one.until, one.ended, one.certain, one.why)


def _parentage(one: Parentage, kept: Mapping[int, int]) -> of.Parentage:
    ends = kept.get(one.child_id, 0), kept.get(one.parent_id, 0)
    return of.Parentage(one.pk, *ends, one.kind, one.since, one.until, one.certain, one.why)


def _stay(one: Stay, kept: Mapping[int, int], names: Mapping[int, str]) -> of.Stay:
    agency = names.get(one.according_to_id, "An agency") if one.according_to_id else ""
    person = kept.get(one.person_id, 0)
    return of.Stay(one.pk, person, one.place_id, one.since, one.until, one.certain, agency, one.source_words)


def _belief(row: Any, kept: Mapping[int, int], names: Mapping[int, str]) -> of.Belief | None:
    """What an agency believed of a tie or of somebody; nothing where one of them is in the register no longer."""
    what = next(kind for kind, model in TIES.items() if isinstance(row, model)).removesuffix("_held")
    ends = [kept.get(getattr(row, f"{end}_id"), 0) for end in ENDS[f"{what}_held" if what == "role" else what]]
    if 0 in ends or len(set(ends)) < len(ends):
        return None
    return of.Belief(
        row.pk,
        names.get(row.according_to_id, "An agency"),
        what,
        ends[0],
        ends[1] if len(ends) > 1 else 0,
        kind=row.kind,
        ended=getattr(row, "ended", ""),
        words=getattr(row, "own_words", ""),
        since=row.since,
        until=row.until,
        certain=row.certain,
        source=row.source_words,
    )
