"""Doubts about the writing itself: abbreviations, footnote marks, letters, repeated words, headings, and the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from throughline.kernel.numbers import NUMBER_WORDS

from ..result import Doubt
from ..words import fold
from .asking import Context, doubt

_STOP = re.compile(r"[.!?\n\t]")
_CAPITAL = re.compile(r"[A-Z]")
_SHORTEST, _LONGEST = 26, 502
_TWICE = ("the", "a", "an", "of", "to", "in", "and", "is", "was", "for", "with", "on", "by", "has", "have", "be")
_FIGURES = re.compile(r"\d{2} \d{2} \d{2}|\d{6}|\d{1,2}[./]\d{1,2}[./]\d{2}")
_GOES_ON = re.compile(r"^(?:in addition|also|furthermore|moreover|this|these|as a result|however|similarly)\b[, ]")


def abbreviations(context: Context) -> Iterator[Doubt]:
    """Used and never explained; explained and never used."""
    found = context.abbreviations
    for short, at in found.undefined.items():
        yield doubt("undefined_abbreviation", "low", f"{short} is used and never explained.", at)
    for one in found.unused:
        if one.in_glossary:
            yield doubt("glossary", "low", f"{one.short} is in the glossary and not used in the text.", one.at)
        else:
            yield doubt("unused_abbreviation", "low", f"{one.short} is explained and never used again.", one.at)


def footnote_marks(context: Context) -> Iterator[Doubt]:
    """A raised mark that stood against a number, so that it could be read as part of it."""
    for mend in context.page.mended:
        if mend.rule != "footnote_mark":
            continue
        word = re.search(r"[\w]+$", context.page.text[max(0, mend.at - 20) : mend.at])
        if word and (word[0].isdecimal() or fold(word[0]) in NUMBER_WORDS):
            says = f"The footnote mark {mend.was} stood against the number “{word[0]}” and could be read as part of it."
            yield doubt("footnote", "medium", says, (mend.at - len(word[0]), mend.at))


def other_alphabets(context: Context) -> Iterator[Doubt]:
    """Letters of another alphabet that look like ours."""
    for mend in context.page.mended:
        if mend.rule == "look_alike_letters":
            end = mend.at + len(mend.was)
            says = (
                f"“{context.page.text[mend.at : end]}” was written with letters of another alphabet; a search "
                f"would not find it."
            )
            yield doubt("markup_artefact", "low", says, (mend.at, end))


def repeated_words(context: Context) -> Iterator[Doubt]:
    """A word twice, or two sentences of which one ends in the other."""
    text = context.page.text
    for word in _TWICE:
        place = text.find(f" {word} {word} ")
        if place >= 0:
            yield doubt("text_error", "low", f"The word “{word}” stands twice.", (place + 1, place + 2 + 2 * len(word)))
    for earlier, later in _ending_alike(text):
        before, start = _first_capital(text, *earlier), _first_capital(text, *later)
        if before < 0 or not 0 <= start <= earlier[1] + 2:
            continue
        words = text[start : later[1]]
        one, other = fold(text[before : earlier[1]]).rstrip(".!?"), fold(words).rstrip(".!?")
        if one.endswith(other) or other.endswith(one):
            yield doubt("text_error", "low", f"Two sentences in a row say the same: “{words}”", (start, later[1]))


def _ending_alike(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where two sentences in a row stand that end in the same letters. Every letter is looked at once."""
    start, last = 0, (0, -3)
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end - start >= _SHORTEST and stop[0] not in "\n\t":
            if start - last[1] <= 2 and text[last[1] - 18 : last[1]] == text[end - 18 : end]:
                yield last, (start, end)
            last = start, end
        start = end


def _first_capital(text: str, start: int, end: int) -> int:
    """Where a sentence begins: at the first capital that is near enough to its end; -1 where there is none."""
    first = _CAPITAL.search(text, max(start, end - _LONGEST), end - _SHORTEST + 1)
    return first.start() if first else -1


def dates_in_figures(context: Context) -> Iterator[Doubt]:
    """A date in figures only with a year of two figures."""
    for date in context.dates:
        if date.iso and len(date.iso) == 10 and _FIGURES.fullmatch(date.text):
            yield doubt("date_format", "low", f"“{date.text}” was read as {date.iso}, day first.", date.at)
            return


def headings_in_two_ways(context: Context) -> Iterator[Doubt]:
    """One heading in two kinds of capitals."""
    seen: dict[str, str] = {}
    for index in sorted(context.headings):
        heading = context.headings[index]
        if heading.label:
            continue
        name = heading.name.strip()
        earlier = seen.setdefault(fold(name), name)
        if earlier != name and earlier.translate(_PLAIN) != name.translate(_PLAIN):
            yield doubt(
                "heading_case",
                "low",
                f"One heading is printed “{earlier}” and “{name}”.",
                (heading.block.start, heading.block.end),
            )
            seen[fold(name)] = name


_PLAIN = str.maketrans({"’": "'", "‘": "'"})


def points_that_go_on(context: Context) -> Iterator[Doubt]:
    """A learning point, finding or recommendation that opens as more of the one before."""
    for key in ("learning_points", "findings", "recommendations"):
        for item in context.lists[key][1:]:
            found = _GOES_ON.match(fold(item.text)[:40])
            if found and item.number and found[0].strip(", ") in {"in addition", "also", "furthermore", "moreover"}:
                yield doubt(
                    "list_structure",
                    "low",
                    f"Point {item.number} opens “{found[0].strip(', ')}” and goes on from the one before.",
                    item.at,
                )


def unread_pages(context: Context) -> Iterator[Doubt]:
    """Pages with no text, and content that a reader of the page would not see."""
    if context.pages_without_text:
        pages = ", ".join(str(page) for page in context.pages_without_text[:40])
        word = "Page" if len(context.pages_without_text) == 1 else "Pages"
        verb = "holds" if len(context.pages_without_text) == 1 else "hold"
        yield doubt("pages_without_text", "medium", f"{word} {pages} {verb} no text that could be read.", (0, 0))
    for what in context.hidden:
        yield doubt(
            "hidden_content",
            "medium",
            f"The file holds content that a reader of the page would not see: {what}.",
            (0, 0),
        )


CHECKS = [
    abbreviations,
    footnote_marks,
    other_alphabets,
    repeated_words,
    dates_in_figures,
    headings_in_two_ways,
    points_that_go_on,
    unread_pages,
]
