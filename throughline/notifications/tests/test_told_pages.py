"""The pages of deciding, telling and keeping safe: who answers, what is handed out, what is asked until it is said."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests import factories as make
from tests import incidents, records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR
from throughline.audit.models import Event
from throughline.kernel.days import working_day_after
from throughline.notifications.models import PartnerAnswer
from throughline.notifications.services import change_incident
from throughline.notifications.tests.walking import REAL, PageScene, a_day, fields, squeezed, walk_in
from throughline.reviews.services import set_state
from throughline.rulebook.services import correct_rule
from throughline.ui.words import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> PageScene:
    return walk_in()


def test_the_lead_of_the_police_answers_on_one_page_for_the_police_alone(scene: PageScene) -> None:
    address = f"/incidents/{scene.incident.pk}/answers"
    page = scene.lead.get(address).content.decode()
    assert 'value="police"' in page and 'value="local_authority"' not in page
    sent = {**fields(page), "partner": "police", "answer": "no", "reason": "Not met."}
    assert scene.lead.post(address, sent).status_code == scene.lead.post(address, sent).status_code == 302
    [row] = PartnerAnswer.objects.all()
    assert (row.partner, row.answer, row.agency_id) == ("police", "no", scene.police.pk)


def test_from_the_decision_to_the_sheet_that_is_handed_out_as_it_was_sent(scene: PageScene) -> None:
    base = f"/incidents/{scene.incident.pk}/"
    page = scene.unit.get(f"{base}decision").content.decode()
    keys = re.findall(r'name="answer_([a-z_]+)"', page)
    limbs = {f"answer_{key}": "yes" for key in keys} | {f"fact_{key}": "Seen." for key in keys}
    short = scene.unit.post(f"{base}decision", {**limbs, "outcome": "not_notified"})
    assert "Say why it is not notified" in short.content.decode()
    assert scene.unit.post(f"{base}decision", {**fields(page), **limbs, "outcome": "notifiable"}).status_code == 302
    for sent in ({}, {"reference": "SIN-5", **a_day("sent_on")}):
        ask = (scene.unit.post if sent else scene.unit.get)(f"{base}sheet", sent).content.decode()
        assert "Why you look" in ask and REAL not in ask
    assert not scene.incident.notifications.exists(), "nothing is sent before the reason is given"
    assert scene.unit.post(f"{base}sheet", {"reason": "To key it."}).headers["Location"] == f"{base}sheet"
    assert Event.objects.filter(verb="identities.opened").count() == 1
    page = scene.unit.get(f"{base}sheet").content.decode()
    assert REAL in page
    sent = {**fields(page), "reference": "SIN-5", **a_day("sent_on")}
    for _ in range(2):
        assert scene.unit.post(f"{base}sheet", sent).status_code == 302
    [row] = scene.incident.notifications.all()
    file = scene.unit.get(f"/notifications/{row.pk}/download")
    assert file.headers["Content-Disposition"].startswith("attachment") and file.content[:2] == b"PK"
    assert scene.lead.get(f"/notifications/{row.pk}/download").status_code == 302, "the lead says why first"
    assert "SIN-5" in scene.unit.get(f"{base}told").content.decode()


def test_until_somebody_attests_the_question_is_on_top_of_every_page_of_the_case(scene: PageScene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    review = records.review(by, where=scene.where, case=scene.incident.case, at=timezone.now())
    finding = records.finding(review, by)
    pages = [
        "/",
        f"/incidents/{scene.incident.pk}/",
        f"/cases/{scene.incident.case_id}/members",
        f"/reviews/{review.pk}/",
        f"/reviews/{review.pk}/thread",
        f"/reviews/{review.pk}/edit",
        f"/findings/{finding.pk}/",
    ]
    for client in (scene.unit, scene.lead):
        for page in pages if client is scene.unit else pages[:5]:
            assert "Is any child in danger now?" in client.get(page).content.decode(), page
    other = records.review(by, where=scene.where, name="Another", at=timezone.now())
    assert "in danger now" not in scene.unit.get(f"/reviews/{other.pk}/").content.decode()
    asked = incidents.question(scene.incident)
    sent = {"answer": "safe", "attested_by_name": "F. Marsh", "knows": "Seen today.", **a_day("known_on")}
    assert scene.lead.post(f"/safety/{asked.pk}/", {**sent, "once": "x"}).status_code == 302
    for page in pages:
        assert "One answer is owed" not in scene.unit.get(page).content.decode(), page


def test_while_nobody_knows_when_the_form_changed_a_case_shows_both_rules(scene: PageScene) -> None:
    """One form a child, later one an incident: two dated rules; a day of change leaves the one that holds."""
    ways = ("One form for each child", "One form for each incident")
    page = f"/incidents/{scene.incident.pk}/"
    shown = scene.unit.get(page).content.decode()
    assert all(way in shown for way in ways) and "both rules stand here" in shown
    by = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "common", "part": "notification_forms", "reason": "Found."}
    now, source = timezone.now(), "A letter of the department."
    for entry, values in (("one_per_child", {"to_on": "2023-12-14"}), ("one_per_incident", {"from_on": "2023-12-15"})):
        given = {"from_on": "", "to_on": "", "source": source, **values}
        correct_rule(**said, entry=entry, values=given, from_on=now.date(), by=by, at=now)
    shown = scene.unit.get(page).content.decode()
    assert [way in shown for way in ways] == [False, True] and "both rules stand here" not in shown


def test_the_reports_on_safety_are_asked_for_after_the_review_is_over_too(scene: PageScene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    now = timezone.now()
    review = records.review(by, where=scene.where, case=scene.incident.case, at=now)
    asked = incidents.question(scene.incident)
    long_ago = now - timedelta(weeks=asked.every_weeks, days=3)
    incidents.attested(asked, by, known_on=long_ago.date(), at=now)
    assert "Hear again whether the children of Child Hazel are safe" in scene.unit.get("/").content.decode()
    set_state(review, state="finished", by=by, at=now)
    home = scene.unit.get("/").content.decode()
    assert "Hear again whether the children of Child Hazel are safe" in home and "still safe?" not in home
    pages = (f"/reviews/{review.pk}/", f"/reviews/{review.pk}/thread", f"/incidents/{scene.incident.pk}/")
    for page in pages:
        assert "Are the children still safe? One report is late. " in squeezed(scene.unit, page), page
    assert "3 days late. Last attested on" in squeezed(scene.unit, pages[0])
    incidents.attested(asked, by, known_on=now.date(), at=now)
    assert "still safe?" not in squeezed(scene.unit, pages[0])


def test_each_body_that_is_told_has_its_own_line_with_its_proof(scene: PageScene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    areas = {"other_areas": "Tarnshire, Moor and Vale"}
    change_incident(scene.incident, fields=areas, version=scene.incident.version, by=by, at=timezone.now())
    incidents.decided(scene.incident, by, at=timezone.now())
    page = f"/incidents/{scene.incident.pk}/told"
    assert squeezed(scene.unit, page).count("Not told yet") == 4
    home = scene.unit.get(f"/incidents/{scene.incident.pk}/").content.decode()
    assert "told?body=other_area%3AMoor%20and%20Vale" in home and "Tell Tarnshire" in home
    form = scene.unit.get(f"{page}?body=other_area%3AMoor%20and%20Vale").content.decode()
    assert re.search(r'value="other_area:Moor and Vale"[^>]* checked', form)
    proof = {"how": "Telephone", "evidence": "Note of the call", **a_day("told_on")}
    sent = {**fields(form), **proof, "body": "other_area:Moor and Vale"}
    assert scene.unit.post(page, sent).status_code == 302
    shown = squeezed(scene.unit, page)
    assert shown.count("Not told yet") == 3
    assert re.search(r"Moor and Vale A child lives .* Coordinator Telephone Note of the call", shown)
    [row] = scene.incident.tellings.all()
    assert (row.body, row.body_name) == ("other_area", "Moor and Vale")
    unnamed = {**fields(form), **proof, "body": "other_area", "once": "z"}
    assert "Say which area was told" in scene.unit.post(page, unnamed).content.decode()


def test_a_partners_answer_has_its_day(scene: PageScene) -> None:
    page, later = f"/incidents/{scene.incident.pk}/", working_day_after(timezone.localdate(), 3)
    due = day(working_day_after(timezone.localdate(), 1))
    assert f"Has not answered, due {due}" in squeezed(scene.unit, page)
    incidents.answered(scene.incident, make.actor(scene.person, on=timezone.localdate()), at=timezone.now())
    with time_machine.travel(timezone.make_aware(datetime.combine(later, time(10))), tick=False):
        shown = squeezed(signed_in(scene.person), page)
    assert "Police: yes or no Says yes, in time" in shown
    assert "Local authority: yes or no Has not answered, 2 working days late" in shown


def test_the_rhythm_is_changed_on_two_pages(scene: PageScene) -> None:
    question = scene.incident.safety_questions.get()
    assert scene.unit.post("/incidents/rhythm", {"every_weeks": "2"}).status_code == 302
    assert 'value="2"' in scene.unit.get("/incidents/rhythm").content.decode()
    assert f"/safety/{question.pk}/rhythm" in scene.unit.get(f"/safety/{question.pk}/").content.decode()
    assert scene.unit.post(f"/safety/{question.pk}/rhythm", {"every_weeks": "6"}).status_code == 302
    assert "Every 6 weeks" in scene.unit.get(f"/safety/{question.pk}/").content.decode()
    assert scene.lead.post(f"/safety/{question.pk}/rhythm", {"every_weeks": "6"}).status_code == 403
