"""Once a month every owner has one message about all that falls due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.actionplans import upkeep
from throughline.actionplans.models import Action, ActionRound, DueMove, RoundAsk
from throughline.actionplans.queries.facts import plan_of
from throughline.actionplans.rules.rounds import answer_by, first_working_day, is_time, until
from throughline.actionplans.services.rounds import move_due, start_round
from throughline.actionplans.tests.scene import DAY, Scene, build, started, verbs
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Message
from throughline.messages.services import register_contact
from throughline.messages.services.chasing import chase_late
from throughline.messages.tests.asking import send_all
from throughline.partnerships.models import User


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


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
