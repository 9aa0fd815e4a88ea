"""What stands round a page: the section it belongs to, the pages in its foot, the ways into the demonstration."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.signing_in import second_factor, signed_in
from throughline.access.frames import ADMINISTRATION, IMPORTS, SECTIONS, section_of
from throughline.access.middleware import FOOT, OPEN
from throughline.access.roles import ADMINISTRATOR, COORDINATOR

ALL = (*SECTIONS, IMPORTS)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "/"),
        ("/reviews/7/thread", "/reviews/"),
        ("/findings/3/", "/reviews/"),
        ("/measures/3/edit", "/impact/"),
        ("/evidence/3/", "/actions/"),
        ("/open-ends/", "/thread/"),
        ("/imports/3/", "/imports/"),
        ("/search", ""),
        ("/account/", ""),
        ("/access/explain", ""),
        ("/help/", ""),
        ("/nonsense", ""),
    ],
)
def test_a_page_stands_in_one_section_or_in_none(path: str, section: str) -> None:
    assert section_of(path, ALL) == section


def test_a_section_that_somebody_does_not_have_is_not_marked_for_them() -> None:
    assert section_of("/measures/3/", ADMINISTRATION) == ""
    assert section_of("/people/3/", ADMINISTRATION) == "/people/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", FOOT)
def test_the_foot_of_the_sign_in_page_leads_somewhere(client: Client, address: str) -> None:
    assert address in OPEN
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Sign out" not in page and "Who can see what" not in page


@pytest.mark.django_db
def test_nothing_else_is_open(client: Client) -> None:
    for address in ("/gallery/", "/search", "/access/explain", "/helpful", "/words"):
        assert client.get(address).headers.get("Location", "").startswith("/sign-in/"), address


@pytest.mark.django_db
def test_the_ways_into_the_demonstration_are_told_in_the_demonstration_alone(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert "wexmoor is made up" not in client.get("/sign-in/").content.decode()


@pytest.mark.django_db
def test_a_new_partnership_is_told_what_to_do_first_and_where_its_letters_lie(settings: Any) -> None:
    settings.DEMONSTRATION, settings.MAIL = False, "console"
    where = make.partnership()
    ann = make.member(where, ADMINISTRATOR)
    client = signed_in(ann)
    second_factor(ann)
    home = client.get("/").content.decode()
    assert "You are the only person here." in home and 'href="/people/new"' in home
    day = {"from_on_day": "1", "from_on_month": "3", "from_on_year": "2026"}
    sent = {"name": "Bob Hay", "email": "bob@eddle.example", "role": COORDINATOR, **day}
    page = client.post("/people/new", sent, follow=True).content.decode()
    assert "goes to bob@eddle.example. No mail server is set up, so it stands on the console" in page
    settings.MAIL = "files"
    page = client.post("/people/new", {**sent, "email": "ann@eddle.example"}, follow=True).content.decode()
    assert "so it lies among the system’s files, in the folder “letters”" in page
    assert "You are the only person here." not in client.get("/").content.decode()
    coordinator = signed_in(make.member(where, COORDINATOR))
    assert "Narrow the list" not in coordinator.get("/reviews/").content.decode()
    actions = coordinator.get("/actions/").content.decode()
    assert "No action matches." not in actions and "An action is added on a review" in actions
