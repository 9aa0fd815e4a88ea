"""Who may do what with a chronology: each verb, in each state, for each role."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.access.roles import ROLES
from throughline.chronology.models import Chronology, ChronologyEntry
from throughline.chronology.permissions import (
    sees_all,
    why_not_correct,
    why_not_hold,
    why_not_move,
    why_not_see,
    why_not_send,
)
from throughline.chronology.queries.held import within_sight
from throughline.chronology.rules.holding import MOVES, STATES, move, moves_from
from throughline.chronology.tests.scene import Scene, scene

pytestmark = pytest.mark.django_db
UNIT, SEE, SEND = (
    {"coordinator", "chair"},
    {"coordinator", "chair", "agency_lead", "scrutineer"},
    {"coordinator", "chair", "agency_lead"},
)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: object) -> Scene:
    """One scene for every question; nothing is written after it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        from django.db import transaction

        with transaction.atomic():
            one = scene()
            yield one
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_every_verb_in_every_state_for_every_role(made: Scene, state: str, role: str) -> None:
    held = Chronology.objects.select_related("case").get(pk=made.held.pk)
    held.state = state
    actor = made.actor(role)
    entry = ChronologyEntry.objects.filter(agency=made.police).first()
    assert entry is not None
    given = {"actor": actor, "on": make.TODAY}
    may = lambda why: why is None  # noqa: E731 as short as what it stands for
    assert may(why_not_see(**given)) is (role in SEE)
    assert may(why_not_hold(thing=held, **given)) is (role in UNIT)
    open_ = state != "closed"
    assert may(why_not_send(thing=held, agency=made.police.pk, **given)) is (open_ and role in SEND)
    assert may(why_not_send(thing=held, agency=made.health.pk, **given)) is (open_ and role in UNIT)
    assert may(why_not_correct(thing=entry, held=held, **given)) is (open_ and role in SEND)
    for verb in {one.verb for one in MOVES}:
        follows = move(state, verb) is not None
        assert may(why_not_move(thing=held, verb=verb, **given)) is (follows and role in UNIT)
    assert sees_all(actor=actor, thing=held) is (role != "agency_lead" or state != "gathering")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_whose_rows_each_role_sees(made: Scene, state: str, role: str) -> None:
    Chronology.objects.filter(pk=made.held.pk).update(state=state)
    rows = ChronologyEntry.objects.filter(within_sight(made.actor(role), on=make.TODAY))
    seen = set(rows.values_list("agency_id", flat=True))
    own, every = {made.police.pk}, {made.police.pk, made.health.pk}
    expected = set() if role not in SEE else own if role == "agency_lead" and state == "gathering" else every
    assert seen == expected


def test_a_lead_of_another_partnership_and_one_not_on_the_case_see_nothing(made: Scene) -> None:
    far = make.actor(make.member(make.partnership(), "agency_lead"))
    other = make.actor(make.member(made.case.partnership, "agency_lead"))
    for actor in (far, other):
        assert not ChronologyEntry.objects.filter(within_sight(actor, on=make.TODAY)).exists()


def test_every_state_can_be_left_but_for_where_it_began() -> None:
    assert {one.before for one in MOVES} == set(STATES)
    assert [one.verb for one in moves_from("shared")] == ["take_back", "close"]
