"""A partnership begins at the machine, with an administrator who can sign in and see no case."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import NOW, TODAY
from throughline.access.jobs import password_path
from throughline.access.queries import acting
from throughline.access.services.beginning import THE_MACHINE, begin
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership

pytestmark = pytest.mark.django_db
NAME = "Tarnshire Safeguarding Children Partnership"


def test_it_stands_with_one_administrator_on_a_chain_of_its_own() -> None:
    person = begin(
        partnership_name=f"  {NAME} ",
        administrator_name="Ada Marl",
        email="Ada@tarnshire.example",
        by=THE_MACHINE,
        at=NOW,
    )
    found = acting(user=person, on=TODAY)
    assert (found.actor.role, found.partnership_name, person.email) == ("administrator", NAME, "ada@tarnshire.example")
    events = Event.objects.filter(chain=found.actor.partnership).order_by("number")
    assert [event.verb for event in events] == ["partnership.added", "person.added", "membership.given"]
    assert {event.via for event in events} == {"machine"}
    assert list(broken_links()) == []


def test_the_link_lets_them_set_a_password() -> None:
    person = begin(
        partnership_name=NAME, administrator_name="Ada Marl", email="ada@tarnshire.example", by=THE_MACHINE, at=NOW
    )
    page = Client().get(password_path(person), follow=True)
    assert page.status_code == 200
    assert 'name="password"' in page.content.decode()


@pytest.mark.parametrize("name", [NAME, NAME.upper(), "  ", "x" * 201])
def test_a_name_that_is_taken_or_none_is_refused_and_nothing_is_left(name: str) -> None:
    begin(partnership_name=NAME, administrator_name="Ada Marl", email="ada@tarnshire.example", by=THE_MACHINE, at=NOW)
    with pytest.raises(Refused):
        begin(
            partnership_name=name, administrator_name="Bel Marl", email="bel@tarnshire.example", by=THE_MACHINE, at=NOW
        )
    assert Partnership.objects.count() == 1
