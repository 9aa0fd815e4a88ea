"""Author is never approver, however they come round: by another membership, by other words, by the machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests import factories as make
from tests.laws.world import World
from tests.signing_in import second_factor, signed_in
from throughline.actionplans.models import Action
from throughline.actionplans.services import move_action
from throughline.findings.services import tie, untie
from throughline.impact.models import Evidence
from throughline.impact.services import accept_evidence, change_evidence
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import User
from throughline.reviews.services import withdraw_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_stays(world: World) -> Any:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_coordinator_who_leads_too(world: World, action: Action) -> tuple[User, Actor, int]:
    """A lead of the agency that owns the action, acting as the coordinator they are too."""
    person = make.member(world.here, "agency_lead", agency=action.owner)
    second = make.membership(person, world.here, "coordinator")
    return person, make.actor(person, chosen=second.pk), second.pk


def test_the_owner_s_lead_does_not_confirm_as_coordinator_what_a_colleague_claimed(world: World) -> None:
    action = Action.objects.get(pk=world.ids["action"])
    colleague = make.member(world.here, "agency_lead", agency=action.owner)
    move_action(action, state="claimed_done", by=make.actor(colleague), at=make.NOW)
    person, acting, second = a_coordinator_who_leads_too(world, action)
    for state in ("confirmed", "returned"):
        with pytest.raises(Refused, match="You own this action"):
            move_action(action, state=state, reason="Because.", by=acting, at=make.NOW)
    second_factor(person)
    client = signed_in(person)
    client.post("/membership", {"membership": second})
    whole = {
        "state": "confirmed",
        "grade": "acceptable",
        "reason": "Seen.",
        "brought": "none",
        "why_not_again": "Once.",
        "why_no_evidence": "It was seen.",
    }
    client.post(f"/actions/{action.pk}/state", whole)
    action.refresh_from_db()
    assert action.state == "claimed_done"


def test_who_claims_in_one_role_does_not_confirm_in_another_nor_at_the_machine(world: World) -> None:
    action = Action.objects.get(pk=world.ids["action"])
    person, acting, _ = a_coordinator_who_leads_too(world, action)
    move_action(action, state="claimed_done", by=make.actor(person), at=make.NOW)
    for by in (acting, make.actor(person, via="machine")):
        with pytest.raises(Refused):
            move_action(action, state="confirmed", reason="Seen.", by=by, at=make.NOW)


def test_the_owner_s_lead_does_not_accept_evidence_for_their_agency_as_coordinator(world: World) -> None:
    evidence = Evidence.objects.get(pk=world.ids["evidence"])
    _, acting, _ = a_coordinator_who_leads_too(world, evidence.actions.get())
    with pytest.raises(Refused, match="You own the action"):
        accept_evidence(evidence, grade="output", by=acting, at=make.NOW)


def test_who_put_evidence_in_other_words_does_not_accept_it_even_when_others_changed_it_since(world: World) -> None:
    evidence = Evidence.objects.get(pk=world.ids["evidence"])
    changer, later = (make.actor(make.member(world.here)) for _ in range(2))
    change_evidence(evidence, version=1, text="Wholly other words.", by=changer, at=make.NOW)
    change_evidence(evidence, version=2, text="Wholly other words!", by=later, at=make.NOW)
    for by in (changer, later):
        with pytest.raises(Refused, match="You changed this evidence"):
            accept_evidence(evidence, grade="output", by=by, at=make.NOW)
    assert (
        accept_evidence(evidence, grade="output", by=make.actor(make.member(world.here)), at=make.NOW).accepted_at
        == make.NOW
    )


def test_what_was_accepted_is_not_changed_after(world: World) -> None:
    evidence = Evidence.objects.get(pk=world.ids["evidence"])
    action = evidence.actions.get()
    accept_evidence(evidence, grade="output", by=make.actor(make.member(world.here)), at=make.NOW)
    writer = make.actor(make.member(world.here))
    with pytest.raises(Refused) as refused:
        change_evidence(evidence, version=2, text="Something that nobody looked at.", by=writer, at=make.NOW)
    assert refused.value.number == "E1512"
    for deed in (tie, untie):
        with pytest.raises(Refused):
            deed(evidence, action, by=writer, at=make.NOW)
    client = world.clients["coordinator"]
    assert b"/edit" not in client.get(f"/evidence/{evidence.pk}/").content
    answer = client.post(f"/evidence/{evidence.pk}/edit", {"text": "Other words.", "number": "1", "version": "1"})
    assert "changed no more" in answer.content.decode()
    evidence.refresh_from_db()
    assert evidence.text == "Marrow minutes."
    withdraw_record(evidence, reason="It was another audit.", by=writer, at=make.NOW)
