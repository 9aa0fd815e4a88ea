"""What a thread counts under each figure: a table a figure, no database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from throughline.actionplans.rules import STATES as ACTION_STATES
from throughline.boards.rules.counting import FIGURE_OF, Beside, Hit, came_to, hits, is_soon, tally, watched_by
from throughline.boards.rules.drawing import described, draw_flow
from throughline.boards.rules.figures import AHEAD, FIGURES, FLOW, KEPT, SECTIONS, STATES, agreement, opening
from throughline.boards.rules.years import YearRow, rows_of, totals, year_asked
from throughline.casefile.rules.items import ACTION, FINDING, MEASURE, RECOMMENDATION, Item, Key, Thread, thread_of
from throughline.casefile.rules.open_ends import open_ends
from throughline.impact.rules import Read

ON = date(2026, 3, 12)
NONE = dict.fromkeys(KEPT, 0)


def action(id: int = 1, state: str = "under_way", **more: Any) -> Item:
    return Item(ACTION, id, "Do it", ON, str(id), state=state, **more)


def asked(id: int = 1, state: str = "", **more: Any) -> Item:
    return Item(RECOMMENDATION, id, "Ask it", ON, str(id), state=state, **more)


def measure(*values: int) -> Item:
    reads = tuple(Read(at, Decimal(value), f"2025-{at:02}", at == 1) for at, value in enumerate(values, 1))
    return Item(MEASURE, 1, "Seen alone", ON, "1", unit="%", readings=reads)


def thread(*items: Item, ties: tuple[tuple[str, int, str, int], ...] = ()) -> Thread:
    """A thread of those items; every action is tied to recommendation 1 unless `ties` says otherwise."""
    links = [(Key(a, b), Key(c, d)) for a, b, c, d in ties]
    if not ties:
        links = [(Key(RECOMMENDATION, 1), item.key) for item in items if item.kind == ACTION]
    return thread_of(1, items, links)


def keys(found: list[Hit], figure: str) -> list[tuple[str, int]]:
    return [(hit.item.kind, hit.item.id) for hit in found if hit.figure == figure]


LASTS, GONE, PARTLY, OPENED = Beside("lasts"), Beside("gone"), Beside("partly"), Beside(reopened=True)


@pytest.mark.parametrize(
    ("answer", "states", "beside", "came"),
    [
        ("", (), {}, "asked unanswered"),
        ("not_agreed", (), {}, "asked answered"),
        ("accepted", (), {}, "asked answered accepted"),
        ("in_principle", (), {}, "asked answered accepted"),
        ("in_part", ("under_way",), {}, "asked answered accepted"),
        ("accepted", ("stopped",), {}, "asked answered accepted"),
        ("accepted", ("claimed_done", "under_way"), {}, "asked answered accepted"),
        ("accepted", ("claimed_done", "stopped"), {}, "asked answered accepted done"),
        ("accepted", ("claimed_done", "confirmed"), {}, "asked answered accepted done"),
        ("accepted", ("confirmed", "confirmed"), {}, "asked answered accepted done proved"),
        ("", ("confirmed",), {}, "asked unanswered done proved"),
        ("accepted", ("confirmed",), {1: LASTS}, "asked answered accepted done proved sustained"),
        ("accepted", ("confirmed", "confirmed"), {1: LASTS}, "asked answered accepted done proved sustained"),
        ("accepted", ("confirmed", "confirmed"), {1: LASTS, 2: PARTLY}, "asked answered accepted done proved"),
        ("accepted", ("confirmed",), {1: GONE}, "asked answered accepted done proved slid_back"),
        ("accepted", ("under_way",), {1: OPENED}, "asked answered accepted slid_back"),
        ("accepted", ("confirmed", "returned"), {1: GONE}, "asked answered accepted slid_back"),
    ],
)
def test_how_far_a_recommendation_came(
    answer: str, states: tuple[str, ...], beside: dict[int, Beside], came: str
) -> None:
    made = thread(asked(state=answer), *(action(number, state) for number, state in enumerate(states, 1)))
    assert came_to(made, next(made.of(RECOMMENDATION)), beside) == set(came.split())


def test_a_measure_that_slides_back_takes_what_it_measures_with_it() -> None:
    ties = ((RECOMMENDATION, 1, ACTION, 1), (ACTION, 1, MEASURE, 1))
    sliding = thread(asked(), action(state="confirmed"), measure(40, 80, 60, 50), ties=ties)
    holding = thread(asked(), action(state="confirmed"), measure(40, 80, 81), ties=ties)
    once = thread(asked(), action(state="confirmed"), measure(40, 80, 60), ties=ties)
    assert [{"slid_back", "sustained"} & came_to(one, next(one.of(RECOMMENDATION)), {1: LASTS}) for one in (
        sliding, holding, once)] == [{"slid_back"}, {"sustained"}, {"sustained"}]  # fmt: skip
    assert [keys(hits(one, {}, ON), "slid") for one in (sliding, holding, once)] == [
        [(MEASURE, 1)], [], [(MEASURE, 1)]]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "days", "figure"),
    [
        ("under_way", -1, "overdue"),
        ("returned", -1, "overdue"),
        ("claimed_done", -1, ""),
        ("confirmed", -400, ""),
        ("under_way", 0, "soon"),
        ("not_started", AHEAD, "soon"),
        ("not_started", AHEAD + 1, ""),
        ("returned", 3, "soon"),
        ("claimed_done", 3, ""),
        ("stopped", 3, ""),
        ("under_way", None, ""),
    ],
)
def test_overdue_and_due_soon(state: str, days: int | None, figure: str) -> None:
    one = action(state=state, due_on=None if days is None else ON + timedelta(days=days))
    found = hits(thread(one), {}, ON)
    assert [hit.figure for hit in found if hit.figure in ("overdue", "soon")] == ([figure] if figure else [])
    assert is_soon(one, ON) == (figure == "soon")


def test_every_state_of_an_action_is_counted_under_one_figure() -> None:
    assert set(FIGURE_OF) == set(ACTION_STATES)
    assert set(FIGURE_OF.values()) == set(STATES)
    made = thread(*(action(number, state) for number, state in enumerate(ACTION_STATES, 1)))
    numbers = NONE | tally(hits(made, {}, ON))["review", 0]
    assert [numbers[key] for key in STATES] == [1] * len(STATES)
    assert numbers["actions"] == len(STATES)


@pytest.mark.parametrize(
    ("state", "beside", "why"),
    [
        ("confirmed", GONE, "It has slipped"),
        ("confirmed", PARTLY, "It lasts in part"),
        ("confirmed", Beside("unknown"), "Nobody can tell"),
        ("confirmed", LASTS, ""),
        ("under_way", OPENED, "Opened again"),
        ("under_way", GONE, ""),
    ],
)
def test_what_is_doubtful_or_slid_back_says_why(state: str, beside: Beside, why: str) -> None:
    found = [hit.why for hit in hits(thread(action(state=state)), {1: beside}, ON) if hit.figure == "slid"]
    assert found == ([why] if why else [])


def test_open_ends_are_those_of_the_thread_and_none_of_a_review_that_was_stopped() -> None:
    made = thread(Item(FINDING, 1, "Not seen", ON, "1"), asked(), action())
    found = [hit for hit in hits(made, {}, ON) if hit.figure == "ends"]
    assert [(hit.item.key, hit.why) for hit in found] == [(end.item.key, end.sentence) for end in open_ends(made, ON)]
    assert found
    assert keys(hits(made, {}, ON, state="stopped"), "ends") == []


def test_whose_boards_count_what() -> None:
    ties = ((RECOMMENDATION, 1, ACTION, 1), (RECOMMENDATION, 1, ACTION, 2), (ACTION, 2, MEASURE, 1))
    made = thread(asked(agency=9), action(1, agency=4), action(2, agency=5), measure(40, 80, 60), ties=ties)
    counts = tally(hits(made, {1: Beside(groups=frozenset({7}))}, ON))
    assert {scope: numbers.get("asked", 0) for scope, numbers in counts.items()} == {
        ("review", 0): 1, ("agency", 9): 1, ("agency", 4): 1, ("agency", 5): 1, ("group", 7): 1}  # fmt: skip
    assert [scope for scope, numbers in counts.items() if numbers.get("slid")] == [("review", 0), ("agency", 5)]
    assert counts["group", 7]["actions"] == counts["agency", 4]["actions"] == 1


def test_a_review_without_anything_is_counted_with_nothing() -> None:
    assert tally([]) == {("review", 0): {}}


NAMES = {"learning and improvement group": 1, "case review group": 2}


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("Learning and Improvement Group", {1}),
        ("the case  review group", {2}),
        ("Learning and Improvement Group; Case Review Group", {1, 2}),
        ("Case Review Group / Board", {2}),
        ("Somebody", set()),
        ("", set()),
    ],
)
def test_the_groups_that_a_plan_names(words: str, groups: set[int]) -> None:
    assert watched_by(words, NAMES) == groups


@given(some.lists(some.tuples(some.sampled_from(sorted(ACTION_STATES)), some.integers(-90, 90)), max_size=8))
def test_parts_never_exceed_their_whole(told: list[tuple[str, int]]) -> None:
    items = [action(number, state, due_on=ON + timedelta(days=days)) for number, (state, days) in enumerate(told, 1)]
    numbers = NONE | tally(hits(thread(asked(state="accepted"), *items), {}, ON))["review", 0]
    assert sum(numbers[key] for key in STATES) == numbers["actions"] == len(items)
    assert numbers["overdue"] + numbers["soon"] <= numbers["actions"]
    chain = [numbers[key] for key in ("asked", "done", "proved", "sustained")]
    assert chain == sorted(chain, reverse=True)
    assert numbers["answered"] + numbers["unanswered"] == numbers["asked"]


def test_the_figures_say_whether_they_agree() -> None:
    assert agreement(NONE) == ""
    right = NONE | {"confirmed": 2, "under_way": 1, "actions": 3}
    assert agreement(right) == "The figures agree: 1 under way and 2 confirmed make 3 actions."
    assert agreement(right | {"actions": 4}).startswith("The figures do not agree: ")


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({}, "Nothing is counted here yet. Nothing was asked that you may see."),
        ({"asked": 1}, "Nothing is overdue."),
        (
            {"asked": 1, "overdue": 1, "claimed": 2},
            "One action is overdue. Two claims are waiting for somebody to look.",
        ),
        ({"actions": 1, "slid": 1}, "Nothing is overdue. One is in doubt or slid back."),
    ],
)
def test_the_opening_sentence(numbers: dict[str, int], says: str) -> None:
    assert "".join(opening(NONE | numbers)) == says


@pytest.mark.parametrize(
    ("papers", "came", "year"),
    [
        (("2019-05-01", "2021"), date(2026, 1, 2), 2019),
        (("", "soon"), date(2025, 12, 31), 2025),
        ((), None, 2026),
    ],
)
def test_the_year_in_which_a_review_asked(papers: tuple[str, ...], came: date | None, year: int) -> None:
    assert year_asked(papers, came, ON) == year


def test_many_years_are_put_together_and_nothing_is_lost() -> None:
    years = {year: NONE | {"asked": 2, "done": 1} for year in range(2000, 2026)} | {1999: NONE}
    rows = rows_of(years)
    assert len(rows) == 15
    assert (rows[0].called, rows[-1].called, rows[-1].query) == ("2025", "Before 2012", "before=2012")
    assert totals(rows)["asked"] == 52
    assert [row.called for row in rows_of({2024: NONE | {"asked": 1}, 2025: NONE})] == ["2024"]


def test_the_picture_says_what_its_table_says() -> None:
    rows = [YearRow(2025, dict.fromkeys(FLOW, 0) | {"asked": 4, "proved": 3, "slid_back": 1})]
    wide, narrow = draw_flow(rows, identity="flow")
    for picture in (wide, narrow):
        assert [f">{number}<" in picture for number in (4, 3, 1)] == [True] * 3
        assert picture.count("<rect") == 3  # nothing is drawn where there is nothing
        assert "style=" not in picture
    assert described(rows).startswith("2025: 4 recommendations asked, 0 answered,")


def test_every_figure_stands_on_a_board_or_in_the_flow() -> None:
    shown = {key for _, of in SECTIONS for key in of} | set(FLOW)
    assert shown == set(FIGURES)
