"""A text made to keep the reader busy costs it hardly more than any other of its length."""

from __future__ import annotations

import time

import pytest

from throughline.casefile.rules.words import asked, for_fts
from throughline.reading import read_text

LENGTH = 40_000
# Each of these once cost a minute or more, or is of the same kind.
TEXTS = {
    "tabs": "\t" * LENGTH + "x",
    "capitals": "ABCD " * (LENGTH // 5),
    "single capitals": "A " * (LENGTH // 2),
    "brackets": "(ABC) " * (LENGTH // 6),
    "bold that never ends": "**a " * (LENGTH // 4) + "__",
    "bold in bold": "***a __b " * (LENGTH // 9),
    "escaped links": "[\\" * (LENGTH // 2),
    "links that never end": "[a](" * (LENGTH // 4),
    "addresses that never end": "<http://" * (LENGTH // 8),
    "pictures that never end": "![" * (LENGTH // 2),
    "a heading of spaces": "# a" + " " * LENGTH + "b",
    "a divider of spaces": "--" + " " * LENGTH + "x|",
    "code that never ends": "`" * LENGTH,
    "dates": "1 March " * (LENGTH // 8),
    "children": "Child A and Child B, " * (LENGTH // 21),
    "numbers": "1." * (LENGTH // 2),
    "one long line": "a" * LENGTH,
    "raised marks": "¹ " * (LENGTH // 2),
    "turned writing": "\u202e" * LENGTH,
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_keeps_the_reader_busy(name: str) -> None:
    began = time.monotonic()
    read_text(TEXTS[name])
    assert time.monotonic() - began < 8


def test_no_search_keeps_the_machine_busy() -> None:
    began = time.monotonic()
    for typed in ('"' * LENGTH, "- " * LENGTH, "a OR " * LENGTH, "(" * LENGTH, "NEAR/" * LENGTH, "é\u0301" * LENGTH):
        terms = asked(typed)
        if terms:
            for_fts(terms)
    assert time.monotonic() - began < 4
