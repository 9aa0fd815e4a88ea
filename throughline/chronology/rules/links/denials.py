"""What a telling says was so and what it says was not, by the marks between its meanings. Pure."""

from __future__ import annotations

from collections.abc import Set

MARKS = frozenset((".", ",", "not", "but", "&", "/", "//"))
"""``.`` ends a sentence; ``not`` denies what follows until ``but``, ``&`` or ``/``, of ``//`` only the next word."""
REACH = 4


def spoken(line: list[str], done: Set[str], who: Set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What is affirmed and what is denied. `done` are deeds that are denied of what stands before; never of `who`."""
    denied: set[str] = set()
    affirmed: set[str] = set()
    reach = unsure = 0
    backward = _before(line, done, who) if "not" in line else set()
    for at, word in enumerate(line):
        if word in MARKS:
            reach, unsure = _after_mark(word, reach, unsure)
            if word == "," and line[at - 1] in (
                "not",
                "//",
            ):  # what it denied is a word that tells nothing: will not be in
                reach = 0
            if word == "," and at > 2 and line[at - 2] == "not" and line[at - 3] == ",":
                reach = 0  # carers, not the daughter, give it: of the giving it says nothing
            if word == "," and at > 1 and line[at - 2] == "not" and line[at - 1] in done:
                reach = 0  # section 47 not needed, a plan: of the plan it says nothing
        elif not word[0].isdigit():
            if not unsure:
                (denied if reach or at in backward else affirmed).add(word)
            reach, unsure = max(0, reach - 1), max(0, unsure - 1)
            if word == "deny":  # what is only denied by somebody neither was so nor was not
                unsure = REACH
    return frozenset(affirmed), frozenset(denied)


def _after_mark(mark: str, reach: int, unsure: int) -> tuple[int, int]:
    """How many words are denied after a mark, and of how many it is not sure."""
    if mark == ",":
        return reach, unsure
    if mark == "not":
        return REACH, unsure
    if mark == "//":
        return 1, unsure
    if mark == "/":
        return 0, REACH if reach else unsure
    return 0, 0


def _before(line: list[str], done: Set[str], who: Set[str]) -> set[int]:
    """The places of what is denied by what comes after it: in “imms not given” the immunisations."""
    found: set[int] = set()
    for at, word in enumerate(line[:-1]):
        if word == "not" and line[at + 1] in done:
            for place in range(at - 1, max(at - 3, -1), -1):
                if line[place] in MARKS:
                    break
                if line[place] not in who:
                    found.add(place)
    return found
