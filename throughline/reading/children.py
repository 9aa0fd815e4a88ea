"""The children a document is about, by the pseudonyms it gives them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .chosen import KINDS, Chosen, short_lines
from .plainwords import PLAIN_WORDS
from .result import Subject
from .words import fold, vocabulary, word_set

_PLURALS = {
    "children": "Child",
    "babies": "Baby",
    "young people": "Young Person",
    "siblings": "Sibling",
    "twins": "Twin",
    "families": "Family",
    "infants": "Infant",
    "brothers": "Brother",
    "sisters": "Sister",
}
_CODE_AT = re.compile(r" (?P<code>[A-Z]{1,2}\d{0,2}|\d{1,2})(?![\w’'-]*[a-z]{2})(?![\w%£/&]|[.,]\d)")
_MORE_CODES = re.compile(r"(?:,? (?:and|&) |, )(?P<code>[A-Z]{1,2}\d{0,2})(?![\w’'-]*[a-z]|\w| [A-Z][a-z])")
_NOT_CODE = word_set("I IN OF OR IS TO BE BY AT ON CP IT UK GP PE ID AS AN NO SO WE UP IF MY HE TV EU US LA CQ")
_COUNTED = frozenset({"Child", "Baby", "Sibling", "Family", "Twin", "Brother", "Sister"})
_GROUP = re.compile(r"\b[Tt]he (?P<name>[A-Z][a-z]{2,14}) (?P<what>children|siblings|brothers|sisters|twins|family)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """One child: the name as most often printed, its other names, and the place of the first mention."""

    name: str
    also: tuple[str, ...]
    first: int


def subjects_of(text: str, title: str, kind: str, areas: set[str]) -> list[Named]:
    """The children and families named in `text`, in the order of their first mention; `areas` are names of places."""
    named = _merged(
        _coded(text), merge=kind not in {"digest", "yearly_report", "subgroup_annual_report", "report_template"}
    )
    lines = short_lines(text) if kind == "digest" else []
    for name, place in Chosen(text, title, areas, lines).names().items():
        if all(fold(name) not in {fold(n.name), *(fold(a) for a in n.also)} for n in named):
            named.append(Named(name, (), place))
    for group in _groups(text, areas):
        if fold(group.name) not in {fold(one.name) for one in named}:
            named.append(group)
    return sorted(named, key=lambda one: one.first)


def _groups(text: str, areas: set[str]) -> list[Named]:
    """ "the Linden children", where siblings go by one name."""
    found: dict[str, list[int]] = {}
    for match in _GROUP.finditer(text):
        if match["name"].lower() not in PLAIN_WORDS | set(KINDS) and match["name"] not in areas:
            found.setdefault(f"{match['name']} {match['what']}", []).append(match.start("name"))
    small = vocabulary(text)
    return [
        Named(name, (), places[0])
        for name, places in found.items()
        if len(places) >= 2 and name.split()[0].lower() not in small
    ]


def _coded(text: str) -> dict[tuple[str, str], list[int]]:
    """The places of each kind and code: ("Child", "R")."""
    found: dict[tuple[str, str], list[int]] = {}
    for match in _CODE_AT.finditer(text):
        kind, several, start = _kind_before(text, match.start())
        code = match["code"]
        if (
            not kind
            or code in _NOT_CODE
            or (code.isdecimal() and (kind not in _COUNTED or several or text[start].islower()))
        ):
            continue
        found.setdefault((kind, code), []).append(start)
        place = match.end()
        while not code.isdecimal() and (more := _MORE_CODES.match(text, place)):
            if more["code"] in _NOT_CODE:
                break
            found.setdefault((kind, more["code"]), []).append(start)
            place = more.end()
    counted = Counter(kind for (kind, code), places in found.items() if code.isdecimal() for _ in places)
    return {
        key: places
        for key, places in found.items()
        if not (key[1].isdecimal() and len(places) < 2 and counted[key[0]] < 3)
    }


def _kind_before(text: str, end: int) -> tuple[str, bool, int]:
    """The kind of name that stands before a code, whether it is a plural, and where it begins."""
    before = text[max(0, end - 13) : end]
    word = re.split(r"[^A-Za-z]", before)[-1]
    low = word.lower()
    if low in {"person", "people", "woman", "man"}:
        pair = f"young {low}"
        if before.lower().endswith(pair):
            low, word = pair, before[-len(pair) :]
    if low in KINDS:
        return KINDS[low], False, end - len(word)
    if low in _PLURALS:
        return _PLURALS[low], True, end - len(word)
    return "", False, end


def _merged(coded: dict[tuple[str, str], list[int]], merge: bool) -> list[Named]:
    """One child for each code; two kinds of name for one code ("Baby F", "Child F") are one child's."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for kind, code in coded:
        apart = kind in {"Family", "Sibling", "Twin"} or not merge
        groups.setdefault((kind, code) if apart else (code,), []).append((kind, code))
    named = []
    for keys in groups.values():
        keys.sort(key=lambda key: (-len(coded[key]), coded[key][0]))
        names = [f"{kind} {code}" for kind, code in keys]
        named.append(Named(names[0], tuple(names[1:]), min(coded[key][0] for key in keys)))
    return named


def subjects_as_said(named: list[Named]) -> tuple[Subject, ...]:
    """The subjects as the reading gives them."""
    return tuple(Subject(one.name, one.also) for one in named)


def subject_pattern(named: list[Named]) -> re.Pattern[str] | None:
    """A pattern that finds any of the subjects' names, or nothing where there are none."""
    names = sorted({name for one in named for name in (one.name, *one.also)}, key=len, reverse=True)
    if not names:
        return None
    kinds: dict[str, list[str]] = {}
    for name in names:
        kind, _, code = name.rpartition(" ")
        kinds.setdefault(kind, []).append(re.escape(code))
    either = [
        f"(?:{re.escape(kind)}|{re.escape(kind[0].lower() + kind[1:])}|{re.escape(kind.upper())}) (?:{'|'.join(codes)})"
        if kind
        else "|".join(codes)
        for kind, codes in kinds.items()
    ]
    return re.compile("(?:" + "|".join(either) + r")(?![\w])")
