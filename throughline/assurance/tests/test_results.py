"""Results by agency and standard, files without formulas, comparison of like with like, and results in the thread."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR, COORDINATOR, SCRUTINEER
from throughline.actionplans.models import Action
from throughline.assurance import services
from throughline.assurance.models import AssuranceEvent, AssurancePoint, AssuranceRound, Brought, ReturnAnswer
from throughline.assurance.queries.results import comparison_of, results_of
from throughline.assurance.tests.scene import Scene, scene, words
from throughline.impact.models import Evidence
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
HELD = date(2026, 2, 3)


@pytest.fixture
def here() -> Scene:
    """The scene."""
    return scene()


def test_results_count_each_answer_once_and_say_who_is_silent(here: Scene) -> None:
    row = here.round()
    here.answered(row, "police", 3, 3, 1, 0)
    found = results_of(row, here.by(), make.TODAY)
    assert [(one.name, one.tally.at, one.tally.not_for_us, one.tally.missing) for one in found.by_agency] == [
        ("Wexmoor Police", (1, 0, 2), 1, 0),
        ("Wexmoor Community Health", (0, 0, 0), 0, 4),
    ]
    assert [(one.name, one.tally.at, one.tally.missing) for one in found.by_standard] == [
        ("Leadership", (0, 0, 2), 2),
        ("Training", (1, 0, 0), 2),
    ]
    assert found.balances
    page = words(here.client().get(f"/rounds/{row.pk}/results"))
    assert "Has not answered" in page and "Wexmoor Community Health" in page and "67% of 3" in page
    assert "<svg" in page and "Leadership: 0 Red, 0 Amber, 2 Green, 2 missing" in page


def test_a_moderated_score_counts_and_a_challenge_alone_does_not(here: Scene) -> None:
    row, answer = here.challenging()
    services.challenge_answer(answer, level=1, reason="No.", by=here.by(SCRUTINEER), at=make.NOW)

    def police() -> tuple[int, ...]:
        return results_of(row, here.by(), make.TODAY).by_agency[0].tally.at

    assert police() == (0, 0, 4)
    assert "1 challenge is not settled" in words(here.client().get(f"/rounds/{row.pk}/results"))
    services.moderate_answer(answer, level=2, reason="Half.", by=here.by(CHAIR), at=make.NOW)
    assert police() == (0, 1, 3)


def test_files_hold_no_formula_and_nothing_hidden_nor_what_is_closed_to_one(here: Scene) -> None:
    row, answer = here.challenging()
    ReturnAnswer.objects.filter(pk=answer.pk).update(words='=HYPERLINK("http://x.example")')
    base = f"/rounds/{row.pk}/download"
    for key, sees in ((COORDINATOR, {"Wexmoor Police", "Wexmoor Community Health"}), ("police", {"Wexmoor Police"})):
        response = here.client(key).get(f"{base}/csv")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert {one[0] for one in rows[1:]} == sees and len(rows[0]) == len(rows[1]) == 13
        assert not [cell for one in rows for cell in one if cell.startswith(("=", "+", "-", "@"))]
    sent = here.client().get(f"{base}/excel")
    assert '.xlsx"' in sent.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(sent.content)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    assert not [name for name in parts if re.search(r"vba|macro|external|comment|hidden", name, re.IGNORECASE)]
    assert not [one for one in parts.values() if "<f>" in one or "<f " in one or 'state="hidden"' in one]
    assert sum("worksheets/sheet" in name for name in parts if not name.endswith(".rels")) == 3
    assert here.client().get(f"{base}/pdf").status_code == 404


def test_like_is_compared_with_like_over_rounds(here: Scene) -> None:
    first = here.edition()
    before = here.round(first, title="First")
    here.answered(before, "police", 1)
    here.answered(before, "health", 1)
    draft = services.draft_next(first, note="x", by=here.by(), at=make.NOW)
    question = draft.standards.order_by("id")[0].questions.order_by("id")[0]
    services.change_question(question, fields={"text": "In other words?"}, version=1, by=here.by(), at=make.NOW)
    second = services.publish_edition(draft, by=here.by(), at=make.NOW)
    after = here.round(second, make.NOW + timedelta(days=9), title="Second")
    here.answered(after, "police", 3)
    found = comparison_of(after, here.by(), make.TODAY)
    assert [one.title for one in found.rounds] == ["First", "Second"]
    assert [one.text for one in found.comparison.unlike] == ["In other words?"]
    assert next((asked.key, [one.at for one in tallies]) for asked, tallies in found.rows) == (
        "leadership-question-2",
        [(1, 0, 0), (0, 0, 1)],
    )
    assert (found.agencies, found.left_out) == (("Wexmoor Police",), ("Wexmoor Community Health",))
    page = words(here.client().get(f"/rounds/{after.pk}/compare"))
    assert "Its wording changed between First and Second." in page and "3 questions are the same in 2 rounds." in page
    assert "The questions that are the same, put together." in page and "Leadership: First: 1 Red" in page
    assert "Left out: Wexmoor Community Health." in page and "1 Green" in page and "<svg" in page
    assert "One round alone." in words(here.client().get(f"/rounds/{before.pk}/compare"))
    third = here.round(second, make.NOW + timedelta(days=19), title="Third")
    for agency in ("police", "health"):
        here.answered(third, agency, 2)
    assert comparison_of(third, here.by(), make.TODAY).agencies == ("Wexmoor Police",)
    alone = comparison_of(third, here.by(), make.TODAY, back=2)
    assert [one.title for one in alone.rounds] == ["First", "Third"]
    assert alone.agencies == ("Wexmoor Community Health", "Wexmoor Police")
    page = words(here.client().get(f"/rounds/{third.pk}/compare?back=2"))
    assert "3 questions are the same in 2 rounds." in page and "Beside one earlier round alone" in page
    assert here.client().get(f"/rounds/{third.pk}/compare?back=²x").status_code == 200


def event(here: Scene) -> tuple[AssuranceEvent, AssurancePoint]:
    """An inspection with a report, and one thing to put right."""
    client = here.client()
    day = {"held_on_day": "3", "held_on_month": "2", "held_on_year": "2026"}
    sent = {"kind": "inspection", "title": "Front door", "body": "The inspectorate", "once": "a", **day}
    file = SimpleUploadedFile("report.txt", b"Requires improvement to be good.")
    to = client.post("/assurance-events/new", {**sent, "judgement": "Requires improvement.", "file": file})["Location"]
    row = AssuranceEvent.objects.get()
    assert to == f"/assurance-events/{row.pk}/" and row.document is not None
    point = {"kind": "improve", "text": "Children wait too long.", "agency": "", "once": "b"}
    assert client.post(f"{to}points/new", point).status_code == 302
    return row, AssurancePoint.objects.get()


def test_what_was_found_becomes_evidence_and_an_action_in_the_thread(here: Scene) -> None:
    row, point = event(here)
    client = here.client()
    review = records.review(here.by(), where=here.where)
    asked = records.recommendation(review, here.by())
    done = records.action(review, here.by(), recommendations=[asked])
    bring = f"/assurance-points/{point.pk}/bring"
    to = client.post(bring, {"review": str(review.pk), "as_what": "evidence", "once": "c"})["Location"]
    assert to == f"{bring}/{review.pk}/evidence"
    assert "The inspectorate, Front door, 3 February 2026: Children wait too long." in words(client.get(to))
    sent = {"text": "Inspectors saw waits.", "actions": [str(done.pk)], "once": "d"}
    assert client.post(to, sent).status_code == 302
    evidence = Evidence.objects.get()
    assert evidence.kind == "observation"
    assert (evidence.review, evidence.document, evidence.accepted_at) == (review, row.document, None)
    sent = {"text": "Answer within a day.", "recommendations": [str(asked.pk)], "once": "e"}
    for _ in range(2):
        assert client.post(f"{bring}/{review.pk}/action", sent).status_code == 302
    action = Action.objects.get(text="Answer within a day.")
    assert list(action.recommendations.all()) == [asked] and Brought.objects.count() == 2
    page = words(client.get(f"/assurance-events/{row.pk}/"))
    assert "“Requires improvement.”" in page and f"Evidence in {review.name}" in page
    thread = words(client.get(f"/reviews/{review.pk}/thread"))
    assert "Answer within a day." in thread
    lead = here.client("police")
    page = words(lead.get(f"/assurance-events/{row.pk}/"))
    assert "Children wait too long." in page and review.name not in page
    assert lead.get(bring).status_code == 403 and client.get(f"{bring}/{review.pk}/else").status_code == 404


def test_what_a_round_shows_becomes_evidence_too(here: Scene) -> None:
    row = here.round()
    here.answered(row, "police", 1)
    review = records.review(here.by(), where=here.where)
    done = records.action(review, here.by())
    question = row.questions.order_by("position")[0]
    into = f"/round-questions/{question.pk}/bring/{review.pk}/evidence"
    assert f"“{question.text}”: 1 Red, 0 Amber, 0 Green." in words(here.client().get(into))
    sent = {"text": "One in one is red.", "actions": [str(done.pk)], "once": "a"}
    assert here.client().post(into, sent).status_code == 302
    assert Brought.objects.get().question == question
    assert here.client("council").get(f"/round-questions/{question.pk}/bring").status_code == 404


def test_events_are_of_the_past_and_of_ones_own_partnership(here: Scene) -> None:
    with pytest.raises(Refused, match="not come yet"):
        services.add_event(kind="inspection", title="x", body="x", held_on=date(2027, 1, 1), by=here.by(), at=make.NOW)
    row, point = event(here)
    here.people["far"] = make.member(make.partnership("Tarnshire Partnership"))
    for address in (
        f"/assurance-events/{row.pk}/",
        f"/assurance-points/{point.pk}/edit",
        f"/documents/{row.document_id}/",
    ):
        assert here.client("far").get(f"/{address}").status_code == 404
    assert here.client("police").get(f"/documents/{row.document_id}/").status_code == 200
    services.withdraw_point(point, reason="Twice.", by=here.by(), at=make.NOW)
    assert "Children wait too long." not in words(here.client().get(f"/assurance-events/{row.pk}/"))
    assert AssuranceRound.objects.count() == 0


def test_another_report_comes_in_through_the_form_and_none_leaves_what_is_there(here: Scene) -> None:
    row, _ = event(here)
    client, first = here.client(), row.document
    day = {"held_on_day": "3", "held_on_month": "2", "held_on_year": "2026"}
    sent = {"kind": "inspection", "title": "Front door", "body": "The inspectorate", "judgement": "Good.", **day}
    assert client.post(f"/assurance-events/{row.pk}/edit", {**sent, "version": str(row.version)}).status_code == 302
    row.refresh_from_db()
    assert (row.judgement, row.document) == ("Good.", first)
    empty = client.post(
        f"/assurance-events/{row.pk}/edit",
        {**sent, "version": str(row.version), "file": SimpleUploadedFile("report.txt", b"")},
    )
    assert "There is a problem" in words(empty)
    file = SimpleUploadedFile("again.txt", b"Good in every part.")
    changed = {**sent, "version": str(row.version), "file": file}
    assert client.post(f"/assurance-events/{row.pk}/edit", changed).status_code == 302
    row.refresh_from_db()
    assert row.document is not None and row.document != first and row.document.name == "again.txt"
