"""Accounts that are closed, lost, or not used, and the grave acts upon them that ask for a fresh code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.signing_in import has_second_factor, second_factor, sign_in, signed_in, stale
from throughline.access.models import Session
from throughline.access.roles import ADMINISTRATOR, CHAIR, COORDINATOR
from throughline.partnerships.models import User
from throughline.partnerships.rules import is_dormant

pytestmark = pytest.mark.django_db


def test_closing_an_account_ends_its_sessions() -> None:
    where = make.partnership()
    admin, person = make.member(where, ADMINISTRATOR), make.member(where)
    client = signed_in(person)
    assert client.get("/account/").status_code == 200
    signed_in(admin).post(f"/people/{person.pk}/deactivate")
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert not Session.objects.filter(user=person).exists()
    secret = second_factor(person)
    assert sign_in(person, secret).get("/account/").status_code == 302
    signed_in(admin).post(f"/people/{person.pk}/reactivate")
    person.refresh_from_db()
    assert person.is_active


def test_a_lost_app_is_taken_away_with_every_session() -> None:
    where = make.partnership()
    admin, person = make.member(where, ADMINISTRATOR), make.member(where)
    second_factor(person)
    client = signed_in(person)
    signed_in(admin).post(f"/people/{person.pk}/lost-app")
    assert not has_second_factor(person)
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_grave_acts_refuse_a_code_that_is_not_fresh() -> None:
    where = make.partnership()
    admin, person = make.member(where, ADMINISTRATOR), make.member(where)
    client = stale(signed_in(admin))
    membership = person.memberships.get().pk
    for method, address in (
        ("get", "/people/new"),
        ("post", "/people/new"),
        ("get", f"/people/{person.pk}/memberships/new"),
        ("post", f"/people/{person.pk}/memberships/{membership}/end"),
        ("post", f"/people/{person.pk}/deactivate"),
        ("post", f"/people/{person.pk}/lost-app"),
        ("post", f"/people/{person.pk}/link"),
    ):
        answer = getattr(client, method)(address)
        assert answer["Location"].startswith("/sign-in/again/"), address
    person.refresh_from_db()
    assert person.is_active and person.memberships.get().to_on is None
    coordinator = stale(signed_in(person))
    case = make.case(where, by=person)
    conflict = make.conflict(case, admin)
    for method, address in (
        ("get", f"/cases/{case.pk}/seal"),
        ("post", f"/cases/{case.pk}/seal"),
        ("post", f"/cases/{case.pk}/seal/lift"),
        ("post", f"/cases/{case.pk}/conflicts/{conflict.pk}/lift"),
    ):
        answer = getattr(coordinator, method)(address)
        assert answer["Location"].startswith("/sign-in/again/"), address


@pytest.mark.parametrize(
    ("seen", "made", "dormant"),
    [
        (None, 0, False),
        (None, 90, False),
        (None, 91, True),
        (0, 400, False),
        (90, 400, False),
        (91, 400, True),
        (400, 10, False),
    ],
)
def test_an_account_is_dormant_after_90_days_unused(seen: int | None, made: int, dormant: bool) -> None:
    ago = make.TODAY - timedelta(days=seen) if seen is not None else None
    assert is_dormant(seen_on=ago, made_on=make.TODAY - timedelta(days=made), on=make.TODAY) is dormant


def test_dormant_accounts_are_listed_and_closed_from_the_list() -> None:
    where = make.partnership()
    admin, idle, busy, closed = (make.member(where, role) for role in (ADMINISTRATOR, CHAIR, COORDINATOR, CHAIR))
    long_ago = timezone.now() - timedelta(days=120)
    User.objects.update(made_at=long_ago, last_login=None)
    User.objects.filter(pk=busy.pk).update(last_login=timezone.now() - timedelta(days=80))
    User.objects.filter(pk=idle.pk).update(last_login=long_ago)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    client = signed_in(admin)
    page = client.get("/people/").content.decode().split("Not signed in for 90 days")[1].split("Not coming in")[0]
    assert f"/people/{idle.pk}/deactivate" in page
    for other in (busy, closed, admin):
        assert f"/people/{other.pk}/" not in page
    assert "more than 90 days ago" in client.get(f"/people/{idle.pk}/").content.decode()
    client.post(f"/people/{idle.pk}/deactivate")
    idle.refresh_from_db()
    assert not idle.is_active
    assert "Not signed in for 90 days" not in client.get("/people/").content.decode()


def test_after_a_fresh_code_a_grave_act_leads_back_to_where_it_is_chosen() -> None:
    where = make.partnership()
    admin, person = make.member(where, ADMINISTRATOR), make.member(where)
    answer = signed_in(admin).get(f"/people/{person.pk}/deactivate", follow=True)
    assert answer.redirect_chain == [(f"/people/{person.pk}/", 302)]
    assert "Choose again what to do" in answer.content.decode()
    person.refresh_from_db()
    assert person.is_active
