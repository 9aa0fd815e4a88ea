"""Ties, stays and roles on a real database: who may write them, what cannot be, and the plain records they make."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404

from tests import factories as make
from throughline.access.roles import AGENCY_LEAD
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.chronology.services import move_chronology, open_chronology
from throughline.family import queries, services
from throughline.family.models import Union
from throughline.family.rules import records as of
from throughline.identities import services as register
from throughline.identities.models import Person
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
AT, ON = make.NOW, make.TODAY


@pytest.fixture
def family() -> Any:
    """A coordinator who is on a case with a child, its mother, a grandmother, a social worker and a foster home."""
    where = make.partnership()
    person = make.member(where)
    case = make.case(where)
    make.on_case(case, person=person)
    by = make.actor(person)
    child = register.add_child(case=case, pseudonym="Alder", born_on=date(2022, 1, 11), by=by, at=AT)
    people = {"Alder": Person.objects.get(child=child)}
    for name, kind in (("Willow", "family"), ("Bryony", "family"), ("Worker 1", "professional"), ("Carer 3", "carer")):
        people[name] = register.add_person(case=case, pseudonym=name, kind=kind, by=by, at=AT)
    home = register.add_place(case=case, pseudonym="Foster home", kind="placement", words="1 Road", by=by, at=AT)

    class Made:
        """What stands."""

    made = Made()
    vars(made).update(case=case, by=by, people=people, home=home, where=where)
    return made


def _parent(family: Any, child: str, parent: str, kind: str = "birth", **more: Any) -> Any:
    people = family.people
    return services.add_parentage(
        case=family.case, child=people[child], parent=people[parent], kind=kind, by=family.by, at=AT, **more
    )


def test_ties_stays_and_roles_are_plain_records(family: Any) -> None:
    people, police = family.people, make.agency(family.where)
    given: dict[str, Any] = {"case": family.case, "by": family.by, "at": AT}
    union = services.add_union(
        one=people["Willow"],
        other=people["Bryony"],
        kind="partners",
        since="2016",
        until="2018-03",
        ended="parted",
        **given,
    )
    parent = _parent(family, "Alder", "Willow")
    stay = services.add_stay(person=people["Alder"], place=family.home, since="2024-03", according_to=police, **given)
    role = services.add_role(person=people["Worker 1"], kind="social_worker", agency=police, since="2019", **given)
    found = queries.records_of(family.case, family.by, ON)
    alder, willow, bryony = (people[name].pk for name in ("Alder", "Willow", "Bryony"))
    assert found.unions == (of.Union(union.pk, willow, bryony, "partners", "2016", "2018-03", "parted"),)
    assert found.parentages == (of.Parentage(parent.pk, alder, willow),)
    assert found.stays == (of.Stay(stay.pk, alder, family.home.pk, "2024-03", according_to="Wexmoor Police"),)
    assert found.homes == (of.Home(family.home.pk, "Foster home", "placement"),)
    assert [(one.name, one.subject, one.born) for one in found.figures] == [
        ("Alder", True, "2022-01-11"),
        ("Willow", False, ""),
        ("Bryony", False, ""),
    ]
    (held,) = queries.roles_of(family.case, family.by, ON)
    assert (held.id, held.name, held.kind, held.agency) == (role.pk, "Worker 1", "social_worker", "Wexmoor Police")
    told = Event.objects.filter(subject_type__in=queries.TIES).order_by("number").values_list("verb", flat=True)
    assert list(told) == ["union.added", "parentage.added", "stay.added", "role_held.added"]


def test_who_was_joined_is_read_as_the_one_kept(family: Any) -> None:
    _parent(family, "Alder", "Willow")
    _parent(family, "Willow", "Bryony")
    other = register.add_person(case=family.case, pseudonym="W.", kind="family", by=family.by, at=AT)
    services.add_union(case=family.case, one=other, other=family.people["Bryony"], kind="married", by=family.by, at=AT)
    services.add_union(case=family.case, one=other, other=family.people["Willow"], kind="married", by=family.by, at=AT)
    Person.objects.filter(pk=other.pk).update(joined_into=family.people["Willow"])
    found = queries.records_of(family.case, family.by, ON)
    assert [(one.one, one.other) for one in found.unions] == [(family.people["Willow"].pk, family.people["Bryony"].pk)]
    assert "W." not in {one.name for one in found.figures}
    with pytest.raises(Refused, match="E1543"):
        other.refresh_from_db()
        services.add_twins(case=family.case, one=other, other=family.people["Willow"], by=family.by, at=AT)


def test_nobody_is_their_own_ancestor(family: Any) -> None:
    _parent(family, "Alder", "Willow")
    _parent(family, "Willow", "Bryony")
    with pytest.raises(Refused, match="E1544"):
        _parent(family, "Bryony", "Alder")
    with pytest.raises(Refused, match="E1544"):
        _parent(family, "Bryony", "Willow", "adopted")
    fostered = _parent(family, "Bryony", "Willow", "fostered")
    with pytest.raises(Refused, match="E1544"):
        services.change_tie(fostered, fields={"kind": "birth"}, version=1, by=family.by, at=AT)
    with pytest.raises(Refused, match="E1543"):
        _parent(family, "Alder", "Alder")


@pytest.mark.parametrize(("since", "until"), [("2018", "2016"), ("yesterday", ""), ("", "2016-13")])
def test_a_time_that_cannot_be_is_refused(family: Any, since: str, until: str) -> None:
    people = family.people
    with pytest.raises(Refused, match="E1545"):
        services.add_union(
            case=family.case, one=people["Willow"], other=people["Bryony"], kind="married", since=since, until=until,
            by=family.by, at=AT,
        )  # fmt: skip


def test_both_ends_are_of_the_case_and_an_agency_of_the_partnership(family: Any) -> None:
    elsewhere = make.case(family.where)
    make.on_case(elsewhere, person=make.User.objects.get(pk=family.by.user))
    foreign = register.add_person(case=elsewhere, pseudonym="Sorrel", kind="family", by=family.by, at=AT)
    given: dict[str, Any] = {"case": family.case, "by": family.by, "at": AT}
    with pytest.raises(Refused, match="E1547"):
        services.add_union(one=family.people["Willow"], other=foreign, kind="married", **given)
    place = register.add_place(case=elsewhere, pseudonym="Elsewhere", kind="address", words="", by=family.by, at=AT)
    with pytest.raises(Refused, match="E1547"):
        services.add_stay(person=family.people["Willow"], place=place, **given)
    with pytest.raises(Refused, match="E1457"):
        agency = make.agency(make.partnership("Far"))
        services.add_role(person=family.people["Worker 1"], kind="midwife", agency=agency, **given)
    with pytest.raises(Refused, match="E1546"):
        services.add_role(person=family.people["Worker 1"], kind="other", **given)


def test_a_tie_is_changed_and_withdrawn_and_nothing_is_lost(family: Any) -> None:
    people = family.people
    union = services.add_union(
        case=family.case, one=people["Willow"], other=people["Bryony"], kind="married", by=family.by, at=AT
    )
    services.change_tie(union, fields={"since": "2016"}, version=1, by=family.by, at=AT)
    with pytest.raises(editing.Changed):
        services.change_tie(union, fields={"since": "2017"}, version=1, by=family.by, at=AT)
    with pytest.raises(Refused, match="E1452"):
        services.withdraw_tie(union, reason=" ", by=family.by, at=AT)
    services.withdraw_tie(union, reason="A mistake.", by=family.by, at=AT)
    assert Union.objects.get(pk=union.pk).since == "2016"
    assert queries.records_of(family.case, family.by, ON).unions == ()
    with pytest.raises(Http404):
        queries.get_tie("union", union.pk, people["Willow"], family.by, ON)


def test_only_those_on_the_case_write_ties_and_strangers_find_none(family: Any) -> None:
    people = family.people
    other = make.actor(make.member(family.where))
    with pytest.raises(Refused, match="E1451"):
        services.add_union(
            case=family.case, one=people["Willow"], other=people["Bryony"], kind="married", by=other, at=AT
        )
    union = services.add_union(
        case=family.case, one=people["Willow"], other=people["Bryony"], kind="married", by=family.by, at=AT
    )
    with pytest.raises(Refused, match="E1451"):
        services.change_tie(union, fields={"since": "2016"}, version=1, by=other, at=AT)
    stranger = make.coordinator()
    with pytest.raises(Http404):
        queries.get_tie("union", union.pk, people["Willow"], stranger, ON)
    assert queries.records_of(family.case, stranger, ON) == of.Records()


def test_the_records_are_read_in_few_statements(family: Any, django_assert_max_num_queries: Any) -> None:
    for name in ("Willow", "Bryony"):
        _parent(family, "Alder", name)
    with django_assert_max_num_queries(10):
        queries.records_of(family.case, family.by, ON)


def test_what_another_agency_believed_an_agencys_lead_sees_once_the_chronology_is_shared(family: Any) -> None:
    police, health = make.agency(family.where), make.agency(family.where, "Wexmoor Trust", "health_provider")
    make.on_case(family.case, agency=police)
    lead = make.actor(make.member(family.where, AGENCY_LEAD, agency=police))
    given: dict[str, Any] = {"case": family.case, "by": family.by, "at": AT}
    stays = [
        services.add_stay(person=family.people["Alder"], place=family.home, according_to=agency, **given)
        for agency in (None, police, health)
    ]

    ends = {"child": family.people["Willow"], "parent": family.people["Alder"], "kind": "birth"}
    _parent(family, "Alder", "Willow")
    for agency, words in ((police, "in their log"), (health, "in a letter")):  # a belief may be what cannot be
        services.add_parentage(**ends, according_to=agency, source_words=words, **given)
    services.add_role(person=ends["child"], kind="other", own_words="the aunt", according_to=health, **given)

    def seen(actor: Any) -> list[int]:
        found = queries.records_of(family.case, actor, ON)
        sources = {one.source: one.words for one in found.beliefs}
        every = {"in their log": "", "in a letter": "", "": "the aunt"}
        assert sources == (every if len(found.stays) == 3 else {"in their log": ""})
        assert len(found.parentages) == 1 and not queries.roles_of(family.case, actor, ON)
        return [one.key for one in found.stays]

    every = [one.pk for one in stays]
    assert seen(lead) == every[:2] and seen(family.by) == every
    with pytest.raises(Http404):
        queries.get_tie("stay", every[2], family.people["Alder"], lead, ON)
    held = open_chronology(family.case, fields={"child_name": "Alder"}, by=family.by, at=AT)
    assert seen(lead) == every[:2]
    held = move_chronology(held, verb="share", by=family.by, at=AT)
    assert seen(lead) == every
    move_chronology(held, verb="take_back", reason="Too early.", by=family.by, at=AT)
    assert seen(lead) == every[:2]
