"""Nobody weakens, takes over or locks an account that is not theirs to look after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests import factories as make
from tests.laws.world import World
from tests.signing_in import has_second_factor, second_factor, signed_in
from throughline.access.services.people import add_person, deactivate
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_stays(world: World) -> Any:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_an_administrator_elsewhere_cannot_weaken_an_account_by_giving_it_a_role(world: World) -> None:
    administrator, victim = make.member(world.here, "administrator"), world.people["stranger"]
    by = make.actor(administrator)
    add_person(name="X", email=victim.email, role="scrutineer", from_on=make.TODAY, by=by, at=make.NOW)
    second_factor(administrator)
    client = signed_in(administrator)
    for deed in ("lost-app", "deactivate"):
        assert client.post(f"/people/{victim.pk}/{deed}").status_code == 403
    victim.refresh_from_db()
    assert victim.is_active and has_second_factor(victim)
    assert world.clients["stranger"].get("/reviews/").status_code == 200
    Membership.objects.filter(user=victim, partnership=world.elsewhere).update(to_on=make.TODAY + timedelta(days=90))
    with pytest.raises(Refused):  # a membership there that has an end still relies on the account
        deactivate(user=victim, by=by, at=make.NOW)


def test_a_known_password_is_not_enough_once_the_app_was_taken_away(world: World) -> None:
    administrator, person = make.member(world.here, "administrator"), make.member(world.here)
    for one in (administrator, person):
        second_factor(one)
    assert signed_in(administrator).post(f"/people/{person.pk}/lost-app").status_code == 302
    thief = Client()
    answer = thief.post("/sign-in/", {"login": person.email, "password": make.PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in thief.session
    assert not has_second_factor(person)


def test_nobody_makes_themselves_more_than_they_are(world: World) -> None:
    administrator = make.member(world.here, "administrator")
    second_factor(administrator)
    client = signed_in(administrator)
    sent = {"role": "coordinator", "agency": "", "from_on_0": "1", "from_on_1": "1", "from_on_2": "2020"}
    assert client.post(f"/people/{administrator.pk}/memberships/new", sent).status_code == 403
    for deed in ("reactivate", "lost-app", "link"):
        assert client.post(f"/people/{administrator.pk}/{deed}").status_code == 403
    assert Membership.objects.filter(user=administrator).count() == 1


def test_another_person_s_membership_is_not_chosen(world: World) -> None:
    client = world.clients["elected_member"]
    for row in Membership.objects.exclude(user=world.people["elected_member"])[:20]:
        client.post("/membership", {"membership": row.pk})
        assert client.session.get("membership") != row.pk
    session: Any = client.session
    session["membership"] = Membership.objects.get(user=world.people["coordinator"]).pk
    session.save()
    assert client.get("/imports/").status_code == 403


@pytest.mark.parametrize(
    "said", [{"HTTP_HOST": "throughline.example.org:6666"}, {"HTTP_X_FORWARDED_HOST": "evil.example"}]
)
def test_a_letter_leads_to_this_service_whatever_a_browser_says_it_is_called(
    world: World, said: dict[str, str], settings: Any
) -> None:
    settings.MODE, settings.ADDRESS = "production", "https://throughline.example.org"
    settings.ALLOWED_HOSTS = ["throughline.example.org", "testserver"]
    email = world.people["coordinator"].email
    before = DBTaskResult.objects.count()
    assert Client().post("/sign-in/forgotten/", {"email": email}, **said).status_code == 302
    assert DBTaskResult.objects.count() == before + 1
    sent = DBTaskResult.objects.order_by("enqueued_at").last()
    assert sent is not None and sent.args_kwargs["kwargs"]["origin"] == "https://throughline.example.org"
