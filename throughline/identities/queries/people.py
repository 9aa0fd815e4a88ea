"""Everybody of a case and its places, for those at work on it; who they are is for those who said why they look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from throughline.access.rules import why_not
from throughline.cases.models import Case
from throughline.cases.queries import visible_cases
from throughline.identities.models import OtherName, Person, Place
from throughline.identities.rules.people import CARER
from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Someone:
    """One of everybody of a case, with what is recorded under all the names that were joined into them.

    `born` and `died` are periods, ``""`` where nothing was said; of a pregnancy `born` is when the child is expected.
    `agency` and `child` are their numbers. `ids` are the numbers of the persons who were found to be this one, this
    one's own first. `carer`: to show who they are needs a fresh code. `other_names` are (kind, name), those of persons
    who were joined among them.
    """

    id: int
    ids: tuple[int, ...]
    child: int | None
    kind: str
    pseudonym: str
    real_name: str
    sex: str
    state: str
    born: str
    died: str
    age_words: str
    relation: str
    identified: bool
    certain: bool
    uncertain_why: str
    agency: int | None
    job: str
    carer: bool
    other_names: tuple[tuple[str, str], ...]


def visible_people(actor: Actor, on: date) -> QuerySet[Person]:
    """Everybody, by pseudonym, of the cases on which this person works; none withdrawn. Those joined are among them."""
    if why_not(actor, "see the children’s pseudonyms"):
        return Person.objects.none()
    return Person.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def visible_places(actor: Actor, on: date) -> QuerySet[Place]:
    """The places, by pseudonym, of the cases on which this person works; none withdrawn."""
    if why_not(actor, "see the children’s pseudonyms"):
        return Place.objects.none()
    return Place.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def standing_people(case: Case, actor: Actor, on: date) -> tuple[Someone, ...]:
    """Everybody of that case once, the children first, each in the order in which they were recorded."""
    names = OtherName.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")
    rows = visible_people(actor, on).filter(case=case).select_related("child")
    every = list(rows.prefetch_related(Prefetch("other_names", queryset=names)).order_by("position", "id"))
    kept = _kept({one.pk: one.joined_into_id for one in every})
    joined: dict[int, list[Person]] = {}
    for one in every:
        if kept[one.pk] != one.pk:
            joined.setdefault(kept[one.pk], []).append(one)
    standing = [_someone(one, joined.get(one.pk, [])) for one in every if kept[one.pk] == one.pk]
    return tuple(sorted(standing, key=lambda one: one.child is None))


def someone_of(person: Person, actor: Actor, on: date) -> Someone:
    """That person as they are read: under the one kept, where they were joined. 404 where nobody of those stands."""
    for one in standing_people(person.case, actor, on):
        if person.pk in one.ids:
            return one
    raise Http404


def standing_places(case: Case, actor: Actor, on: date) -> tuple[Place, ...]:
    """The places of that case in the order in which they were recorded."""
    return tuple(visible_places(actor, on).filter(case=case).order_by("position", "id"))


def kept_ids(case: Case, actor: Actor, on: date) -> dict[int, int]:
    """For each person of that case the number of the one under whom they are read: mostly their own. None withdrawn."""
    return _kept(dict(visible_people(actor, on).filter(case=case).values_list("pk", "joined_into_id")))


def get_person(id: int, actor: Actor, on: date) -> Person:
    """That person with their case, or the same 404 as for one that does not exist."""
    rows = visible_people(actor, on).filter(pk=id)
    found = rows.select_related("case", "child", "agency", "changed_by", "made_by").first()
    if found is None:
        raise Http404
    return found


def get_place(id: int, actor: Actor, on: date) -> Place:
    """That place with its case, or the same 404 as for one that does not exist."""
    found = visible_places(actor, on).filter(pk=id).select_related("case", "agency", "changed_by", "made_by").first()
    if found is None:
        raise Http404
    return found


def get_other_name(id: int, actor: Actor, on: date) -> OtherName:
    """That name with whom or what it names, or the same 404 as for one that does not exist."""
    rows = OtherName.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True, pk=id)
    found = rows.select_related("case", "person__child", "place", "changed_by", "made_by").first()
    if found is None or why_not(actor, "see the children’s pseudonyms"):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class OtherNameRow:
    """One more name of a person or a place, as it was recorded."""

    id: int
    name: str
    kind: str
    source_words: str


def other_names_of(people: Iterable[int]) -> tuple[OtherNameRow, ...]:
    """The other names of those persons, whom somebody was given, in the order in which they were recorded."""
    return _rows(OtherName.objects.filter(person__in=list(people)))


def other_names_of_place(place: int) -> tuple[OtherNameRow, ...]:
    """The other names of that place, which somebody was given."""
    return _rows(OtherName.objects.filter(place=place))


def _rows(names: QuerySet[OtherName]) -> tuple[OtherNameRow, ...]:
    told = names.filter(withdrawn_at__isnull=True).order_by("position", "id")
    return tuple(OtherNameRow(row.pk, row.name, row.kind, row.source_words) for row in told)


def _kept(into: dict[int, int | None]) -> dict[int, int]:
    """Each under the last one into whom it was joined, of those that stand."""
    found = {}
    for one in into:
        last, seen = one, {one}
        while (further := into.get(last)) is not None and further in into and further not in seen:
            last = further
            seen.add(last)
        found[one] = last
    return found


def _someone(person: Person, joined: list[Person]) -> Someone:
    child = person.child
    born = child and (child.expected_on if child.unborn else child.born_on)
    names = [(one.kind, one.name) for row in (person, *joined) for one in row.other_names.all()]
    names += [("other_name", name) for row in joined for name in (row.pseudonym, _name(row)) if name]
    return Someone(
        id=person.pk,
        ids=(person.pk, *(one.pk for one in joined)),
        child=person.child_id,
        kind=person.kind,
        pseudonym=person.pseudonym,
        real_name=_name(person),
        sex=person.sex,
        state=person.state,
        born=(born.isoformat() if born else "") if child else person.born,
        died=(child.died_on.isoformat() if child.died_on else "") if child else person.died,
        age_words=person.age_words,
        relation=person.relation,
        identified=person.identified,
        certain=person.certain,
        uncertain_why=person.uncertain_why,
        agency=person.agency_id,
        job=person.job,
        carer=any(one.kind == CARER for one in (person, *joined)),
        other_names=tuple(dict.fromkeys(names)),
    )


def _name(person: Person) -> str:
    return person.child.real_name if person.child else person.real_name
