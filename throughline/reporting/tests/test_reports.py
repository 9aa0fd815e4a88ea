"""A report shows the record as it stood on its day, to those who may make it, and nothing that is hidden."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pypdfium2
import pytest
from django.http import Http404

from tests import factories
from tests.factories import NOW, TODAY
from tests.signing_in import signed_in
from throughline.access.roles import CHAIR
from throughline.actionplans.services import Ending, add_action, move_action
from throughline.audit.models import Event
from throughline.documents.rendering.structure import faults
from throughline.findings.services import add_finding, add_recommendation, tie, untie
from throughline.impact.services import Consent, add_measure, add_reading, add_statement
from throughline.kernel.actor import Actor
from throughline.kernel.colours import WHITE, contrast
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership, User
from throughline.reporting.queries import find_review, material, report_on
from throughline.reporting.services import make_progress_report, set_brand, write_for_report
from throughline.responses.services import add_dissent, draft_response, move_response
from throughline.reviews.models import Review
from throughline.reviews.services import change_record, open_review, withdraw_record

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)
LATER_DAY = TODAY + timedelta(days=10)


class World:
    """A partnership's coordinator and a review with one finding that has all that a report can tell."""

    def __init__(self) -> None:
        self.home: Partnership = factories.partnership()
        self.by: Actor = factories.coordinator(self.home)
        self.review: Review = open_review(
            partnership=self.home, kind="lcspr", name="Alder", subjects=[("Alder", (), None)], by=self.by, at=NOW
        )
        said: dict[str, Any] = {"review": self.review, "by": self.by, "at": NOW}
        self.finding = add_finding(number="1", text="Nobody asked who lived in the home.", **said)
        self.progress = add_statement(
            kind="progress", text="A household record was agreed.", finding=self.finding, **said
        )
        add_statement(kind="impact", text="Workers start from one record.", finding=self.finding, **said)
        add_statement(
            kind="case_study",
            text="A family moved twice.",
            outcome="The team knew.",
            finding=self.finding,
            consent=Consent(why_none="Told in the review’s report."),
            **said,
        )

    def make(self, media: str = "pdf", on: date = TODAY, by: Actor | None = None, at: datetime = NOW) -> bytes:
        return make_progress_report(
            self.review,
            on=on,
            media=media,  # type: ignore[arg-type]
            partnership_name="Wexmoor Safeguarding Children Partnership",
            by=by or self.by,
            at=at,
        ).data

    def page(self) -> str:
        return f"/reviews/{self.review.pk}/report"

    def words(self, on: date) -> str:
        return str(report_on(self.review, on=on, today=LATER_DAY))


@pytest.fixture
def world() -> World:
    return World()


def pdf_text(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_word_and_pdf_say_the_same_and_hold_nothing_hidden(world: World) -> None:
    pdf, word = world.make("pdf"), world.make("docx")
    assert faults(pdf) == []
    shown = docx.Document(BytesIO(word))
    for words in (
        "Finding 1",
        "Nobody asked who lived in the home.",
        "A household record was agreed.",
        "The team knew.",
    ):
        assert words in pdf_text(pdf)
        assert any(words in paragraph.text for paragraph in shown.paragraphs)
    assert "Copy for" in pdf_text(pdf)
    names = zipfile.ZipFile(BytesIO(word)).namelist()
    assert not [name for name in names if "comments" in name or "customXml" in name or "vba" in name.lower()]
    styles = zipfile.ZipFile(BytesIO(word)).read("word/styles.xml")
    assert re.findall(rb'<w:lang w:val="([^"]+)"', styles) == [b"en-GB"]
    body = zipfile.ZipFile(BytesIO(word)).read("word/document.xml")
    assert not [mark for mark in (b"<w:ins ", b"<w:del ", b"<w:vanish", b"{%", b"{{") if mark in body]


def test_it_shows_the_record_as_it_stood_on_the_day(world: World) -> None:
    change_record(world.finding, fields={"text": "Nobody asked, twice."}, version=1, by=world.by, at=LATER)
    withdraw_record(world.progress, reason="Said of another review.", by=world.by, at=LATER)
    add_statement(
        review=world.review, kind="progress", text="A form was changed.", finding=world.finding, by=world.by, at=LATER
    )
    then, now = world.words(TODAY), world.words(LATER_DAY)
    assert "Nobody asked who lived in the home." in then
    assert "Nobody asked, twice." in now
    assert "A household record was agreed." in then
    assert "A household record was agreed." not in now
    assert "A form was changed." not in then
    assert "A form was changed." in now


def test_actions_and_measures_are_told_under_the_finding_they_answer(world: World) -> None:
    action = add_action(
        review=world.review, number="5", text="Agree the route", owner_name="Health", due_on=date(2026, 7, 31),
        findings=[world.finding], by=world.by, at=NOW,
    )  # fmt: skip
    measure = add_measure(
        review=world.review, number="1", text="Appointments followed up", unit="%", findings=[world.finding],
        by=world.by, at=NOW,
    )  # fmt: skip
    add_reading(measure, value=42, date_text="June 2024", date_iso="2024-06", baseline=True, by=world.by, at=NOW)
    add_reading(measure, value=64, date_text="February 2026", date_iso="2026-02", by=world.by, at=NOW)
    move_action(action, state="under_way", by=world.by, at=LATER)
    assert "Action 5: Agree the route. Owner: Health. Due 31 July 2026. Not started." in world.words(TODAY)
    assert "Action 5: Agree the route. Owner: Health. Due 31 July 2026. Under way." in world.words(LATER_DAY)
    assert "Measured: Appointments followed up: 42% (June 2024) to 64% (February 2026)." in world.words(TODAY)


def word_paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_why_something_is_not_done_is_printed_in_the_word_file_and_marked_as_published(world: World) -> None:
    said: dict[str, Any] = {"review": world.review, "by": world.by, "at": NOW}
    chair = factories.actor(factories.member(world.home, CHAIR))
    asked = add_recommendation(number="2", text="Give every school a nurse.", **said)
    answer = draft_response(
        asked, answer="not_agreed", reason="There are no nurses to be had.", day_on=TODAY, by=world.by, at=NOW
    )
    assert "There are no nurses" not in world.words(TODAY)
    move_response(answer, state="agreed", by=chair, at=NOW)
    action = add_action(number="4", text="Buy a new system.", **said)
    ending = Ending(grade="not_implemented")
    move_action(action, state="stopped", reason="The budget was cut.", ending=ending, by=world.by, at=NOW)
    dissent: dict[str, Any] = {**said, "whose": "family", "text": "We said so at the time."}
    add_dissent(**dissent, who="Grandmother", is_printed=True, recommendation=asked)
    add_dissent(**{**dissent, "text": "Not for print."}, who="Aunt", held_because="She asked.")
    page = " ".join(signed_in(User.objects.get(pk=world.by.user)).get(world.page()).content.decode().split())
    assert page.count("In no report yet") == 2
    shown = word_paragraphs(world.make("docx"))
    for words in (
        "Recommendation 2, rejected",
        "There are no nurses to be had.",
        "Action 4, not implemented",
        "The budget was cut.",
        "Grandmother",
        "About recommendation 2.",
        "We said so at the time.",
    ):
        assert words in shown, words
    assert sum("This reason is published in this report." in one for one in shown) == 2
    assert not any("Not for print." in one or "Aunt" in one for one in shown)
    assert "The budget was cut." in pdf_text(world.make("pdf"))
    page = " ".join(signed_in(User.objects.get(pk=world.by.user)).get(world.page()).content.decode().split())
    assert "In no report yet" not in page and page.count("In the progress report of") == 2
    for row in (f"/actions/{action.pk}/", f"/recommendations/{asked.pk}/"):
        told = signed_in(User.objects.get(pk=world.by.user)).get(row).content.decode()
        assert "The reason was published in a progress report." in told
    assert "The budget was cut." not in world.words(TODAY - timedelta(days=1))


def test_ties_are_those_of_the_day(world: World) -> None:
    other = add_finding(review=world.review, number="2", text="Nobody rang back.", by=world.by, at=NOW)
    action = add_action(
        review=world.review, number="5", text="Agree the route", findings=[world.finding], by=world.by, at=NOW
    )
    measure = add_measure(review=world.review, text="Calls returned", unit="%", findings=[other], by=world.by, at=NOW)
    add_reading(measure, value=42, baseline=True, date_iso="2026-01", by=world.by, at=NOW)
    untie(action, world.finding, by=world.by, at=LATER)
    tie(action, other, by=world.by, at=LATER)
    change_record(measure, fields={"findings": [world.finding, other]}, version=1, by=world.by, at=LATER)
    untie(measure, other, by=world.by, at=LATER)

    def told(on: date) -> dict[str, list[str]]:
        found = material(world.review, on=on, today=LATER_DAY).findings
        return {one.number: [said.text.split(":")[0] for said in one.said if ":" in said.text] for one in found}

    assert told(TODAY) == {"1": ["Action 5"], "2": ["Measured"]}
    assert told(LATER_DAY) == {"1": ["Measured"], "2": ["Action 5"]}


def test_what_a_statement_was_about_is_that_of_the_day(world: World) -> None:
    other = add_finding(review=world.review, number="2", text="Nobody rang back.", by=world.by, at=NOW)
    change_record(world.progress, fields={"finding": other}, version=1, by=world.by, at=LATER)

    def about(on: date) -> list[str]:
        found = material(world.review, on=on, today=LATER_DAY).findings
        return [one.number for one in found for said in one.said if said.text == "A household record was agreed."]

    assert (about(TODAY), about(LATER_DAY)) == (["1"], ["2"])


def test_a_reading_stands_until_it_is_corrected(world: World) -> None:
    measure = add_measure(review=world.review, text="Calls", unit="%", findings=[world.finding], by=world.by, at=NOW)
    when: dict[str, Any] = {"baseline": True, "date_iso": "2026-01"}
    wrong = add_reading(measure, value=42, by=world.by, at=NOW, **when)
    add_reading(measure, value=24, corrects=wrong, by=world.by, at=LATER, **when)
    assert "Measured: Calls: 42%" in world.words(TODAY)
    assert "Measured: Calls: 24%" in world.words(LATER_DAY)


def test_a_bare_figure_alone_is_not_printed_as_something_that_was_measured(world: World) -> None:
    measure = add_measure(review=world.review, text="Calls", unit="%", findings=[world.finding], by=world.by, at=NOW)
    add_reading(measure, value=42, why_bare="The text gives none.", by=world.by, at=NOW)
    assert "Measured" not in world.words(TODAY)


def test_it_is_an_event_with_the_hash_of_what_was_made(world: World) -> None:
    made = make_progress_report(
        world.review, on=TODAY, media="pdf", partnership_name="Wexmoor", by=world.by, at=NOW
    )  # fmt: skip
    event = Event.objects.get(verb="report.made")
    assert event.details["sha256"] == made.sha256
    assert (event.actor, event.case) == (world.by.user, world.review.case_id)


@pytest.mark.parametrize(("on", "number"), [(LATER_DAY, "E1601"), (TODAY - timedelta(days=1), "E1602")])
def test_a_day_that_the_record_cannot_speak_of_is_refused(world: World, on: date, number: str) -> None:
    with pytest.raises(Refused) as refused:
        world.make(on=on)
    assert refused.value.number == number


@pytest.mark.parametrize("role", ["agency_lead", "elected_member", "administrator"])
def test_who_may_not_make_a_report_is_told_so(world: World, role: str) -> None:
    with pytest.raises(Refused) as refused:
        world.make(by=factories.actor(factories.member(world.home, role)))
    assert refused.value.number == "E1502"


def test_a_reference_finds_only_what_the_person_may_see(world: World) -> None:
    reference = world.review.case.reference
    assert find_review(reference, actor=world.by, on=TODAY) == world.review
    with pytest.raises(Http404):
        find_review(reference, actor=factories.coordinator(), on=TODAY)
    open_review(
        case=world.review.case, partnership=world.home, kind="thematic_review", name="Alder too", by=world.by, at=NOW
    )
    with pytest.raises(Refused) as refused:
        find_review(reference, actor=world.by, on=TODAY)
    assert f"#{world.review.pk} Alder" in str(refused.value)
    assert find_review(f"#{world.review.pk}", actor=world.by, on=TODAY) == world.review


def test_a_colour_that_cannot_be_read_is_refused(world: World) -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#ffffff", WHITE) == pytest.approx(1)
    for colour in ("#f0e68c", "red", "#12345"):
        with pytest.raises(Refused):
            set_brand(colour=colour, line="", by=world.by, at=NOW)
    set_brand(colour="#5a2d82", line="Learn together", by=world.by, at=NOW)
    assert "Learn together" in pdf_text(world.make())
    assert faults(world.make()) == []


def client_of(world: World) -> Any:
    return signed_in(User.objects.get(pk=world.by.user))


def test_the_page_makes_the_report_and_says_what_is_wrong(world: World) -> None:
    client = client_of(world)
    url = f"/reviews/{world.review.pk}/report"
    assert "Nobody asked who lived in the home." in client.get(url).content.decode()
    today = datetime.now(tz=NOW.tzinfo).date()
    day = {"as_at_day": today.day, "as_at_month": today.month, "as_at_year": today.year}
    for media, starts in (("pdf", b"%PDF"), ("docx", b"PK")):
        response = client.post(url, {**day, "made_in": media})
        assert response.status_code == 200
        assert response.content.startswith(starts)
        assert response.headers["Content-Disposition"].startswith("attachment;")
    wrong = client.post(url, {**day, "as_at_year": today.year + 1, "made_in": "pdf"})
    assert wrong.status_code == 422
    assert "is still to come" in wrong.content.decode()


def test_words_for_the_report_are_kept_and_never_lost_to_another(world: World) -> None:
    client, url = client_of(world), f"/reviews/{world.review.pk}/report/texts"
    given = {"introduction": "We began.", "approach": "", "conclusion": "We go on.", "version": 0}
    assert client.post(url, given).status_code == 302
    write_for_report(world.review, fields={"conclusion": "Somebody else wrote this."}, version=1, by=world.by, at=LATER)
    stale = client.post(url, {**given, "conclusion": "I wrote that.", "version": 1}).content.decode()
    assert "Your words are kept." in stale
    assert "Somebody else wrote this." in stale
    assert "I wrote that." in stale
    assert "We began." in world.words(LATER_DAY)
