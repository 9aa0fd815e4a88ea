"""Where two tellings of one event cannot both be so: another person, another number, a yes against a no. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from throughline.chronology.rules.links.words import MARKS, Told

_OPPOSITES = Path(__file__).with_name("opposites.txt")


def _read() -> Iterator[tuple[str, frozenset[str]]]:
    """Each line of the file, what it is for and its words."""
    text = _OPPOSITES.read_text(encoding="utf-8").replace("\n    ", " ")
    for line in text.splitlines():
        name, found, words = line.partition(":")
        if found and not line.startswith("#"):
            yield name, frozenset(words.split())


_LINES = tuple(_read())
_BY_NAME = {name: words for name, words in _LINES if name not in ("any", "near")}
_ADULTS, _TIMES, _LOOSE, _FIRM = (_BY_NAME[name] for name in ("adults", "times", "loose", "firm"))
_ONE_OF = tuple((name == "any", words) for name, words in _LINES if name in ("any", "near"))
# Who may be meant by a word besides whom it says: one agency's father is the next one's partner.
_MAY_BE = {
    "partner": frozenset(("father", "mother", "boyfriend", "stepfather", "stepmother")),
    "parents": frozenset(("mother", "father", "stepfather", "stepmother", "partner")),
    "grandparents": frozenset(("grandmother", "grandfather")),
    "sibling": frozenset(("brother", "sister")),
    "boyfriend": frozenset(("partner", "stepfather", "friend")),
    "stepfather": frozenset(("partner", "boyfriend")),
    "friend": frozenset(("boyfriend",)),
}
_DRUG = re.compile(
    r"[a-z]{2,}(?:apine|oxetine|aline|ramine|epam|olam|idone|mycin|icillin|ofen|amol|dol|azole|phine|done|tropium"
    r"|alopram|izine)"
)
_BY_SIDE = 4


def conflicts(one: Told, two: Told) -> Iterator[str]:
    """Why the two cannot both be so, in words; nothing where they can."""
    for find in _FINDERS:
        found = find(one, two)
        if found:
            yield found


_MATERNAL = re.compile(r"\b(?:maternal|mat\.?|mgm|mgf|mgps?|mgparents)\b", re.IGNORECASE)
_PATERNAL = re.compile(r"\b(?:paternal|pat\.?|pgm|pgf|pgps?|pgparents)\b", re.IGNORECASE)
_HURTS = frozenset(("bruise", "fracture", "burn", "bite", "cut", "scratch", "swelling", "mark"))


def _side(one: Told, two: Told) -> str:
    """The family of the mother in one, of the father in the other."""
    sides = [(bool(_MATERNAL.search(read.raw)), bool(_PATERNAL.search(read.raw))) for read in (one, two)]
    if sides in ([(True, False), (False, True)], [(False, True), (True, False)]):
        return "one tells of the maternal family, the other of the paternal"
    return ""


def _unhurt(one: Told, two: Told) -> str:
    """No injury at all in one, and one of a kind in the other."""
    for no, yes in ((one, two), (two, one)):
        if "injury" in no.denied - no.affirmed and not no.affirmed & _HURTS:
            found = sorted((yes.affirmed - yes.denied) & _HURTS)
            if found:
                return f"one says that there was no injury, the other tells of a {found[0]}"
    return ""


def _names(one: Told, two: Told) -> str:
    """The same title before different names, one of them in each."""
    mine, yours = _by_title(one), _by_title(two)
    for title in sorted(set(mine) & set(yours)):
        if len(mine[title]) == len(yours[title]) == 1 and mine[title] != yours[title]:
            a, b = (next(iter(each[title])) for each in (mine, yours))
            if a not in two.words and b not in one.words:
                return (
                    f"one names {title.upper() if len(title) < 3 else title.title()} {a.title()}, the other {b.title()}"
                )
    return ""


def _called(one: Told, two: Told) -> str:
    """After the same word, another name: the friend Lee in one, the friend Darren in the other."""
    mine, yours = _named_after(one), _named_after(two)
    for word in sorted(set(mine) & set(yours)):
        a, b = mine[word], yours[word]
        if a != b and a not in two.words and b not in one.words:
            return f"one names {a.title()}, the other {b.title()}"
    return ""


def _named_after(read: Told) -> dict[str, str]:
    names = {name for name in read.names if ":" not in name}
    found: dict[str, str] = {}
    for before, word in pairwise(read.line):
        if word in names and (
            before in _ADULTS or before in _MAY_BE or before in ("call", "name", "child", "adult_male")
        ):
            found.setdefault(before, word)
    return found


def _by_title(read: Told) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in read.names:
        title, parted, rest = name.partition(":")
        if parted:
            found.setdefault("mr" if title in ("mr", "ms", "mrs", "miss") else title, set()).add(rest)
    return found


def _persons(one: Told, two: Told) -> str:
    """Each names a person of the family whom the other does not, in the same place of the story."""
    mine, yours = _adults(one), _adults(two)
    only_mine = {each for each in mine - yours if not _may_be(each) & yours and not _named_as(each, yours)}
    only_yours = {each for each in yours - mine if not _may_be(each) & mine and not _named_as(each, mine)}
    for a in sorted(only_mine):
        for b in sorted(only_yours):
            if _may_be(a) & {b} or _may_be(b) & {a}:
                continue
            if _around(one, a) & _around(two, b):
                return f"one tells of the {a}, the other of the {b}"
    return _swapped(one, two, mine & yours)


def _swapped(one: Told, two: Told, both: set[str]) -> str:
    """Two persons who have changed places: what one did in the first telling the other does in the second."""
    pair = sorted(both & {"mother", "father", "partner", "grandmother", "stepfather"})
    if len(pair) != 2:
        return ""
    a, b = pair
    firsts = [_firsts(read, a, b) for read in (one, two)]
    if not all(firsts) or firsts[0][0] == firsts[1][0]:
        return ""
    deeds = [[_follows(read, person) for person in (a, b)] for read in (one, two)]
    straight = len(deeds[0][0] & deeds[1][0]) + len(deeds[0][1] & deeds[1][1])
    crossed = len(deeds[0][0] & deeds[1][1]) + len(deeds[0][1] & deeds[1][0])
    return f"what the {a} does in one, the {b} does in the other" if crossed > straight + 1 else ""


def _firsts(read: Told, a: str, b: str) -> list[str]:
    return [word for word in read.line if word in (a, b)]


def _follows(read: Told, person: str) -> set[str]:
    """What is told right after a person, to the end of the sentence."""
    found: set[str] = set()
    for at, word in enumerate(read.line):
        if word == person:
            for after in read.line[at + 1 : at + 5]:
                if after == "." or after in _ADULTS:
                    break
                found.add(after)
    return found - MARKS


def _may_be(person: str) -> frozenset[str]:
    reverse = {each for each, others in _MAY_BE.items() if person in others}
    return _MAY_BE.get(person, frozenset()) | reverse


def _named_as(person: str, others: set[str]) -> bool:
    return bool(others & {"parents", "grandparents", "sibling"} and _may_be(person) & others)


def _adults(read: Told) -> set[str]:
    return {word for word in read.words if word in _ADULTS or word in _MAY_BE}


@lru_cache(maxsize=8192)
def _line_around(line: tuple[str, ...], word: str) -> frozenset[str]:
    """What stands near a word in its sentence."""
    found: set[str] = set()
    for at, each in enumerate(line):
        if each != word:
            continue
        for step in (-1, 1):
            for near in range(1, _BY_SIDE + 1):
                place = at + step * near
                if not 0 <= place < len(line) or line[place] == ".":
                    break
                found.add(line[place])
    return frozenset(found - MARKS - {"child", "baby", word, "mother", "father", "home"})


def _around(read: Told, word: str) -> frozenset[str]:
    return _line_around(read.line, word)


def _numbers(one: Told, two: Told) -> str:
    """Another number of the same thing."""
    for unit in sorted(set(one.counts) & set(two.counts)):
        mine, yours = one.counts[unit], two.counts[unit]
        counted = _measures if unit in ("kg", "percent") else _counts
        if unit in _TIMES or mine & yours or not all(map(counted, mine | yours)):
            continue
        if unit in two.words and not _said(mine, two) and not _said(yours, one):
            return f"one counts {_list(mine)} where the other counts {_list(yours)} ({unit.replace('_', ' ')})"
    return ""


def _counts(number: str) -> bool:
    return number.isdigit() and len(number) <= 3


def _measures(number: str) -> bool:
    return number.replace(".", "", 1).isdigit()


def _said(numbers: Iterable[str], read: Told) -> bool:
    return any(number in read.words for number in numbers)


def _list(numbers: Iterable[str]) -> str:
    return " and ".join(sorted(numbers))


def _kinds(one: Told, two: Told) -> str:
    """Two different things of a kind of which there is one."""
    for anywhere, kinds in _ONE_OF:
        mine, yours = one.affirmed & kinds, two.affirmed & kinds
        if not mine or not yours or mine & yours or mine & _spoken(two) or yours & _spoken(one):
            continue
        for a in sorted(mine):
            for b in sorted(yours):
                if anywhere or _around(one, a) & _around(two, b):
                    return f"one says {a.replace('_', ' ')}, the other {b.replace('_', ' ')}"
    mine, yours = (frozenset(filter(_DRUG.fullmatch, read.raw.lower().split())) for read in (one, two))
    if mine and yours and not mine & yours:
        return f"one names {min(mine)}, the other {min(yours)}"
    return ""


def _denials(one: Told, two: Told) -> str:
    """What one says did happen, the other says did not."""
    for yes, no in ((one, two), (two, one)):
        for word in sorted(no.denied - no.affirmed):
            if word not in yes.affirmed or word in yes.denied:
                continue
            if word in _FIRM or (word not in _LOOSE and len(word) > 3):
                return f"one says that it was so and the other that it was not ({word.replace('_', ' ')})"
    return ""


def _spoken(read: Told) -> frozenset[str]:
    return read.affirmed | read.denied


_FINDERS: tuple[Callable[[Told, Told], str], ...] = (
    _persons,
    _side,
    _names,
    _called,
    _numbers,
    _kinds,
    _unhurt,
    _denials,
)
