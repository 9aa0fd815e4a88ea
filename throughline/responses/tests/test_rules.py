"""Which answer stands, what stages there are, and who may do what at each: tables, without a page or a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.access.roles import CHAIR, COORDINATOR, ROLES
from throughline.cases.models import Case
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.kernel.actor import Actor
from throughline.responses.models import Response
from throughline.responses.permissions import why_not_draft, why_not_follow, why_not_move_answer
from throughline.responses.rules import answers, following

ON = date(2026, 3, 12)
WRITER, SECOND = 7, 8


def actor(role: str, user: int = SECOND, partnership: int = 1) -> Actor:
    """Somebody in that role."""
    return Actor(user=user, name="P", partnership=partnership, role=role, agency=0)


CASE = Case(pk=1, partnership_id=1)
ASKED = Recommendation(pk=1, case=CASE)
ANSWER = Response(pk=1, recommendation=ASKED, case=CASE, made_by_id=WRITER)
COMMITTEE = CommitteeRecommendation(pk=1, case=CASE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("user", [WRITER, SECOND])
@pytest.mark.parametrize("state", answers.STATES)
@pytest.mark.parametrize("move", answers.MOVES, ids=lambda one: one.verb)
def test_who_brings_an_answer_further(role: str, user: int, state: str, move: answers.Move) -> None:
    why = why_not_move_answer(actor=actor(role, user), thing=ANSWER, state=state, move=move, on=ON)
    owns = role in (COORDINATOR, CHAIR) and not (move.verb == "agree" and user == WRITER)
    assert (why is None) == (state == move.before and owns), why


@pytest.mark.parametrize("role", ROLES)
def test_who_drafts_an_answer(role: str) -> None:
    why = why_not_draft(actor=actor(role), thing=ASKED, on=ON)
    assert (why is None) == (role in (COORDINATOR, CHAIR)), why
    assert why_not_draft(actor=actor(role, partnership=2), thing=ASKED, on=ON)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", following.STATES)
@pytest.mark.parametrize("move", following.MOVES, ids=lambda one: f"{one.verb} {one.before}")
def test_who_follows_up_a_committee(role: str, state: str, move: following.Move) -> None:
    why = why_not_follow(actor=actor(role), thing=COMMITTEE, state=state, move=move, on=ON)
    assert (why is None) == (state == move.before and role in (COORDINATOR, CHAIR)), why


@pytest.mark.parametrize("of", [answers, following])
def test_every_state_is_reached_and_every_step_known(of: object) -> None:
    states, moves = set(of.STATES), of.MOVES  # type: ignore[attr-defined]
    assert {one.before for one in moves} | {one.after for one in moves} == states
    assert states == set(of.FIRST) | {one.after for one in moves}  # type: ignore[attr-defined]
    assert len({(one.before, one.after) for one in moves}) == len(moves)


@dataclass(frozen=True)
class One:
    """An answer as the order of answers needs it."""

    pk: int
    day_on: date
    state: str


@given(
    st.lists(
        st.builds(
            One,
            st.integers(1, 50),
            st.dates(date(2020, 1, 1), date(2026, 1, 1)),
            st.sampled_from(sorted(answers.STATES)),
        ),
        unique_by=lambda one: one.pk,
    )
)
def test_the_latest_agreed_answer_stands_whatever_the_order(rows: list[One]) -> None:
    stands = answers.standing(rows)
    assert stands == answers.standing(reversed(rows))
    agreed = [one for one in rows if one.state in ("agreed", "published")]
    assert (stands is None) == (not agreed)
    if stands is not None:
        assert all((one.day_on, one.pk) <= (stands.day_on, stands.pk) for one in agreed)


@pytest.mark.parametrize(
    ("due_on", "answered", "late"),
    [(None, False, False), (ON, False, False), (date(2026, 3, 11), False, True), (date(2026, 3, 11), True, False)],
)
def test_an_answer_is_late_after_its_day_and_not_on_it(due_on: date | None, answered: bool, late: bool) -> None:
    assert answers.is_late(due_on, answered=answered, on=ON) is late


@pytest.mark.parametrize(
    ("resolved", "steps", "state"),
    [
        ("", [], "asked"),
        ("Noted.", [], "resolved"),
        ("Noted.", ["followed"], "followed"),
        ("", ["followed"], "followed"),
    ],
)
def test_where_what_a_committee_was_asked_stands(resolved: str, steps: list[str], state: str) -> None:
    assert following.state_of(resolved, steps) == state


def test_anything_but_a_plain_yes_needs_its_reason() -> None:
    assert [key for key in answers.ANSWERS if answers.needs_reason(key)] == ["in_principle", "in_part", "not_agreed"]
