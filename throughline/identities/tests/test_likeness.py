"""One person under two names is proposed, with why: a told set, and what holds of every set."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.identities.rules.likeness import Known, alike_dates, proposed, why_alike
from throughline.identities.rules.nicknames import is_short_form, is_spelling

# Names, birth and sex of two, and whether they are one person. All are made up.
ONE = [
    ("Jack Marlow", "2019-03-04", "male", "Jack Marlow", "2019-03-04", "male"),
    ("Jack Marlow", "2019-03-04", "male", "Jack Marlowe", "2019-03-04", "male"),
    ("Jack Marlow", "2019-03-04", "", "Marlow Jack", "2019-03-04", ""),
    ("Jack Marlow", "2019-03-04", "", "Jack Marlow", "2019-04-03", ""),
    ("Jack Marlow", "2019-03-04", "", "Jack Marlow", "2019-03-14", ""),
    ("Jack Marlow", "2019-03-04", "", "Jack Marlow", "", ""),
    ("Jack Marlow", "2019-03-04", "", "Jack Marlow", "2019", ""),
    ("Margaret Ridley", "1954", "female", "Peggy Ridley", "", "female"),
    ("Elizabeth Thorne", "1988-11-30", "female", "Lizzie Thorne", "1988-11-30", "female"),
    ("Elizabeth Thorne", "1988-11-30", "female", "Beth Carrow", "1988-11-30", "female"),
    ("Stephen Oakes", "", "male", "Steven Oakes", "", "male"),
    ("Mohammed Rahim", "2001-07-09", "male", "Muhammad Rahim", "2001-07-09", "male"),
    ("Aisha Karim", "2012-01-05", "female", "Ayesha Kareem", "2012-05-01", "female"),
    ("Sean Doyle", "1990", "", "Shaun Doyle", "1990-02", ""),
    ("Catherine Pell", "", "", "Kathryn Pell", "", ""),
    ("William Garth", "1979-06-12", "male", "Bill Garth", "1979-06-13", "male"),
    ("Mrs Susan Hext", "", "female", "Sue Hext", "", "female"),
    ("J Thorne", "2004-09-01", "", "Joseph Thorne", "2004-09-01", ""),
    ("Lily-May Cross", "2020-10-10", "", "Lily-May Croft", "2020-10-10", ""),
    ("Zoë Brand", "2015-02-02", "", "Zoe Brand", "2015-02-02", ""),
    ("Ellie Marsh-Cole", "2016", "", "Ellie Cole", "2016-08", ""),
    ("Thomas Peter Vane", "1966-03-03", "", "Peter Vane", "1966-03-03", ""),
    ("Danny Crewe", "", "male", "Daniel Crewe", "", "male"),
    ("Olivia", "2021-05-06", "", "Liv Harden", "2021-05-06", ""),
    ("Katelyn Moss", "2013-12-24", "", "Caitlin Moss", "2013-12-24", ""),
    ("Agnieszka Nowak", "1985-08-08", "", "Agneiszka Novak", "1985-08-08", ""),
    ("Rhys Evans", "2009-04-04", "male", "Reece Evans", "2009-04-04", "not_known"),
    ("O’Connell Siobhan", "", "", "Siobhan O'Connell", "", ""),
    ("Francesca Bell", "1999-01-31", "", "Francesca Bell", "1999-01-30", ""),
    ("Anthony Dunmore", "1970/1972", "", "Tony Dunmore", "1971-05", ""),
]
TWO = [
    ("Jack Marlow", "2019-03-04", "male", "Jake Marlow", "2019-03-04", "male"),  # twins
    ("Ella Marlow", "2019-03-04", "female", "Jack Marlow", "2019-03-04", "male"),
    ("John Ridley", "1954-02-01", "male", "John Ridley", "1981-07-19", "male"),  # father and son
    ("John Ridley", "1954", "male", "John Ridley", "1981", "male"),
    ("Jack Marlow", "2019-03-04", "", "Sam Ridley", "2019-03-04", ""),
    ("Jack Marlow", "2019-03-04", "", "Jack Fenner", "2017-06-20", ""),
    ("Jack Marlow", "", "", "Jack Fenner", "", ""),
    ("Sam Oakes", "2010", "female", "Sam Oakes", "2010", "male"),
    ("Susan Hext", "", "", "Sandra Hext", "", ""),
    ("Mary Thorne", "", "", "Ruth Thorne", "1961-02-02", ""),
    ("Amy Cole", "2018-01-01", "", "Zoe Cole", "2018-01-01", ""),
    ("Mohammed Rahim", "2001-07-09", "", "Mohammed Rahim", "2003-11-21", ""),
    ("J Thorne", "", "", "Joseph Thorne", "", ""),
    ("J Thorne", "2004-09-01", "", "Joseph Vane", "2004-09-01", ""),
    ("Olivia", "", "", "Olivia Harden", "", ""),
    ("Lee Cross", "", "", "Leo Cross", "", ""),
    ("Robert Garth", "", "", "Richard Garth", "", ""),
    ("Thomas Vane", "1966-03-03", "", "Peter Vane", "1966-03-03", ""),
    ("Martin Thomas", "1970-01-01", "", "Thomas Vane", "1970-01-01", ""),
    ("Helen Price", "1980-05-05", "", "Helena Pryor", "1991-05-05", ""),
    ("Dr A Shah", "", "", "Dr N Shah", "", ""),
    ("Daniel Crewe", "2011-05-06", "", "David Crewe", "2011-05-06", ""),
    ("Ali Khan", "2014-02-03", "", "Amir Khan", "2014-03-02", ""),
    ("Kate Pell", "1975", "", "Kate Pell", "2006", ""),
    ("Mia Brand", "2015-02-02", "", "Ava Brand", "2015-02-02", ""),
    ("Grace Moss", "2013-12-24", "", "Grace Moss", "2015-11-02", ""),
    ("Harry Crewe", "1944", "", "Harriet Crewe", "1946-02", ""),
    ("", "2019-03-04", "", "", "2019-03-04", ""),
    ("PC Brown", "", "", "PC Browning", "", ""),
    ("Jade Holt", "1995", "", "Jane Bolt", "1996", ""),
]


def two(row: tuple[str, ...]) -> tuple[Known, Known]:
    """Both persons of a line."""
    a, born, sex, b, other, its = row
    return Known(1, (a,), born, sex or "not_known"), Known(2, (b,), other, its or "not_known")


def test_a_told_set_is_found_and_little_else() -> None:
    hits = [bool(why_alike(*two(row))) for row in ONE]
    false = [row for row in TWO if why_alike(*two(row))]
    missed = [row for row, hit in zip(ONE, hits, strict=True) if not hit]
    recall, precision = sum(hits) / len(ONE), sum(hits) / (sum(hits) + len(false))
    assert precision >= 0.95, false
    assert recall >= 0.95, missed


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("2019-03-04", "2019-03-04", "equal"),
        ("2019-03-04", "2019-04-03", "swapped"),
        ("2019-03-04", "2018-03-04", "one_figure"),
        ("2019-03-04", "2019-03-14", "one_figure"),
        ("2019-03-04", "2019-03", "fits"),
        ("2019-03-04", "2018/2020", "fits"),
        ("2019-03-04", "2018", "different"),
        ("2019-03-04", "2018-05-04", "different"),
        ("2019-03-04", "", "unknown"),
        ("nonsense", "2019", "unknown"),
    ],
)
def test_dates_are_alike_in_either_order(one: str, other: str, how: str) -> None:
    assert alike_dates(one, other) == alike_dates(other, one) == how


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ONE[0], ("They have the same name.", "Both were born on the same day.")),
        (ONE[2], ("First and last name change places.", "Both were born on the same day.")),
        (
            ONE[7],
            ("Their first names are used for each other: Margaret and Peggy.", "No two dates of birth say otherwise."),
        ),
        (ONE[10], ("The first name is spelt in two ways: Stephen and Steven.", "No two dates of birth say otherwise.")),
    ],
)
def test_the_reason_is_in_words(row: tuple[str, ...], says: tuple[str, ...]) -> None:
    assert why_alike(*two(row)) == says


def test_one_recorded_as_female_and_as_male_is_proposed_only_where_name_and_day_are_the_same() -> None:
    one, other = (Known(n, ("Sam Oakes",), "2010-02-03", sex) for n, sex in ((1, "female"), (2, "male")))
    assert why_alike(one, other)[-1] == "One is recorded as female and the other as male."
    assert not why_alike(one, Known(2, ("Sam Oakes",), "", "male"))


def test_every_name_that_somebody_goes_by_is_looked_at() -> None:
    one = Known(1, ("Ruth Carrow", "Ruth Thorne"), "1961-02-02")
    assert why_alike(one, Known(2, ("Ruth Thorne",), ""))
    assert not why_alike(one, Known(2, ("Ruth Vane",), ""))


def test_what_was_settled_is_not_proposed_again() -> None:
    people = [Known(n, ("Jack Marlow",)) for n in (1, 2, 3)]
    assert [(pair.one, pair.other) for pair in proposed(people)] == [(1, 2), (1, 3), (2, 3)]
    assert [(pair.one, pair.other) for pair in proposed(people, {(3, 1), (1, 2)})] == [(2, 3)]


def test_short_forms_and_spellings_go_both_ways_and_are_not_handed_on() -> None:
    assert is_short_form("bob", "robert") and is_short_form("robert", "bob")
    assert is_spelling("shaun", "sean") and not is_spelling("sean", "steven")
    assert is_short_form("mattie", "martha") and is_short_form("mattie", "matilda")
    assert not is_short_form("martha", "matilda")


FIRST = ("Jack", "Jake", "John", "Jon", "Peggy", "Margaret", "Marlow", "J", "Zoë")
LAST = ("Marlow", "Marlowe", "Ridley", "Jack", "Marsh-Cole", "")
people = st.builds(
    Known,
    id=st.integers(1, 10_000),
    names=st.lists(st.sampled_from([f"{a} {b}" for a, b in product(FIRST, LAST)]), max_size=3).map(tuple),
    born=st.sampled_from(["", "2019", "2019-03", "2019-03-04", "2019-04-03", "2019-03-05", "1954-02-01"]),
    sex=st.sampled_from(["female", "male", "not_known"]),
)


@given(people, people)
def test_two_are_alike_in_either_order(one: Known, other: Known) -> None:
    assert why_alike(one, other) == why_alike(other, one)


@given(st.lists(people, max_size=6, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_makes_no_difference(every: list[Known], chance: random.Random) -> None:
    mixed = [Known(one.id, one.names[::-1], one.born, one.sex) for one in every]
    chance.shuffle(mixed)
    assert proposed(mixed) == proposed(every)
    assert all(pair.one < pair.other and pair.reasons for pair in proposed(every))
