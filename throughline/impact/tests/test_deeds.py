"""What is done with records: tied, moved, said of, read, answered, resolved, accepted."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.audit.models import Event
from throughline.impact.models import Evidence, Reading
from throughline.impact.tests.scene import Scene, build, words
from throughline.reviews.addresses import address_of, new_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A published review with one record of every kind."""
    return build()


def test_ties_are_chosen_both_ways_and_what_another_tied_meanwhile_stays(scene: Scene) -> None:
    point, asked, finding = scene.rows["learning_point"], scene.rows["recommendation"], scene.rows["finding"]
    client, url = scene.client(), address_of("learning_point", point.pk, "ties")
    page = words(client.get(url))
    assert "Findings it follows from" in page
    assert "Recommendations that follow from it" in page
    sent = {"earlier_finding": [finding.pk], "was_earlier_finding": "", "later_recommendation": [asked.pk]}
    asked.learning_points.add(point)
    client.post(url, {**sent, "was_later_recommendation": "", "was_later_action": ""})
    assert list(point.findings.all()) == [finding]
    assert list(asked.learning_points.all()) == [point]
    told = Event.objects.filter(verb="tie.made").values_list("subject_type", "details")
    assert list(told) == [("learning_point", {"to": f"finding {finding.pk}"})]
    client.post(url, {"was_earlier_finding": str(finding.pk), "was_later_recommendation": ""})
    assert not point.findings.exists()
    assert asked.learning_points.exists()


def as_it_would_be_sent(client: Client, url: str) -> dict[str, list[str]]:
    """What a browser would send of the page's ticks and hidden fields, with nothing done to them."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", client.get(url).content.decode()):
        given = dict(re.findall(r'(name|value|type)="([^"]*)"', tag))
        if given.get("type") == "hidden" or (given.get("type") == "checkbox" and " checked" in tag):
            sent.setdefault(given.get("name", ""), []).append(given.get("value", ""))
    return {name: values for name, values in sent.items() if "earlier_" in name or "later_" in name}


@pytest.mark.parametrize("base_known", [True, False])
def test_ticks_kept_from_before_somebody_elses_tie_leave_it_alone(scene: Scene, base_known: bool) -> None:
    point, mine, theirs = scene.rows["learning_point"], scene.rows["finding"], records.finding(scene.review, scene.by)
    gone = records.finding(scene.review, scene.by)
    point.findings.set([gone])
    client, url = scene.client(), address_of("learning_point", point.pk, "ties")
    kept = {"earlier_finding": [mine.pk, gone.pk]} | ({"was_earlier_finding": str(gone.pk)} if base_known else {})
    assert client.post(f"/drafts/learning_point-{point.pk}-ties/", kept).status_code == 204
    point.findings.set([theirs] if base_known else [theirs, gone])
    shown = as_it_would_be_sent(client, url)
    expected = {mine.pk, theirs.pk} if base_known else {mine.pk, theirs.pk, gone.pk}
    assert set(map(int, shown["earlier_finding"])) == expected
    client.post(url, shown)
    assert set(point.findings.values_list("pk", flat=True)) == expected
    assert Event.objects.filter(verb="tie.cut").count() == 0


def test_what_the_person_unticked_stays_unticked(scene: Scene) -> None:
    point, mine, theirs = scene.rows["learning_point"], scene.rows["finding"], records.finding(scene.review, scene.by)
    point.findings.set([mine])
    client, url = scene.client(), address_of("learning_point", point.pk, "ties")
    kept = {"was_earlier_finding": str(mine.pk)}
    client.post(f"/drafts/learning_point-{point.pk}-ties/", kept, headers={"x-emptied": "earlier_finding"})
    point.findings.add(theirs)
    shown = as_it_would_be_sent(client, url)
    assert shown["earlier_finding"] == [str(theirs.pk)]
    client.post(url, shown)
    assert list(point.findings.all()) == [theirs]


def test_an_action_is_claimed_by_its_agency_and_confirmed_by_the_unit(scene: Scene) -> None:
    action = scene.rows["action"]
    url = address_of("action", action.pk, "state")
    lead, unit = scene.client(AGENCY_LEAD), scene.client()
    assert "It will not be done" in words(lead.get(url))
    assert lead.post(url, {"state": "stopped", "reason": "No."}).status_code == 200
    assert lead.post(url, {"state": "claimed_done"})["Location"] == address_of("action", action.pk)
    refused = lead.get(url)
    assert refused.status_code == 403
    assert "You own this action, or did, so somebody else must confirm it." in words(refused)
    assert "Say in a sentence why." in words(unit.post(url, {"state": "returned"}))
    assert "Say how its end is graded." in words(unit.post(url, {"state": "confirmed"}))
    graded = {"state": "confirmed", "grade": "acceptable", "why_not_again": "It was done once."}
    assert "Say what you looked at." in words(unit.post(url, graded))
    graded["reason"] = "Twelve files were read."
    assert "Say whether it brought anything that nobody meant." in words(unit.post(url, graded))
    graded["brought"] = "told"
    assert "Say in a sentence what else it brought." in words(unit.post(url, graded))
    graded["brought"] = "none"
    scene.rows["evidence"].actions.clear()
    assert "Bring what shows it first" in words(unit.post(url, graded))
    scene.rows["evidence"].actions.add(action)
    assert "Why it is confirmed without evidence" not in words(unit.get(url))
    assert unit.post(url, graded).status_code == 302
    action.refresh_from_db()
    assert action.state == "confirmed"
    shown = words(unit.get(address_of("action", action.pk)))
    assert "Asked what else it brought: none is known." in shown
    again = address_of("action", action.pk, "again")
    lasts = {"answer": "lasts", "says": "Seen.", "reopen": "no", "why_not_again": "Twice is enough."}
    assert "Say whether it brought anything that nobody meant." in words(unit.post(again, lasts))
    assert unit.post(again, lasts | {"unintended": "Visits take longer."}).status_code == 302
    assert "What else it brought: Visits take longer." in words(unit.get(address_of("action", action.pk)))
    made = unit.get(address_of("review", scene.review.pk, "difference"))
    assert "Visits take longer." in words(made)


def test_an_update_without_a_date_shows_that_none_was_stated(scene: Scene) -> None:
    url = address_of("action", scene.rows["action"].pk, "updates/new")
    client = scene.client(AGENCY_LEAD)
    for when in ("", "September 2025"):
        assert client.post(url, {"text": f"Said {when or 'undated'}.", "when": when}).status_code == 302
    page = words(client.get(url))
    assert "date not stated" in page
    assert "September 2025" in page


def test_a_reading_and_its_correction_are_written(scene: Scene) -> None:
    client, url = scene.client(), address_of("measure", scene.rows["measure"].pk, "readings/new")
    assert "checked" in words(client.get(url))
    client.post(url, {"value": "42", "when": "2015", "baseline": "on", "once": "a"})
    client.post(url, {"value": "6", "when": "March 2016", "once": "b"})
    client.post(url, {"value": "6", "when": "March 2016", "once": "b"})
    wrong = Reading.objects.last()
    assert wrong is not None
    client.post(url, {"value": "60.5", "when": "March 2016", "corrects": str(wrong.pk)})
    page = words(client.get(url))
    assert Reading.objects.count() == 3
    assert "Corrected since" in page
    assert "60.5%" in page
    assert "Rising" in page


def test_a_resolution_keeps_when_it_was(scene: Scene) -> None:
    row, client = scene.rows["committee_recommendation"], scene.client()
    client.post(
        address_of("committee_recommendation", row.pk, "resolution"),
        {"resolved": "RESOLVED: to note.", "when": "9 December 2021", "version": "1"},
    )
    row.refresh_from_db()
    assert (row.resolved, row.resolved_iso) == ("RESOLVED: to note.", "2021-12-09")


def test_evidence_is_accepted_by_somebody_else(scene: Scene) -> None:
    row = scene.rows["evidence"]
    answer = scene.client(CHAIR).post(address_of("evidence", row.pk, "accept"), {"grade": "output"})
    assert answer["Location"] == address_of("evidence", row.pk)
    assert Evidence.objects.get().accepted_by == scene.people[CHAIR]
    assert "accepted it on" in words(scene.client(CHAIR).get(address_of("evidence", row.pk, "accept")))


def test_a_lead_brings_evidence_only_for_the_own_agencys_action(scene: Scene) -> None:
    theirs = records.action(scene.review, scene.by, number="99", text="Not the police’s.")
    client, url = scene.client(AGENCY_LEAD), new_address("evidence", scene.review.pk)
    assert "Not the police’s." not in words(client.get(url))
    assert "Say which action it shows" in words(client.post(url, {"text": "Proof.", "kind": "data"}))
    assert client.post(url, {"text": "Proof.", "kind": "data", "actions": [theirs.pk]}).status_code == 200
    assert client.post(url, {"text": "Proof.", "kind": "data", "actions": [scene.rows["action"].pk]}).status_code == 302
    assert Evidence.objects.count() == 2
