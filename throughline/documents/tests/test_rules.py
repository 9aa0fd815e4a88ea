"""Paragraphs, marks over them, and names that can do no harm. Pure."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.documents.rules import (
    Mark,
    disposition,
    moved,
    paragraph_at,
    paragraphs,
    pieces,
    served_name,
    shown_name,
)

TEXT = "Title\n\nOne line here.\n   \nTwo lines\nthere."


def test_every_line_with_a_word_is_a_paragraph() -> None:
    found = paragraphs(TEXT)
    assert [(p.number, TEXT[p.start : p.end]) for p in found] == [
        (1, "Title"),
        (2, "One line here."),
        (3, "Two lines\nthere."),
    ]


@given(st.text("ab \n\t", max_size=60))
def test_paragraphs_hold_every_letter_once_in_order(text: str) -> None:
    found = paragraphs(text)
    assert "\n".join(text[p.start : p.end] for p in found).split() == text.split()
    for paragraph in found:
        for place in range(paragraph.start, paragraph.end):
            assert paragraph_at(found, place) == paragraph.number


MARKS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)


@given(MARKS, st.integers(0, 20), st.integers(0, 20))
def test_pieces_joined_are_the_text_and_lie_under_exactly_their_marks(
    spans: list[tuple[int, int]], one: int, other: int
) -> None:
    text = "abcdefghijklmnopqrstu"
    start, end = min(one, other), max(one, other) + 1
    marks = [Mark(key, min(pair), max(pair) + 1) for key, pair in enumerate(spans)]
    cut = pieces(text, start, end, marks)
    assert "".join(piece.text for piece in cut) == text[start:end]
    place = start
    for piece in cut:
        for at in range(place, place + len(piece.text)):
            assert set(piece.marks) == {m.key for m in marks if m.start <= at < m.end}
        place += len(piece.text)
    ends = [key for piece in cut for key in piece.ends]
    assert sorted(ends) == sorted(m.key for m in marks if start < m.end <= end)


def test_words_are_found_again_in_an_earlier_text_nearest_to_their_place() -> None:
    old, new = "the plan. x. the plan.", "A new start. the plan. y. the plan."
    first, last = new.index("the plan."), new.rindex("the plan.")
    assert moved(old, new, last, last + 9) == (13, 22)
    assert moved(old, new, first, first + 9) == (13, 22)
    assert moved(old, new, 0, 5) is None
    assert moved(old, old, 0, 9) == (0, 9)


HOSTILE = [
    "../../etc/passwd.pdf",
    "..\\..\\windows\\win.ini.docx",
    "report\u202efdp.exe.docx",
    "a\x00b.pdf",
    "CON.pdf",
    "   .pdf",
    ".pdf",
    "x" * 255 + ".pdf",
    'say "hello"; filename=evil.exe.pdf',
    "line\r\nSet-Cookie: a=b.pdf",
    "résumé – Ruth’s.pdf",
    "report.exe",
    "\ufeffzero\u200bwidth.pdf",
    "é" * 300 + ".docx",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("media", ["pdf", "docx", "text", "markdown"])
def test_no_name_can_do_harm_where_it_is_saved(name: str, media: str) -> None:
    safe = served_name(name, media)
    assert safe.endswith({"pdf": ".pdf", "docx": ".docx", "text": ".txt", "markdown": ".md"}[media])
    assert "/" not in safe and "\\" not in safe and '"' not in safe
    assert not any(unicodedata.category(letter).startswith("C") for letter in safe)
    assert len(safe.encode()) <= 255 and safe[0] not in ". " and safe.split(".")[0].lower() not in {"con", "nul"}
    header = disposition(safe)
    assert header.startswith('attachment; filename="') and header.isascii()
    assert "\r" not in header and "\n" not in header and header.count('"') == 2


@given(st.text(max_size=300))
def test_any_name_at_all_gives_a_safe_one(name: str) -> None:
    safe = served_name(name, "pdf")
    assert safe.endswith(".pdf") and 4 < len(safe) <= 130
    assert disposition(safe).isascii()
    assert 0 < len(shown_name(name)) <= 255


def test_a_good_name_stays_as_it_is() -> None:
    assert (
        served_name("Child Q progress (final), March 2017.docx", "docx") == "Child Q progress (final), March 2017.docx"
    )
    assert "filename*=UTF-8''Ruth%E2%80%99s.pdf" in disposition("Ruth’s.pdf")
