"""How long a session lasts, what ends it, and what in it asks for a fresh code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests import factories as make
from tests.signing_in import code, second_factor, signed_in, stale
from throughline.access.models import Session
from throughline.access.tests.doors import MORNING, is_in, verbs

pytestmark = pytest.mark.django_db


def test_a_session_ends_after_a_quiet_quarter_of_an_hour() -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in(user)
        for _ in range(4):
            clock.shift(timedelta(minutes=14, seconds=59))
            assert is_in(client)
        clock.shift(timedelta(minutes=15))
        assert not is_in(client)
        assert not Session.objects.filter(user=user).exists()


def test_a_session_ends_after_eight_hours_however_busy() -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in(user)
        for _ in range(47):
            clock.shift(timedelta(minutes=10))
            assert is_in(client)
        client.post("/membership", {"membership": user.memberships.get().pk})
        clock.shift(timedelta(minutes=10))
        assert not is_in(client)


def test_being_seen_is_written_down_once_a_minute_at_most(django_assert_num_queries: Any) -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in(user)
        clock.shift(timedelta(seconds=59))
        client.get("/no/such/page")
        assert Session.objects.get(user=user).seen_at == MORNING
        with django_assert_num_queries(2):  # the session with its person, and the membership
            assert client.get("/no/such/page").status_code == 404
        clock.shift(timedelta(seconds=1))
        client.get("/no/such/page")
        assert Session.objects.get(user=user).seen_at == MORNING + timedelta(seconds=60)


def test_a_third_sign_in_ends_the_oldest_session() -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        clients = []
        for _ in range(3):
            clients.append(signed_in(user))
            clock.shift(timedelta(seconds=5))
        assert [is_in(client) for client in clients] == [False, True, True]


def test_deactivating_ends_sessions_at_once() -> None:
    user = make.member(make.partnership())
    client = signed_in(user)
    assert is_in(client)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_a_new_password_ends_the_other_sessions() -> None:
    user = make.member(make.partnership())
    here, there = signed_in(user), signed_in(user)
    answer = here.post("/account/password/", {"now": make.PASSWORD, "password": "seven grey herons stand"})
    assert answer.status_code == 302
    assert is_in(here) and not is_in(there)
    assert Session.objects.filter(user=user).count() == 1


def test_a_session_from_before_the_password_changed_names_nobody() -> None:
    user = make.member(make.partnership())
    client = signed_in(user)
    user.set_password("seven grey herons stand")
    user.save()
    assert not is_in(client)


def test_signing_out_everywhere_else() -> None:
    user = make.member(make.partnership())
    here, there = signed_in(user), signed_in(user)
    here.post("/account/")
    assert is_in(here) and not is_in(there)


def test_new_recovery_codes_need_a_fresh_code() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    client = stale(signed_in(user))
    answer = client.post("/account/recovery-codes/")
    assert answer["Location"] == "/sign-in/again/?next=%2Faccount%2Frecovery-codes%2F"
    page = client.get(answer["Location"]).content.decode()
    assert "not older than five minutes" in page
    assert client.post("/sign-in/again/", {"code": code(secret), "next": "/account/"})["Location"] == "/account/"
    assert client.post("/account/recovery-codes/")["Location"] == "/account/recovery-codes/"
    assert "second_factor.codes_renewed" in verbs()


def test_a_code_stays_fresh_for_five_minutes() -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in(user)
        clock.shift(timedelta(minutes=5))
        assert client.post("/account/recovery-codes/")["Location"] == "/account/recovery-codes/"
        clock.shift(timedelta(seconds=1))
        assert client.post("/account/recovery-codes/")["Location"].startswith("/sign-in/again/")


def test_signing_out_is_a_post_and_an_event() -> None:
    client = signed_in(make.member(make.partnership()))
    assert "Sign out" in client.get("/sign-out/").content.decode()
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)
    assert verbs() == ["sign_in.done", "sign_in.left"]


def test_a_person_with_two_memberships_chooses() -> None:
    here, there = make.partnership("Wexmoor Partnership"), make.partnership("Tarnshire Partnership")
    user = make.member(here)
    make.membership(user, there, "scrutineer")
    client = signed_in(user)
    page = client.get("/membership").content.decode()
    assert "Wexmoor Partnership" in page and "Tarnshire Partnership" in page
    other = user.memberships.last()
    client.post("/membership", {"membership": other.pk})
    assert "independent scrutineer, Tarnshire Partnership" in client.get("/account/").content.decode().lower().replace(
        "tarnshire partnership", "Tarnshire Partnership"
    )
    stranger = make.member(there)
    assert client.post("/membership", {"membership": stranger.memberships.get().pk}).status_code == 200
