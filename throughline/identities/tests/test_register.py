"""The register of a case: everybody once, a child too; one pseudonym is one person or place; joined under one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.identities import queries, services
from throughline.identities.models import Child, Person
from throughline.identities.rules.people import once_more, state_of_child, wrong_dates
from throughline.kernel.refusals import Refused


@pytest.fixture
def on_it() -> Any:
    """A coordinator who is on a case, and the case."""
    where = make.partnership()
    person = make.member(where)
    case = make.case(where)
    make.on_case(case, person=person)
    return make.actor(person), case


def somebody(case: Any, by: Any, pseudonym: str = "Grandmother", **more: Any) -> Person:
    """A relative in the register of the case."""
    return services.add_person(case=case, pseudonym=pseudonym, by=by, at=make.NOW, **{"kind": "family", **more})


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        ({}, False),
        ({"born": "1960", "died": "1960"}, False),
        ({"born": "2016-03/2016-05", "died": "2016-04"}, False),
        ({"born": "1961", "died": "1960-12"}, True),
        ({"born": "about 60"}, True),
        ({"died": "2020-13"}, True),
        ({"state": "pregnancy", "born": "2026-05"}, False),
        ({"state": "pregnancy", "died": "2026-05"}, True),
    ],
)
def test_dates_that_cannot_stand_together_are_named(dates: dict[str, str], wrong: bool) -> None:
    assert bool(wrong_dates(**{"born": "", "died": "", "state": "born", **dates})) is wrong


def test_a_child_that_was_lost_stays_so_until_it_is_said_to_be_born() -> None:
    assert state_of_child(unborn=True, stands="born") == "pregnancy"
    assert state_of_child(unborn=True, stands="miscarriage") == "miscarriage"
    assert state_of_child(unborn=False, stands="pregnancy") == "born"
    assert state_of_child(unborn=False, stands="stillbirth") == "stillbirth"


def test_a_pseudonym_that_is_taken_is_numbered() -> None:
    assert once_more("Hazel", frozenset()) == "Hazel"
    assert once_more("Hazel", frozenset({"hazel", "hazel (2)"})) == "Hazel (3)"
    assert len(once_more("x" * 120, frozenset({"x" * 120}))) <= 120


@pytest.mark.django_db
def test_a_child_is_one_of_everybody_and_stays_in_step(on_it: Any) -> None:
    by, case = on_it
    child = services.add_child(
        case=case,
        pseudonym=" Hazel ",
        real_name="A Name",
        sex="transgender",
        born_on=date(2020, 5, 1),
        by=by,
        at=make.NOW,
    )
    (one,) = queries.standing_people(case, by, make.TODAY)
    assert (one.pseudonym, one.real_name, one.sex, one.born) == ("Hazel", "A Name", "other", "2020-05-01")
    assert (one.child, one.state) == (child.pk, "born")
    assert Event.objects.filter(verb__in=("child.added", "person.added")).count() == 1
    services.change_child(
        child, fields={"pseudonym": "Ash", "unborn": True, "born_on": None}, version=1, by=by, at=make.NOW
    )
    (one,) = queries.standing_people(case, by, make.TODAY)
    assert (one.pseudonym, one.state, one.born) == ("Ash", "pregnancy", "")
    services.withdraw_child(child, reason="A mistake.", by=by, at=make.NOW)
    assert queries.standing_people(case, by, make.TODAY) == ()
    assert Person.objects.get().withdrawn_by_id == by.user


@pytest.mark.django_db
def test_what_is_recorded_with_the_child_is_changed_there(on_it: Any) -> None:
    by, case = on_it
    services.add_child(case=case, pseudonym="Hazel", by=by, at=make.NOW)
    person = Person.objects.get()
    with pytest.raises(Refused, match="E1455"):
        services.change_person(person, fields={"pseudonym": "Ash"}, version=1, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1455"):
        services.withdraw_person(person, reason="A mistake.", by=by, at=make.NOW)
    fields = {"pseudonym": "Hazel", "relation": "the elder", "state": "stillbirth"}
    services.change_person(person, fields=fields, version=1, by=by, at=make.NOW)
    assert Person.objects.get().relation == "the elder"


@pytest.mark.django_db
def test_a_pseudonym_is_once_among_everybody_and_every_place_of_a_case(on_it: Any) -> None:
    by, case = on_it
    services.add_child(case=case, pseudonym="Hazel", by=by, at=make.NOW)
    aunt = somebody(case, by, "Aunt")
    street = services.add_place(
        case=case, pseudonym="Quay Street", kind="address", words="1 Quay St", by=by, at=make.NOW
    )
    for taken in ("hazel", " AUNT ", "quay street", "  "):
        with pytest.raises(Refused, match="E1453"):
            somebody(case, by, taken)
        with pytest.raises(Refused, match="E1453"):
            services.add_place(case=case, pseudonym=taken, kind="school", by=by, at=make.NOW)
        with pytest.raises(Refused, match="E1453"):
            services.add_child(case=case, pseudonym=taken, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1453"):
        services.change_person(aunt, fields={"pseudonym": "QUAY STREET"}, version=1, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1453"):
        services.change_place(street, fields={"pseudonym": "Aunt"}, version=1, by=by, at=make.NOW)
    services.change_person(aunt, fields={"pseudonym": "AUNT"}, version=1, by=by, at=make.NOW)
    services.withdraw_person(aunt, reason="Nobody of the case.", by=by, at=make.NOW)
    assert somebody(case, by, "Aunt").pseudonym == "Aunt"
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(case=case, pseudonym="aunt", made_at=make.NOW, made_by_id=by.user)


@pytest.mark.django_db
def test_whoever_else_changed_it_first_is_told_of(on_it: Any) -> None:
    by, case = on_it
    aunt = somebody(case, by, born="1960", relation=" aunt ")
    services.change_person(aunt, fields={"job": "A cook"}, version=1, by=by, at=make.NOW)
    with pytest.raises(editing.Changed):
        services.change_person(aunt, fields={"job": "A baker"}, version=1, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1454"):
        services.change_person(aunt, fields={"died": "1959"}, version=2, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1501"):
        services.change_person(aunt, fields={"kind": "robot"}, version=2, by=by, at=make.NOW)
    with pytest.raises(ValueError, match="joined_into"):
        services.change_person(aunt, fields={"joined_into": None}, version=2, by=by, at=make.NOW)
    now = Person.objects.get()
    assert (now.relation, now.job, now.version) == ("aunt", "A cook", 2)
    assert [one.verb for one in Event.objects.filter(subject_type="person")] == ["person.added", "person.changed"]


@pytest.mark.django_db
def test_an_agency_is_one_of_the_partnership_of_the_case(on_it: Any) -> None:
    by, case = on_it
    here, elsewhere = make.agency(case.partnership), make.agency(make.partnership("Elsewhere"))
    worker = somebody(case, by, "Social worker 1", kind="professional", agency=here)
    assert worker.agency_id == here.pk
    with pytest.raises(Refused, match="E1457"):
        somebody(case, by, "Social worker 2", agency=elsewhere)
    with pytest.raises(Refused, match="E1457"):
        services.change_person(worker, fields={"agency": elsewhere}, version=1, by=by, at=make.NOW)


@pytest.mark.django_db
def test_other_names_are_of_a_person_or_a_place(on_it: Any) -> None:
    by, case = on_it
    aunt = somebody(case, by)
    street = services.add_place(case=case, pseudonym="Quay Street", kind="address", by=by, at=make.NOW)
    name = services.add_other_name(of=aunt, name="Peggy", kind="nickname", by=by, at=make.NOW)
    services.add_other_name(of=street, name="The flat", by=by, at=make.NOW)
    services.change_other_name(name, fields={"name": "Peg"}, version=1, by=by, at=make.NOW)
    assert queries.standing_people(case, by, make.TODAY)[0].other_names == (("nickname", "Peg"),)
    services.withdraw_other_name(name, reason="Nobody calls her so.", by=by, at=make.NOW)
    assert queries.standing_people(case, by, make.TODAY)[0].other_names == ()
    assert [one.words for one in queries.standing_places(case, by, make.TODAY)] == [""]


@pytest.mark.django_db
def test_whoever_was_joined_is_read_under_the_one_kept(on_it: Any) -> None:
    by, case = on_it
    first, second, third = (somebody(case, by, name, real_name=f"{name} Real") for name in ("Aunt", "Peg", "Margaret"))
    services.add_other_name(of=third, name="Maggie", kind="nickname", by=by, at=make.NOW)
    Person.objects.filter(pk=third.pk).update(joined_into=second)
    Person.objects.filter(pk=second.pk).update(joined_into=first)
    (one,) = queries.standing_people(case, by, make.TODAY)
    assert one.ids == (first.pk, second.pk, third.pk)
    assert {name for _, name in one.other_names} == {"Maggie", "Peg", "Peg Real", "Margaret", "Margaret Real"}
    assert queries.kept_ids(case, by, make.TODAY) == dict.fromkeys(one.ids, first.pk)
    with pytest.raises(Refused, match="E1458"):
        services.withdraw_person(first, reason="A mistake.", by=by, at=make.NOW)


@pytest.mark.django_db
def test_only_the_people_of_a_case_write_its_register_and_strangers_see_nobody(on_it: Any) -> None:
    by, case = on_it
    aunt = somebody(case, by)
    street = services.add_place(case=case, pseudonym="Quay Street", kind="address", by=by, at=make.NOW)
    other = make.coordinator(case.partnership)
    for act in (
        lambda: somebody(case, other, "Uncle"),
        lambda: services.change_person(aunt, fields={"job": "A cook"}, version=1, by=other, at=make.NOW),
        lambda: services.withdraw_person(aunt, reason="No.", by=other, at=make.NOW),
        lambda: services.add_other_name(of=street, name="Flat", by=other, at=make.NOW),
        lambda: services.change_place(street, fields={"words": "2"}, version=1, by=other, at=make.NOW),
        lambda: services.withdraw_place(street, reason="No.", by=other, at=make.NOW),
    ):
        with pytest.raises(Refused, match="E1451"):
            act()
    assert len(queries.standing_people(case, other, make.TODAY)) == 1
    outside = [
        make.coordinator(),
        *(make.actor(make.member(case.partnership, role)) for role in (ADMINISTRATOR, ELECTED_MEMBER)),
    ]
    for actor in outside:
        assert queries.standing_people(case, actor, make.TODAY) == ()
        assert queries.standing_places(case, actor, make.TODAY) == ()


@pytest.mark.django_db
def test_children_of_a_file_from_before_the_register_come_to_stand_in_it(on_it: Any) -> None:
    by, case = on_it
    made = {"case": case, "made_at": make.NOW, "made_by_id": by.user}
    first, second = (Child.objects.create(pseudonym=name, **made) for name in ("Hazel", "hazel"))
    gone = Child.objects.create(pseudonym="Hazel", withdrawn_at=make.NOW, withdrawn_by_id=by.user, **made)
    services.keep_children(case=case)
    services.keep_children(case=case)
    named = dict(Person.objects.values_list("child_id", "pseudonym"))
    assert named == {first.pk: "Hazel", second.pk: "hazel (2)", gone.pk: "Hazel"}
    assert queries.visible_people(by, make.TODAY).count() == 2
