"""Bytes into text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.files.decoding import text_of
from throughline.kernel.refusals import Refused

TEXT = "The board’s “review” cost £5,000 – café"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
def test_text_comes_through_in_each_encoding_people_use(data: bytes) -> None:
    assert text_of("a.txt", data) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"plain \x00 text",
        bytes(range(128, 256)) * 4,
        b"\xff\xfe" + b"\x00\xd8" * 9,
        TEXT.encode("utf-32"),
        f"“{TEXT}".encode("utf-16-le"),
        TEXT[:7].encode("utf-16-le"),
        TEXT.encode("utf-16-le") + b"\0",
        (TEXT + "отчёт" * 9).encode("utf-16-be"),
        TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le") + b"\0\0",
        b"+/v8-Hello",
        b"\x81\x8d\x8f\x90\x9d",
        b"abc\x01\x02\x03\x04\x05\x06\x07",
        ("\ufffd" * 20 + "abc").encode(),
        "Привет, это отчёт о ребёнке".encode("cp1251"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        text_of("a.txt", data)
    assert refused.value.number == "E1112"


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Co", "Cn"]), max_size=200))
def test_any_text_comes_back_from_utf_8(text: str) -> None:
    if text.count("\ufffd") > len(text) // 200 or text.startswith(("\ufeff", "+/v")) or "\x7f" in text:
        return
    assert text_of("a.txt", text.encode()) == text
