"""Two people bring a review before elected members, whatever one of them tries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in, stale
from throughline.audit.models import Event
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership, User
from throughline.reviews import rules, services
from throughline.reviews.models import Review, ReviewState, StateProposal
from throughline.reviews.services.seconding import confirm_state, decline_state, propose_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Partnership:
    return make.partnership()


@pytest.fixture
def ruth(where: Partnership) -> User:
    return make.member(where, name="Ruth Adeyemi")


@pytest.fixture
def marian(where: Partnership) -> User:
    return make.member(where, "chair", name="Marian Hale")


@pytest.fixture
def review(ruth: User) -> Review:
    return records.review(make.actor(ruth), state="finished")


def proposed(review: Review, by: User, reason: str = "") -> StateProposal:
    return propose_state(review, state="published", reason=reason, by=make.actor(by), at=make.NOW)


def state_of(review: Review) -> str:
    return Review.objects.get(pk=review.pk).state


def send(client: Client, review: Review, verb: str, proposal: StateProposal | None) -> Any:
    return client.post(f"/reviews/{review.pk}/state/{verb}", {"proposal": proposal.pk if proposal else ""})


def test_no_step_leads_there_by_one_person_alone(where: Partnership, ruth: User, marian: User) -> None:
    assert all(move.two for move in rules.MOVES if move.after == "published")
    assert "published" not in rules.FIRST
    for person in (ruth, marian):
        with pytest.raises(Refused, match="E1504"):
            services.open_review(
                partnership=where, kind="scr", name="X", state="published", by=make.actor(person), at=make.NOW
            )
        for before in {move.before for move in rules.MOVES if move.after == "published"}:
            made = records.review(make.actor(ruth))
            Review.objects.filter(pk=made.pk).update(state=before)
            with pytest.raises(Refused, match="E1571"):
                services.set_state(made, state="published", reason="x", by=make.actor(person), at=make.NOW)


def test_one_proposes_another_confirms_and_both_are_on_record(review: Review, ruth: User, marian: User) -> None:
    elected = signed_in(make.member(review.case.partnership, "elected_member"))
    here, there = signed_in(ruth), signed_in(marian)
    answer = here.post(f"/reviews/{review.pk}/state", {"state": "published", "reason": ""})
    assert answer.status_code == 302 and state_of(review) == "finished"
    assert elected.get(f"/reviews/{review.pk}/").status_code == 404
    assert "Confirm that Child Alder is published" in there.get("/").content.decode()
    assert "Confirm that Child Alder" not in here.get("/").content.decode()
    page = there.get(f"/reviews/{review.pk}/state").content.decode()
    assert "Ruth Adeyemi proposed on" in page and "/state/confirm" in page
    proposal = StateProposal.objects.get()
    assert send(there, review, "confirm", proposal).status_code == 302
    assert state_of(review) == "published"
    assert elected.get(f"/reviews/{review.pk}/").status_code == 200
    assert "proposed by Ruth Adeyemi" in there.get(f"/reviews/{review.pk}/state").content.decode()
    told = list(Event.objects.filter(verb__startswith="review.move").order_by("id").values_list("verb", "actor"))
    assert told == [
        ("review.move_proposed", ruth.pk),
        ("review.move_confirmed", marian.pk),
        ("review.moved", marian.pk),
    ]
    assert Event.objects.get(verb="review.moved").details["proposed_by"] == ruth.pk


def test_whoever_proposed_does_not_confirm_in_any_role_or_way(review: Review, ruth: User, marian: User) -> None:
    proposal = proposed(review, ruth)
    second = make.membership(ruth, review.case.partnership, "chair")
    for by in (make.actor(ruth), make.actor(ruth, chosen=second.pk), make.actor(ruth, via="machine")):
        with pytest.raises(Refused, match="You proposed it"):
            confirm_state(proposal, by=by, at=make.NOW)
    client = signed_in(ruth, membership=second)
    page = client.get(f"/reviews/{review.pk}/state").content.decode()
    assert "You proposed it, so another person must confirm it." in page
    assert "/state/confirm" not in page and "Take it back" in page
    assert send(client, review, "confirm", proposal).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        StateProposal.objects.update(outcome="confirmed", settled_at=make.NOW, settled_by=ruth)
    assert state_of(review) == "finished"


def test_nor_by_taking_it_back_and_having_it_proposed_in_another_s_name(
    review: Review, ruth: User, marian: User
) -> None:
    first = proposed(review, ruth)
    with pytest.raises(Refused, match="E1572"):
        proposed(review, marian)
    sent = {"proposal": first.pk, "proposed_by": marian.pk, "settled_by": marian.pk, "state": "published"}
    assert signed_in(ruth).post(f"/reviews/{review.pk}/state/confirm", sent).status_code == 403
    assert StateProposal.objects.get().proposed_by == ruth


@pytest.mark.parametrize("role", ["agency_lead", "scrutineer", "elected_member", "administrator"])
def test_other_roles_neither_propose_nor_confirm_nor_decline(review: Review, ruth: User, role: str) -> None:
    agency = make.agency(review.case.partnership)
    make.on_case(review.case, agency=agency)
    person = make.member(review.case.partnership, role, agency=agency if role == "agency_lead" else None)
    with pytest.raises(Refused):
        proposed(review, person)
    proposal = proposed(review, ruth)
    for act in (confirm_state, decline_state):
        with pytest.raises(Refused):
            act(proposal, by=make.actor(person), at=make.NOW)
    for verb in ("confirm", "decline"):
        assert send(signed_in(person), review, verb, proposal).status_code in (403, 404)
    assert StateProposal.objects.get().settled_at is None


def test_what_was_withheld_the_chair_alone_confirms_after_another_proposed(
    review: Review, ruth: User, marian: User
) -> None:
    services.set_state(review, state="withheld", reason="A trial.", by=make.actor(marian), at=make.NOW)
    with pytest.raises(Refused, match="E1505"):
        proposed(review, ruth)
    proposal = proposed(review, ruth, "The trial is over.")
    other = make.member(review.case.partnership)
    with pytest.raises(Refused, match="The chair confirms this"):
        confirm_state(proposal, by=make.actor(other), at=make.NOW)
    assert confirm_state(proposal, by=make.actor(marian), at=make.NOW).state == "published"
    assert ReviewState.objects.filter(review=review).latest("id").reason == "The trial is over."


def test_a_stale_code_confirms_nothing(review: Review, ruth: User, marian: User) -> None:
    proposal = proposed(review, ruth)
    client = stale(signed_in(marian))
    assert send(client, review, "confirm", proposal)["Location"].startswith("/sign-in/again/")
    assert state_of(review) == "finished"
    back = signed_in(marian).get(f"/reviews/{review.pk}/state/confirm")
    assert back["Location"] == f"/reviews/{review.pk}/state" and state_of(review) == "finished"


def test_who_has_a_conflict_or_is_a_stranger_finds_nothing_to_confirm(review: Review, ruth: User, marian: User) -> None:
    proposal = proposed(review, ruth)
    make.conflict(review.case, marian)
    stranger = make.member(make.partnership("Tarnshire Partnership"), "chair")
    for person in (marian, stranger):
        client = signed_in(person)
        assert send(client, review, "confirm", proposal).status_code == 404
        assert "Child Alder" not in client.get("/").content.decode()
    with pytest.raises(Refused):
        confirm_state(proposal, by=make.actor(stranger), at=make.NOW)


def test_a_proposal_is_settled_once_and_lapses_when_the_review_moves_otherwise(
    review: Review, ruth: User, marian: User
) -> None:
    by: Actor = make.actor(marian)
    first = proposed(review, ruth)
    services.set_state(review, state="under_way", reason="More came.", by=make.actor(ruth), at=make.NOW)
    first.refresh_from_db()
    assert first.outcome == "lapsed"
    for act in (confirm_state, decline_state):
        with pytest.raises(Refused, match="E1573"):
            act(first, by=by, at=make.NOW)
    second = proposed(review, ruth)
    assert (
        "settled meanwhile"
        in signed_in(marian)
        .post(f"/reviews/{review.pk}/state/confirm", {"proposal": first.pk}, follow=True)
        .content.decode()
    ), "an old page confirms nothing new"
    decline_state(second, by=by, at=make.NOW)
    assert state_of(review) == "under_way"
    third = proposed(review, ruth)
    confirm_state(third, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1573"):
        confirm_state(third, by=by, at=make.NOW)
    assert ReviewState.objects.filter(review=review, state="published").count() == 1


def test_one_person_takes_a_review_down_again(review: Review, ruth: User) -> None:
    records.publish(review, make.actor(ruth))
    services.set_state(review, state="finished", reason="A name stood in it.", by=make.actor(ruth), at=make.NOW)
    assert state_of(review) == "finished"
