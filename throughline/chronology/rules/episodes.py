"""Key practice episodes: their names, the days they span, and what was marked before they were things of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from throughline.kernel.periods import parse

# So long can the name of a key practice episode be.
NAME = 120
# What is told of the practice in one: the field, its heading, and what belongs under it.
ANALYSIS = (
    ("happened", "What happened", "What was done and not done, by whom, in a few sentences."),
    ("why", "Why", "What lay behind it and made sense to people then: workload, guidance, systems, how they worked."),
    ("system", "What it says of the wider system", "Whether it would be so in other families, and what makes it so."),
    ("good", "Good practice within it", "What was done well, and what made that possible."),
)


def one_name(words: str) -> str:
    """The words as a name: on one line, no longer than a name can be."""
    return " ".join(words.split())[:NAME].strip()


def same_name(one: str, other: str) -> bool:
    """True of two names that people would read as one."""
    return one_name(one).casefold() == one_name(other).casefold()


def stretch(said: str, days: Iterable[tuple[date | None, date | None]]) -> tuple[date, date] | None:
    """From when to when an episode was: as it is `said` in the written form of a period, else by its entries' days."""
    period = parse(said)
    if period is not None:
        return period.first, period.last
    known = [(first or last, last or first) for first, last in days]
    firsts, lasts = [one for one, _ in known if one], [one for _, one in known if one]
    return (min(firsts), max(lasts)) if firsts and lasts else None


@dataclass(slots=True)
class Gathered:
    """Marks that were one episode: its name, and each mark by its number with what is said of the entry."""

    name: str
    marks: list[tuple[int, str]] = field(default_factory=list)


def gathered(marks: Iterable[tuple[int, str, str]], taken: Iterable[str] = ()) -> list[Gathered]:
    """The episodes of marks that had no episode: each with its number, its words, and a name where it says none.

    The first line of the words was the name, and entries that bore one name, in great letters or small, were one
    episode. One without a name stood alone; no two get one name, and none one that is `taken`.
    """
    found: dict[str, Gathered] = {}
    used = {one_name(name).casefold() for name in taken}
    for number, text, otherwise in marks:
        first, _, told = text.strip().partition("\n")
        name = one_name(first)
        key = name.casefold() if name else f"\n{number}"
        if key not in found:
            found[key] = Gathered(_free(name or one_name(otherwise) or "Episode", used))
            used.add(found[key].name.casefold())
        found[key].marks.append((number, told.strip()))
    return list(found.values())


def _free(name: str, used: set[str]) -> str:
    tried, number = name, 1
    while tried.casefold() in used:
        number += 1
        end = f" ({number})"
        tried = f"{name[: NAME - len(end)].rstrip()}{end}"
    return tried
