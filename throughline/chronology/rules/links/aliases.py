"""One person under several names in a case: Leanne, Leanne Brackley and LB are one. Pure.

Which names belong together is read from the case as a whole: a forename has the surname that it is told with, and two
letters are whoever alone has them. What could be two persons is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from throughline.chronology.rules.links.family import is_forename
from throughline.chronology.rules.links.words import is_known
from throughline.kernel.periods import MONTHS

_PAIR = re.compile(
    r"\b([A-Z][a-z]{2,}) ([A-Z][a-z]{2,}|[A-Z]{3,})\b(?! (?:Street|Road|School|Primary|Academy|House|Court))"
)
_CAPITAL = re.compile(r"(?<![.!?:] )\b([A-Z][a-z]{2,}|[A-Z]{3,})\b")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? ([A-Z][a-z]{2,}|[A-Z]{3,})\b")
_INITIALS = re.compile(r"(?<![/&.\w])([A-Z]{2})(?![/&\w])")
_STOCK = frozenset(
    (
        *("ae", "aa", "bp", "bg", "cc", "cm", "ca", "cv", "da", "dc", "di", "ds", "dt", "dv", "ec", "ed", "ep", "eh"),
        *("fe", "fm", "gp", "gm", "gf", "hb", "hv", "hw", "ho", "hr", "id", "iv", "la", "ll", "ld", "lt", "md", "mh"),
        *("mw", "no", "nh", "od", "ok", "ot", "pc", "pe", "pm", "po", "pp", "ps", "pt", "rc", "re", "rv", "rx", "sc"),
        *("sg", "sn", "so", "sp", "sw", "sv", "tc", "ta", "tv", "uk", "us", "ut", "vc", "yp", "yo", "am", "cp", "cs"),
        *("ce", "mp", "pa", "bi", "dr", "er", "fu", "hx", "hs", "mg", "ml", "nk", "np", "oa", "op", "sf", "wt"),
        *("ht", "bd", "qa", "vv", "wb", "wf", "tl", "tm", "im", "in", "at", "by", "of", "on", "or", "to", "we", "he"),
    )
)
_MONTHS = frozenset((*(month[:3] for month in MONTHS), *MONTHS))
_LEAST = 2


@dataclass(slots=True)
class Names:
    """What a case tells of its names: the one surname of a forename, and whom two letters stand for."""

    surnames: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)


def names_of(texts: Sequence[str]) -> Names:
    """Read from every text of a case."""
    pairs: dict[str, set[str]] = {}
    firsts: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for text in texts:
        for first, last in _PAIR.findall(text):
            if is_forename(first) and not is_known(last.lower()) and not is_forename(last):
                pairs.setdefault(first, set()).add(last.title())
        lasts.update(name.title() for name in _TITLED.findall(text))
        for name in set(_CAPITAL.findall(text)):
            if is_forename(name) and not is_known(name.lower()) and name.title() not in _MONTHS:
                firsts[name.title()] += 1
        letters.update(set(_INITIALS.findall(text)))
    for found in pairs.values():
        lasts.update(found)
    known = Names({first: min(found) for first, found in pairs.items() if len(found) == 1})
    for said, count in letters.items():
        if count >= _LEAST and said.lower() not in _STOCK and not is_known(said.lower()):
            who = _of_letters(said, known.surnames, firsts, lasts)
            if who:
                known.letters[said] = who
    return known


def _of_letters(said: str, surnames: dict[str, str], firsts: Counter[str], lasts: Counter[str]) -> str:
    """The one whose name begins so; by the forename alone where no other of the case does and a surname fits."""
    whole = [first for first, last in surnames.items() if (first[0], last[0]) == (said[0], said[1])]
    if len(whole) == 1:
        return whole[0]
    alike = [first for first in firsts if first[0] == said[0]]
    return alike[0] if not whole and len(alike) == 1 and any(last[0] == said[1] for last in lasts) else ""


def spelled_out(text: str, known: Names) -> str:
    """The text with whoever is told of by two letters by their forename."""
    if not known.letters:
        return text
    return _INITIALS.sub(lambda match: known.letters.get(match.group(1), match.group(1)), text)


_FORENAME = re.compile(r"(?<![-\w])([A-Z][a-z]{2,})\b(?! (?:[A-Z][a-z]|[A-Z]{2}))(?!['’]s|-)")


def in_full(text: str, known: Names) -> str:
    """The text with the surname after each forename that has one in the case, where it does not stand there."""
    if not known.surnames:
        return text
    return _FORENAME.sub(
        lambda match: (
            f"{match.group()} {known.surnames[match.group()]}" if match.group() in known.surnames else match.group()
        ),
        text,
    )
