"""A password alone connects no authenticator app; keys of apps are no use to whoever steals the database."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.test import Client

from tests import factories as make
from tests.signing_in import code, has_second_factor, second_factor, sign_in, signed_in
from throughline.access.jobs import password_path
from throughline.access.queries import factors_amiss
from throughline.access.sealing import key_from, opened, seal, unseal
from throughline.access.services.factors import seal_anew
from throughline.audit.models import Event
from throughline.cli import main
from throughline.keeping.services import THE_MACHINE
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 12, 9, 0, 10, tzinfo=UTC)
PAGE = "/sign-in/second-factor/"
OTHER_KEY = "k" * 60


def set_from_letter(user: User, password: str = make.PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(client.get(password_path(user))["Location"], {"password": password})
    return client


def with_password(user: User, client: Client | None = None, password: str = make.PASSWORD) -> Client:
    client = client or Client()
    client.post("/sign-in/", {"login": user.email, "password": password})
    return client


def test_whoever_knows_only_the_password_of_a_fresh_account_gets_no_app_into_it() -> None:
    user = make.member(make.partnership())
    for thief in (with_password(user), with_password(user)):
        answer = thief.get(PAGE)
        assert answer.status_code == 403 and "letter" in answer.content.decode()
        assert not re.search(r"[A-Z2-7]{4} [A-Z2-7]{4}", answer.content.decode()), "no key is shown"
        assert "_auth_user_id" not in thief.session, "and the password opened no session that stays"
    thief = with_password(user)
    session: Any = thief.session
    session["mfa.totp.secret"] = secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    session.save()
    assert thief.post(PAGE, {"code": code(secret)}).status_code == 403
    assert not has_second_factor(user)
    assert Event.objects.filter(verb="second_factor.held_back", actor=user.pk).count() == 3


def test_the_browser_that_set_the_password_from_the_letter_may() -> None:
    user = make.member(make.partnership())
    assert with_password(user, set_from_letter(user)).get(PAGE).status_code == 200


def test_a_forgotten_password_s_letter_does_as_well_and_so_does_the_administrator_s_for_a_lost_app() -> None:
    where = make.partnership()
    administrator, person = make.member(where, "administrator"), make.member(where)
    second_factor(person)
    assert signed_in(administrator).post(f"/people/{person.pk}/lost-app").status_code == 302
    person.refresh_from_db()
    assert with_password(person, set_from_letter(person)).get(PAGE).status_code == 200


def test_nobody_may_an_hour_later_nor_once_the_password_changed_nor_for_somebody_else() -> None:
    user, other = make.member(make.partnership()), make.member(make.partnership())
    with time_machine.travel(MORNING, tick=False) as clock:
        late = with_password(user, set_from_letter(user))
        for _ in range(5):
            clock.shift(timedelta(minutes=12, seconds=1))
            last = late.get(PAGE).status_code
        assert last == 403
    user.refresh_from_db()
    before = set_from_letter(user)
    user.refresh_from_db()
    set_from_letter(user, "seven grey herons stand")
    assert with_password(user, before, "seven grey herons stand").get(PAGE).status_code == 403
    user.refresh_from_db()
    assert with_password(other, set_from_letter(user)).get(PAGE).status_code == 403


def test_a_link_opened_and_not_used_invites_nobody() -> None:
    user = make.member(make.partnership())
    client = Client()
    client.get(password_path(user))
    assert with_password(user, client).get(PAGE).status_code == 403


def test_an_app_that_is_there_is_not_replaced_by_a_letter() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    client = with_password(user, set_from_letter(user))
    assert client.get(PAGE)["Location"].startswith("/sign-in/")
    assert client.post("/sign-in/code/", {"code": code(secret)})["Location"] == "/"


def test_whoever_looks_after_the_machine_gives_the_last_administrator_a_new_way_in(capsys: Any) -> None:
    user = make.member(make.partnership(), "administrator")
    second_factor(user)
    client = signed_in(user)
    assert main(["readmit", user.email, "--json"]) == 0
    link = json.loads(capsys.readouterr().out)["link"].removeprefix("http://localhost:8000")
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert not has_second_factor(user)
    fresh = Client()
    fresh.post(fresh.get(link)["Location"], {"password": make.PASSWORD})
    assert with_password(user, fresh).get(PAGE).status_code == 200
    event = Event.objects.filter(verb="second_factor.removed").get()
    assert (event.via, event.chain) == ("machine", user.memberships.get().partnership_id)
    assert main(["readmit", "nobody@example.org"]) == 2


# --- the keys in the database -----------------------------------------------------------------------------------------


def kept(user: User) -> str:
    return json.dumps(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))


def test_the_database_shows_no_key_that_an_app_would_take() -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    seed = unseal(Authenticator.objects.get(user=user, type="recovery_codes").data["seed"])
    assert secret not in kept(user) and seed not in kept(user)
    assert "_auth_user_id" in sign_in(user, secret).session
    codes = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()
    assert len(codes) == 10


@pytest.mark.parametrize("planted", ["JBSWY3DPEHPK3PXP", "", "gAAAAA"])
def test_what_no_key_opens_fits_no_code(planted: str) -> None:
    user = make.member(make.partnership())
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    Authenticator.objects.filter(user=user).update(data={"secret": planted})
    client = with_password(user)
    for guess in {planted, ""} - {"gAAAAA"}:
        client.post("/sign-in/code/", {"code": code(guess)})
    assert "_auth_user_id" not in client.session
    assert factors_amiss() == 1


def test_an_earlier_secret_key_still_opens_and_a_lost_one_is_told(settings: Any, capsys: Any) -> None:
    user = make.member(make.partnership())
    secret = second_factor(user)
    before, settings.SECRET_KEY = settings.SECRET_KEY, OTHER_KEY
    assert factors_amiss() == 2
    assert "_auth_user_id" not in sign_in(user, secret).session
    settings.SECRET_KEY_FALLBACKS = [before]
    assert factors_amiss() == 0
    assert "_auth_user_id" in sign_in(user, secret, later=1).session


def test_keys_that_stood_in_the_open_were_sealed_and_once_only() -> None:
    user = make.member(make.partnership())
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "ab" * 40, "used_mask": 3})
    migration = import_module("throughline.access.migrations.0003_second_factors_sealed")
    migration.seal_all(apps, None)
    first = kept(user)
    migration.seal_all(apps, None)
    assert kept(user) == first and "JBSWY3DPEHPK3PXP" not in first and "ab" * 40 not in first
    rows = {row.type: row.data for row in Authenticator.objects.filter(user=user)}
    assert opened(rows["totp"]["secret"]) == "JBSWY3DPEHPK3PXP"
    assert opened(rows["recovery_codes"]["seed"]) == "ab" * 40 and rows["recovery_codes"]["used_mask"] == 3


def test_after_a_restore_elsewhere_they_are_sealed_with_the_key_there(settings: Any) -> None:
    user = make.member(make.partnership())
    second_factor(user)
    old, settings.SECRET_KEY = key_from(settings.SECRET_KEY), OTHER_KEY
    assert seal_anew(key=key_from("another"), by=THE_MACHINE, at=make.NOW) == 0
    assert (seal_anew(key=old, by=THE_MACHINE, at=make.NOW), factors_amiss()) == (2, 0)
    assert seal_anew(key=old, by=THE_MACHINE, at=make.NOW) == 0
    assert opened(seal("x")) == "x"
