"""The door behind a link: it names nothing, opens nothing by itself, and tells nobody which links there are."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.signing_in import second_factor, signed_in
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused
from throughline.messages import rules, sending, services
from throughline.messages.forms import QuestionForm
from throughline.messages.kinds import _KINDS, Kind, register
from throughline.messages.models import Ask, AskAnswer, AskCode, AskOpening, Message
from throughline.messages.services import opening
from throughline.messages.tests import asking
from throughline.messages.tests.asking import Scene, asked, code_for, link_sent, send_all
from throughline.messages.views.door import A_CODE, AN_ANSWER, COOKIE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TOLD = ("Marrow", "WX-2026-04", "Kapoor", "Adeyemi", "Wexmoor")


@pytest.fixture
def scene() -> Scene:
    return asking.scene()


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(make.NOW, tick=False) as travelling:
        yield travelling


def verbs(chain: int | None = None) -> list[str]:
    rows = Event.objects.order_by("id") if chain is None else Event.objects.filter(chain=chain).order_by("id")
    return [verb for verb in rows.values_list("verb", flat=True) if verb.startswith("ask.")]


def page(response: Any) -> str:
    """What the page says, without what is new on every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def open_form(of: Ask, client: Client) -> str:
    """The client went through the door of that ask; the address of the form."""
    link, token = link_sent(of)
    answer = client.post(f"/ask/{token}/code", {"code": code_for(link)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_from_the_letter_to_the_answer(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    token = asking.token_in(send_all()[0])
    client = Client()
    door = client.get(f"/ask/{token}/")
    assert door.status_code == 200 and not any(word in page(door) for word in TOLD)
    assert client.get(f"/ask/{token}/answer")["Location"] == f"/ask/{token}/"
    assert client.post(f"/ask/{token}/")["Location"] == f"/ask/{token}/code"
    (letter,) = send_all()
    assert letter.recipients() == ["anil@health.example"] and not any(word in letter.body for word in TOLD)
    code = asking.code_in(letter)
    assert not any(word in page(client.get(f"/ask/{token}/code")) for word in TOLD)
    answer = client.post(f"/ask/{token}/code", {"code": f"{code[:4]} {code[4:]}"})
    assert answer["Location"] == f"/ask/{token}/answer"
    form = client.get(f"/ask/{token}/answer")
    assert form.status_code == 200 and "Did you know Marrow Child?" in page(form)
    assert client.post(f"/ask/{token}/answer", {"text": ""}).status_code == 200
    sent = client.post(f"/ask/{token}/answer", {"text": "We saw her twice."})
    assert "Your answer is in" in page(client.get(sent["Location"]))
    row.refresh_from_db()
    kept = AskAnswer.objects.get()
    assert (row.state, kept.text, kept.nil, kept.answered_by_id) == ("answered", "We saw her twice.", False, row.to_id)
    assert [one.state for one in row.states.order_by("id")] == ["asked", "sent", "opened", "answered"]
    told = verbs(scene.where.pk)
    came = ["ask.added", "ask.link_opened", "ask.link_opened", "ask.code_asked"]
    assert told[:4] == came, "the door and the step through it are told of before any code"
    assert [verb for verb in told if verb != "ask.link_opened"] == [
        "ask.added",
        "ask.code_asked",
        "ask.opened",
        "ask.answered",
    ]
    by = Event.objects.get(verb="ask.answered")
    assert (by.actor, by.actor_name, by.case) == (row.to_id, "Anil Kapoor", scene.case.pk)
    assert client.get(f"/ask/{token}/").status_code == 410, "it is used up"


def test_a_nil_return_says_what_was_searched_and_by_whom(scene: Scene, clock: Any) -> None:
    row, client = asked(scene), Client()
    address = open_form(row, client)
    refused = client.post(address, {"nil": "1", "nil-searched": "", "nil-searched_name": ""})
    assert refused.status_code == 200 and "Error:" in page(refused) and not AskAnswer.objects.exists()
    client.post(address, {"nil": "1", "nil-searched": "RiO and EMIS, since 2019.", "nil-searched_name": "J. Osei"})
    kept = AskAnswer.objects.get()
    assert (kept.nil, kept.searched, kept.searched_name) == (True, "RiO and EMIS, since 2019.", "J. Osei")
    row.refresh_from_db()
    assert row.state == "nil" and "ask.nil" in verbs()


def test_the_cookie_is_for_this_ask_an_hour_and_no_script(scene: Scene, clock: Any) -> None:
    client = Client()
    address = open_form(asked(scene), client)
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["max-age"], cookie["samesite"]) == (address.removesuffix("answer"), 3600, "Lax")
    assert cookie["httponly"]
    clock.shift(HOUR - timedelta(seconds=1))
    assert client.get(address).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get(address).status_code == 302, "the hour is over"
    assert client.post(address, {"text": "Too late."}).status_code == 302 and not AskAnswer.objects.exists()


def test_what_a_code_opened_opens_nothing_else(scene: Scene, clock: Any) -> None:
    client = Client()
    open_form(asked(scene), client)
    _, other = link_sent(asked(scene, question="Another?"))
    assert client.get(f"/ask/{other}/answer").status_code == 302
    assert client.get("/")["Location"].startswith("/sign-in/")
    client.cookies[COOKIE] = "1:forged:signature"
    assert client.get(f"/ask/{other}/answer").status_code == 302
    client.cookies[COOKIE] = str(AskOpening.objects.latest("id").pk)
    assert client.get(f"/ask/{other}/answer").status_code == 302


def test_forwarded_to_somebody_else_it_fails_at_the_code(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    _, token = link_sent(row)
    nosy = make.member(scene.where, name="Nosy")
    second_factor(nosy)
    client = signed_in(nosy)
    assert client.get(f"/ask/{token}/answer").status_code == 302
    client.post(f"/ask/{token}/")
    assert all(letter.recipients() == ["anil@health.example"] for letter in send_all())
    assert client.post(f"/ask/{token}/code", {"code": "12345678"}).status_code == 200
    # a code that the same person got for another ask of theirs is none for this one
    other, _ = link_sent(asked(scene, question="Another?"))
    assert client.post(f"/ask/{token}/code", {"code": code_for(other)}).status_code == 200
    assert client.get(f"/ask/{token}/answer").status_code == 302
    assert "ask.opened" not in verbs()


def test_guessed_used_withdrawn_and_run_out_look_alike_and_cost_alike(scene: Scene, clock: Any) -> None:
    def over(**to: Any) -> str:
        row = asked(scene, **to)
        return link_sent(row)[1]

    withdrawn, expired, answered = over(), over(), over()
    services.withdraw_ask(Ask.objects.order_by("id")[0], by=scene.unit, at=make.NOW)
    Ask.objects.filter(pk=Ask.objects.order_by("id")[1].pk).update(open_until=make.TODAY - timedelta(days=1))
    Ask.objects.filter(pk=Ask.objects.order_by("id")[2].pk).update(state="answered")
    seen, cost = set(), set()
    for token in ("a-guess", withdrawn, expired, answered, "x" * 500):
        for address in (f"/ask/{token}/", f"/ask/{token}/code"):
            client = Client()
            client.get("/ask/warm/")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = client.get(address)
            assert response.status_code == 410
            seen.add(page(response))
            cost.add(len(queries))
    assert len(seen) == 1
    assert len(cost) == 1, cost
    assert Event.objects.filter(verb="ask.link_refused", chain=0).count() >= 4, "guesses stand in the system's chain"
    why = Event.objects.filter(verb="ask.link_refused", chain=scene.where.pk).values_list("details", flat=True)
    assert {one["why"] for one in why} == {"withdrawn", "expired", "answered"}


def test_who_guesses_is_held_off(scene: Scene, clock: Any) -> None:
    client = Client()
    answers = [client.get(f"/ask/guess-{n}/").status_code for n in range(61)]
    assert answers == [410] * 60 + [429]


def test_a_code_is_tried_five_times(scene: Scene, clock: Any) -> None:
    link, token = link_sent(asked(scene))
    code = code_for(link)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    client = Client()
    for _ in range(rules.CODE_TRIES):
        assert client.post(f"/ask/{token}/code", {"code": wrong}).status_code == 200
    assert client.post(f"/ask/{token}/code", {"code": code}).status_code == 200, "right, and too late"
    assert verbs().count("ask.code_refused") == rules.CODE_TRIES + 1
    assert client.post(f"/ask/{token}/code", {"code": code_for(link)}).status_code == 302, "a new one works"


def test_a_code_works_once_for_ten_minutes_and_only_the_newest(scene: Scene) -> None:
    link, _ = link_sent(asked(scene))

    def tried(code: str, at: datetime) -> bool:
        return opening.try_code(link, code=code, at=at) is not None

    old, new = code_for(link), code_for(link)
    assert not tried(old, make.NOW)
    assert not tried(new, make.NOW + rules.CODE_STANDS)
    assert tried(new, make.NOW + rules.CODE_STANDS - timedelta(seconds=1))
    assert not tried(new, make.NOW), "used"
    assert not tried("", make.NOW)
    kept = AskCode.objects.latest("id")
    assert new not in kept.hash and len(kept.hash) == 64


def test_the_ten_minutes_begin_when_the_code_goes_out(scene: Scene) -> None:
    link, _ = link_sent(asked(scene))
    services.send_code(link, at=make.NOW)
    assert opening.try_code(link, code="", at=make.NOW) is None, "nothing has no hash"
    mail.outbox.clear()
    sending.send(Message.objects.latest("id").pk, make.NOW + HOUR)
    assert opening.try_code(link, code=asking.code_in(mail.outbox[0]), at=make.NOW + HOUR) is not None


def test_five_codes_an_hour(scene: Scene, clock: Any) -> None:
    _, token = link_sent(asked(scene))
    client = Client()
    assert [client.post(f"/ask/{token}/").status_code for _ in range(6)] == [302] * 5 + [429]
    assert verbs()[-1] == "ask.held_off"
    clock.shift(HOUR + timedelta(seconds=1))
    assert client.post(f"/ask/{token}/").status_code == 302


def test_of_two_answers_at_once_one_has_an_effect(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    one, two = Client(), Client()
    first, second = open_form(row, one), open_form(row, two)
    assert one.post(first, {"text": f"From {first}"}).status_code == 302
    late = two.post(second, {"text": "Mine too."})
    assert late.status_code == 409 and "was not added" in page(late)
    assert AskAnswer.objects.get().text == f"From {first}"
    row.refresh_from_db()
    assert row.state == "answered" and verbs().count("ask.answered") == 1
    link, _ = link_sent(row)
    by = opening.person_of(link)
    assert not services.answer(link, values={"text": "Again."}, by=by, at=make.NOW)
    assert not services.return_nil(link, searched="x", searched_name="y", by=by, at=make.NOW)
    assert AskAnswer.objects.count() == 1 and verbs().count("ask.used_twice") == 3


def test_what_a_kind_refuses_stands_on_the_form_and_nothing_is_written(scene: Scene, clock: Any) -> None:
    def refuse(**_: Any) -> None:
        raise Refused("E1899", "That cannot be kept.", "Say it otherwise.")

    register(Kind(key="test.refuses", title="A title", form=QuestionForm, answer=refuse, offers_nil=False))
    try:
        row, client = asked(scene, kind="test.refuses"), Client()
        address = open_form(row, client)
        response = client.post(address, {"text": "My words."})
        assert "That cannot be kept. Say it otherwise." in page(response) and "My words." in page(response)
        assert not AskAnswer.objects.exists()
        row.refresh_from_db()
        assert row.state == "opened"
        with pytest.raises(Refused, match="E1807"):
            link, _ = link_sent(row)
            services.return_nil(link, searched="x", searched_name="y", by=opening.person_of(link), at=make.NOW)
        with pytest.raises(ValueError, match="Two things"):
            register(Kind(key="test.refuses", title="Another", form=QuestionForm, answer=refuse))
    finally:
        del _KINDS["test.refuses"]


def test_a_deputy_answers_by_a_link_of_their_own(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    chief = scene.may_ask(scene.health, "chief")
    services.escalate(row, to=chief.key, by=scene.unit, at=make.NOW)
    token = next(asking.token_in(one) for one in send_all() if one.recipients() == ["grace@health.example"])
    client = Client()
    client.post(f"/ask/{token}/")
    (letter,) = send_all()
    assert letter.recipients() == ["grace@health.example"]
    client.post(f"/ask/{token}/code", {"code": asking.code_in(letter)})
    client.post(f"/ask/{token}/answer", {"text": "From the top."})
    assert AskAnswer.objects.get().answered_by_id == chief.user


@pytest.mark.parametrize(("page", "most"), [("", A_CODE), ("code", A_CODE), ("answer", AN_ANSWER)])
def test_behind_a_link_no_more_is_taken_than_its_form_holds(scene: Scene, page: str, most: int) -> None:
    row = asked(scene)
    path = f"{sending.new_link(row, row.to, make.NOW)}{page}"
    words = min(most, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)  # the rest is for a file
    for size, taken in ((words - 300, True), (most + 1, False)):
        answer = Client().post(path, {"text": "x" * size})
        assert (answer.status_code != 413) == taken
    file = SimpleUploadedFile("big.csv", b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1000))
    assert (Client().post(path, {"file": file}).status_code != 413) == (page == "answer")
