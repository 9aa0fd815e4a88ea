"""Raised characters: a footnote's mark is taken out of the sentence, an ordinal or a square stays in it."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[(\[]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[)\]]?")
_SIGNS = re.compile(r"[*†‡§¶#]{1,3}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|ft|in|CO|H|R)$")
_UNICODE = str.maketrans("0123456789-–,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻,")


def settle(before: str, raised: str) -> tuple[str, bool]:
    """What stays in the sentence of a raised bit after `before`, and whether it was the mark of a footnote.

    Letters stay (7th). Digits after a number or a unit of measure are a power and stay as raised digits (10², km²);
    any others, and the signs printers use, are the mark of a note.
    """
    bare = raised.strip()
    if _SIGNS.fullmatch(bare):
        return "", bool(before.strip())
    if not _DIGITS.fullmatch(bare):
        return raised, False
    if _UNIT.search(before) or (before[-1:].isdigit() and not _YEAR.search(before)):
        return raised.translate(_UNICODE), False
    return raised[len(raised.rstrip()) :] and " ", True
