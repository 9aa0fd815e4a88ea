"""The short ways to look through a text find what the long ways find."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from throughline.files.characters import plain
from throughline.reading.bodies import bodies_of
from throughline.reading.dates import _ONE, _ones
from throughline.reading.mending import suspect
from throughline.reading.words import NUMBER, fold, number_places

PIECES = st.sampled_from(
    [
        *(
            "one",
            "Two",
            "twenty-one",
            "forty four",
            "Twelve",
            "3",
            "17",
            "2014",
            "12345",
            "1.3",
            "£40",
            "x9",
            "ten",
            "tent",
        ),
        *(
            "3 May 2014",
            "12/03/2019",
            "March 2015",
            "2014/15",
            "Spring 2014",
            "140312",
            "Monday 4 June 2012",
            "2nd of May",
        ),
        *("the", "Group", "(Sub Group", "Sub-Group", "sub group", "Task and Finish Group", "Review Panel", "Board"),
        *("‘quoted’", "`tick`", "a\u00a0b", "co\u00adop", "broken- word", "<b>", "dash – dash", "“said”", "İ", "ﬁ"),
        *(" ", "  ", "\n", "\t", ".", ",", "-", "/", "(", ")", "\u2003", "\u2028"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=30)
LONG_NUMBERS = re.compile(r"(?<![\w£$.,/-])" + NUMBER)
QUOTES = str.maketrans("‘’‛´`“”„–—", "'''''\"\"\"--")
SUSPECT = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f¹²³⁰⁴-⁹\u00ad\u200b-\u200d\u2060\ufeffﬀ-ﬆ<\u00a0\u2000-\u200a\u202f]|[a-z]- [a-z]"
)


@given(TEXTS)
@example("Two reviews, twenty one children and one-off 4,000")
def test_numbers(text: str) -> None:
    assert number_places(text) == [found.start() for found in LONG_NUMBERS.finditer(text)]


@given(TEXTS)
def test_folded(text: str) -> None:
    assert fold(text) == " ".join(text.translate(QUOTES).lower().split())


@given(TEXTS)
def test_suspect(text: str) -> None:
    assert suspect(text) == (SUSPECT.search(text) is not None)


@given(TEXTS)
@example("from Monday 4 June 2012 to 12/03/2019 and x3 May 2014")
def test_dates(text: str) -> None:
    long = re.compile(rf"\b(?=[\dA-Z]){_ONE.pattern}", re.VERBOSE)
    assert [one.span() for one in _ones(text, 0, len(text))] == [one.span() for one in long.finditer(text)]


@given(TEXTS)
def test_plain_settles(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_a_group_named_after_a_bracket_is_no_body() -> None:
    assert [body.name for body in bodies_of("the Learning Group (Sub Group) of the Case Review Sub Group")] == [
        "Learning Group",
        "Case Review Sub Group",
    ]
