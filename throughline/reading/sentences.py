"""The sentences of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .result import Item, Span

SENTENCE = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(A-Z0-9])")
"""What stands between two sentences."""
_LEAST = 25


def cut(mark: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """The text in parts, each with where it begins; `mark` is what stands between two of them."""
    begin = 0
    for found in mark.finditer(text):
        yield begin, text[begin : found.start()]
        begin = found.end()
    yield begin, text[begin:]


def sentences(text: str, item: Item) -> Iterator[tuple[str, Span]]:
    """The sentences of a statement that are long enough to say something, each with its place in the text."""
    start, end = item.at
    for begin, part in cut(SENTENCE, text[start:end]):
        words = part.rstrip()
        if len(words) >= _LEAST:
            yield words, (start + begin, start + begin + len(words))
