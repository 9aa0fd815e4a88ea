"""Doubts about names: one child under two, one group under several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..bodies import Body
from ..result import Doubt
from ..words import fold
from .asking import Context, doubt

_GROUP = re.compile(r"(?:sub[- ]?group|task and finish group|task & finish group|group|panel|committee)$")
_TAIL = re.compile(r"\b(?:sub[- ]?group|task and finish group|group|panel|committee)$|\([^)]*\)")
_SMALL = frozenset({"and", "of", "the", "for", "on", "in", "&", "to", "sub", "local", "from"})
_FUNCTION = frozenset(
    {
        "learning",
        "development",
        "improvement",
        "practice",
        "training",
        "workforce",
        "quality",
        "assurance",
        "performance",
        "review",
        "reviews",
        "task",
        "strategy",
        "operational",
        "audit",
        "monitoring",
        "implementation",
        "delivery",
        "steering",
    }
)
_TIERS = frozenset({"strategy", "strategic", "operational", "steering", "delivery"})
_STATUTORY = re.compile(
    r"\b(?:safeguarding (?:children|adults|child)|select|scrutiny|parliamentary|clinical commissioning|"
    r"housing|health and wellbeing)\b"
)
_NATIONAL = re.compile(
    r"(?:National(?<!\wNational) (?:Child Safeguarding Practice Review |CSPR |Review )?Panel(?: for [A-Z][\w "
    r"]+?Reviews)?|Child(?<!\wChild) Safeguarding Practice Review Panel)\b"
)


@dataclass(frozen=True, slots=True)
class _Group:
    body: Body
    words: tuple[str, ...]
    bag: frozenset[str]


def children(context: Context) -> Iterator[Doubt]:
    """One child under two names."""
    for subject in context.subjects:
        if subject.also:
            names = " and ".join([subject.name, *subject.also])
            place = context.page.text.find(subject.also[0])
            at = (max(0, place), max(0, place) + len(subject.also[0]))
            yield doubt("subject_name", "high", f"{names} seem to be one child.", at)


def groups(context: Context) -> Iterator[Doubt]:
    """One group under several names: the same words in another order, a word left out, or one changed for its like."""
    found = [
        _Group(body, words, frozenset(words))
        for body, folded in ((body, fold(body.name)) for body in context.bodies)
        if _GROUP.search(folded) and not _STATUTORY.search(folded) and (words := _content(folded))
    ][:80]
    for cluster in _clusters(found):
        names = list(dict.fromkeys(group.body.name for group in cluster))
        if len({_spelling(name) for name in names}) < 2:
            continue
        last = max(cluster, key=lambda group: group.body.at)
        says = f"One group seems to go by several names: {', '.join(names)}."
        yield doubt("body_name", _gravity(cluster), says, last.body.at)


def _content(folded: str) -> tuple[str, ...]:
    bare = _TAIL.sub(" ", folded.replace("&", "and"))
    bare = re.sub(r"\bsub\b", " ", bare)
    return tuple(
        re.sub(r"'s$", "", word) for word in bare.split() if word not in _SMALL and word not in {"board", "partnership"}
    )


def _spelling(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


def _clusters(found: list[_Group]) -> list[list[_Group]]:
    """The groups that are alike, each with all it is alike to."""
    clusters: list[list[_Group]] = []
    for group in found:
        mine = [cluster for cluster in clusters if any(_alike(group, other) for other in cluster)]
        joined = [group]
        for cluster in mine:
            joined = cluster + joined
            clusters.remove(cluster)
        clusters.append(joined)
    return [cluster for cluster in clusters if len(cluster) > 1]


def _alike(one: _Group, other: _Group) -> bool:
    if one.bag.isdisjoint(other.bag):
        return False
    if one.bag == other.bag:
        return True
    shared = one.bag & other.bag
    if one.bag < other.bag or other.bag < one.bag:
        return len(shared) >= 2 and len(one.bag ^ other.bag) <= 2
    only, their = one.bag - other.bag, other.bag - one.bag
    if only and their and only | their <= _TIERS:
        return False  # a strategic group and an operational one are two
    changed = len(only) == len(their) == 1 and only <= _FUNCTION and their <= _FUNCTION
    return changed and (len(shared) >= 2 or _paired(one, other))


def _paired(one: _Group, other: _Group) -> bool:
    """True of "Learning and Development Group" beside "Learning and Improvement Group"."""
    both = all(len(group.words) == 2 and re.search(r" (?:and|&) ", group.body.name) for group in (one, other))
    return both and one.words[0] == other.words[0]


def _gravity(cluster: list[_Group]) -> str:
    """Medium where words change or change places; low where only "sub-group" or one word less."""
    bags = {group.bag for group in cluster}
    if len(bags) >= 3 or any(not (a <= b or b <= a) for a in bags for b in bags):
        return "medium"
    if len({group.words for group in cluster if True}) > len(bags):
        return "medium"
    return "low"


def boards(context: Context) -> Iterator[Doubt]:
    """The partnership or board written in more than one way."""
    seen: dict[str, Body] = {}
    for body in context.bodies:
        folded = fold(body.name)
        if not re.search(r"\bsafeguarding\b.*\b(?:board|partnership)$", folded):
            continue
        key = " ".join(
            word
            for word in re.sub(r"'s\b|s'(?=\s)", "", folded).split()
            if word not in {"local", "the", "children", "child", "and"}
        )
        earlier = seen.get(key)
        if earlier is None:
            seen[key] = body
        elif _spelling(earlier.name) != _spelling(body.name):
            yield doubt("body_name", "low", f"One body is written {earlier.name} and {body.name}.", body.at)


def national_panel(context: Context) -> Iterator[Doubt]:
    """The national panel under several names."""
    names: dict[str, tuple[int, int]] = {}
    for found in _NATIONAL.finditer(context.page.text):
        names.setdefault(" ".join(found[0].split()), found.span())
    if len({_spelling(name) for name in names}) > 1:
        at = list(names.values())[-1]
        yield doubt("body_name", "low", f"One national body goes by several names: {', '.join(names)}.", at)


def letters_of_subjects(context: Context) -> Iterator[Doubt]:
    """ "child R" beside "Child R"."""
    for subject in context.subjects:
        kind, _, code = subject.name.rpartition(" ")
        if not kind:
            continue
        small = f"{kind.lower()} {code}"
        place = context.page.text.find(small)
        while place >= 0 and context.page.text[place + len(small) : place + len(small) + 1].isalnum():
            place = context.page.text.find(small, place + 1)
        if place >= 0:
            at = (place, place + len(small))
            yield doubt("case_style", "low", f"Both “{small}” and “{subject.name}” are used.", at)


CHECKS = [children, groups, boards, national_panel, letters_of_subjects]
