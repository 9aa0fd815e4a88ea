"""How items stand, the life-line, what was typed into search, and what needs attention."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.casefile.rules.attention import Held, opening, tasks_for
from throughline.casefile.rules.reach import backwards, begins, ends_well, forwards
from throughline.casefile.rules.states import course, status_of
from throughline.casefile.rules.waiting import waiting_on
from throughline.casefile.rules.words import STOP, asked, for_fts
from throughline.casefile.tests.making import ON, alder, item, thread
from throughline.impact.rules import Read
from throughline.kernel.actor import Actor


def readings(*values: int) -> tuple[Read, ...]:
    return tuple(Read(n, Decimal(v), f"2025-{n + 1:02}", baseline=n == 0) for n, v in enumerate(values))


@pytest.mark.parametrize(
    ("values", "guard", "key", "words"),
    [
        ((), "", "not_started", ""),
        ((31, 52, 78), "x", "rising", "31% to 78%; target 90%"),
        ((42, 81, 66, 64), "x", "sliding", "42% to 81%, now 64%"),
        ((55, 91, 93), "x", "holding", "55% to 93%, 2 months"),
        ((70, 92, 96), "", "unguarded", "70% to 96%, 2 months"),
    ],
)
def test_what_a_measure_comes_to(values: tuple[int, ...], guard: str, key: str, words: str) -> None:
    measure = item("M1", readings=readings(*values), unit="%", target=Decimal(90), guarded_by=guard)
    status = status_of(measure, ON)
    assert status is not None
    assert status.key == key
    assert course(measure) == words


@pytest.mark.parametrize(
    ("state", "due", "key", "word"),
    [
        ("under_way", date(2026, 2, 20), "overdue", "14 working days late"),
        ("under_way", date(2026, 4, 30), "due", "Due 30 April 2026"),
        ("under_way", date(2026, 6, 30), "under_way", "Under way"),
        ("claimed_done", date(2026, 2, 20), "claimed", "Claimed done"),
        ("stopped", date(2026, 2, 20), "not_agreed", "Stopped"),
        ("not_started", None, "not_started", "Not started"),
    ],
)
def test_how_an_action_stands(state: str, due: date | None, key: str, word: str) -> None:
    status = status_of(item("A1", state=state, due_on=due), ON)
    assert status is not None
    assert (status.key, status.word) == (key, word)


def test_from_an_action_backwards_to_why_and_forwards_to_what_changed() -> None:
    whole = alder()
    action = next(one for one in whole.items if one.label == "A3")
    why = backwards(whole, action, ON)
    assert [branch.item.label for branch in why] == ["R1", "R2"]
    assert {one.item.label for branch in why for one in branch.branches} == {"F1", "F2"}
    on = forwards(whole, action, ON)
    assert on[0].item.label == "E1"
    assert on[0].branches[0].item.label == "M1"
    assert begins(why)
    assert ends_well(on)


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("handover", (("handover",),), ()),
        ("child's record", (("child s",), ("record",)), ()),
        ('"seen alone" visit', (("seen alone",), ("visit",)), ()),
        ('"unbalanced quote', (("unbalanced quote",),), ()),
        ("bruise AND", (("bruise",),), ()),
        ("a-b", (("a b",),), ()),
        ("one OR two three", (("one", "two"), ("three",)), ()),
        ("OR one", (("one",),), ()),
        ("school -police", (("school",),), ("police",)),
        ('school -"public protection"', (("school",),), ("public protection",)),
        ("-", (), ()),
        ("", (), ()),
        ("the of and", (), ()),
        ("x:y* (NEAR", (("x y",), ("near",)), ()),
        ("-only", (), ()),
    ],
)
def test_what_was_typed(typed: str, wanted: tuple[tuple[str, ...], ...], unwanted: tuple[str, ...]) -> None:
    found = asked(typed)
    assert found.wanted == wanted
    assert found.unwanted == unwanted
    assert bool(found) is bool(wanted)


@given(st.text(max_size=80))
def test_nothing_typed_is_taken_for_an_operator(typed: str) -> None:
    found = asked(typed)
    for term in [*(term for group in found.wanted for term in group), *found.unwanted]:
        assert term
        assert '"' not in term
        assert not all(word in STOP for word in term.split())
    if found:
        assert for_fts(found).startswith("(({label text}")


def lead(agency: int = 7) -> Actor:
    return Actor(user=5, name="x", role=AGENCY_LEAD, partnership=1, agency=agency)


def person(role: str) -> Actor:
    return Actor(user=1, name="x", role=role, partnership=1)


HELD = [Held(1, "Child Alder", alder())]


def test_the_most_urgent_comes_first_and_leads_to_the_deed() -> None:
    tasks = tasks_for(HELD, person(COORDINATOR), ON)
    assert tasks[0].title == "Find out why Action 8 of Child Alder is late"
    assert tasks[0].url == "/actions/8/updates/new"
    assert [task.rank for task in tasks] == sorted(task.rank for task in tasks)
    assert "Confirm or return Action 2 of Child Alder" in [task.title for task in tasks]
    assert opening(tasks, ON).startswith("Thursday 12 March 2026.")
    assert "One is late." in opening(tasks, ON)


def test_nobody_is_asked_to_confirm_what_they_claimed() -> None:
    claimed = {"state": "claimed_done", "state_on": ON, "state_by": 1}
    held = [Held(1, "Child Alder", thread("F1-R1-A1-E1", A1=claimed))]
    titles = [task.title for task in tasks_for(held, person(CHAIR), ON)]
    assert not any("Confirm" in title for title in titles)
    other = Actor(user=2, name="y", role=CHAIR, partnership=1)
    assert any("Confirm" in task.title for task in tasks_for(held, other, ON))


def test_an_agency_lead_is_asked_only_about_their_own_agency() -> None:
    own = {"agency": 7, "due_on": ON - timedelta(days=30)}
    others = {"agency": 8, "due_on": ON - timedelta(days=30)}
    held = [Held(1, "Child Alder", thread("F1-R1-A1 R1-A2", A1=own, A2=others))]
    tasks = tasks_for(held, lead(), ON)
    assert [task.title for task in tasks] == ["Say how Action 1 of Child Alder stands"]
    assert tasks[0].on == "You"
    assert tasks_for(held, lead(agency=0), ON) == []


@pytest.mark.parametrize(
    ("owner", "agency", "days", "says"),
    [
        ("Wexmoor Police", 7, 40, None),
        ("Wexmoor Trust", 8, 40, "Wexmoor Trust has no lead here, so the monthly message asks nobody."),
        ("Wexmoor Trust", 8, 46, None),
        ("Wexmoor Trust", 8, -3, "Wexmoor Trust has no lead here, so the monthly message asks nobody."),
        ("The link nurses", 0, 5, "The link nurses is a name in words and no agency here, so the monthly"),
        ("", 0, 5, "Nobody owns it, so the monthly message asks nobody."),
    ],
)
def test_who_keeps_the_plan_is_told_of_what_the_monthly_message_asks_nobody(
    owner: str, agency: int, days: int, says: str | None
) -> None:
    due = {"owner": owner, "agency": agency, "due_on": ON + timedelta(days=days)}
    held = [Held(1, "Child Alder", thread("F1-R1-A1", A1=due), frozenset({7}))]
    about = [task for task in tasks_for(held, person(COORDINATOR), ON) if task.proof[1] == "/actions/1/"]
    assert [says in task.why for task in about] == [True] if says else not about
    assert not any("monthly" in task.why for task in tasks_for(held, lead(agency or 7), ON))


def test_what_was_replaced_waits_for_no_answer() -> None:
    for passed, tasks in (("", 1), ("joins", 1), ("replaces", 0)):
        held = [Held(1, "Child Alder", thread("F1-R1", R1={"passed": passed, "state": ""}))]
        titles = [task.title for task in tasks_for(held, person(COORDINATOR), ON)]
        assert sum("Write the answer" in title for title in titles) == tasks


@pytest.mark.parametrize("role", [SCRUTINEER, ELECTED_MEMBER])
def test_who_only_looks_is_never_led_to_a_form(role: str) -> None:
    for task in tasks_for(HELD, person(role), ON):
        assert not task.url.endswith(("/new", "/state", "/edit", "/accept", "/answer", "/ties"))


def test_what_is_quiet_waits_on_others_the_longest_unheard_of_first() -> None:
    quiet = {"A1": {"updated_on": date(2026, 1, 1)}, "A2": {"updated_on": date(2025, 9, 1)}}
    waiting = waiting_on([Held(1, "Child Alder", thread("F1-R1-A1 R1-A2", **quiet))], person(COORDINATOR), ON)
    assert [one.what for one in waiting] == ["Action 2 of Child Alder", "Action 1 of Child Alder"]
