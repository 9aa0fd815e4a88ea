"""What answers, committees and national bodies ask of a person stands on home, in open ends and in the calendar."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER
from throughline.actionplans.services import Ending, move_action
from throughline.casefile.queries.answering import answers_due
from throughline.casefile.queries.unpublished import unpublished_ends
from throughline.findings.services import record_resolution
from throughline.national.services import add_ask, move_ask
from throughline.reporting.services import make_progress_report
from throughline.responses import services
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
LATE = make.TODAY - timedelta(days=7)


@pytest.fixture(autouse=True)
def today() -> Any:
    """It is the day of the factories."""
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def review() -> Review:
    """A review."""
    return records.review(make.coordinator())


def actor(review: Review, role: str = "coordinator") -> Any:
    """Somebody of the review's partnership."""
    return make.actor(make.member(review.case.partnership, role))


def client(review: Review, role: str = "coordinator") -> Client:
    """Somebody of the review's partnership, signed in."""
    return signed_in(make.member(review.case.partnership, role))


def words(response: Any) -> str:
    """What the page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())


def test_a_late_answer_and_a_draft_to_agree_are_on_home(review: Review) -> None:
    by, row = actor(review), records.recommendation(review, actor(review))
    services.set_answer_due([row], due_on=LATE, by=by, at=make.NOW)
    home = words(client(review).get("/"))
    assert "Write the answer to Recommendation 1 of Child Alder" in home
    assert "5 working days late" in home and "The answer was due Thursday 5 March 2026." in home
    services.draft_response(row, answer="accepted", day_on=make.TODAY, by=by, at=make.NOW)
    assert "Agree the answer to a recommendation of Child Alder" in words(client(review, CHAIR).get("/"))
    assert [one.what for one in answers_due(by, make.TODAY)] == ["an answer is due"]
    assert answers_due(actor(review, AGENCY_LEAD), make.TODAY) == []


def test_a_late_reply_and_an_author_not_told_are_on_home(review: Review) -> None:
    by = actor(review)
    given: dict[str, Any] = {"kind": "concern", "to_name": "The department", "text": "Link the registers."}
    row = add_ask(review=review, **given, reply_due_on=LATE, by=by, at=make.NOW)
    assert "The department" not in words(client(review).get("/"))
    move_ask(row, state="sent", by=by, at=make.NOW)
    assert "Ask The department for its reply" in words(client(review).get("/"))
    assert [one.what for one in answers_due(by, make.TODAY)] == ["a national reply is due"]
    move_ask(row, state="replied", says="Yes.", by=by, at=make.NOW)
    assert "Tell the author what The department replied" in words(client(review).get("/"))
    move_ask(row, state="told", by=by, at=make.NOW)
    assert "The department" not in words(client(review).get("/"))


def test_what_a_committee_was_asked_is_an_open_end_until_something_became_of_it(review: Review) -> None:
    by = actor(review)
    row = records.committee_recommendation(review, by, body_name="Cabinet")
    unit, pages = client(review), (f"/reviews/{review.pk}/open-ends", "/open-ends/")

    def ends() -> list[str]:
        return [words(unit.get(page)) for page in pages]

    assert all("Cabinet has resolved nothing on what it was asked." in one for one in ends())
    record_resolution(row, resolved="RESOLVED: to report back.", by=by, at=make.NOW)
    assert all("Nobody follows up what Cabinet resolved." in one for one in ends())
    assert "Say what becomes of what the Cabinet resolved" in words(unit.get("/"))
    follow: dict[str, Any] = {"by": by, "at": make.NOW}
    services.follow_up(row, state="followed", owner_name="Head of the unit", due_on=LATE, **follow)
    assert all("What Cabinet resolved is late." in one for one in ends())
    assert "Say what became of what the Cabinet resolved" in words(unit.get("/"))
    services.follow_up(row, state="done", says="It went back.", **follow)
    assert not any("Cabinet" in one for one in ends())
    assert "Cabinet resolved" not in words(unit.get("/"))


def test_dissent_and_national_asks_stand_in_the_thread_and_held_words_do_not(review: Review) -> None:
    by, row = actor(review), records.recommendation(review, actor(review))
    given: dict[str, Any] = {"review": review, "whose": "family", "recommendation": row, "by": by, "at": make.NOW}
    services.add_dissent(**given, who="Aunt", text="It was not so.", is_printed=True)
    services.add_dissent(**given, who="Grandmother", text="Never say this.", held_because="She asked.")
    page = words(client(review).get(f"/reviews/{review.pk}/thread"))
    assert "It was not so." in page and "Somebody disagrees. It is held, with the reason." in page
    assert "Never say this." not in page and "Grandmother" not in page


def test_what_will_not_be_done_stands_open_until_a_report_says_why(review: Review) -> None:
    by, chair = actor(review), actor(review, CHAIR)
    asked, action = records.recommendation(review, by, number="3"), records.action(review, by, number="8")
    given = {"answer": "not_agreed", "reason": "It is done already.", "day_on": LATE}
    answer = services.draft_response(asked, by=by, at=make.NOW, **given)
    assert unpublished_ends(by, make.TODAY, [review.pk]) == {}, "a draft is no answer"
    services.move_response(answer, state="agreed", by=chair, at=make.NOW)
    ending = Ending("not_implemented")
    move_action(action, state="stopped", reason="There is no money for it.", ending=ending, by=by, at=make.NOW)
    other = records.action(review, by, number="9")
    move_action(other, state="stopped", reason="It merged.", ending=Ending("superseded"), by=by, at=make.NOW)
    page = words(client(review).get(f"/reviews/{review.pk}/open-ends"))
    assert "Recommendation 3 was rejected, and no report says why." in page
    assert "Action 8 will not be implemented, and no report says why." in page and "Action 9 will not" not in page
    assert "Action 8 will not be implemented" in words(client(review).get("/open-ends/"))
    assert unpublished_ends(actor(review, ELECTED_MEMBER), make.TODAY, [review.pk]) == {}
    make_progress_report(review, on=make.TODAY, media="docx", partnership_name="Wexmoor", by=by, at=make.NOW)
    assert unpublished_ends(by, make.TODAY, [review.pk]) == {}
