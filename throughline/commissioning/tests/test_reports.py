"""Agencies' reports: who owns each step, what stays, and who reads which."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.commissioning.models import AgencyReport, AgencyReportVersion, ReportAnswer
from throughline.commissioning.permissions import why_not_move_report, why_not_tell
from throughline.commissioning.rules.reports import (
    FIRST,
    MOVES,
    OWED,
    STATES,
    is_late,
    move,
    moves_from,
    why_not_signed,
)
from throughline.commissioning.services.parts import add_part, change_part
from throughline.commissioning.services.reports import ask_agency, hand_in, move_report
from throughline.commissioning.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
AUTHOR = {"author_name": "Joan Ellis", "author_involved": "no", "author_manages": "no"}


@pytest.fixture
def scene() -> Scene:
    """A review with the police on its case."""
    return build()


def asked(scene: Scene, **more: Any) -> AgencyReport:
    """A report asked of the police."""
    fields = {"agency": scene.police, "kind": "management_review", **more}
    return ask_agency(review=scene.review, fields=fields, by=scene.by(), at=make.NOW)


def signed_off(scene: Scene) -> AgencyReport:
    """A report that the police's own lead wrote and signed off."""
    row, lead = asked(scene, **AUTHOR), scene.by(AGENCY_LEAD)
    hand_in(row, text="We visited twice.", by=lead, at=make.NOW)
    return move_report(row, state="signed_off", by=lead, at=make.NOW)


def test_moves_lead_from_state_to_state_and_no_move_is_there_twice() -> None:
    pairs = [(one.before, one.after) for one in MOVES]
    assert len(set(pairs)) == len(pairs)
    assert {state for pair in pairs for state in pair} == set(STATES)
    assert set(FIRST) <= set(STATES)
    assert all(one.reason for one in MOVES if one.after in ("returned", "not_needed"))
    assert move("requested", "accepted") is None
    assert moves_from("signed_off")


@pytest.mark.parametrize("state", list(STATES))
def test_only_what_is_owed_is_late(state: str) -> None:
    assert is_late(state, make.TODAY - timedelta(days=1), make.TODAY) == (state in OWED)
    assert not is_late(state, make.TODAY, make.TODAY)
    assert not is_late(state, None, make.TODAY)


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ((0, "Joan", "no", "no"), False),
        ((1, "", "no", "no"), False),
        ((1, "Joan", "", "no"), False),
        ((1, "Joan", "yes", "no"), False),
        ((1, "Joan", "no", "yes"), False),
        ((1, "Joan", "no", "not_known"), False),
        ((2, "Joan", "no", "no"), True),
    ],
)
def test_a_report_is_signed_off_by_an_author_without_a_part_in_the_case(given: Any, may: bool) -> None:
    versions, author, involved, manages = given
    why = why_not_signed(versions=versions, author=author, involved=involved, manages=manages)
    assert (why is None) == may


# For each side of a step the roles that may take it.
SIDES = {"agency": {COORDINATOR, CHAIR, AGENCY_LEAD}, "panel": {COORDINATOR, CHAIR}}


@pytest.mark.parametrize("one", MOVES, ids=lambda one: f"{one.before}-{one.verb}")
@pytest.mark.parametrize("role", [COORDINATOR, CHAIR, AGENCY_LEAD, "health", SCRUTINEER, ELECTED_MEMBER, ADMINISTRATOR])
def test_state_by_verb_by_role(scene: Scene, one: Any, role: str) -> None:
    row = asked(scene)
    row.state = one.before
    row.save()
    why = why_not_move_report(actor=scene.by(role), thing=row, move=one, on=make.TODAY)
    assert (why is None) == (role in SIDES[one.who]), why


@pytest.mark.parametrize("state", list(STATES))
def test_what_is_closed_is_told_of_no_more(scene: Scene, state: str) -> None:
    row = asked(scene)
    row.state = state
    closed = state in ("accepted", "not_needed")
    assert (why_not_tell(actor=scene.by(AGENCY_LEAD), thing=row, on=make.TODAY) is not None) == closed
    assert why_not_tell(actor=scene.by("health"), thing=row, on=make.TODAY) is not None


def test_nobody_accepts_what_they_signed_off_or_their_own_agency_wrote(scene: Scene) -> None:
    row = asked(scene, **AUTHOR)
    hand_in(row, text="We visited twice.", by=scene.by(), at=make.NOW)
    move_report(row, state="signed_off", by=scene.by(), at=make.NOW)
    with pytest.raises(Refused, match="somebody else must accept"):
        move_report(row, state="accepted", by=scene.by(), at=make.NOW)
    with pytest.raises(Refused, match="Your agency wrote it"):
        move_report(row, state="accepted", by=scene.by(AGENCY_LEAD), at=make.NOW)
    make.membership(scene.people[CHAIR], scene.where, AGENCY_LEAD, agency=scene.police)
    with pytest.raises(Refused, match="Your agency wrote it"):
        move_report(row, state="accepted", by=scene.by(CHAIR), at=make.NOW)
    other = make.actor(make.member(scene.where, CHAIR))
    assert move_report(row, state="accepted", by=other, at=make.NOW).state == "accepted"


def test_a_returned_report_is_handed_in_again_and_the_first_version_stays(scene: Scene) -> None:
    row, lead = signed_off(scene), scene.by(AGENCY_LEAD)
    with pytest.raises(Refused, match="The panel has it"):
        hand_in(row, text="Another.", by=lead, at=make.NOW)
    with pytest.raises(Refused, match="needs its reason"):
        move_report(row, state="returned", by=scene.by(), at=make.NOW)
    move_report(row, state="returned", reason="It says what, not why.", by=scene.by(), at=make.NOW)
    hand_in(row, text="We visited twice, because.", by=lead, at=make.NOW)
    move_report(row, state="signed_off", by=lead, at=make.NOW)
    move_report(row, state="accepted", by=scene.by(), at=make.NOW)
    assert [(one.number, one.text) for one in row.versions.order_by("number")] == [
        (1, "We visited twice."),
        (2, "We visited twice, because."),
    ]
    passed = ["requested", "drafted", "signed_off", "returned", "drafted", "signed_off", "accepted"]
    assert [one.state for one in row.states.order_by("id")] == passed
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AgencyReportVersion.objects.filter(report=row).update(text="Other words.")


def test_a_report_cannot_be_signed_off_by_an_author_who_was_there(scene: Scene) -> None:
    row, lead = asked(scene), scene.by(AGENCY_LEAD)
    hand_in(row, text="We visited twice.", by=lead, at=make.NOW)
    with pytest.raises(Refused, match="Nobody is named"):
        move_report(row, state="signed_off", by=lead, at=make.NOW)
    fields = AUTHOR | {"author_involved": "yes"}
    change_part(row, fields=fields, version=1, by=lead, at=make.NOW)
    with pytest.raises(Refused, match="no part in the case"):
        move_report(row, state="signed_off", by=lead, at=make.NOW)
    with pytest.raises(Refused, match="may not write records"):
        change_part(row, fields={"due_on": make.TODAY}, version=2, by=lead, at=make.NOW)


def test_an_agency_reads_and_writes_its_own_report_and_no_other(scene: Scene) -> None:
    mine = asked(scene, due_on=date(2025, 1, 1))
    theirs = asked(scene, agency=scene.health)
    line = scene.add("lines", number="1", text="Who was at home?")
    lead = scene.client(AGENCY_LEAD)
    page = words(lead.get(scene.at("agency-reports")))
    assert "Wexmoor Police" in page
    assert "Wexmoor Community Health" not in page
    assert lead.get(f"{scene.at()}/agency-reports/{theirs.pk}").status_code == 404
    assert lead.get(f"{scene.at()}/agency-reports/{theirs.pk}/version").status_code == 404
    answer = {"report": mine.pk, "line": line.pk, "text": "Two men.", "once": "a"}
    for _ in range(2):
        to = lead.post(f"{scene.at()}/answers/new", answer)["Location"]
        assert to == f"{scene.at()}/agency-reports/{mine.pk}"
    assert ReportAnswer.objects.count() == 1
    assert "Two men." in words(lead.get(to))
    refused = lead.post(f"{scene.at()}/answers/new", {**answer, "report": theirs.pk, "once": "b"})
    assert "Choose whose report from the list." in words(refused)
    fields = {"report": theirs, "line": line, "text": "x"}
    with pytest.raises(Refused, match="only for your own agency"):
        add_part(ReportAnswer, review=scene.review, fields=fields, by=scene.by(AGENCY_LEAD), at=make.NOW)


def test_the_agencys_whole_way_on_its_pages(scene: Scene) -> None:
    row = asked(scene)
    lead, at = scene.client(AGENCY_LEAD), f"{scene.at()}/agency-reports/{row.pk}"
    for _ in range(2):
        assert lead.post(f"{at}/version", {"text": "We visited twice.", "once": "v"})["Location"] == at
    assert row.versions.count() == 1
    assert "Nobody is named as its author." in words(lead.post(f"{at}/state", {"state": "signed_off"}))
    author = f"{scene.at()}/authors/{row.pk}/edit"
    version = AgencyReport.objects.get().version
    assert lead.post(author, {**AUTHOR, "version": str(version)})["Location"] == at
    assert lead.post(f"{at}/state", {"state": "signed_off"}).status_code == 302
    assert lead.get(f"{at}/state").status_code == 403
    mark = {
        "report": row.pk,
        "version_marked": "1",
        "mark": "analysis",
        "stands": "weak",
        "text": "Says what, not why.",
    }
    assert scene.client().post(f"{scene.at()}/marks/new", mark)["Location"] == at
    assert "Say in a sentence why." in words(scene.client().post(f"{at}/state", {"state": "returned"}))
    scene.client().post(f"{at}/state", {"state": "returned", "reason": "Say why."})
    page = words(lead.get(at))
    assert all(said in page for said in ("Returned", "Say why.", "Says what, not why.", "Hand in a version"))


def test_the_list_says_who_is_late(scene: Scene) -> None:
    asked(scene, due_on=date(2025, 1, 1))
    page = words(scene.client().get(scene.at("agency-reports")))
    assert "1 report late." in page
    assert " late" in page
