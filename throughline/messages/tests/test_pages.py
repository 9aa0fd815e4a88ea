"""The pages of the coordinator and the chair: what others owe, one ask, whom one may ask, the ladder."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import SCRUTINEER
from throughline.messages import sending, services, upkeep
from throughline.messages.models import Ask, AskAnswer, Contact, Message
from throughline.messages.queries.people import ladder_of
from throughline.messages.rules import Rung
from throughline.messages.tests import asking
from throughline.messages.tests.asking import Scene, asked, code_for, link_sent, send_all
from throughline.partnerships.models import User
from throughline.ui.models import Draft

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOST_STATEMENTS = 12


@pytest.fixture
def scene() -> Scene:
    return asking.scene()


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(make.NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ruth(scene: Scene, clock: Any) -> Client:
    person = User.objects.get(pk=scene.unit.user)
    second_factor(person)
    return signed_in(person)


def read(client: Client, address: str) -> str:
    """The words of a page."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_ask_from_a_case_and_see_who_owes_what(scene: Scene, ruth: Client, clock: Any) -> None:
    to = scene.may_ask(scene.health).key
    form = {
        "to": to,
        "question": "Did you know Marrow?",
        "due_on_day": "20",
        "due_on_month": "3",
        "due_on_year": "2026",
    }
    address = f"/cases/{scene.case.pk}/ask"
    assert "Anil Kapoor, Wexmoor Integrated Care Board, lead" in read(ruth, address)
    assert "Whom do you ask?" in ruth.post(address, {}).content.decode()
    sent = ruth.post(address, form)
    row = Ask.objects.get()
    assert sent["Location"] == f"/messages/{row.pk}/"
    told = read(ruth, "/messages/")
    assert "1 answer still to come." in told
    assert re.search(
        r"Anil Kapoor Wexmoor Integrated Care Board A question .* WX-2026-04 .* 0 working days not yet reminded", told
    )
    clock.move_to(make.NOW + 13 * DAY)
    ruth = signed_in(User.objects.get(pk=scene.unit.user))
    ruth.post(f"/messages/{row.pk}/remind")
    told = read(ruth, "/messages/")
    assert "3 working days late" in told and "reminded 25 Mar 2026" in told


def test_one_ask_shows_every_step_and_its_answer(scene: Scene, ruth: Client) -> None:
    row = asked(scene)
    send_all()
    link, token = link_sent(row)
    outside = Client()
    outside.post(f"/ask/{token}/code", {"code": code_for(link)})
    outside.post(f"/ask/{token}/answer", {"nil": "1", "nil-searched": "RiO, 2019 on.", "nil-searched_name": "J. Osei"})
    told = read(ruth, f"/messages/{row.pk}/")
    for words in (
        "Did you know Marrow Child?",
        "They looked and hold nothing.",
        "RiO, 2019 on.",
        "J. Osei",
        "Nil return",
    ):
        assert words in told
    assert "The message with the link: sent Anil Kapoor" in told
    assert "Remind" not in told and "Nobody owes an answer." in read(ruth, "/messages/")
    assert "anil@" not in told


def test_the_deeds(scene: Scene, ruth: Client) -> None:
    row = asked(scene)
    send_all()
    assert "nobody gets more than one a week" in read_after(ruth, f"/messages/{row.pk}/remind")
    assert "The message further up waits" in read_after(
        ruth, f"/messages/{row.pk}/escalate", to=scene.may_ask(scene.health, "chief").key
    )
    assert "is asked again" in read_after(ruth, f"/messages/{row.pk}/ask-again")
    assert "need not answer any more" in read_after(ruth, f"/messages/{row.pk}/withdraw")
    assert Ask.objects.get().state == "withdrawn"
    other = asked(scene, to=scene.may_ask(scene.police).key)
    Contact.objects.filter(agency=scene.police).update(ended_at=make.NOW, ended_by=scene.unit.user)
    assert "Nobody is in the register for that." in read(ruth, f"/messages/{other.pk}/escalate")


def read_after(client: Client, address: str, **sent: str) -> str:
    """What the page says to which a deed leads."""
    response = client.post(address, sent, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_message_that_did_not_go_is_shown_with_what_to_do(scene: Scene, ruth: Client, settings: Any) -> None:
    asked(scene)
    row = Message.objects.get()
    settings.EMAIL_BACKEND = "throughline.messages.tests.no_server.EmailBackend"
    for _ in range(3):
        sending.send(row.pk, make.NOW)
    told = read(ruth, "/messages/")
    assert "1 message did not go out for certain." in told and "(ConnectionRefusedError)" in told
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "waits to be sent again" in read_after(ruth, f"/messages/letters/{row.pk}/send")
    assert len(send_all()) == 1 and "did not go out" not in read(ruth, "/messages/")
    assert ruth.post(f"/messages/letters/{row.pk}/send").status_code == 404, "it went"


def test_whom_one_may_ask_shows_no_address(scene: Scene, ruth: Client) -> None:
    told = read(ruth, "/messages/whom/")
    assert "Grace Idle" in told and "health.example" in told and "grace@" not in told
    form = {"agency": scene.police.pk, "name": "Una Mere", "email": "una@police.example", "rank": "chief"}
    assert "The address is registered." in read_after(ruth, "/messages/whom/new", **form)
    row = Contact.objects.get(name="Una Mere")
    assert "is not asked any more" in read_after(ruth, f"/messages/whom/{row.pk}/end")
    assert "Una Mere" not in read(ruth, "/messages/whom/")


def test_the_ladder_is_set_on_one_page(scene: Scene, ruth: Client) -> None:
    assert 'value="10"' in ruth.get("/messages/ladder/").content.decode()
    ruth.post("/messages/ladder/", {"lead": "2", "deputy": "", "chief": "8"})
    assert ladder_of(scene.where.pk) == (Rung(2, "lead"), Rung(8, "chief"))
    refused = ruth.post("/messages/ladder/", {"lead": "", "deputy": "", "chief": ""})
    assert "A ladder has rungs" in refused.content.decode()


def test_the_chair_sees_the_ladder_and_on_which_rung_a_late_answer_is(scene: Scene, ruth: Client, clock: Any) -> None:
    row = asked(scene)
    send_all()
    services.set_ladder(rungs=[Rung(1, "lead"), Rung(5, "chief")], by=scene.unit, at=make.NOW)
    clock.move_to(make.NOW + 11 * DAY)
    upkeep.every_hour(make.NOW + 11 * DAY)
    person = User.objects.get(pk=scene.chair.user)
    second_factor(person)
    chair = signed_in(person)
    page = chair.get("/messages/ladder/").content.decode()
    assert page.count('value="1"') == 1 and page.count('value="5"') == 1
    assert "reminded" in read(chair, "/messages/") and "Remind" in read(chair, f"/messages/{row.pk}/")


def test_a_scrutineer_sees_and_does_nothing(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    person = make.member(scene.where, SCRUTINEER)
    second_factor(person)
    client = signed_in(person)
    told = read(client, f"/messages/{row.pk}/")
    assert "Remind" not in told and client.post(f"/messages/{row.pk}/remind").status_code == 403
    assert "Register an address" not in read(client, "/messages/whom/")


def test_the_list_asks_little_of_the_database_however_long_it_is(scene: Scene, ruth: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            ruth.get("/messages/")
        return len(queries)

    asked(scene)
    Message.objects.update(state="failed")
    ruth.get("/messages/")
    one = cost()
    for number in range(8):
        asked(scene, question=f"Question {number}?")
    Message.objects.update(state="failed")
    assert cost() == one <= MOST_STATEMENTS


def test_the_coordinator_writes_down_what_was_said_by_telephone(scene: Scene) -> None:
    row = asked(scene)
    ruth = signed_in(User.objects.get(pk=scene.unit.user))
    path = f"/messages/{row.pk}/record"
    assert path in ruth.get(f"/messages/{row.pk}/").content.decode()
    short = ruth.post(path, {"text": "They know the family.", "told-told_by_name": "Dr Kapoor"})
    assert short.status_code == 200 and not AskAnswer.objects.exists()
    sent = {"text": "They know the family.", "told-told_by_name": "Dr Kapoor", "told-told_how": "By telephone"}
    assert ruth.post(path, sent).status_code == 302
    shown = ruth.get(f"/messages/{row.pk}/").content.decode()
    assert "Dr Kapoor, By telephone" in shown and "They know the family." in shown and path not in shown
    assert ruth.post(path, sent).status_code == 403, "what stands there stays"
    other = asked(scene, question="And now?")
    nil = {"nil": "1", "nil-searched": "Niche", "nil-searched_name": "P. Lee", "nil-told_how": "By telephone"}
    assert ruth.post(f"/messages/{other.pk}/record", nil).status_code == 302
    assert AskAnswer.objects.get(ask=other).nil


def test_what_is_typed_of_an_answer_by_telephone_is_kept_and_comes_back(scene: Scene) -> None:
    row = asked(scene)
    ruth = signed_in(User.objects.get(pk=scene.unit.user))
    page = ruth.get(f"/messages/{row.pk}/record").content.decode()
    assert page.count("data-draft=") == 2
    typed = {"text": "They knew the child.", "told-told_how": "By telephone"}
    assert ruth.post(f"/drafts/ask-{row.pk}-record/", typed).status_code == 204
    again = ruth.get(f"/messages/{row.pk}/record").content.decode()
    assert "They knew the child." in again and "By telephone" in again
    sent = {**typed, "told-told_by_name": "Anil Kapoor"}
    assert ruth.post(f"/messages/{row.pk}/record", sent).status_code == 302
    assert not Draft.objects.filter(key=f"ask-{row.pk}-record").exists()
