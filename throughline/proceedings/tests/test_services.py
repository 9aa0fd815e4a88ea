"""Proceedings, outcomes, holds and disclosures: what is kept, what is refused, and what stands for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases.editing import Changed
from throughline.kernel.refusals import Refused
from throughline.proceedings import queries, rules, services
from throughline.proceedings.models import Hold, HoldNote, ProceedingState
from throughline.proceedings.permissions import why_not_look, why_not_move_proceeding
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def scene() -> Scene:
    """A review and the people about it."""
    return making.scene()


def test_a_proceeding_begins_in_a_first_state_and_moves_as_the_table_says(scene: Scene) -> None:
    for state in ("ended", "stopped", "lost"):
        with pytest.raises(Refused, match="E1531"):
            making.trial(scene, state=state)
    row = making.trial(scene)
    with pytest.raises(Refused, match="needs its reason"):
        services.move_proceeding(row, state="under_way", by=scene.actor(), at=LATER)
    services.move_proceeding(row, state="under_way", reason="The judge was taken ill.", by=scene.actor(), at=LATER)
    ended = services.move_proceeding(row, state="ended", by=scene.actor(CHAIR), at=LATER)
    with pytest.raises(Refused, match="E1531"):
        services.move_proceeding(ended, state="listed", by=scene.actor(), at=LATER)
    assert [one.state for one in queries.states_of(ended)] == ["listed", "under_way", "ended"]
    told = Event.objects.filter(verb="proceeding.moved").order_by("number").values_list("details", flat=True)
    assert [(one["before"], one["after"]) for one in told] == [("listed", "under_way"), ("under_way", "ended")]


def test_its_states_and_what_was_done_about_a_hold_stand_for_ever(scene: Scene) -> None:
    making.trial(scene)
    services.explain_hold(making.hold(scene), whom="grandmother", on=make.TODAY, by=scene.actor(), at=make.NOW)
    for rows in (ProceedingState.objects.all(), HoldNote.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(at=LATER)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows[0].delete()


@pytest.mark.parametrize(
    ("role", "writes"),
    [(COORDINATOR, True), (CHAIR, True), (AGENCY_LEAD, False), (SCRUTINEER, False), (ELECTED_MEMBER, False)],
)
def test_the_business_unit_and_the_chair_write_in_every_state(scene: Scene, role: str, writes: bool) -> None:
    actor = scene.actor(role)
    for state in rules.FIRST:
        row = making.trial(scene, state=state)
        for move in rules.moves_from(state):
            assert (why_not_move_proceeding(actor=actor, thing=row, move=move, on=make.TODAY) is None) is writes
    held = making.hold(scene)
    assert (why_not_look(actor=actor, thing=held, on=make.TODAY) is None) is writes
    if not writes:
        for deed in (
            lambda: making.trial(scene) and services.add_hold(**_hold(scene), by=actor, at=make.NOW),
            lambda: services.end_hold(held, to_on=make.TODAY, says="It is over.", by=actor, at=make.NOW),
            lambda: services.explain_hold(held, whom="Panel", on=make.TODAY, by=actor, at=make.NOW),
        ):
            with pytest.raises(Refused, match="E1502"):
                deed()


def _hold(scene: Scene) -> dict[str, object]:
    return {"review": scene.review, "clock": "none", "what": "x", "reason": "x", "from_on": make.TODAY}


def test_the_owner_of_a_hold_looks_again_and_explains_and_does_not_end_it(scene: Scene) -> None:
    held = making.hold(scene, owner=scene.people[AGENCY_LEAD], owner_name="")
    lead = scene.actor(AGENCY_LEAD)
    next_on = make.TODAY + timedelta(days=30)
    services.look_again(held, says="Still listed.", look_on=next_on, by=lead, at=make.NOW)
    services.explain_hold(held, whom="mother", on=make.TODAY, says="Why we wait.", by=lead, at=make.NOW)
    with pytest.raises(Refused, match="E1502"):
        services.end_hold(held, to_on=make.TODAY, says="Over.", by=lead, at=make.NOW)
    held.refresh_from_db()
    assert held.look_on == next_on
    assert [(one.kind, one.whom) for one in queries.notes_of(held)] == [("looked", ""), ("explained", "mother")]
    assert why_not_look(actor=scene.actor("stranger"), thing=held, on=make.TODAY) is not None


def test_a_hold_ends_with_its_last_day_and_its_reason_once(scene: Scene) -> None:
    held = making.hold(scene)
    with pytest.raises(Refused, match="E1505"):
        services.end_hold(held, to_on=make.TODAY, says=" ", by=scene.actor(), at=make.NOW)
    with pytest.raises(Refused, match="E1533"):
        services.end_hold(held, to_on=make.TODAY + timedelta(days=1), says="x", by=scene.actor(), at=make.NOW)
    with pytest.raises(Refused, match="E1532"):
        services.end_hold(held, to_on=date(2025, 6, 11), says="x", by=scene.actor(), at=make.NOW)
    ended = services.end_hold(held, to_on=make.TODAY, says="Verdict given.", by=scene.actor(), at=make.NOW)
    again = services.end_hold(held, to_on=date(2026, 1, 1), says="Again.", by=scene.actor(), at=LATER)
    assert (ended.to_on, again.to_on, ended.look_on) == (make.TODAY, make.TODAY, None)
    assert Event.objects.filter(verb="hold.ended").count() == 1
    assert not rules.stands(ended.from_on, ended.to_on, LATER.date())
    assert list(queries.visible_holds(scene.actor(), LATER.date())) == [ended]
    assert not queries.visible_holds(scene.actor(ELECTED_MEMBER), LATER.date()).exists()


def test_a_hold_keeps_together(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1532"):
        making.hold(scene, to_on=date(2025, 6, 1))
    for clock in rules.NOT_STATUTORY:
        with pytest.raises(Refused, match="Only a statutory clock"):
            making.hold(scene, clock=clock, authority="The department, March 2020")
    making.hold(scene, authority="The department, March 2020")
    with pytest.raises(Refused, match="no role here"):
        making.hold(scene, owner=scene.people["stranger"])
    other = records.review(scene.actor(), where=scene.review.case.partnership)
    inquest = services.add_proceeding(review=other, kind="inquest", by=scene.actor(), at=make.NOW)
    with pytest.raises(Refused, match="another review"):
        making.hold(scene, proceeding=inquest)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(to_on=date(2000, 1, 1))


def test_two_people_changing_one_hold_lose_nothing(scene: Scene) -> None:
    held = making.hold(scene)
    services.change_hold(held, version=1, reason="The trial moved", by=scene.actor(), at=make.NOW)
    with pytest.raises(Changed) as met:
        services.change_hold(held, version=1, reason="The inquest", by=scene.actor(CHAIR), at=LATER)
    assert met.value.theirs.reason == "The trial moved"  # type: ignore[attr-defined]
    services.look_again(held, says="Same.", look_on=date(2026, 5, 1), by=scene.actor(), at=make.NOW)
    with pytest.raises(Changed):
        services.change_hold(held, version=2, reason="The inquest", by=scene.actor(CHAIR), at=LATER)


def test_the_day_to_look_again_lies_ahead(scene: Scene) -> None:
    held = making.hold(scene)
    with pytest.raises(Refused, match="E1534"):
        services.look_again(held, says="Same.", look_on=make.TODAY, by=scene.actor(), at=make.NOW)
    with pytest.raises(Refused, match="E1533"):
        services.explain_hold(held, whom="Panel", on=date(2027, 1, 1), by=scene.actor(), at=make.NOW)


def test_a_disclosure_names_a_document_of_its_own_case(scene: Scene) -> None:
    far = make.document(make.case(scene.review.case.partnership))
    given = {"review": scene.review, "what": "Agency report", "to": "cps", "basis": "Order of the court"}
    with pytest.raises(Refused, match="E1535"):
        services.add_disclosure(**given, document=far, by=scene.actor(), at=make.NOW)
    near = make.document(scene.review.case, "The report of an agency.")
    row = services.add_disclosure(
        **given, document=near, when_text="3 March 2026", when_iso="2026-03-03", by=scene.actor(), at=make.NOW
    )
    with pytest.raises(Refused, match="E1506"):
        services.add_disclosure(**given, when_iso="2026-13-40", by=scene.actor(), at=make.NOW)
    assert queries.disclosures_of(scene.review, scene.actor(), make.TODAY) == [row]
