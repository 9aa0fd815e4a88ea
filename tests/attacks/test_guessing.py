"""Guessing at passwords is slow from one place and from many, and shuts out nobody who signed in before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client

from tests import factories as make
from tests.signing_in import code, second_factor, sign_in
from throughline.access import browsers
from throughline.access.jobs import password_path
from throughline.access.rules import pause_after
from throughline.audit.models import Event
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 12, 9, 0, 10, tzinfo=UTC)
WRONG = "wrong"
HELD = "too many tries"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def owner() -> User:
    return make.member(make.partnership())


def guess(login: str, place: int = 1, password: str = WRONG, client: Client | None = None) -> str:
    client = client or Client(REMOTE_ADDR=f"10.{place // 250}.0.{place % 250 + 1}")
    return client.post("/sign-in/", {"login": login, "password": password}).content.decode()


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (19, 0), (20, 30), (21, 60), (22, 120), (24, 480), (25, 900), (4000, 900)]
)
def test_the_pause_grows_and_has_an_end(failures: int, seconds: int) -> None:
    assert pause_after(failures) == timedelta(seconds=seconds)


def test_one_attacker_is_held_off_before_the_tenth_try_and_nobody_else_is(owner: User) -> None:
    secret = second_factor(owner)
    answers = [guess(owner.email, place=7) for _ in range(10)]
    assert [HELD in answer for answer in answers] == [False] * 5 + [True] * 5
    assert HELD in guess(owner.email, place=7, password=make.PASSWORD), "whatever the password"
    there = sign_in(owner, secret, client=Client(REMOTE_ADDR="10.0.0.99"))
    assert "_auth_user_id" in there.session, "the owner signs in from elsewhere"


def test_one_place_is_held_off_whatever_accounts_it_tries() -> None:
    for number in range(20):
        assert HELD not in guess(f"person{number}@example.org", place=8)
    assert HELD in guess("another@example.org", place=8)


def test_many_places_together_are_slowed_down_more_and_more(owner: User, clock: Any) -> None:
    tried = 0
    for place in range(100, 160):
        tried += HELD not in guess(owner.email, place=place)
    assert tried == 20
    clock.shift(timedelta(seconds=31))
    assert HELD not in guess(owner.email, place=200)
    assert HELD in guess(owner.email, place=201)
    allowed = 0
    for place in range(300, 540):
        clock.shift(timedelta(seconds=30))
        allowed += HELD not in guess(owner.email, place=place)
    assert allowed < 50, "in two hours"


def test_the_owner_gets_in_meanwhile_with_a_browser_that_signed_in_before(owner: User, clock: Any) -> None:
    secret = second_factor(owner)
    client = sign_in(owner, secret)
    client.post("/sign-out/")
    for place in range(100, 140):
        guess(owner.email, place=place)
    for _ in range(25):
        guess(owner.email, client=Client())  # from the same place, behind the same wall
    stranger = sign_in(owner, secret, client=Client(REMOTE_ADDR="10.0.0.98"), later=1)
    assert "_auth_user_id" not in stranger.session, "somebody in a browser that nobody knows waits"
    clock.shift(timedelta(seconds=30))
    assert "_auth_user_id" in sign_in(owner, secret, client=client).session


def test_whoever_steals_such_a_browser_guesses_no_faster(owner: User) -> None:
    client = sign_in(owner, second_factor(owner))
    client.post("/sign-out/")
    answers = [guess(owner.email, client=client) for _ in range(6)]
    assert [HELD in answer for answer in answers] == [False] * 5 + [True]


def test_the_mark_is_for_one_account_and_is_not_made_up_nor_older_than_three_months(owner: User, clock: Any) -> None:
    other = make.member(make.partnership())
    client = sign_in(owner, second_factor(owner))
    client.post("/sign-out/")
    for place in range(100, 120):
        guess(other.email, place=place)
    assert HELD in guess(other.email, client=client)
    forged = Client()
    forged.cookies[browsers.cookie_name()] = signing.dumps(
        {"id": "x", "for": ["y"]}, key="not ours", salt=browsers.SALT
    )
    for place in range(100, 120):
        guess(owner.email, place=place)
    assert HELD in guess(owner.email, client=forged)
    assert HELD not in guess(owner.email, client=client)
    clock.shift(timedelta(days=91))
    assert browsers.known(client.get("/sign-in/").wsgi_request, owner.email) == ""


def test_the_mark_is_for_the_server_alone_and_says_nobody_s_address(owner: User, settings: Any) -> None:
    cookie = sign_in(owner, second_factor(owner)).cookies["browser"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert owner.email not in str(signing.loads(cookie.value, salt=browsers.SALT))
    settings.HTTPS = True
    client = Client()
    client.post("/sign-in/", {"login": owner.email, "password": make.PASSWORD})
    client.post("/sign-in/code/", {"code": code(second_factor(make.user()))})
    assert browsers.cookie_name() == "__Host-browser"


def test_a_password_alone_marks_no_browser_and_the_letter_does(owner: User) -> None:
    second_factor(owner)
    client = Client()
    client.post("/sign-in/", {"login": owner.email, "password": make.PASSWORD})
    assert "browser" not in client.cookies
    letter = Client()
    letter.post(letter.get(password_path(owner))["Location"], {"password": make.PASSWORD})
    assert browsers.known(letter.get("/sign-in/").wsgi_request, owner.email)


def guess_code(owner: User, place: int, said: str = "123456") -> str:
    """Somebody who has the password, at that place, tries a code in a browser that nobody knows."""
    client = Client(REMOTE_ADDR=f"10.{place // 250}.0.{place % 250 + 1}")
    client.post("/sign-in/", {"login": owner.email, "password": make.PASSWORD})
    return client.post("/sign-in/code/", {"code": said}).content.decode()


def test_whoever_has_the_password_alone_holds_off_themselves_and_not_the_owner(owner: User) -> None:
    secret = second_factor(owner)
    at_home = sign_in(owner, secret)
    at_home.post("/sign-out/")
    answers = [guess_code(owner, 7) for _ in range(8)]
    assert [HELD in answer for answer in answers] == [False] * 5 + [True] * 3
    assert HELD in guess_code(owner, 7, code(secret, later=1)), "whatever the code"
    assert "_auth_user_id" in sign_in(owner, secret, client=Client(REMOTE_ADDR="10.0.0.99"), later=1).session
    assert Event.objects.filter(verb="sign_in.held_off").count() == 4


def test_codes_from_many_places_wait_longer_and_longer_and_a_known_browser_never(owner: User, clock: Any) -> None:
    secret = second_factor(owner)
    at_home = sign_in(owner, secret)
    at_home.post("/sign-out/")
    assert sum(HELD not in guess_code(owner, place) for place in range(100, 140)) == 20
    clock.shift(timedelta(seconds=31))
    assert [HELD in guess_code(owner, place) for place in (200, 201)] == [False, True]
    assert "_auth_user_id" in sign_in(owner, secret, client=at_home).session


def test_a_right_code_does_not_count(owner: User, clock: Any) -> None:
    secret = second_factor(owner)
    for _ in range(7):
        clock.shift(timedelta(seconds=60))
        assert "_auth_user_id" in sign_in(owner, secret).session


def test_what_nobody_has_is_held_off_alike(owner: User) -> None:
    def pattern(login: str, first: int) -> list[bool]:
        one = [HELD in guess(login, place=first) for _ in range(7)]
        return one + [HELD in guess(login, place=place) for place in range(first + 1, first + 30)]

    assert pattern(owner.email, 100) == pattern("nobody@example.org", 300)


def test_a_right_password_does_not_count_and_wipes_no_failures(owner: User, clock: Any) -> None:
    second_factor(owner)
    for _ in range(4):
        guess(owner.email)
    for _ in range(3):
        clock.shift(timedelta(seconds=1))
        assert HELD not in guess(owner.email, password=make.PASSWORD)
    guess(owner.email)
    assert HELD in guess(owner.email, password=make.PASSWORD)
    assert Event.objects.filter(verb="sign_in.held_off").count() == 1


def test_an_office_behind_one_address_is_not_shut_out_by_somebody_who_floods_it(owner: User) -> None:
    secret = second_factor(owner)
    client = sign_in(owner, secret)
    client.post("/sign-out/")
    for number in range(60):
        Client().post("/sign-in/", {"login": f"nobody{number}@example.org", "password": WRONG})
    assert "_auth_user_id" in sign_in(owner, secret, client=client, later=1).session
