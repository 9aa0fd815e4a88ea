"""Runs of words with capitals, which is how names of bodies are written."""

from __future__ import annotations

SMALL = frozenset({"and", "of", "for", "the", "on", "in", "&", "upon"})
_JOINS = frozenset({"and", "&"})
_STOPS = (".", ";", ":", "!", "?", "”", '"', ")")


def run_start(text: str, start: int, longest: int = 10) -> int:
    """Where the run of capitalised words that leads up to `start` begins; `start` itself where there is none."""
    begin = place = start
    small = ""
    for _ in range(longest):
        space = place - 1
        if space < 1 or text[space] != " ":
            break
        low = max(0, space - 32)
        left = max(text.rfind(" ", low, space), text.rfind("\n", low, space), text.rfind("\t", low, space)) + 1
        word = text[left:space]
        if not word or (left <= low and low > 0):
            break
        first = word[0]
        if first in "(“\"‘'" and len(word) > 1 and word[1].isupper():
            if word[-1] != ")":
                return left + 1  # a bracket or quotation opens here
        elif word == "from" and text.endswith("Learning", 0, left - 1):
            small = word  # "Learning from Practice Group"
        elif word.rstrip(",").endswith(_STOPS) or not (first.isupper() or word in SMALL):
            break
        elif first.isupper():
            if small and ((word.endswith(",") and small not in _JOINS) or small == "the"):
                break
            begin, small = left, ""
        else:
            small = word
        place = left
    return begin
