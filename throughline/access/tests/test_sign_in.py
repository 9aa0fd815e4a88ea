"""Signing in: two steps for everybody, throttled, and silent about who exists."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.utils.http import int_to_base36

from tests import factories as make
from tests.signing_in import code, second_factor, sign_in, signed_in
from throughline.access.jobs import password_path, send_password_link
from throughline.access.roles import ADMINISTRATOR
from throughline.access.services.passwords import set_password
from throughline.access.tests.doors import MORNING, is_in, verbs

pytestmark = pytest.mark.django_db


def from_the_letter(user: Any, password: str = make.PASSWORD) -> Client:
    """A browser in which the person set their password from the letter's link, and signed in with it."""
    client = Client()
    opened = client.get(password_path(user))
    assert client.post(opened["Location"], {"password": password})["Location"] == "/sign-in/"
    client.post("/sign-in/", {"login": user.email, "password": password})
    return client


def test_password_alone_opens_only_the_page_that_sets_up_a_second_factor() -> None:
    user = make.member(make.partnership())
    client = Client()
    client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
    for address in ("/", "/account/", "/account/password/", "/membership", "/people/", "/no/such/page"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/second-factor/"), address


def test_the_first_sign_in_sets_up_an_app_and_shows_recovery_codes_once() -> None:
    user = make.member(make.partnership())
    client = from_the_letter(user)
    page = client.get("/sign-in/second-factor/?next=/account/").content.decode()
    secret = re.search(r"<dt>Key</dt><dd>([A-Z2-7 ]+)</dd>", page).group(1).replace(" ", "")
    answer = client.post("/sign-in/second-factor/", {"code": "000000", "next": "/account/"})
    assert answer.status_code == 200 and "The code is not right" in answer.content.decode()
    answer = client.post("/sign-in/second-factor/", {"code": code(secret), "next": "/account/"})
    assert answer["Location"] == "/account/recovery-codes/?next=%2Faccount%2F"
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    assert client.get("/account/recovery-codes/").status_code == 302
    assert is_in(client)
    assert "second_factor.set_up" in verbs()
    again = Client()
    again.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
    assert not is_in(again)
    again.post("/sign-in/code/", {"code": codes[0]})
    assert is_in(again)
    third = Client()
    third.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
    third.post("/sign-in/code/", {"code": codes[0]})
    assert not is_in(third), "a recovery code works once"


def test_password_and_code_open_and_lead_back() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    client = Client()
    away = client.get("/account/?x=1")
    assert away["Location"] == "/sign-in/?next=%2Faccount%2F%3Fx%3D1"
    client.post("/sign-in/", {"login": user.email.upper(), "password": make.PASSWORD, "next": "/account/?x=1"})
    before = client.session.session_key
    answer = client.post("/sign-in/code/", {"code": code(secret)})
    assert answer["Location"] == "/account/?x=1"
    assert client.session.session_key != before, "a new key at sign-in"
    assert verbs() == ["sign_in.done"]


def test_next_never_leads_elsewhere() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    client = Client()
    client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD, "next": "https://elsewhere.example/x"})
    assert client.post("/sign-in/code/", {"code": code(secret)})["Location"] == "/"


def test_a_code_works_once_even_in_its_whole_window() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    with time_machine.travel(MORNING, tick=False) as clock:
        first = code(secret)
        assert is_in(sign_in(user, secret))
        for seconds in (0, 29, 45):
            clock.move_to(MORNING + timedelta(seconds=seconds))
            client = Client()
            client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
            answer = client.post("/sign-in/code/", {"code": f"{first[:3]} {first[3:]}"})
            assert answer.status_code == 200, f"{seconds} seconds later"
            assert "code" in answer.content.decode()
        clock.move_to(MORNING + timedelta(seconds=70))
        assert is_in(sign_in(user, secret))


def test_after_five_failures_even_the_right_password_is_refused_for_a_quarter_of_an_hour() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(5):
            page = Client().post("/sign-in/", {"login": user.email, "password": "wrong"})
            assert "The e-mail address or the password is not right." in page.content.decode()
        page = Client().post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
        assert "There were too many tries that did not work. Wait 15 minutes" in page.content.decode()
        other = make.member(make.partnership())
        assert is_in(sign_in(other, second_factor(other))), "others are not held off"
        clock.shift(timedelta(minutes=15, seconds=1))
        assert is_in(sign_in(user, secret))
    assert verbs().count("sign_in.refused") == 5
    assert "sign_in.held_off" in verbs()


def test_codes_are_throttled_too() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    client = Client()
    client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "123456"})
    answer = client.post("/sign-in/code/", {"code": code(secret)})
    assert "too many tries" in answer.content.decode()
    assert verbs().count("sign_in.code_refused") == 5


def test_guessing_from_one_place_is_held_off_whatever_the_address() -> None:
    for number in range(20):
        Client().post("/sign-in/", {"login": f"nobody{number}@example.org", "password": "wrong"})
    page = Client().post("/sign-in/", {"login": "somebody@example.org", "password": "wrong"}).content.decode()
    assert "too many tries" in page
    elsewhere = Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"login": "x@example.org", "password": "wrong"})
    assert "is not right" in elsewhere.content.decode()


def stripped(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_nothing_tells_who_has_an_account() -> None:
    known, gone = make.member(make.partnership()), make.user(active=False)
    second_factor(known)
    address = re.compile(rb'value="[^"]*@example\.org"')
    pages = {
        address.sub(b"", stripped(Client().post("/sign-in/", {"login": login, "password": password}).content))
        for login, password in (
            (known.email, "wrong"),
            ("nobody@example.org", "wrong"),
            (gone.email, "wrong"),
            (gone.email, make.PASSWORD),
        )
    }
    assert len(pages) == 1
    answers = {
        (answer.status_code, answer["Location"])
        for answer in (
            Client().post("/sign-in/forgotten/", {"email": email})
            for email in (known.email, "nobody@example.org", gone.email)
        )
    }
    assert answers == {(302, "/sign-in/forgotten/sent/")}
    assert mail.outbox == []


def test_the_letter_has_a_link_and_no_content_and_works_once() -> None:
    user = make.member(make.partnership(), name="Ruth Adeyemi")
    send_password_link.call(user=user.pk, origin="http://testserver", why="forgotten")
    send_password_link.call(user=0, origin="http://testserver", why="forgotten")
    (letter,) = mail.outbox
    assert letter.to == [user.email] and letter.cc == [] and letter.bcc == []
    assert "Ruth" not in letter.body + letter.subject and "Wexmoor" not in letter.body + letter.subject
    link = re.search(r"http://testserver(\S+)", letter.body).group(1)
    client = Client()
    opened = client.get(link)
    assert opened["Location"].endswith("/now/") and opened["Location"].split("/")[-2] not in link
    weak = client.post(opened["Location"], {"password": "password"})
    assert weak.status_code == 200 and "at least 12" in weak.content.decode()
    done = client.post(opened["Location"], {"password": "seven grey herons stand"})
    assert done["Location"] == "/sign-in/"
    user.refresh_from_db()
    assert user.check_password("seven grey herons stand")
    assert Client().get(link).status_code == 410
    assert client.post(opened["Location"], {"password": "another grey heron stands"}).status_code == 410
    assert "password.changed" in verbs()


def test_a_link_lasts_a_day() -> None:
    user = make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        link = f"/sign-in/set-password/{int_to_base36(user.pk)}/{default_token_generator.make_token(user)}/"
        clock.shift(timedelta(hours=23, minutes=59))
        assert Client().get(link).status_code == 302
        clock.shift(timedelta(minutes=2))
        assert Client().get(link).status_code == 410


def test_the_library_s_other_pages_do_not_exist() -> None:
    client = signed_in(make.member(make.partnership(), ADMINISTRATOR))
    for address in (
        "/accounts/signup/",
        "/signup/",
        "/sign-in/signup/",
        "/accounts/login/",
        "/email/",
        "/accounts/email/",
    ):
        assert client.get(address).status_code == 404, address


def test_setting_a_password_is_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make.member(make.partnership())

    def broken(**_: Any) -> None:
        raise OSError("the chain cannot be written")

    monkeypatch.setattr("throughline.access.services.passwords.record", broken)
    with pytest.raises(OSError, match="chain"):
        set_password(user=user, password="seven grey herons stand", by=make.actor(user), at=make.NOW)
    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


def test_a_server_behind_a_proxy_counts_the_right_address(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(21):
        page = Client().post(
            "/sign-in/", {"login": "a@example.org", "password": "x"}, headers={"X-Forwarded-For": "6.6.6.6, 10.1.1.1"}
        )
    assert "too many tries" in page.content.decode()
    other = Client().post(
        "/sign-in/", {"login": "b@example.org", "password": "x"}, headers={"X-Forwarded-For": "6.6.6.6, 10.1.1.2"}
    )
    assert "is not right" in other.content.decode()
