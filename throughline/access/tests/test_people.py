"""People, agencies and groups: who may come in as what, and what everything is and was called."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ROLES
from throughline.access.rules import GRAVE, MAY, OWN_AGENCY_ONLY, who_may, why_not
from throughline.access.services import bodies, people
from throughline.audit.models import Event
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, Group, Partnership, Seat, User
from throughline.partnerships.queries import agencies_of
from throughline.partnerships.queries.groups import groups_of
from throughline.partnerships.rules import Named, also_called, called, why_not_rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan() -> Actor:
    """An administrator."""
    return make.actor(make.member(make.partnership(), ADMINISTRATOR, name="Joan Whitlock"))


def here(of: Actor) -> Partnership:
    return Partnership.objects.get(pk=of.partnership)


def add(by: Actor, **more: Any) -> User:
    said = {"name": "Ruth Adeyemi", "email": "Ruth@Example.org", "role": COORDINATOR, "from_on": make.TODAY} | more
    return people.add_person(**said, by=by, at=make.NOW)


def test_adding_a_person_gives_them_a_role_and_no_password(joan: Actor) -> None:
    made = add(joan)
    assert (made.email, made.has_usable_password()) == ("ruth@example.org", False)
    assert make.actor(made).role == COORDINATOR
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == ["person.added", "membership.given"]
    with pytest.raises(Refused, match="E1408"):
        add(joan)


def test_a_person_of_another_partnership_keeps_their_account(joan: Actor) -> None:
    known = make.member(make.partnership("Tarnshire Partnership"), CHAIR, name="Marian Hale")
    made = add(joan, email=known.email, name="Somebody else")
    assert made.pk == known.pk and made.name == "Marian Hale"
    with pytest.raises(Refused, match="E1414"):
        people.deactivate(user=made, by=joan, at=make.NOW)


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"role": "emperor"}, "E1411"),
        ({"role": AGENCY_LEAD}, "E1412"),
        ({"email": "no address"}, "E1415"),
        ({"name": " "}, "E1415"),
        ({"name": "x" * 201}, "E1415"),
    ],
)
def test_what_cannot_be_is_refused(joan: Actor, change: dict[str, Any], number: str) -> None:
    with pytest.raises(Refused, match=number):
        add(joan, **change)
    assert User.objects.count() == 1 and not Event.objects.exists()


def test_an_agency_of_elsewhere_is_refused(joan: Actor) -> None:
    with pytest.raises(Refused, match="E1407"):
        add(joan, role=AGENCY_LEAD, agency=make.agency(make.partnership()))


def test_nobody_changes_their_own_access(joan: Actor) -> None:
    me = User.objects.get(pk=joan.user)
    for act in (
        lambda: people.give_membership(user=me, role=CHAIR, from_on=make.TODAY, by=joan, at=make.NOW),
        lambda: people.end_membership(membership=me.memberships.get(), by=joan, at=make.NOW),
        lambda: people.deactivate(user=me, by=joan, at=make.NOW),
        lambda: people.reactivate(user=me, by=joan, at=make.NOW),
    ):
        with pytest.raises(Refused, match="your own access"):
            act()


def test_only_an_administrator_changes_access() -> None:
    by = make.coordinator()
    with pytest.raises(Refused, match="An administrator may"):
        add(by)


def test_ending_a_role_takes_effect_at_once(joan: Actor) -> None:
    person = make.member(here(joan))
    people.end_membership(membership=person.memberships.get(), by=joan, at=make.NOW)
    assert make.actor(person).role == ""
    assert make.actor(person, on=make.TODAY - timedelta(days=1)).role == COORDINATOR
    again = people.give_membership(user=person, role=CHAIR, from_on=make.TODAY, by=joan, at=make.NOW)
    people.end_membership(membership=again, by=joan, at=make.NOW)
    assert person.memberships.count() == 1


def test_a_role_can_end_on_a_day_that_is_known(joan: Actor) -> None:
    person = make.user()
    people.give_membership(
        user=person, role=CHAIR, from_on=make.TODAY, to_on=make.TODAY + timedelta(days=7), by=joan, at=make.NOW
    )
    assert make.actor(person, on=make.TODAY + timedelta(days=7)).role == CHAIR
    assert make.actor(person, on=make.TODAY + timedelta(days=8)).role == ""


def test_a_person_is_added_through_the_pages() -> None:
    where = make.partnership()
    client = signed_in(make.member(where, ADMINISTRATOR))
    page = client.post("/people/new", {"name": "", "email": "x", "role": "agency_lead"}).content.decode()
    for words in (
        "Enter name",
        "must be an address such as",
        "Choose the agency that this person leads for",
        "Enter first day",
    ):
        assert words in page, words
    said = {
        "name": "Ruth",
        "email": "ruth@example.org",
        "role": "chair",
        "from_on_day": 1,
        "from_on_month": 3,
        "from_on_year": 2026,
    }
    answer = client.post("/people/new", said, follow=True)
    assert "A letter with a link to set a password goes to ruth@example.org." in answer.content.decode()
    assert User.objects.get(email="ruth@example.org").memberships.get().from_on == date(2026, 3, 1)


def test_an_agency_changes_its_name_and_is_found_by_the_old_one() -> None:
    by = make.coordinator()
    icb = bodies.add_agency(name="Wexmoor Clinical Commissioning Group", kind="health_commissioner", by=by, at=make.NOW)
    bodies.rename(body=icb, name="Wexmoor Integrated Care Board", from_on=date(2022, 7, 1), by=by, at=make.NOW)
    bodies.add_alias(body=icb, name="WICB", from_on=date(2022, 7, 1), by=by, at=make.NOW)
    (row,) = agencies_of(by, on=make.TODAY)
    assert row.name == "Wexmoor Integrated Care Board"
    assert row.also == ("WICB", "Wexmoor Clinical Commissioning Group until 30 June 2022")
    (then,) = agencies_of(by, on=date(2021, 1, 1))
    assert then.name == "Wexmoor Clinical Commissioning Group"
    for name, day in (("Wexmoor Integrated Care Board", make.TODAY), ("Another", date(2022, 7, 1))):
        with pytest.raises(Refused, match="E1417"):
            bodies.rename(body=icb, name=name, from_on=day, by=by, at=make.NOW)


def test_groups_make_a_tree_with_seats_and_co_chairs() -> None:
    by = make.coordinator()
    top = bodies.add_group(name="Executive", by=by, at=make.NOW)
    under = bodies.add_group(name="Case Review Group", parent=top, by=by, at=make.NOW)
    for alias in ("CRG", "Serious case panel"):
        bodies.add_alias(body=under, name=alias, by=by, at=make.NOW)
    for title in ("Designated doctor", "Detective superintendent"):
        bodies.add_seat(group=under, title=title, chairs=True, by=by, at=make.NOW, on=make.TODAY)
    rows = groups_of(by, on=make.TODAY)
    assert [(row.name, row.depth, len(row.chairs)) for row in rows] == [
        ("Executive", 0, 0),
        ("Case Review Group", 1, 2),
    ]
    assert rows[1].also == ("CRG", "Serious case panel")
    with pytest.raises(Refused, match="E1418"):
        bodies.end_group(group=top, on=make.TODAY, by=by, at=make.NOW)
    seat = Seat.objects.first()
    assert seat
    bodies.end_seat(seat=seat, on=make.TODAY + timedelta(days=3), by=by, at=make.NOW)
    assert len(groups_of(by, on=make.TODAY + timedelta(days=3))[1].chairs) == 1
    bodies.end_group(group=under, on=make.TODAY, by=by, at=make.NOW)
    assert groups_of(by, on=make.TODAY)[1].ended_on == make.TODAY - timedelta(days=1)


@pytest.mark.parametrize("model", [Agency, Group, Partnership])
def test_bodies_of_elsewhere_are_out_of_reach(model: Any) -> None:
    by, far = make.coordinator(), make.partnership()
    thing = {Agency: make.agency, Group: make.group, Partnership: lambda where: where}[model](far)
    with pytest.raises(Refused, match="E1407"):
        bodies.rename(body=thing, name="Mine now", from_on=make.TODAY, by=by, at=make.NOW)


def test_names_on_a_day() -> None:
    names = [
        Named("LSCB", None, date(2019, 9, 28)),
        Named("Partnership", date(2019, 9, 29)),
        Named("The Board", alias=True),
        Named("Old alias", None, date(2010, 1, 1), alias=True),
    ]
    assert called(names, date(2019, 9, 28)) == "LSCB" and called(names, date(2019, 9, 29)) == "Partnership"
    assert also_called(names, make.TODAY) == ["The Board", "LSCB until 28 September 2019"]
    assert also_called(names, date(2019, 1, 1)) == ["The Board", "Partnership from 29 September 2019"]
    assert called([], make.TODAY) == "" and called([Named("Later", date(2030, 1, 1))], make.TODAY) == "Later"
    assert called([Named("Gone", None, date(2001, 1, 1))], make.TODAY) == "Gone"
    assert why_not_rename(names, "Hub", date(2019, 9, 29)) and not why_not_rename(names, "Hub", date(2019, 9, 30))


def test_every_verb_has_a_sentence_for_every_role() -> None:
    assert set(MAY) >= GRAVE | OWN_AGENCY_ONLY
    for verb, allowed in MAY.items():
        assert allowed and allowed <= set(ROLES)
        assert why_not(Actor(user=1, name="x"), verb)
        for role in ROLES:
            said = why_not(Actor(user=1, name="x", role=role, partnership=1, agency=1), verb)
            assert (said is None) is (role in allowed)
            assert said is None or (said.endswith(" may.") and who_may(verb) in said)
    with pytest.raises(KeyError):
        why_not(Actor(user=1, name="x", role=CHAIR), "fly")


def test_an_agency_lead_tells_of_their_own_agency_alone() -> None:
    lead = Actor(user=1, name="x", role=AGENCY_LEAD, partnership=1, agency=7)
    assert why_not(lead, "tell of an action", owner=7) is None
    assert why_not(lead, "tell of an action", owner=8) == "You may tell of an action only for your own agency."
    assert why_not(lead, "tell of an action", owner=0)
    assert why_not(Actor(user=1, name="x", role=COORDINATOR), "tell of an action", owner=8) is None


def test_statements_do_not_grow_with_people(django_assert_max_num_queries: Any) -> None:
    where = make.partnership()
    client: Client = signed_in(make.member(where, ADMINISTRATOR))
    for _ in range(30):
        make.member(where, AGENCY_LEAD)
    with django_assert_max_num_queries(12):
        assert client.get("/people/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/agencies/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/groups/").status_code == 200
