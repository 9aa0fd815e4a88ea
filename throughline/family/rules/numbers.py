"""Numbers as a text says them: in figures, in words to a hundred, a dozen, between two, at least, at most. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from throughline.kernel.numbers import NUMBER_WORDS, whole_number

WORDS = NUMBER_WORDS | {
    "a hundred": 100,
    "one hundred": 100,
    "a dozen": 12,
    "half a dozen": 6,
    "two dozen": 24,
    "a couple of": 2,
}
_NTH_OF = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_NTH_OF |= {"nine": "ninth", "twelve": "twelfth"}


def _nth(word: str) -> str:
    """``twenty-first`` for ``twenty-one``: the last of its words becomes an ordinal."""
    before, join, last = word.rpartition("-")
    ordinal = f"{last[:-1]}ieth" if last.endswith("y") else _NTH_OF.get(last, f"{last}th")
    return f"{before}{join}{ordinal}"


_NTH_WORDS = {_nth(word): number for word, number in NUMBER_WORDS.items() if " " not in word}
_ANY_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
ONE_NUMBER = rf"(?:\d{{1,3}}(?![\d.,/:]\d)|{_ANY_WORD})"
_LOW = r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|as many as"
_ABOVE = r"more than|over|upwards of|in excess of"
_HIGH = r"at most|up to|no more than|not more than|a maximum of"
_BELOW = r"fewer than|less than|under"
_ABOUT = r"about|around|approximately|roughly|some|nearly|almost|perhaps|possibly"
_HOW = rf"(?P<low>{_LOW})|(?P<above>{_ABOVE})|(?P<high>{_HIGH})|(?P<below>{_BELOW})|(?P<about>{_ABOUT})"
NUMBER = (
    rf"(?:(?:{_HOW}|(?:only|just|a total of|in total|between|some|another|a further)) +)*"
    rf"(?<![\w.,£-])(?P<first>{ONE_NUMBER})(?: *(?:or|to|and|-|–|/) *(?P<last>{ONE_NUMBER}))?(?P<more> or more|"
    rf"\+)?(?![\w%])"
)
NTH = rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(map(re.escape, _NTH_WORDS), key=len, reverse=True))})"
MOST = 999


@dataclass(frozen=True, slots=True)
class Number:
    """What a text says: at least so many and at most so many; `exact` is whether it is one number and not about one."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """``10``, ``5 or 6``, ``at least 5``, ``at most 4``."""
        if self.least == self.most:
            return str(self.least)
        if self.most == MOST:
            return f"at least {self.least}"
        if self.least == 0:
            return f"at most {self.most}"
        return f"{self.least} {'or' if self.most - self.least == 1 else 'to'} {self.most}"


def number_of(word: str) -> int:
    """The number that figures or a word mean."""
    text = " ".join(word.lower().split())
    return whole_number(text, WORDS.get(text, 0))


def nth_of(word: str) -> int:
    """The number that an ordinal means: 2 for ``second`` and ``2nd``."""
    text = word.lower()
    figures = re.match(r"\d+", text)
    return int(figures[0]) if figures else _NTH_WORDS.get(text, 0)


def read(match: re.Match[str]) -> Number:
    """The number of a match of ``NUMBER``: about ten is nine to eleven, of twenty and more a tenth up or down."""
    first = number_of(match["first"])
    if match["last"]:
        last = number_of(match["last"])
        return Number(min(first, last), max(first, last))
    if match["low"] or match["more"]:
        return Number(first, MOST)
    if match["above"]:
        return Number(first + 1, MOST)
    if match["high"]:
        return Number(0, first)
    if match["below"]:
        return Number(0, max(first - 1, 0))
    if match["about"]:
        near = max(1, first // 10)
        return Number(max(first - near, 0), first + near)
    return Number(first, first)
