"""By which names everybody of a case goes, for working out whom words mean. It is never shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import JSONObject

from throughline.identities.models import Joining, OtherName, Person
from throughline.identities.queries.people import _kept
from throughline.identities.rules.people import CARER


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by pseudonym, every other name of theirs, how they are related, and whether a child of the case."""

    pseudonym: str
    names: tuple[str, ...]
    relation: str
    sex: str
    is_child: bool


def names_in_register(case: int) -> tuple[Named, ...]:
    """Everybody of that case once, under the one kept where they were joined; in the order of the register.

    Who a carer is stands behind a code: they go by their pseudonyms alone.
    """
    people = Person.objects.filter(case=case, withdrawn_at__isnull=True).select_related("child")
    rows = {one.pk: one for one in people.order_by("position", "id")}
    if not rows:
        return ()
    kept = _kept({one.pk: one.joined_into_id for one in rows.values()})
    names: dict[int, list[str]] = {}
    for one in rows.values():
        real = "" if one.kind == CARER else one.child.real_name if one.child else one.real_name
        names.setdefault(kept[one.pk], []).extend(name for name in (one.pseudonym, real) if name)
    told = [pk for pk, one in rows.items() if one.kind != CARER]
    others = OtherName.objects.filter(person__in=told, withdrawn_at__isnull=True).order_by("id")
    for person, name in others.values_list("person", "name"):
        names[kept[person]].append(name)
    children = {kept[one.pk] for one in rows.values() if one.child_id}
    return tuple(
        Named(one.pseudonym, tuple(dict.fromkeys(names[one.pk])), one.relation, one.sex, one.pk in children)
        for one in rows.values()
        if kept[one.pk] == one.pk
    )


def register_state(case: str) -> JSONObject:
    """Another value whenever somebody of a case, or a name of theirs, came, went or changed, or two were joined.

    It goes with the rows of another query, whose field with that name is the number of the case.
    """
    rows = Person.objects.filter(case=OuterRef(case)).order_by().values("case")
    times = ("made_at", "changed_at", "withdrawn_at")
    fields = (*times, "child__changed_at", *(f"other_names__{field}" for field in times))
    told = {f"f{place}": Max(field) for place, field in enumerate(fields)}
    counts = {"people": Count("pk", distinct=True), "names": Count("other_names", distinct=True)}
    people = Subquery(rows.annotate(state=JSONObject(**counts, **told)).values("state"))
    said = Joining.objects.filter(case=OuterRef(case)).order_by().values("case")
    joined = JSONObject(said=Count("pk"), last=Max("pk"), gone=Max("withdrawn_at"))
    return JSONObject(people=people, joined=Subquery(said.annotate(state=joined).values("state")))
