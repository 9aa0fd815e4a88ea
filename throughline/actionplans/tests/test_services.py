"""Actions: who claims, who confirms, and what is said of them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, SCRUTINEER
from throughline.actionplans import queries, rules, services
from throughline.actionplans.models import Action, ActionUpdate
from throughline.actionplans.permissions import why_not_move, why_not_write_about
from throughline.actionplans.queries.histories import ended
from throughline.audit.models import Event
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, User
from throughline.reviews.services import change_record

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@dataclass
class Scene:
    """An action that the police own, and the people about it."""

    action: Action
    unit: Actor
    chair: Actor
    lead: Actor
    other_lead: Actor
    scrutineer: Actor


@pytest.fixture
def scene() -> Scene:
    """An action of the police on a case that the police and health are on."""
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor Integrated Care Board", "health_commissioner")
    unit = make.actor(make.member(where))
    review = records.review(unit, where=where)
    for agency in (police, health):
        make.on_case(review.case, agency=agency)
    return Scene(
        action=records.action(
            review, unit, owner=police, owner_name="Det. Supt", due_text="by May", due_on=date(2026, 5, 1)
        ),
        unit=unit,
        chair=make.actor(make.member(where, CHAIR)),
        lead=make.actor(make.member(where, AGENCY_LEAD, agency=police)),
        other_lead=make.actor(make.member(where, AGENCY_LEAD, agency=health)),
        scrutineer=make.actor(make.member(where, SCRUTINEER)),
    )


DONE = services.Ending(grade="acceptable", again_on=date(2027, 5, 1), why_no_evidence="It was seen in use.")


def test_an_action_begins_in_a_first_state_and_never_confirmed(scene: Scene) -> None:
    assert [row.state for row in queries.states_of(scene.action)] == ["not_started"]
    for state in ("confirmed", "stopped", "lost"):
        with pytest.raises(Refused, match="E1509"):
            records.action(scene.action.review, scene.unit, state=state)


def test_its_owner_claims_and_somebody_else_confirms(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    with pytest.raises(Refused, match="somebody else must confirm"):
        services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.lead, at=LATER)
    done = services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.unit, at=LATER)
    assert done.state == "confirmed"
    assert [(row.state, row.by_id) for row in queries.states_of(done)][1:] == [
        ("claimed_done", scene.lead.user),
        ("confirmed", scene.unit.user),
    ]
    told = Event.objects.filter(verb="action.moved").order_by("number").values_list("details", flat=True)
    assert [(one["before"], one["after"]) for one in told] == [
        ("not_started", "claimed_done"),
        ("claimed_done", "confirmed"),
    ]


def test_who_recorded_the_claim_does_not_confirm_it_either(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.unit, at=LATER)
    with pytest.raises(Refused, match="You recorded that it is done"):
        services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.unit, at=LATER)
    assert (
        services.move_action(
            scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.chair, at=LATER
        ).state
        == "confirmed"
    )


def test_a_coordinator_of_the_agency_that_owns_it_does_not_confirm_it(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    seconded = replace(scene.unit, agency=scene.action.owner_id)
    with pytest.raises(Refused, match="You own this action"):
        services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=seconded, at=LATER)


def test_returned_needs_a_reason_and_goes_on(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    with pytest.raises(Refused, match="E1505"):
        services.move_action(scene.action, state="returned", reason="  ", by=scene.unit, at=LATER)
    services.move_action(scene.action, state="returned", reason="Nothing shows it.", by=scene.unit, at=LATER)
    assert services.move_action(scene.action, state="under_way", by=scene.lead, at=LATER).state == "under_way"


def test_a_move_made_twice_is_made_once_and_one_that_is_not_there_is_refused(scene: Scene) -> None:
    for _ in range(2):
        services.move_action(scene.action, state="under_way", by=scene.lead, at=LATER)
    assert len(queries.states_of(scene.action)) == 2
    with pytest.raises(Refused, match="E1509"):
        services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.unit, at=LATER)


@pytest.mark.parametrize("before", list(rules.STATES))
def test_who_may_take_which_step(scene: Scene, before: str) -> None:
    Action.objects.filter(pk=scene.action.pk).update(state=before)
    scene.action.refresh_from_db()
    for move in rules.moves_from(before):
        may = {
            who: why_not_move(actor=getattr(scene, who), thing=scene.action, move=move, on=make.TODAY) is None
            for who in ("unit", "chair", "lead", "other_lead", "scrutineer")
        }
        assert may == {
            "unit": True,
            "chair": True,
            "lead": move.who == "owner",
            "other_lead": False,
            "scrutineer": False,
        }


def test_another_agencys_lead_and_a_stranger_write_nothing_about_it(scene: Scene) -> None:
    stranger = make.coordinator()
    for actor in (scene.other_lead, scene.scrutineer, stranger):
        assert why_not_write_about(actor=actor, thing=scene.action, on=make.TODAY)
        with pytest.raises(Refused, match="E1502"):
            services.add_update(scene.action, text="Done.", by=actor, at=LATER)
    assert not ActionUpdate.objects.exists()


def test_an_update_keeps_the_date_of_the_text_and_never_another(scene: Scene) -> None:
    add = services.add_update
    add(scene.action, text="Drafted.", date_text="in March 2016", date_iso="2016-03", by=scene.lead, at=LATER)
    add(scene.action, text="Being used.", by=scene.unit, at=LATER)
    add(scene.action, text="Signed off.", date_iso="2016-09-01", by=scene.unit, at=LATER)
    rows = queries.updates_of(scene.action)
    assert [(row.text, row.date_iso) for row in rows] == [
        ("Signed off.", "2016-09-01"),
        ("Drafted.", "2016-03"),
        ("Being used.", ""),
    ]
    assert Event.objects.filter(verb="action.update_added").count() == 3


def test_states_and_updates_stand_for_ever(scene: Scene) -> None:
    row = services.add_update(scene.action, text="Drafted.", by=scene.lead, at=LATER)
    for rows in (ActionUpdate.objects.filter(pk=row.pk), scene.action.states.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        ActionUpdate.objects.filter(pk=row.pk).update(text="Other words.")


def test_a_lead_sees_the_action_only_while_the_agency_is_on_the_case(scene: Scene) -> None:
    assert list(queries.visible_actions(scene.lead, make.TODAY)) == [scene.action]
    outside = make.actor(make.member(scene.action.case.partnership, AGENCY_LEAD))
    assert not queries.visible_actions(outside, make.TODAY).exists()


def test_its_end_is_graded_and_says_when_it_is_asked_again(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    for ending, number in (
        (services.NO_ENDING, "E1514"),
        (replace(DONE, grade="superseded"), "E1514"),
        (replace(DONE, again_on=None), "E1515"),
        (replace(DONE, again_on=LATER.date()), "E1515"),
        (replace(DONE, why_no_evidence=" "), "E1519"),
    ):
        with pytest.raises(Refused, match=number):
            services.move_action(
                scene.action, state="confirmed", reason="Seen.", ending=ending, by=scene.unit, at=LATER
            )
    services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.unit, at=LATER)
    last = queries.states_of(scene.action)[-1]
    assert (last.grade, last.again_on) == ("acceptable", DONE.again_on)
    assert "Confirmed without evidence: It was seen in use." in ended(last)


def test_what_is_returned_is_unacceptable_and_what_is_stopped_says_why(scene: Scene) -> None:
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    services.move_action(scene.action, state="returned", reason="Nothing shows it.", by=scene.unit, at=LATER)
    assert queries.states_of(scene.action)[-1].grade == "unacceptable"
    with pytest.raises(Refused, match="E1514"):
        services.move_action(scene.action, state="stopped", reason="No.", by=scene.unit, at=LATER)
    ending = services.Ending(grade="not_implemented")
    services.move_action(scene.action, state="stopped", reason="No money.", ending=ending, by=scene.unit, at=LATER)
    assert queries.states_of(scene.action)[-1].grade == "not_implemented"


def test_it_is_asked_again_by_another_and_what_slipped_is_opened_again(scene: Scene) -> None:
    given = {"answer": "gone", "says": "Two of twenty files hold it.", "at": LATER}
    with pytest.raises(Refused, match="Only what was confirmed"):
        services.retest_action(scene.action, by=scene.unit, **given)
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    services.move_action(scene.action, state="confirmed", reason="Seen.", ending=DONE, by=scene.unit, at=LATER)
    with pytest.raises(Refused, match="You own this action"):
        services.retest_action(scene.action, by=scene.lead, **given)
    with pytest.raises(Refused, match="E1515"):
        services.retest_action(scene.action, by=scene.unit, **given)
    services.retest_action(scene.action, by=scene.unit, ending=replace(DONE, grade=""), **(given | {"answer": "lasts"}))
    scene.action.refresh_from_db()
    assert scene.action.state == "confirmed"
    services.retest_action(scene.action, by=scene.unit, reopen=True, **given)
    scene.action.refresh_from_db()
    assert scene.action.state == "under_way"
    assert [row.answer for row in queries.retests_of(scene.action)] == ["lasts", "gone"]
    assert queries.states_of(scene.action)[-1].reason == "Two of twenty files hold it."


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["under_way", "claimed_done", "confirmed", "returned", "stopped", "again", "police", "health"]),
        st.integers(0, 4),
    ),
    max_size=10,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=MOVES)
def test_no_owner_ever_confirms_their_own_claim_by_any_route(scene: Scene, moves: list[tuple[str, int]]) -> None:
    owners = {lead.agency: lead.user for lead in (scene.lead, scene.other_lead)}
    named = {"police": scene.lead.agency, "health": scene.other_lead.agency}
    # A coordinator who leads the police too, and acts as one or as the other.
    double = make.actor(make.member(scene.action.case.partnership))
    make.membership(
        User.objects.get(pk=double.user), scene.action.case.partnership, AGENCY_LEAD, agency=_of(scene.lead)
    )
    people = (scene.unit, scene.chair, scene.lead, scene.other_lead, double)
    action = records.action(scene.action.review, scene.unit, owner=_of(scene.lead))
    judged: list[tuple[set[int], int]] = []
    ever = {scene.lead.agency}
    for state, who in moves:
        by, before = people[who], _judgements(action)
        with contextlib.suppress(Refused):
            _do(action, state, named, by)
        if state in named:
            ever.add(Action.objects.get(pk=action.pk).owner_id or 0)
        if _judgements(action) > before:
            judged.append((set(ever), by.user))
    for agencies, judge in judged:
        own = {owners[agency] for agency in agencies} | ({double.user} if scene.lead.agency in agencies else set())
        assert judge not in own
    claimed = None
    for row in queries.states_of(action):
        claimed = row.by_id if row.state == "claimed_done" else claimed
        assert row.state not in ("confirmed", "returned") or row.by_id != claimed


def _of(lead: Actor) -> Agency:
    return Agency.objects.get(pk=lead.agency)


def _judgements(action: Action) -> int:
    """How often somebody graded it: confirmed, returned, stopped, or said whether it lasts."""
    graded = [row for row in queries.states_of(action) if row.state in ("confirmed", "returned", "stopped")]
    return len(graded) + len(queries.retests_of(action))


def _do(action: Action, state: str, named: dict[str, int], by: Actor) -> None:
    """One step: another owner, asked again, or a state."""
    now = Action.objects.get(pk=action.pk)
    if state in named:
        change_record(now, fields={"owner": Agency.objects.get(pk=named[state])}, version=now.version, by=by, at=LATER)
        return
    if state == "again":
        services.retest_action(now, answer="lasts", says="Seen.", ending=DONE, by=by, at=LATER)
        return
    ending = replace(DONE, grade="" if state == "returned" else rules.GRADES_OF.get(state, ("",))[0])
    services.move_action(now, state=state, reason="Why.", ending=ending, by=by, at=LATER)


def test_who_gives_the_action_away_for_a_while_still_does_not_judge_it(scene: Scene) -> None:
    double = make.actor(make.member(scene.action.case.partnership))
    make.membership(
        User.objects.get(pk=double.user), scene.action.case.partnership, AGENCY_LEAD, agency=_of(scene.lead)
    )
    services.move_action(scene.action, state="claimed_done", by=scene.lead, at=LATER)
    _do(scene.action, "health", {"health": scene.other_lead.agency}, double)
    with pytest.raises(Refused, match="or did"):
        _do(scene.action, "confirmed", {}, double)
    _do(scene.action, "confirmed", {}, scene.unit)


def test_an_owner_who_is_coordinator_too_does_not_say_that_it_will_not_be_done(scene: Scene) -> None:
    seconded = replace(scene.unit, agency=scene.lead.agency)
    with pytest.raises(Refused, match="that it ends"):
        _do(scene.action, "stopped", {}, seconded)
    _do(scene.action, "stopped", {}, scene.unit)
