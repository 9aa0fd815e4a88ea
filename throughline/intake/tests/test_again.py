"""The same again: equal text once folded, or an equal number and nine tenths of the words."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.intake.rules.again import Words, already_there, folded, nine_tenths, same_number

WORDS = st.lists(st.sampled_from(["plan", "child", "seen", "agency", "met", "weekly", "home", "review"]), min_size=1)
KINDS = st.sampled_from(["finding", "action"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The child was not seen.", "the CHILD was  not\tseen."),
        ("‘Team around the family’", '"Team around the family"'),
        ("the child's plan", "the child’s plan"),
        ("caf\u00e9", "cafe\u0301"),
        ("a\u00a0b", "a b"),
    ],
)
def test_case_space_and_quotation_marks_do_not_matter(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Not seen.", "Not seen"), ("was seen", "wasn't seen"), ("10 visits", "16 visits")]
)
def test_everything_else_matters(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_numbers_are_the_same_without_their_punctuation_and_only_where_there_are_two() -> None:
    assert same_number("3.", " 3") and same_number("(a)", "A") and same_number("Finding 3:", "finding 3")
    assert not same_number("", "") and not same_number("3", "3.1") and not same_number(".", ":")


def test_nine_tenths_counts_each_word_as_often_as_it_stands_there() -> None:
    ten = "one two three four five six seven eight nine ten"
    assert nine_tenths(ten, ten.replace("ten", "eleven"))
    assert not nine_tenths(ten, ten.replace("ten", "eleven").replace("nine", "twelve"))
    assert not nine_tenths("a a a a a a a a a a", "a b c d e f g h i j")
    assert not nine_tenths("", "")
    assert not nine_tenths(ten, ten + " and then a good deal more than there was")


def test_equal_text_is_found_before_an_equal_number_and_only_within_a_kind() -> None:
    record = [
        Words(1, "finding", "1", "The plan had no dates in it and nobody asked why it had none."),
        Words(2, "finding", "2", "Nobody met the father."),
        Words(3, "action", "", "Meet the father."),
    ]
    read = [
        Words(10, "finding", "1", "Nobody met  the FATHER."),
        Words(11, "finding", "1", "The plan had no dates in it and nobody asked why it had any."),
        Words(12, "finding", "9", "The plan had no dates in it and nobody asked why it had any."),
        Words(13, "finding", "", "Meet the father."),
        Words(14, "finding", "2", "Somebody else entirely."),
    ]
    assert already_there(read, record) == {10: 2, 11: 1}


@given(WORDS, KINDS)
def test_a_thing_is_always_the_same_as_itself(words: list[str], kind: str) -> None:
    text = " ".join(words)
    assert already_there([Words(7, kind, "", text.upper())], [Words(1, kind, "", f"  {text}")]) == {7: 1}


@given(WORDS, WORDS)
def test_nine_tenths_is_the_same_both_ways_and_means_what_it_says(one: list[str], other: list[str]) -> None:
    left, right = " ".join(one), " ".join(other)
    common = (Counter(one) & Counter(other)).total()
    assert nine_tenths(left, right) == nine_tenths(right, left) == (common >= 0.9 * max(len(one), len(other)))


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_what_is_found_is_in_the_record_and_of_the_same_words(read: list[list[str]], there: list[list[str]]) -> None:
    record = [Words(n, "finding", "", " ".join(words)) for n, words in enumerate(there)]
    found = already_there([Words(n, "finding", "", " ".join(words)) for n, words in enumerate(read)], record)
    for n, words in enumerate(read):
        same = [row.key for row in record if row.text == " ".join(words)]
        assert (found.get(n) in same) if same else (n not in found)


def test_a_long_record_is_compared_quickly() -> None:
    record = [Words(n, "progress", str(n % 50), f"Sentence number {n} of a long record. " * 20) for n in range(3000)]
    read = [Words(n, "progress", str(n % 50), record[n].text) for n in range(3000)]
    assert already_there(read, record) == {n: n for n in range(3000)}
