"""Whom one may ask, what becomes of an ask, and what goes out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused
from throughline.messages import sending, services, upkeep
from throughline.messages.models import Ask, AskAnswer, AskLink, Contact, Message
from throughline.messages.queries import asks_about, recipients
from throughline.messages.queries.people import ladder_of
from throughline.messages.rules import LADDER, LEFT_BEHIND, Rung
from throughline.messages.tests import asking
from throughline.messages.tests.asking import Scene, asked, link_sent, send_all
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def scene() -> Scene:
    return asking.scene()


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_whom_one_may_ask_comes_from_the_register(scene: Scene) -> None:
    assert [(one.name, one.about) for one in recipients(scene.where.pk, on=make.TODAY)] == [
        ("Anil Kapoor", "Wexmoor Integrated Care Board, lead"),
        ("Grace Idle", "Wexmoor Integrated Care Board, head of the agency"),
        ("Helen Roe", "Wexmoor Police, lead"),
        ("Mark Tull", "Wexmoor Police, deputy or manager"),
    ]
    elsewhere = asking.scene()
    stranger = elsewhere.may_ask(elsewhere.health).key
    for to in ("", "anybody@example.org", "0-1", stranger):
        with pytest.raises(Refused, match="E1802"):
            asked(scene, to=to)
    assert not Message.objects.exists()


def test_somebody_registered_without_an_account_cannot_sign_in(scene: Scene) -> None:
    person = User.objects.get(email="anil@health.example")
    assert not person.is_active and not person.has_usable_password()


def test_registering_twice_is_done_once_and_a_new_rank_ends_the_old(scene: Scene) -> None:
    def again(**more: Any) -> Contact:
        given = {"agency": scene.health, "name": "Anil Kapoor", "email": "Anil@health.example", **more}
        return services.register_contact(by=scene.unit, at=make.NOW, **given)

    count = Contact.objects.count()
    assert again().pk == again().pk and Contact.objects.count() == count
    deputy = again(rank="deputy")
    assert list(Contact.objects.filter(user=deputy.user, ended_at=None)) == [deputy]
    for wrong in ({"email": "no address"}, {"name": " "}, {"rank": "queen"}):
        with pytest.raises(Refused, match="E1809"):
            again(**wrong)
    with pytest.raises(Refused, match="E1808"):
        again(agency=make.agency(make.partnership()))


def test_one_letter_goes_to_one_person_and_tells_nothing(scene: Scene) -> None:
    row = asked(scene)
    (letter,) = send_all()
    assert letter.recipients() == ["anil@health.example"] and not letter.attachments
    told = f"{letter.subject} {letter.body}"
    for word in ("Marrow", "WX-2026-04", "Kapoor", "Adeyemi", "Wexmoor", "child "):
        assert word not in told
    token = asking.token_in(letter)
    assert AskLink.objects.get().hash == sending.hash_of(token)
    row.refresh_from_db()
    assert row.state == "sent"
    assert verbs()[-2:] == ["message.posted", "message.sent"]
    assert token not in str(list(Event.objects.values()))


def test_every_kind_of_letter_takes_a_link_a_code_or_counts_and_nothing_else() -> None:
    for kind, letter in sending.LETTERS.items():
        given = {"link": "", "code": "", "needs": ""}
        assert letter.body.format(**given), kind
        assert "{" not in letter.subject


def test_an_address_with_a_conflict_and_a_day_gone_by_are_refused(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1803"):
        asked(scene, due_on=make.TODAY - DAY)
    with pytest.raises(Refused, match="E1804"):
        asked(scene, question="x" * 4001)
    make.conflict(scene.case, User.objects.get(email="anil@health.example"))
    with pytest.raises(Refused, match="conflict of interest"):
        asked(scene)


@pytest.mark.parametrize("role", [AGENCY_LEAD, SCRUTINEER, ELECTED_MEMBER, ADMINISTRATOR])
def test_others_ask_nobody(scene: Scene, role: str) -> None:
    row = asked(scene)
    other = make.actor(make.member(scene.where, role))
    for act in (
        lambda: asked(scene, by=other),
        lambda: services.remind(row, by=other, at=make.NOW),
        lambda: services.ask_again(row, by=other, at=make.NOW),
        lambda: services.escalate(row, to=scene.may_ask(scene.health, "chief").key, by=other, at=make.NOW),
        lambda: services.withdraw_ask(row, by=other, at=make.NOW),
    ):
        with pytest.raises(Refused, match="E1801"):
            act()


def test_a_stranger_sees_no_ask_and_asks_nobody_here(scene: Scene) -> None:
    row = asked(scene)
    stranger = make.coordinator()
    assert [a.pk for a in asks_about("case", scene.case.pk, actor=scene.chair, on=make.TODAY)] == [row.pk]
    assert not asks_about("case", scene.case.pk, actor=stranger, on=make.TODAY)
    with pytest.raises(Refused, match="E1801"):
        services.remind(row, by=stranger, at=make.NOW)


def test_a_reminder_waits_a_week_and_a_new_ask_does_not(scene: Scene) -> None:
    row = asked(scene)
    send_all()
    with pytest.raises(Refused, match="Write again from 19 March 2026"):
        services.remind(row, by=scene.unit, at=make.NOW + DAY)
    asked(scene, question="Something else?", at=make.NOW + DAY)
    with pytest.raises(Refused, match="E1806"):
        services.remind(row, by=scene.unit, at=make.NOW + 7 * DAY)
    services.remind(row, by=scene.unit, at=make.NOW + 8 * DAY)
    assert [letter.subject for letter in send_all()] == [
        sending.LETTERS["ask"].subject,
        sending.LETTERS["reminder"].subject,
    ]


def test_asked_again_once_a_day_and_its_links_work_on(scene: Scene) -> None:
    row = asked(scene)
    later = make.NOW + 60 * DAY
    services.ask_again(row, by=scene.unit, at=later)
    with pytest.raises(Refused, match="E1806"):
        services.ask_again(row, by=scene.unit, at=later)
    row.refresh_from_db()
    assert (row.state, row.open_until) == ("asked", later.date() + 28 * DAY)


def test_escalated_to_somebody_further_up_who_has_a_link_of_their_own(scene: Scene) -> None:
    row = asked(scene)
    send_all()
    chief = scene.may_ask(scene.health, "chief")
    for to in ("", scene.may_ask(scene.health).key, scene.may_ask(scene.police, "deputy").key):
        with pytest.raises(Refused, match="E1802"):
            services.escalate(row, to=to, by=scene.chair, at=make.NOW)
    services.escalate(row, to=chief.key, by=scene.chair, at=make.NOW)
    (letter,) = send_all()
    assert letter.recipients() == ["grace@health.example"]
    assert AskLink.objects.get(hash=sending.hash_of(asking.token_in(letter))).to_id == chief.user
    assert "Kapoor" not in letter.body


def test_withdrawn_sends_nothing_more(scene: Scene) -> None:
    row = asked(scene)
    for _ in range(2):
        services.withdraw_ask(row, reason="Asked by mistake.", by=scene.unit, at=make.NOW)
    assert send_all() == [] and Message.objects.get().state == "dropped"
    for act in (services.remind, services.ask_again):
        with pytest.raises(Refused, match="E1805"):
            act(row, by=scene.unit, at=make.NOW + 9 * DAY)


# --- the outbox -------------------------------------------------------------------------------------------------------
def test_a_job_that_is_started_twice_sends_once(scene: Scene) -> None:
    asked(scene)
    pk = Message.objects.get().pk
    mail.outbox.clear()
    assert [sending.send(pk, make.NOW) for _ in range(3)] == ["sent", "not waiting", "not waiting"]
    assert len(mail.outbox) == 1


def test_a_worker_killed_while_it_sent_leaves_it_to_a_person(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(scene)
    pk = Message.objects.get().pk

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "went", killed)  # the mail server has it, and nobody noted so
    mail.outbox.clear()
    with pytest.raises(KeyboardInterrupt):
        sending.send(pk, make.NOW)
    monkeypatch.undo()
    assert sending.send(pk, make.NOW + DAY) == "not waiting"
    assert len(mail.outbox) == 1
    row = Message.objects.get()
    sending.unsure(row, make.NOW + DAY)
    sending.unsure(row, make.NOW + DAY)
    assert Message.objects.get().state == "unsure" and verbs().count("message.unsure") == 1


def test_a_message_stuck_in_the_middle_is_left_to_a_person_after_its_time_and_never_sent_again_by_itself(
    scene: Scene,
) -> None:
    asked(scene)
    mail.outbox.clear()
    Message.objects.update(state=Message.State.SENDING, since=make.NOW)
    for after, state in ((LEFT_BEHIND - timedelta(seconds=1), "sending"), (LEFT_BEHIND, "unsure"), (DAY, "unsure")):
        upkeep.every_minute(make.NOW + after)
        assert Message.objects.get().state == state
    assert not mail.outbox and verbs().count("message.unsure") == 1


def test_a_mail_server_that_refuses_is_tried_three_times(scene: Scene, settings: Any) -> None:
    asked(scene)
    pk = Message.objects.get().pk
    settings.EMAIL_BACKEND = "throughline.messages.tests.no_server.EmailBackend"
    assert [sending.send(pk, make.NOW) for _ in range(4)] == ["waiting", "waiting", "failed", "not waiting"]
    row = Message.objects.get()
    assert (row.why, row.address) == ("ConnectionRefusedError", "")
    assert verbs().count("message.failed") == 3 and Ask.objects.get().state == "asked"


def test_a_kind_that_nobody_registered_is_a_mistake(scene: Scene) -> None:
    with pytest.raises(KeyError):
        asked(scene, kind="no such kind")


def test_the_ladder_is_the_partnerships_own(scene: Scene) -> None:
    assert ladder_of(scene.where.pk) == LADDER
    services.set_ladder(rungs=[Rung(3, "chief"), Rung(2, "lead")], by=scene.chair, at=make.NOW)
    assert ladder_of(scene.where.pk) == (Rung(2, "lead"), Rung(3, "chief"))
    assert ladder_of(make.partnership().pk) == LADDER
    for wrong in ([], [Rung(0, "lead")], [Rung(1, "king")], [Rung(251, "lead")]):
        with pytest.raises(Refused, match="E1810"):
            services.set_ladder(rungs=wrong, by=scene.unit, at=make.NOW)


def told(of: Scene, row: Ask, **more: Any) -> AskAnswer:
    """An answer by telephone."""
    given = {
        "values": {"text": "We saw them twice."},
        "told_by_name": "Det. Sgt Roe",
        "told_how": "By telephone",
        **more,
    }
    return services.record_answer(row, by=of.unit, at=make.NOW, **given)


def test_an_answer_by_telephone_is_written_down_and_stands_like_any_other(scene: Scene) -> None:
    row = asked(scene)
    link, _ = link_sent(row)
    made = told(scene, row)
    assert (made.text, made.told_by_name, made.told_how) == ("We saw them twice.", "Det. Sgt Roe", "By telephone")
    assert made.answered_by_id == scene.unit.user, "whoever wrote it down is known"
    row.refresh_from_db()
    assert row.state == "answered" and not sending.open_until(row, make.TODAY)
    with pytest.raises(Refused, match="E1805"):
        told(scene, row, told_by_name="Another")
    assert not services.answer(link, values={"text": "Late."}, by=scene.unit, at=make.NOW)
    assert AskAnswer.objects.count() == 1


def test_nobody_writes_down_an_answer_without_who_gave_it_nor_of_another_partnership(scene: Scene) -> None:
    row = asked(scene)
    with pytest.raises(Refused, match="E1812"):
        told(scene, row, told_how=" ")
    far = make.actor(make.member(make.partnership("Another Partnership")))
    with pytest.raises(Refused, match="E1801"):
        services.record_answer(row, values={}, told_by_name="A", told_how="B", by=far, at=make.NOW)
    assert not AskAnswer.objects.exists()


def test_they_said_that_they_hold_nothing(scene: Scene) -> None:
    row = asked(scene)
    said = {"searched": "Niche", "searched_name": "P. Lee", "told_how": "By telephone"}
    made = services.record_nil(row, **said, by=scene.unit, at=make.NOW)
    row.refresh_from_db()
    assert (made.nil, made.told_by_name, row.state) == (True, "P. Lee", "nil")
