"""Letters put right inside one part: look-alikes, glued footnote marks, soft hyphens, broken words."""

from __future__ import annotations

import re
from collections.abc import Callable

from throughline.files.parts import Mend, Part

_LATIN_OF = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԌԛԝаеоѕіјрсухьΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
        "ABESIJKMHOPCTYXGqwaeosijpcyxbABEZHIKMNOPTYXovi",
        strict=True,
    )
)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_FOREIGN_WORD = re.compile(r"[\w'’]*[\u0370-\u03ff\u0400-\u052f][\w'’]*")
_RAISED = re.compile(r"(?<=[\w.,;:!?)\]\"'’”])[¹²³⁰⁴-⁹]+")
_UNIT = re.compile(r"(?:^|[\s\d])[kcm]?m$")
_SOFT = re.compile(r"\u00ad\s?")
_HIDDEN = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff]")
_LIGATURE = re.compile(r"[ﬀ-ﬆ]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BROKEN = re.compile(r"(?<=[a-z]{2})- (?=(?!and\b|or\b|to\b|but\b|nor\b)[a-z]{2})")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|p|font|a|div|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SUSPECT = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f¹²³⁰⁴-⁹\u00ad\u200b-\u200d\u2060\ufeffﬀ-ﬆ<\u00a0\u2000-\u200a\u202f]"
)
_PARTED = re.compile(r"[a-z]- [a-z]")
_WIDE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")

Fix = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str | None]]


def suspect(text: str) -> bool:
    """True when `text` may need mending; a quick look that lets most parts pass."""
    if "- " in text and _PARTED.search(text):
        return True
    return "<" in text if text.isascii() else _SUSPECT.search(text) is not None


def _latin(found: re.Match[str]) -> str | None:
    word = "".join(_LATIN_OF.get(letter, letter) for letter in found[0])
    return None if _FOREIGN.search(word) else word


def _without_raised(found: re.Match[str]) -> str | None:
    return None if _UNIT.search(found.string[max(0, found.start() - 3) : found.start()]) else ""


_FIXES: tuple[Fix, ...] = (
    ("look_alike_letters", _FOREIGN_WORD, _latin),
    ("footnote_mark", _RAISED, _without_raised),
    ("soft_hyphen", _SOFT, lambda found: ""),
    ("hidden_letter", _HIDDEN, lambda found: ""),
    ("ligature", _LIGATURE, lambda found: _LIGATURES[found[0]]),
    ("html_tag", _TAG, lambda found: " " if found[0].lower().startswith("<br") else ""),
    ("broken_word", _BROKEN, lambda found: "-"),
)


def mend_words(text: str, mends: tuple[Mend, ...]) -> tuple[str, tuple[Mend, ...]]:
    """`text` put right, with the earlier `mends` and the new ones at their places in it."""
    if not text.isascii():
        text = _WIDE.sub(" ", text)
    if not suspect(text):
        return text, mends
    for rule, pattern, fixed in _FIXES:
        if pattern.search(text):
            text, mends = _apply(text, mends, rule, pattern, fixed)
    return text, mends


def _apply(
    text: str,
    mends: tuple[Mend, ...],
    rule: str,
    pattern: re.Pattern[str],
    fixed: Callable[[re.Match[str]], str | None],
) -> tuple[str, tuple[Mend, ...]]:
    out: list[str] = []
    moves: list[tuple[int, int]] = []
    new: list[Mend] = []
    done = size = 0
    for found in pattern.finditer(text):
        kept = fixed(found)
        if kept is None:
            continue
        out.append(text[done : found.start()])
        size += found.start() - done
        new.append(Mend(rule, found[0], size))
        out.append(kept)
        size += len(kept)
        moves.append((found.end(), size - found.end()))
        done = found.end()
    if not new:
        return text, mends
    out.append(text[done:])
    return "".join(out), tuple(_moved(mend, moves) for mend in mends) + tuple(new)


def _moved(mend: Mend, moves: list[tuple[int, int]]) -> Mend:
    shift = 0
    for end, by in moves:
        if mend.at < end:
            break
        shift = by
    return Mend(mend.rule, mend.was, max(0, mend.at + shift)) if shift else mend


def mended_part(part: Part) -> tuple[str, tuple[str, ...], tuple[Mend, ...]]:
    """The words of a part and of its cells put right, one space between words, and the mends made."""
    if not part.cells:
        text, mends = mend_words(part.text, part.mends)
        flat = " ".join(text.split()) if "  " in text or "\n" in text or "\t" in text else text.strip()
        return flat, (), mends
    cells: list[str] = []
    mends = ()
    offset = place = 0
    for cell in part.cells:
        own = tuple(Mend(m.rule, m.was, m.at - place) for m in part.mends if place <= m.at <= place + len(cell))
        words, own = mend_words(cell, own)
        words = "\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip())
        mends += tuple(Mend(m.rule, m.was, m.at + offset) for m in own)
        cells.append(words)
        offset += len(words) + 1
        place += len(cell) + 1
    return "\t".join(cells), tuple(cells), mends
