"""Once a month every owner has one message about all that falls due, and answers it on one page, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.actionplans import upkeep
from throughline.actionplans.models import Action, ActionRound, ActionUpdate, DueMove, RoundAsk
from throughline.actionplans.queries.facts import plan_of
from throughline.actionplans.queries.rounds import asked_about
from throughline.actionplans.rules.rounds import answer_by, first_working_day, is_time, until
from throughline.actionplans.services.rounds import move_due, start_round
from throughline.audit.models import Event
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask, AskLink, Message
from throughline.messages.services import escalate, register_contact
from throughline.messages.services.chasing import chase_late
from throughline.messages.tests.asking import code_for, code_in, link_sent, send_all, token_in
from throughline.partnerships.models import Agency, User
from throughline.reviews.models import Review


@pytest.mark.parametrize(
    ("month", "first"),
    [
        (date(2026, 1, 20), date(2026, 1, 2)),
        (date(2026, 3, 1), date(2026, 3, 2)),
        (date(2026, 5, 31), date(2026, 5, 1)),
        (date(2026, 8, 9), date(2026, 8, 3)),
        (date(2027, 1, 5), date(2027, 1, 4)),
        (date(2029, 4, 9), date(2029, 4, 3)),
    ],
)
def test_the_first_working_day_knows_weekends_and_bank_holidays(month: date, first: date):
    assert first_working_day(month) == first
    assert is_time(first)
    assert not is_time(first - timedelta(days=1))


def test_the_45th_day_after_it_is_the_last():
    assert until(date(2026, 6, 1)) == date(2026, 7, 16)
    assert answer_by(date(2026, 6, 1)) == date(2026, 6, 15)


DAY = datetime.fromisoformat("2026-06-01T09:00:00+01:00")


@dataclass
class Scene:
    unit: Actor
    lead: User
    police: Agency
    review: Review
    other: Review
    near: Action
    late: Action
    far: Action


@pytest.fixture
def scene(db: None) -> Scene:
    """Two reviews; the police own an action in each that falls due, and one that is due a day too late."""
    where = make.partnership()
    unit = make.actor(make.member(where))
    police = make.agency(where)
    lead = make.member(where, AGENCY_LEAD, agency=police, name="Helen Roe")
    review, other = records.review(unit, where=where), records.review(unit, where=where, name="Child Elm")

    def owned(of: Review, due: date, text: str) -> Action:
        return records.action(of, unit, text=text, owner=police, due_on=due, due_text="in the plan’s words")

    near = owned(review, date(2026, 7, 16), "Marrow near")
    late = owned(other, date(2026, 2, 1), "Marrow late")
    far = owned(review, date(2026, 7, 17), "Marrow far")
    records.action(review, unit, text="Marrow nobody", due_on=date(2026, 6, 2))
    return Scene(unit, lead, police, review, other, near, late, far)


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(DAY, tick=False) as travelling:
        yield travelling


def started(scene: Scene, at: datetime = DAY) -> Ask:
    assert start_round(partnership=scene.unit.partnership, by=scene.unit, at=at) == 1
    return Ask.objects.get(kind="action.round")


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


def verbs(prefix: str) -> list[str]:
    return list(Event.objects.filter(verb__startswith=prefix).order_by("id").values_list("verb", flat=True))


def test_one_message_for_all_actions_and_once_a_month(scene: Scene):
    ask = started(scene)
    assert set(RoundAsk.objects.get().actions.all()) == {scene.near, scene.late}
    assert (ask.to, ask.case, ask.due_on) == (scene.lead, scene.other.case, date(2026, 6, 15))
    assert start_round(partnership=scene.unit.partnership, by=scene.unit, at=DAY + timedelta(days=1)) == 0
    (letter,) = send_all(DAY)
    assert not any(word in letter.subject + letter.body for word in ("Marrow", "Child", "Roe", "due"))
    assert Message.objects.filter(kind="ask").count() == ActionRound.objects.count() == 1
    assert (
        start_round(
            partnership=scene.unit.partnership, by=scene.unit, at=datetime.fromisoformat("2026-07-01T09:00:00+01:00")
        )
        == 1
    )


def test_one_person_for_two_agencies_has_one_message(scene: Scene):
    health = make.agency(scene.police.partnership, "Wexmoor Integrated Care Board", "health_commissioner")
    register_contact(agency=health, name="Helen Roe", email=scene.lead.email, by=scene.unit, at=make.NOW)
    records.action(scene.review, scene.unit, owner=health, due_on=date(2026, 6, 9))
    started(scene)
    assert RoundAsk.objects.get().actions.count() == 3


def test_the_ask_stands_under_each_case_that_it_names_and_tells_nobody_of_another(scene: Scene):
    ask = started(scene)
    assert ask.case == scene.other.case
    first, second = scene.other.case.reference, scene.review.case.reference
    unit = User.objects.get(pk=scene.unit.user)
    page = signed_in(unit).get(f"/messages/{ask.pk}/").content.decode()
    assert first in page and second in page
    make.conflict(scene.other.case, unit)
    for address in (f"/messages/{ask.pk}/", "/messages/", "/"):
        page = signed_in(unit).get(address).content.decode()
        assert "How far your actions are" in page and first not in page, address
    make.conflict(scene.review.case, unit)
    assert signed_in(unit).get(f"/messages/{ask.pk}/").status_code == 404


def test_nobody_is_asked_about_a_sealed_case_or_one_they_have_a_conflict_with(scene: Scene):
    make.seal(scene.review.case)
    make.conflict(scene.other.case, scene.lead)
    assert start_round(partnership=scene.unit.partnership, by=scene.unit, at=DAY) == 0


def test_the_next_lead_is_asked_about_what_the_first_must_not_know_of(scene: Scene):
    second = make.member(scene.review.case.partnership, AGENCY_LEAD, agency=scene.police, name="Zoe Last")
    make.conflict(scene.review.case, scene.lead)
    start_round(partnership=scene.unit.partnership, by=scene.unit, at=DAY)
    told = {row.ask.to_id: {one.case_id for one in row.actions.all()} for row in RoundAsk.objects.all()}
    assert told[second.pk] == {scene.review.case_id}
    assert scene.review.case_id not in told[scene.lead.pk]


def test_it_goes_out_by_day_on_the_first_working_day_and_catches_up(scene: Scene):
    for moment in ("2026-05-31T12:00:00+01:00", "2026-06-01T05:00:00+01:00", "2026-06-10T09:00:00+01:00"):
        upkeep.every_hour(datetime.fromisoformat(moment))
        assert not ActionRound.objects.exists()
    upkeep.every_hour(datetime.fromisoformat("2026-06-03T09:00:00+01:00"))
    row = ActionRound.objects.get()
    assert (row.on, row.until) == (date(2026, 6, 1), date(2026, 7, 16))
    assert verbs("action_round.") == ["action_round.started"]


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


def test_moves_of_a_day_are_counted_with_the_reason(scene: Scene):
    who = {"by": make.actor(scene.lead), "at": make.NOW}
    make.on_case(scene.review.case, agency=scene.police)
    move_due(scene.near, due_on=date(2026, 8, 1), reason="Holidays", **who)
    move_due(scene.near, due_on=date(2026, 9, 1), reason="Still nobody", **who)
    scene.near.refresh_from_db()
    told = dict(plan_of(scene.near, make.NOW.date()))
    assert told["Day moved"] == "2 times. Last from 1 August 2026 to 1 September 2026: Still nobody"
    with pytest.raises(Refused, match="Say why"):
        move_due(scene.near, due_on=date(2026, 10, 1), reason=" ", **who)


def test_what_is_over_keeps_its_day(scene: Scene):
    make.on_case(scene.review.case, agency=scene.police)
    client, key = signed_in(scene.lead), scene.near.pk
    assert "Move its day" in client.get(f"/actions/{key}/").content.decode()
    for state, word in (("confirmed", "confirmed"), ("stopped", "stopped")):
        Action.objects.filter(pk=key).update(state=state)
        with pytest.raises(Refused, match=f"It is {word}, so its day stays"):
            move_due(scene.near, due_on=date(2026, 8, 1), reason="x", by=make.actor(scene.lead), at=make.NOW)
        assert client.get(f"/actions/{key}/due").status_code == 403
        assert "Move its day" not in client.get(f"/actions/{key}/").content.decode()
    assert not DueMove.objects.exists()


def test_a_round_that_fails_keeps_no_other_partnership_from_its_own(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    first = make.partnership("Aaronshire Partnership")
    order = [first.pk, scene.unit.partnership]
    real = upkeep.start_round

    def failing(*, partnership: int, by: Actor, at: datetime) -> int:
        if partnership == min(order):
            raise ValueError("Nobody can be asked.")
        return real(partnership=partnership, by=by, at=at)

    make.member(first)
    monkeypatch.setattr(upkeep, "start_round", failing)
    upkeep.every_hour(datetime.fromisoformat("2026-06-03T09:00:00+01:00"))
    assert list(ActionRound.objects.values_list("partnership", flat=True)) == [max(order)]


def test_an_owner_with_an_account_moves_the_day_on_a_page(scene: Scene):
    make.on_case(scene.review.case, agency=scene.police)
    client = signed_in(scene.lead)
    sent = {"due_on_day": "1", "due_on_month": "9", "due_on_year": "2031", "reason": "The trainer left", "once": "x"}
    assert client.post(f"/actions/{scene.near.pk}/due", sent).status_code == 302
    assert DueMove.objects.get().reason == "The trainer left"


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


def test_a_late_owner_is_chased_up_the_ladder(scene: Scene):
    register_contact(
        agency=scene.police, name="Mark Tull", email="mark@police.example", rank="deputy", by=scene.unit, at=make.NOW
    )
    ask = started(scene)
    send_all(DAY)
    seen = []
    for days in range(15, 40):
        at = DAY + timedelta(days=days)
        if chase_late(partnership=scene.unit.partnership, by=scene.unit, at=at):
            seen.append(Message.objects.filter(ask=ask).latest("id").kind)
            send_all(at)
    assert seen == ["reminder", "escalation"]


# --- what happens between the letter and the answer -------------------------------------------------------------------
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
