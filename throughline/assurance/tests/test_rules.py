"""Levels, what comes with the program, who may touch an answer, when a return is whole, and what compares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.assurance.rules import answers, levels, returns, rounds
from throughline.assurance.rules.comparing import Asked, compared, tally
from throughline.assurance.rules.returns import Standing
from throughline.assurance.rules.shipped import section11

THREE = levels.levels_of("Red: no\nAmber: some\nGreen: yes")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Red: no\nGreen: yes", ""),
        ("1: never\n2: rarely\n3: often\n4: always", ""),
        ("Red: no", "2 to 6 levels"),
        ("\n".join(f"{n}: x" for n in range(7)), "2 to 6 levels"),
        ("Red: no\nred: yes", "same label"),
        (": no\nGreen: yes", "has a label"),
    ],
)
def test_levels_are_the_partnerships_own(text: str, why: str) -> None:
    said = levels.why_not_levels(text)
    assert (why in said) if why else said == ""


def test_each_level_says_what_it_looks_like_or_what_it_means() -> None:
    assert levels.why_not_descriptors("a\nb", THREE).startswith("There are 3 levels and 2 lines")
    assert levels.why_not_descriptors("", THREE) == "" == levels.why_not_descriptors("a\nb\nc", THREE)
    assert [words for _, words in levels.described("a\nb\nc", THREE)] == ["a", "b", "c"]
    assert [words for _, words in levels.described("", THREE)] == ["no", "some", "yes"]
    assert [levels.label_of(n, THREE) for n in (None, 0, 1, 3, 9)] == [
        "Not answered",
        "Does not apply to us",
        "Red",
        "Green",
        "Not answered",
    ]
    assert [levels.sign_of(n, THREE) for n in (None, 0, 1, 2, 3)] == [
        "waiting",
        "not_agreed",
        "open_end",
        "under_way",
        "holding",
    ]


def test_the_questionnaire_that_ships_is_whole() -> None:
    ships = section11()
    found = levels.levels_of(ships.levels)
    assert levels.why_not_levels(ships.levels) == "" and len(ships.standards) == 8
    keys = [one.key for standard in ships.standards for one in standard.questions]
    assert len(keys) == len(set(keys))
    for standard in ships.standards:
        assert 2 <= len(standard.questions) <= 3 and standard.source and standard.means
        assert all(levels.why_not_descriptors(one.descriptors, found) == "" for one in standard.questions)
        assert all(one.descriptors and one.text.endswith("?") for one in standard.questions)


HANDS = answers.Hands(agency=7, writers=frozenset({1}), challenger=2, challenging_agency=8)


@pytest.mark.parametrize(
    ("user", "agencies", "challenges", "moderates"),
    [
        (3, set(), True, True),
        (1, set(), False, False),
        (2, set(), True, False),
        (4, {7}, False, False),
        (4, {8}, True, False),
        (4, {9}, True, True),
    ],
)
def test_nobody_moderates_their_own(user: int, agencies: set[int], challenges: bool, moderates: bool) -> None:
    led = frozenset(agencies)
    assert (answers.why_not_own_challenge(HANDS, user=user, agencies=led) is None) is challenges
    assert (answers.why_not_own_moderation(HANDS, user=user, agencies=led) is None) is moderates


@given(st.integers(1, 9), st.sets(st.integers(1, 9)), st.integers(1, 9), st.sets(st.integers(1, 9)), st.integers(1, 9))
def test_whoever_moderates_has_no_part_in_it(
    agency: int, writers: set[int], challenger: int, led: set[int], user: int
) -> None:
    hands = answers.Hands(agency, frozenset(writers), challenger, challenger)
    if answers.why_not_own_moderation(hands, user=user, agencies=frozenset(led)) is None:
        assert user not in writers | {challenger} and not led & {agency, challenger}


def test_a_challenge_alone_settles_nothing() -> None:
    assert answers.final(3, None) == 3
    assert answers.final(3, 1) == 1
    assert answers.final(3, 0) == 0


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([Standing("1.1", True, False), Standing("1.2", True, True)], ""),
        ([Standing("1.1", False, True)], "Question 1.1 is carried forward from last time. Confirm or change each."),
        ([Standing("1.1", False, False), Standing("1.2", False, False)], "Questions 1.1, 1.2 are not answered."),
        ([Standing(f"1.{n}", False, False) for n in range(7)], "Questions 1.0, 1.1, 1.2, 1.3, 1.4 and 2 more are not"),
    ],
)
def test_what_is_carried_forward_must_be_confirmed(rows: list[Standing], why: str) -> None:
    said = returns.why_not_sendable(rows)
    assert said.startswith(why) if why else said == ""


@pytest.mark.parametrize("of", [rounds, returns, answers])
def test_every_state_is_reached_and_every_step_leads_somewhere(of: object) -> None:
    states, moves, first = of.STATES, of.MOVES, of.FIRST  # type: ignore[attr-defined]
    assert {one.before for one in moves} | {one.after for one in moves} <= set(states)
    assert set(states) == {*first, *(one.after for one in moves)}
    for one in moves:
        assert of.find(one.before, one.verb) == one  # type: ignore[attr-defined]


RAG = "Red: no\nGreen: yes"


def asked(key: str, text: str = "Same?", descriptors: str = "", levels: str = RAG) -> Asked:
    return Asked(key, text, descriptors, levels)


def test_like_is_compared_with_like() -> None:
    before = [asked("a"), asked("b"), asked("c"), asked("d", descriptors="x\ny"), asked("gone")]
    after = [asked("a", " Same? "), asked("b", "Other?"), asked("d", descriptors="x\nz"), asked("new"), asked("c")]
    found = compared([("2024", before), ("2026", after)])
    assert [one.key for one in found.same] == ["a", "c"]
    assert {one.key: one.why for one in found.unlike} == {
        "b": "Its wording changed between 2024 and 2026.",
        "d": "The descriptors of its levels changed between 2024 and 2026.",
        "new": "Not asked in 2024.",
        "gone": "Not asked in 2026.",
    }
    other = [asked("a", levels="Red: no\nAmber: some\nGreen: yes")]
    assert compared([("1", [asked("a")]), ("2", other)]).unlike[0].why == "The levels changed between 1 and 2."


TEXTS = st.sampled_from(["Same?", "Other?"])
ROUND = st.dictionaries(st.sampled_from("abcd"), TEXTS, max_size=4)


@given(st.lists(ROUND, min_size=1, max_size=4))
def test_every_question_is_compared_or_listed_with_why(rounds_given: list[dict[str, str]]) -> None:
    given_rounds = [(str(n), [asked(key, text) for key, text in of.items()]) for n, of in enumerate(rounds_given)]
    found = compared(given_rounds)
    same, unlike = {one.key for one in found.same}, {one.key for one in found.unlike}
    assert same | unlike == {key for of in rounds_given for key in of} and not same & unlike
    assert same == {
        key for key in same | unlike if len({of.get(key) for of in rounds_given}) == 1 and key in rounds_given[0]
    }
    assert all(one.why for one in found.unlike)


def test_a_tally_counts_each_answer_once() -> None:
    made = tally([3, 3, 1, 0, None], THREE)
    assert (made.at, made.not_for_us, made.missing, made.counted, made.share) == ((1, 0, 2), 1, 1, 3, 67)
    assert tally([None, 0], THREE).share is None
