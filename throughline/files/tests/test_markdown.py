"""Markdown and plain text into parts: marks taken off, lists told apart, nothing of the words lost."""

# ruff: noqa: E501  (tables of cases, one a line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.files import markdown, plaintext
from throughline.files.parts import Part


def shapes(parts: tuple[Part, ...]) -> list[tuple[str, str, str]]:
    return [(part.shape, part.mark, part.text) for part in parts]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# One\n\nTwo", [("heading", "", "One"), ("paragraph", "", "Two")]),
        ("One\n===\n\nTwo\n---\n", [("heading", "", "One"), ("heading", "", "Two")]),
        ("## 3. One", [("heading", "3.", "One")]),
        ("**2. One**", [("item", "2.", "One")]),
        ("2.** One of them", [("item", "2.", "One of them")]),
        ("a.** One of them", [("item", "a.", "One of them")]),
        ("- 1.1 One of them", [("item", "1.1", "One of them")]),
        ("9.Costs and time", [("item", "9.", "Costs and time")]),
        ("* One\n  goes on\n* Two", [("item", "*", "One goes on"), ("item", "*", "Two")]),
        ("1. One\n2. Two", [("item", "1.", "One"), ("item", "2.", "Two")]),
        ("- One\n6. Two:\n- Three", [("item", "-", "One"), ("item", "6.", "Two:"), ("item", "-", "Three")]),
        ("(a) One\n(b) Two", [("item", "(a)", "One"), ("item", "(b)", "Two")]),
        ("i) One\n\nii) Two", [("item", "i)", "One"), ("item", "ii)", "Two")]),
        ("| A | B |\n|---|---|\n| c | d |", [("row", "", "A\tB"), ("row", "", "c\td")]),
        ("| One<br>Two | b |", [("row", "", "One\nTwo\tb")]),
        ("Date:\t24 06 20", [("row", "", "Date:\t24 06 20")]),
        ("¹ A note", [("footnote", "¹", "A note")]),
        ("<sup>2</sup> A note", [("footnote", "²", "A note")]),
        ("[^3]: A note", [("footnote", "³", "A note")]),
        ("word[^1] and word<sup>2</sup>", [("paragraph", "", "word¹ and word²")]),
        ("see [the page](http://x.y) here", [("paragraph", "", "see the page here")]),
        ("it *is* **so** and `is`", [("paragraph", "", "it is so and is")]),
        ("a_name_with_lines and 2 * 3 = 6", [("paragraph", "", "a_name_with_lines and 2 * 3 = 6")]),
        ("7<sup>th</sup> February 2022", [("paragraph", "", "7th February 2022")]),
        ("5 children were seen", [("paragraph", "", "5 children were seen")]),
        ("2 February 2022", [("paragraph", "", "2 February 2022")]),
        ("e.g. one of them", [("paragraph", "", "e.g. one of them")]),
        ("To: Cabinet\nDate: 3 May 2019\nFrom: Director", [
            ("paragraph", "", "To: Cabinet"), ("paragraph", "", "Date: 3 May 2019"), ("paragraph", "", "From: Director"),
        ]),
        ("<!-- hidden -->One", [("paragraph", "", "One")]),
    ],
)  # fmt: skip
def test_markdown_lines_become_parts(raw: str, expected: list[tuple[str, str, str]]) -> None:
    assert shapes(markdown.parts_of(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One line\nthat goes on\nhere.\n\nAnother.", [("paragraph", "", "One line that goes on here."), ("paragraph", "", "Another.")]),
        ("FINDINGS\n========\nWords.", [("heading", "", "FINDINGS"), ("paragraph", "", "Words.")]),
        ("  * One point that\n    goes on\n  * Two", [("item", "*", "One point that goes on"), ("item", "*", "Two")]),
        ("1.  One\n2.  Two", [("item", "1.", "One"), ("item", "2.", "Two")]),
        ("CP     Child Protection\nTAF    Team Around the Family", [
            ("row", "", "CP\tChild Protection"), ("row", "", "TAF\tTeam Around the Family"),
        ]),
        ("¹ A note", [("footnote", "¹", "A note")]),
    ],
)  # fmt: skip
def test_plain_lines_become_parts(raw: str, expected: list[tuple[str, str, str]]) -> None:
    assert shapes(plaintext.parts_of(raw)) == expected


def test_a_form_feed_begins_a_page() -> None:
    assert [part.page for part in plaintext.parts_of("One\n\fTwo\n\fThree")] == [1, 2, 3]
    assert [part.page for part in plaintext.parts_of("One\n\nTwo")] == [0, 0]


def test_bold_from_line_to_line_is_not_damage() -> None:
    (part,) = markdown.parts_of("**One title\nover two lines**")
    assert part.text == "One title over two lines"
    assert part.mends == ()


def test_a_stray_mark_is_noted_where_it_stood() -> None:
    (part,) = markdown.parts_of("The end of it.**")
    assert [(mend.rule, mend.was, mend.at) for mend in part.mends] == [("stray_bold_mark", "**", 14)]


@given(st.text(max_size=300))
def test_any_text_becomes_parts_without_line_breaks_outside_cells(text: str) -> None:
    for parts in (markdown.parts_of(text), plaintext.parts_of(text)):
        for part in parts:
            assert part.cells or "\n" not in part.text
            assert all(0 <= mend.at <= len(part.text) for mend in part.mends)


@given(st.lists(st.sampled_from(["one two", "three", "four five six", "seven"]), min_size=1, max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    words = " ".join(lines).split()
    for joined in ("\n".join(lines), "\n\n".join(lines), "\n".join(f"- {line}" for line in lines)):
        for module in (markdown, plaintext):
            assert " ".join(part.text for part in module.parts_of(joined)).split() == words
