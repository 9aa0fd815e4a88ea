"""An owner answers the monthly message on one page, without an account, and nobody else does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests.signing_in import signed_in
from throughline.actionplans.models import Action, ActionUpdate, DueMove
from throughline.actionplans.queries.rounds import asked_about
from throughline.actionplans.tests.scene import DAY, Scene, build, started, verbs
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask, AskLink
from throughline.messages.services import escalate, register_contact
from throughline.messages.services.chasing import chase_late
from throughline.messages.tests.asking import code_for, code_in, link_sent, send_all, token_in
from throughline.partnerships.models import User


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(DAY, tick=False) as travelling:
        yield travelling


def opened(ask: Ask, at: datetime = DAY) -> tuple[Client, str]:
    """A browser that came through the door with its code."""
    link, token = link_sent(ask, at)
    client = Client()
    assert client.post(f"/ask/{token}/code", {"code": code_for(link, at)}).status_code == 302
    return client, f"/ask/{token}/answer"


def words(scene: Scene, **more: str) -> dict[str, str]:
    said = {f"said-{one.pk}": "Half is done" for one in (scene.near, scene.late)}
    state = {f"state-{one.pk}": "not_started" for one in (scene.near, scene.late)}
    return said | state | more


def test_from_the_letter_to_the_record_without_an_account(scene: Scene, clock: Any):
    ask = started(scene)
    token = token_in(send_all(DAY)[0])
    client = Client()
    assert "Marrow" not in client.get(f"/ask/{token}/").content.decode()
    client.post(f"/ask/{token}/")
    client.post(f"/ask/{token}/code", {"code": code_in(send_all(DAY)[0])})
    form = client.get(f"/ask/{token}/answer").content.decode()
    assert "Marrow near" in form
    assert "Marrow late" in form
    assert "Marrow far" not in form
    key = scene.late.pk
    moved = {
        f"due-{key}_day": "1",
        f"due-{key}_month": "9",
        f"due-{key}_year": "2026",
        f"why-{key}": "The trainer left",
    }
    sent = words(scene, **moved) | {f"state-{scene.near.pk}": "claimed_done"}
    assert client.post(f"/ask/{token}/answer", sent).status_code == 302
    ask.refresh_from_db()
    scene.late.refresh_from_db()
    scene.near.refresh_from_db()
    assert (ask.state, scene.near.state) == ("answered", "claimed_done")
    assert (scene.late.due_on, scene.late.due_text) == (date(2026, 9, 1), "1 September 2026")
    move = DueMove.objects.get()
    assert (move.before_on, move.before_text, move.by) == (date(2026, 2, 1), "in the plan’s words", scene.lead)
    rows = ActionUpdate.objects.order_by("id")
    assert [(row.date_iso, row.text, row.made_by) for row in rows] == [("2026-06-01", "Half is done", scene.lead)] * 2
    assert set(Event.objects.filter(verb="action.update_added").values_list("case", flat=True)) == {
        scene.review.case.pk,
        scene.other.case.pk,
    }


def test_another_day_needs_a_reason_and_lies_ahead(scene: Scene, clock: Any):
    client, address = opened(started(scene))
    key = scene.late.pk
    day = {f"due-{key}_day": "1", f"due-{key}_month": "9", f"due-{key}_year": "2026"}
    assert "Say why it is moved." in client.post(address, words(scene, **day)).content.decode()
    past = {**day, f"due-{key}_year": "2025", f"why-{key}": "Late"}
    assert "Give a day to come." in client.post(address, words(scene, **past)).content.decode()
    assert not ActionUpdate.objects.exists()


def test_each_action_is_spoken_of(scene: Scene, clock: Any):
    client, address = opened(started(scene))
    page = client.post(address, words(scene) | {f"said-{scene.near.pk}": ""}).content.decode()
    assert "There is a problem" in page
    assert not ActionUpdate.objects.exists()


# --- links that open nothing ------------------------------------------------------------------------------------------
def test_a_link_used_twice_says_that_an_answer_is_in(scene: Scene, clock: Any):
    ask = started(scene)
    first, address = opened(ask)
    second, again = opened(ask)
    assert first.post(address, words(scene)).status_code == 302
    late = second.post(again, words(scene))
    assert late.status_code == 409
    assert ActionUpdate.objects.count() == 2
    assert verbs("ask.")[-1] == "ask.used_twice"
    assert first.get(address.removesuffix("answer")).status_code == 410
    assert Event.objects.filter(verb="ask.link_refused").latest("id").details["why"] == "answered"


def test_an_expired_link_opens_nothing(scene: Scene, clock: Any):
    ask = started(scene)
    _, token = link_sent(ask, DAY)
    clock.move_to(DAY + timedelta(days=60))
    page = Client().get(f"/ask/{token}/")
    assert page.status_code == 410
    assert "Marrow" not in page.content.decode()
    assert Event.objects.filter(verb="ask.link_refused").latest("id").details["why"] == "expired"


def test_a_forwarded_link_opens_nothing_without_the_code(scene: Scene, clock: Any):
    ask = started(scene)
    client, address = opened(ask)
    elsewhere = Client()
    door = address.removesuffix("answer")
    assert elsewhere.get(address)["Location"] == door
    page = elsewhere.get(door)
    assert page.status_code == 200
    assert "Marrow" not in page.content.decode()
    wrong = elsewhere.post(f"{door}code", {"code": "00000000"})
    assert "The code is not right" in wrong.content.decode()
    assert verbs("ask.")[-1] == "ask.code_refused"
    assert client.get(address).status_code == 200


def test_a_guessed_link_opens_nothing(scene: Scene, clock: Any):
    started(scene)
    page = Client().get("/ask/gu3ssed-link/")
    assert page.status_code == 410
    event = Event.objects.filter(verb="ask.link_refused").latest("id")
    assert (event.details["why"], event.subject) == ("unknown", 0)


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_action_of_a_case_that_was_sealed_since_is_left_out(scene: Scene, clock: Any):
    client, address = opened(started(scene))
    make.seal(scene.review.case)
    page = seen(client, address)
    assert "Marrow near" not in page and scene.review.name not in page
    assert "Marrow late" in page
    sent = client.post(address, words(scene))
    assert "cannot be taken" in sent.content.decode() and not ActionUpdate.objects.exists()
    only = {name: said for name, said in words(scene).items() if name.endswith(str(scene.late.pk))}
    assert client.post(address, only).status_code == 302
    assert [one.action for one in ActionUpdate.objects.all()] == [scene.late]


def test_a_link_whose_cases_are_all_shut_to_its_reader_opens_nothing(scene: Scene, clock: Any):
    ask = started(scene)
    client, address = opened(ask)
    make.conflict(scene.other.case, scene.lead)
    make.seal(scene.review.case)
    assert client.get(address).status_code == client.post(address, words(scene)).status_code == 410
    assert Client().get(address.removesuffix("answer")).status_code == 410
    assert Event.objects.filter(verb="ask.link_refused").latest("id").details["why"] == "shut"
    assert not ActionUpdate.objects.exists()
    assert chase_late(partnership=scene.unit.partnership, by=scene.unit, at=DAY + timedelta(days=16)) == 0


def test_whoever_is_escalated_to_sees_nothing_of_a_case_they_have_a_conflict_with(scene: Scene, clock: Any):
    given = {"agency": scene.police, "rank": "deputy", "by": scene.unit, "at": make.NOW}
    register_contact(name="Mark Tull", email="mark@police.example", **given)
    deputy = User.objects.get(email="mark@police.example")
    ask = started(scene)
    send_all(DAY)
    make.conflict(scene.review.case, deputy)
    escalate(ask, to=f"{scene.police.pk}-{deputy.pk}", by=scene.unit, at=DAY)
    send_all(DAY)
    link = AskLink.objects.get(ask=ask, to=deputy)
    assert [one.text for one in asked_about(ask, link.to_id)] == ["Marrow late"]
    make.conflict(scene.other.case, deputy)
    with pytest.raises(Refused, match="conflict of interest or a seal"):
        escalate(ask, to=f"{scene.police.pk}-{deputy.pk}", by=scene.unit, at=DAY + timedelta(days=8))


def test_whoever_writes_an_answer_down_sees_the_cases_that_they_may_see(scene: Scene, clock: Any):
    ask = started(scene)
    send_all(DAY)
    unit = User.objects.get(pk=scene.unit.user)
    make.conflict(scene.review.case, unit)
    page = seen(signed_in(unit), f"/messages/{ask.pk}/record")
    assert "said-" in page and f"said-{scene.late.pk}" in page and f"said-{scene.near.pk}" not in page


@pytest.mark.parametrize("state", ["confirmed", "stopped", "claimed_done"])
def test_words_about_an_action_that_was_closed_meanwhile_are_kept_and_it_is_said(scene: Scene, clock: Any, state: str):
    client, address = opened(started(scene))
    Action.objects.filter(pk=scene.near.pk).update(state=state)
    day = {f"due-{scene.near.pk}_day": "1", f"due-{scene.near.pk}_month": "9", f"due-{scene.near.pk}_year": "2026"}
    assert client.post(address, words(scene, **day)).status_code == 302
    assert {one.action for one in ActionUpdate.objects.filter(text="Half is done")} == {scene.near, scene.late}
    scene.near.refresh_from_db()
    assert (scene.near.state, scene.near.due_on) == (state, date(2026, 7, 16))
    assert "Closed while it was written: 1 action." in seen(client, address)
