"""A round: who sees what, answers saved as they go and carried forward, by account and link; three scores kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.assurance import services
from throughline.assurance.models import AgencyReturn, AnswerScore, AssuranceRound, ReturnAnswer
from throughline.assurance.permissions import why_not_challenge, why_not_moderate
from throughline.assurance.queries.rounds import parts_of, returns_of
from throughline.assurance.services.answering import Said
from throughline.assurance.tests.scene import DUE, Scene, scene, words
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask, AskAnswer
from throughline.messages.queries import recipients
from throughline.messages.tests.asking import code_for, link_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    """The scene."""
    return scene()


def test_an_agency_sees_its_own_until_the_unit_shares(here: Scene) -> None:
    row, answer = here.challenging()
    police, health = here.of(row), here.of(row, "health")

    def seen(key: str) -> set[str]:
        return {names[one.agency_id] for one in returns_of(AssuranceRound.objects.get(), here.by(key), make.TODAY)}

    names = {here.agencies[key].pk: key for key in here.agencies}
    both = {"police", "health"}
    assert seen("health") == both and seen("police") == {"police"}  # health is the peer of police
    assert here.client("police").get(f"/agency-returns/{health.pk}/").status_code == 404
    assert here.client("police").get(f"/agency-returns/{police.pk}/").status_code == 200
    assert all(seen(key) == both for key in (COORDINATOR, CHAIR, SCRUTINEER))
    assert all(seen(key) == set() for key in ("council", ELECTED_MEMBER, ADMINISTRATOR))
    for address in ("", "results", "compare", "download/csv"):
        assert here.client("council").get(f"/rounds/{row.pk}/{address}").status_code == 404
    services.move_round(row, verb="share", by=here.by(), at=make.NOW)
    assert seen("police") == both and seen("council") == set()
    services.move_round(row, verb="unshare", reason="Too early.", by=here.by(), at=make.NOW)
    assert seen("police") == {"police"}
    assert answer.of_id == police.pk


def test_only_while_it_is_open_and_only_for_ones_own(here: Scene) -> None:
    row = here.round()
    police = here.of(row)
    line = parts_of(police)[0].lines[0]
    said = {line.name: Said(2, "x")}
    for key, why in (("health", "only for your own agency"), (SCRUTINEER, "may not answer for an agency")):
        with pytest.raises(Refused, match=why):
            services.save_answers(police, said=said, by=here.by(key), at=make.NOW)
    services.save_answers(police, said=said, by=here.by("police"), at=make.NOW)
    services.save_answers(police, said=said, by=here.by(), at=make.NOW)
    assert ReturnAnswer.objects.count() == 1
    with pytest.raises(Refused, match=r"Questions 1.2, 2.1, 2.2 are not answered"):
        services.send_answers(police, by=here.by("police"), at=make.NOW)
    for wrong, why in (
        (Said(9), "no level"),
        (Said(0), "why it does not apply"),
        (Said(None, same=True), "Nothing was"),
    ):
        with pytest.raises(Refused, match=why):
            services.save_answers(police, said={line.name: wrong}, by=here.by(), at=make.NOW)
    here.answered(row)
    with pytest.raises(Refused, match="The answers were sent"):
        services.save_answers(police, said=said, by=here.by("police"), at=make.NOW)
    services.send_back(police, reason="Show the figures.", by=here.by(), at=make.NOW)
    services.save_answers(police, said=said, by=here.by("police"), at=make.NOW)
    services.move_round(row, verb="close", by=here.by(), at=make.NOW)
    with pytest.raises(Refused, match="answers of this round are closed"):
        services.save_answers(police, said=said, by=here.by("police"), at=make.NOW)


def test_answers_and_uploads_are_carried_forward_and_must_be_confirmed(here: Scene) -> None:
    first = here.edition()
    last = here.round(first)
    client, police = here.client("police"), here.of(last)
    part = f"/agency-returns/{police.pk}/parts/1"
    names = [line.name for line in parts_of(police)[0].lines]
    file = SimpleUploadedFile("policy.txt", b"Our policy. Marrow.")
    sent = {names[0]: "3", f"{names[0]}_words": "A named lead.", f"{names[0]}_file": file, "once": "a"}
    assert client.post(part, sent)["Location"] == f"/agency-returns/{police.pk}/parts/2"
    page = words(client.get(f"/agency-returns/{police.pk}/"))
    assert "policy.txt" in page and "1 of 4" in page
    document = ReturnAnswer.objects.get().document
    assert document is not None
    seen = {key: here.client(key).get(f"/documents/{document.pk}/").status_code for key in ("police", "health")}
    assert seen == {"police": 200, "health": 404}
    here.answered(last, "police", 3)
    services.move_round(last, verb="close", by=here.by(), at=make.NOW)
    second = services.draft_next(first, note="One other.", by=here.by(), at=make.NOW)
    changed = second.standards.order_by("id")[1].questions.order_by("id")[1]
    services.change_question(changed, fields={"text": "Other?"}, version=1, by=here.by(), at=make.NOW)
    second = services.publish_edition(second, by=here.by(), at=make.NOW)
    now = here.round(second, make.NOW + timedelta(days=5), title="Section 11, again")
    mine = here.of(now)
    assert [line.state for one in parts_of(mine) for line in one.lines] == ["carried", "carried", "carried", ""]
    with pytest.raises(Refused, match=r"1.1, 1.2, 2.1 are carried forward"):
        services.send_answers(mine, by=here.by("police"), at=make.NOW)
    page = words(client.get(f"/agency-returns/{mine.pk}/parts/1"))
    assert "Still Green" in page and "Carried forward from last time" in page and "The file now: policy.txt" in page
    lines = [line for one in parts_of(mine) for line in one.lines]
    again = {lines[0].name: Said(None, same=True), lines[1].name: Said(1, "It slid.")}
    services.save_answers(mine, said=again, by=here.by("police"), at=make.NOW)
    rows = list(ReturnAnswer.objects.filter(of=mine).order_by("question__position"))
    assert [(row.level, row.words, row.document_id) for row in rows] == [
        (3, "We show 1.1.", document.pk),
        (1, "It slid.", None),
    ]
    assert all(row.carried is not None for row in rows)
    page = words(client.get(f"/agency-returns/{mine.pk}/"))
    assert "As last time, confirmed" in page and "Changed since last time" in page and "1 answer carried" in page


def test_an_audit_asks_the_same_of_each_case_and_carries_nothing(here: Scene) -> None:
    edition = here.edition("audit", "Neglect")
    with pytest.raises(Refused, match="An audit looks at a sample"):
        here.round(edition)
    row = here.round(edition, samples=["W-1", "W-2"])
    lines = [line for part in parts_of(here.of(row)) for line in part.lines]
    assert len(lines) == 8 and [part.title for part in parts_of(here.of(row))] == ["Case W-1", "Case W-2"]
    here.answered(row, "police", 1, 1, 1, 1, 3)
    page = words(here.client().get(f"/rounds/{row.pk}/results"))
    assert "1 of 2 agencies sent answers." in page and "Wexmoor Community Health" in page
    again = here.round(edition, make.NOW + timedelta(days=9), samples=["W-3"])
    assert {line.state for part in parts_of(here.of(again)) for line in part.lines} == {""}


def test_by_a_link_with_a_code_saved_so_far_then_sent(here: Scene, client: Client) -> None:
    row = here.round()
    police = here.of(row)
    to = recipients(here.where.pk, on=make.TODAY, agency=here.agencies["police"].pk)[0].key
    asked = services.ask_agency(police, to=to, by=here.by(), at=make.NOW)
    link, token = link_sent(asked)
    door = f"/ask/{token}/"
    import time_machine

    with time_machine.travel(make.NOW, tick=False):
        assert client.post(f"{door}code", {"code": code_for(link)}).status_code == 302
        page = words(client.get(f"{door}answer"))
        assert "Leadership question 1?" in page and "Save and finish later" in page
        lines = [line for part in parts_of(police) for line in part.lines]
        some = {lines[0].name: "3", f"{lines[0].name}_words": "Shown."}
        other = {f"{lines[0].name}_file": SimpleUploadedFile("policy.pdf", b"not what it says")}
        assert "There is a problem" in words(client.post(f"{door}answer", some | other | {"so_far": "1"}))
        sent = {f"{lines[0].name}_file": SimpleUploadedFile("policy.txt", b"Our policy. Marrow.")}
        assert client.post(f"{door}answer", some | sent | {"so_far": "1"}).status_code == 302
        assert (ReturnAnswer.objects.count(), Ask.objects.get().state) == (1, "opened")
        assert "Question" in words(client.post(f"{door}answer", some)) and here.of(row).state == "asked"
        every = {line.name: "2" for line in lines} | {f"{line.name}_words": "Said." for line in lines}
        assert client.post(f"{door}answer", every).status_code == 302
        assert (here.of(row).state, Ask.objects.get().state, ReturnAnswer.objects.count()) == ("sent", "answered", 4)
        assert client.post(f"{door}answer", every).status_code == 409
    made = ReturnAnswer.objects.order_by("id")[0]
    assert (made.made_by_id, made.level) == (here.by("police").user, 2)
    assert made.document is not None and made.document.name == "policy.txt", "it stays when the rest is sent"
    seen = {key: here.client(key).get(f"/documents/{made.document_id}/").status_code for key in ("police", "health")}
    assert seen == {"police": 200, "health": 404}


def test_nobody_waits_for_a_link_once_the_agency_answered_by_account(here: Scene) -> None:
    row = here.round()
    police, health = here.of(row), here.of(row, "health")
    asked = []
    for of in (police, health):
        to = recipients(here.where.pk, on=make.TODAY, agency=of.agency_id)[0].key
        asked.append(services.ask_agency(of, to=to, by=here.by(), at=make.NOW))
    here.answered(row, "police", 2)
    assert list(Ask.objects.order_by("id").values_list("state", flat=True)) == ["answered", "asked"]
    said = words(here.client().get(f"/messages/{asked[0].pk}/"))
    assert f"{here.by('police').name}, by account" in said
    assert AskAnswer.objects.get().answered_by_id == here.by("police").user


def test_three_scores_are_kept_and_nobody_moderates_their_own(here: Scene) -> None:
    row, answer = here.challenging()
    at, on = make.NOW, make.TODAY
    with pytest.raises(Refused, match="your own agency"):
        services.challenge_answer(answer, level=1, reason="x", by=here.by("police"), at=at)
    with pytest.raises(Refused, match="gives itself"):
        services.challenge_answer(answer, level=3, reason="x", by=here.by("health"), at=at)
    with pytest.raises(Refused, match="needs its reason"):
        services.challenge_answer(answer, level=1, reason=" ", by=here.by("health"), at=at)
    services.challenge_answer(answer, level=1, reason="No figures.", by=here.by("health"), at=at)
    with pytest.raises(Refused, match="challenge is not settled"):
        services.move_round(row, verb="share", by=here.by(), at=at)
    with pytest.raises(Refused, match="challenged already"):
        services.move_round(row, verb="reopen", reason="x", by=here.by(), at=at)
    both = make.member(here.where, CHAIR)
    make.membership(both, here.where, AGENCY_LEAD, agency=here.agencies["police"])
    assert "your own agency" in (why_not_moderate(actor=make.actor(both), thing=answer, on=on) or "")
    assert "may not moderate" in (why_not_moderate(actor=here.by("health"), thing=answer, on=on) or "")
    page = words(here.client().get(f"/return-answers/{answer.pk}/moderate"))
    assert "No figures." in page and "Their own score" in page
    services.moderate_answer(answer, level=2, reason="Some figures came.", by=here.by(CHAIR), at=at)
    answer.refresh_from_db()
    assert (answer.level, answer.state) == (3, "moderated")
    assert list(AnswerScore.objects.order_by("id").values_list("stage", "level", "agency")) == [
        ("challenge", 1, here.agencies["health"].pk),
        ("moderation", 2, None),
    ]
    page = words(here.client().get(f"/agency-returns/{answer.of_id}/"))
    assert "Wexmoor Community Health: No figures." in page and "Some figures came." in page
    other = ReturnAnswer.objects.filter(of=answer.of).order_by("id")[1]
    assert why_not_challenge(actor=here.by(SCRUTINEER), thing=other, on=on) is None
    assert why_not_challenge(actor=here.by(COORDINATOR), thing=other, on=on) is not None


def test_whoever_wrote_for_the_agency_does_not_moderate_it(here: Scene) -> None:
    row = here.round()
    police = here.of(row)
    lines = [line for part in parts_of(police) for line in part.lines]
    services.save_answers(police, said={one.name: Said(3, "x") for one in lines}, by=here.by(), at=make.NOW)
    services.send_answers(police, by=here.by(CHAIR), at=make.NOW)
    services.move_round(row, verb="close", by=here.by(), at=make.NOW)
    answer = ReturnAnswer.objects.order_by("id")[0]
    services.challenge_answer(answer, level=1, reason="No.", by=here.by(SCRUTINEER), at=make.NOW)
    for key in (COORDINATOR, CHAIR):
        with pytest.raises(Refused, match="You wrote this answer"):
            services.moderate_answer(answer, level=1, reason="x", by=here.by(key), at=make.NOW)
    third = make.actor(make.member(here.where))
    services.moderate_answer(answer, level=1, reason="x", by=third, at=make.NOW)


def test_a_round_is_opened_through_its_form_and_its_pages_ask_little(here: Scene) -> None:
    client, edition = here.client(), here.edition()
    agencies = [str(here.agencies[key].pk) for key in ("police", "health")]
    sent = {"edition": str(edition.pk), "title": "Section 11", "agencies": agencies, "once": "a"}
    day = {"due_on_day": "30", "due_on_month": "4", "due_on_year": str(DUE.year + 5)}
    for _ in range(2):
        to = client.post("/rounds/new", sent | day)["Location"]
    row = AssuranceRound.objects.get()
    assert row.case.reference.startswith("S11-") and row.questions.count() == 4
    police, health = here.of(row), here.of(row, "health")
    assert client.post(f"{to}peers", {f"peer_{police.pk}": str(health.agency_id), "once": "b"}).status_code == 302
    assert here.of(row).peer_id == health.agency_id
    stale = AgencyReturn.objects.get(pk=police.pk)
    services.name_peers(row, peers={police.pk: 0}, by=here.by(CHAIR), at=make.NOW)
    services.name_peers(row, peers={police.pk: health.agency_id}, by=here.by(), at=make.NOW)
    assert here.of(row).version == stale.version + 2
    with pytest.raises(Refused, match="another agency that is asked"):
        services.name_peers(row, peers={police.pk: police.agency_id}, by=here.by(), at=make.NOW)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    addresses = (to, f"{to}results", f"{to}compare", f"/agency-returns/{police.pk}/", "/assurance/")
    few = [statements(one) for one in addresses]
    here.answered(row, "police", 1)
    here.answered(row, "health", 3)
    more = [statements(one) for one in addresses]
    assert max(a - b for a, b in zip(more, few, strict=True)) <= 2, (few, more)
