"""What texts say of numbers over time: found where they say it, and nowhere else."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from throughline.family.rules.numbers import MOST
from throughline.family.rules.saying import tellings
from throughline.family.rules.windows import window_of

Said = tuple[str, str, int, int]


def _labelled(name: str) -> list[tuple[set[Said], str]]:
    lines = (Path(__file__).with_name(name)).read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" | ") for line in lines if line and not line.startswith("#")]
    return [({_said(one) for one in label.split(" & ") if one != "-"}, text) for label, _, text in rows]


def _said(words: str) -> Said:
    what, shape, least, most = words.split()
    return what, shape, int(least), MOST if most == "*" else int(most)


def _found(text: str) -> set[Said]:
    return {(one.what, one.shape, one.number.least, one.number.most) for one in tellings(text)}


def _score(name: str) -> tuple[float, float, list[tuple[str, set[Said], set[Said]]]]:
    rows = [(text, said, _found(text)) for said, text in _labelled(name)]
    right = sum(len(said & found) for _, said, found in rows)
    told, read = sum(len(said) for _, said, _ in rows), sum(len(found) for _, _, found in rows)
    return right / read, right / told, [row for row in rows if row[1] != row[2]]


def test_what_the_rules_were_made_for_is_found_and_no_more() -> None:
    precision, recall, wrong = _score("sentences.txt")
    assert (precision, recall) == (1.0, 1.0), wrong


def test_what_they_were_not_made_for_is_found_nearly_always() -> None:
    precision, recall, wrong = _score("kept_back.txt")
    assert precision >= 0.9, wrong
    assert recall >= 0.8, wrong


@pytest.mark.parametrize(
    ("text", "words", "days", "first", "last", "unclear"),
    [
        ("ten social workers in three years.", "in three years", 1098, None, None, False),
        ("ten social workers over the last 18 months.", "over the last 18 months", 558, None, None, False),
        ("ten social workers in a year and a half.", "in a year and a half", 549, None, None, False),
        ("ten social workers from 2016 to May 2018.", "from 2016 to May 2018", 0, "2016-01-01", "2018-05-31", False),
        ("ten social workers since 4 May 2016.", "since 4 May 2016", 0, "2016-05-04", None, False),
        ("ten social workers by 2019.", "by 2019", 0, None, "2019-12-31", False),
        ("ten social workers in 2018.", "in 2018", 0, "2018-01-01", "2018-12-31", False),
        ("ten social workers in his short life.", "in his short life", 0, None, None, False),
        ("ten social workers by the age of four.", "by the age of", 0, None, None, True),
        ("ten social workers between 2019 and 2016.", "", 0, None, None, False),
        ("ten social workers.", "", 0, None, None, False),
    ],
)  # fmt: skip
def test_the_time_that_a_text_gives(text: str, words: str, days: int, first: str, last: str, unclear: bool) -> None:
    window = window_of(text, 0, len("ten social workers"))
    given = (window.first and window.first.isoformat(), window.last and window.last.isoformat())
    assert (window.words, window.days, *given, window.unclear) == (words, days, first, last, unclear)


def test_a_telling_stands_where_its_words_stand_and_knows_of_whom() -> None:
    text = "Maple was well.\nAlder had seven placements in three years. Nobody asked."
    (one,) = tellings(text, ("Alder", "Maple"))
    assert text[one.start : one.end] == one.words == "seven placements"
    assert (one.who, one.sentence) == ("Alder", "Alder had seven placements in three years.")


def test_a_text_without_stops_costs_no_more_than_its_length() -> None:
    began = time.process_time()
    assert tellings("two social workers " * 500) == ()
    assert time.process_time() - began < 8


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.sampled_from(
            ("ten", "5", "social workers", "GP", "had", "placements", "second", "a", "changes of", "in", "years",
             "2018", "between", "and", "or", ".", "\n", "’s", "at least", "times", "changed", "…", "Alder")
        ),
        max_size=30,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_the_text_each_telling_stands_in_it(text: str) -> None:
    found = tellings(text, ("Alder",))
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(0 <= one.number.least <= one.number.most for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
