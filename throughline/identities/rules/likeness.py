"""Which two persons of a case may be one under two names. It is proposed, with why, for somebody to decide. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, product

from throughline.identities.rules.nicknames import is_short_form, is_spelling
from throughline.kernel.periods import parse

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "master", "dr", "sir", "rev", "baby", "pc", "dc", "sgt", "nurse"})
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
# How two words of a name are alike, the surest first.
SAME, SHORT, SPELT, INITIAL = "same", "short", "spelt", "initial"
# How two dates of birth are alike.
EQUAL, ONE_FIGURE, SWAPPED, FITS, UNKNOWN, DIFFERENT = "equal", "one_figure", "swapped", "fits", "unknown", "different"
_CLOSE = frozenset({EQUAL, ONE_FIGURE, SWAPPED})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person: every name they go by, when they were born as a period or ``""``, and their sex."""

    id: int
    names: tuple[str, ...]
    born: str = ""
    sex: str = "not_known"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who may be one, the lower number first, and why it is thought so, a sentence each."""

    one: int
    other: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    first: str
    middle: tuple[str, ...]
    last: frozenset[str]


def proposed(known: Iterable[Known], settled: Collection[tuple[int, int]] = ()) -> tuple[Pair, ...]:
    """The pairs that may be one person, but for those that somebody settled already, in the order of their numbers.

    `settled` are pairs of numbers in either order. The order of `known` makes no difference.
    """
    told = {tuple(sorted(pair)) for pair in settled}
    every = [(one, _names_of(one)) for one in sorted(known, key=lambda one: one.id)]
    pairs = []
    for (one, names), (other, its) in combinations(every, 2):
        if (one.id, other.id) in told:
            continue
        reasons = _why(one, names, other, its)
        if reasons:
            pairs.append(Pair(one.id, other.id, reasons))
    return tuple(pairs)


def why_alike(one: Known, other: Known) -> tuple[str, ...]:
    """Why those two may be one person, a sentence each, the same in either order; nothing where they may not.

    Names alone are enough where no date contradicts them. One birthday is enough for one first name; one birthday and
    one family name are not, since twins have both.
    """
    return _why(one, _names_of(one), other, _names_of(other))


def _why(one: Known, names: tuple[_Name, ...], other: Known, its: tuple[_Name, ...]) -> tuple[str, ...]:
    dates = alike_dates(one.born, other.born)
    if dates == DIFFERENT:
        return ()
    apart = {one.sex, other.sex} == {"female", "male"}
    best: tuple[int, tuple[str, ...]] | None = None
    for name, second in product(names, its):
        found = _why_names(name, second, dates)
        if found and (best is None or (len(found), found) < best) and not (apart and not _sure(found, dates)):
            best = (len(found), found)
    if best is None:
        return ()
    differ = ("One is recorded as female and the other as male.",) if apart else ()
    return (*best[1], _DATES[dates], *differ)


def alike_dates(one: str, other: str) -> str:
    """How two dates of birth are alike: one of ``EQUAL`` to ``DIFFERENT``. Both are periods, or ``""``."""
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return UNKNOWN
    if len(one) == len(other) == len("2016-03-09"):
        if one == other:
            return EQUAL
        if sum(a != b for a, b in zip(one, other, strict=True)) == 1:
            return ONE_FIGURE
        return SWAPPED if one == f"{other[:5]}{other[8:]}-{other[5:7]}" else DIFFERENT
    return FITS if first.first <= second.last and second.first <= first.last else DIFFERENT


_DATES = {
    EQUAL: "Both were born on the same day.",
    ONE_FIGURE: "Their dates of birth differ in one figure.",
    SWAPPED: "In their dates of birth day and month change places.",
    FITS: "What is said of their births can be one day.",
    UNKNOWN: "No two dates of birth say otherwise.",
}


def _sure(found: tuple[str, ...], dates: str) -> bool:
    """The names are the same to the letter, and so is the day."""
    return dates == EQUAL and found == (_SAME_NAME,)


_SAME_NAME = "They have the same name."


def _names_of(one: Known) -> tuple[_Name, ...]:
    return tuple(name for name in map(_read, one.names) if name)


def _read(name: str) -> _Name | None:
    """The words of a name without titles, accents and capitals; nothing where it has none."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word.replace("'", "").replace("’", "").strip(".") for word in _WORD.findall(plain)]
    words = [word for word in words if word and word not in _TITLES]
    if not words:
        return None
    last = frozenset(part for part in words[-1].split("-") if part) if len(words) > 1 else frozenset()
    return _Name(words[0], tuple(words[1:-1]), last)


def _why_names(one: _Name, other: _Name, dates: str) -> tuple[str, ...]:
    """Why the two names may be one person’s, given how the dates are alike; nothing where they may not."""
    first, last = _alike(one.first, other.first), _alike_last(one.last, other.last)
    if first and last:
        return _both(one, other, first, last, dates)
    if _change_places(one, other):
        return ("First and last name change places.",)
    if first and first != INITIAL and dates in _CLOSE:
        if not one.last or not other.last:
            return (_say_first(one.first, other.first, first), "One of them is known without a family name.")
        if dates == EQUAL:
            return (_say_first(one.first, other.first, first), "Their family names differ.")
    if last == SAME and dates == EQUAL and _by_middle_name(one, other):
        return ("One goes by the other’s middle name.",)
    return ()


def _both(one: _Name, other: _Name, first: str, last: str, dates: str) -> tuple[str, ...]:
    if first == INITIAL and (last != SAME or dates not in _CLOSE):
        return ()
    if first == last == SAME and one.last == other.last:
        return (_SAME_NAME,)
    says = [] if first == SAME else [_say_first(one.first, other.first, first)]
    if one.last != other.last:
        says.append(
            "One has a part of the other’s family name."
            if last == SAME
            else f"The family name is spelt in two ways: {_listed(*one.last ^ other.last)}."
        )
    return tuple(says)


def _by_middle_name(one: _Name, other: _Name) -> bool:
    return one.first in other.middle or other.first in one.middle


def _change_places(one: _Name, other: _Name) -> bool:
    """The first name of each is the last of the other, or near it, and no name stands in both places."""
    if len(one.last) != 1 or len(other.last) != 1:
        return False
    (last,), (its,) = one.last, other.last
    found = (_alike(one.first, its), _alike(other.first, last))
    return all(how in (SAME, SPELT) for how in found) and one.first != last


def _alike(one: str, other: str) -> str:
    """How two first names are alike, or nothing."""
    if one == other:
        return SAME
    if is_spelling(one, other):
        return SPELT
    if is_short_form(one, other):
        return SHORT
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else ""
    return SPELT if _near(one, other) else ""


def _alike_last(one: frozenset[str], other: frozenset[str]) -> str:
    if one & other:
        return SAME
    return SPELT if any(_near(part, its) for part in one for its in other) else ""


def _near(one: str, other: str) -> bool:
    """A slip of the hand or ear apart: one letter in names of four letters or more, two in long ones."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2
    if not allowed or abs(len(one) - len(other)) > allowed or len({*one} ^ {*other}) > 2 * allowed:
        return False  # a slip puts one letter for another at most
    return _slips(one, other) <= allowed


def _slips(one: str, other: str) -> int:
    """Letters left out, put in, changed or exchanged with their neighbour, to make one word of the other."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        next_line = [row]
        for column, its in enumerate(other, 1):
            cost = min(line[column] + 1, next_line[-1] + 1, line[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            next_line.append(cost)
        before, line = line, next_line
    return line[-1]


def _say_first(one: str, other: str, how: str) -> str:
    if how == SAME:
        return "They have the same first name."
    names = _listed(one, other)
    if how == SHORT:
        return f"Their first names are used for each other: {names}."
    return (
        f"One has the first letter of the other’s first name: {names}."
        if how == INITIAL
        else (f"The first name is spelt in two ways: {names}.")
    )


def _listed(*names: str) -> str:
    return " and ".join(name.capitalize() for name in sorted(names))
