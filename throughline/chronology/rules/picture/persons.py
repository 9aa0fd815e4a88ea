"""What each person has in the picture, and how many entries say what of each child. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from throughline.chronology.rules.contact import SIGHTED
from throughline.chronology.rules.picture.seen import seen_by_anyone

# So many persons have a lane of their own.
MOST_PEOPLE = 12
Days = tuple[date | None, date | None]
# Of one entry: its number, first and last day, kind of contact, how its days are drawn, and whose it is.
Told = tuple[int, date | None, date | None, str, str, int]


def dot_of(entry: int, first: date | None, last: date | None, contact: str, how: str) -> list[Any]:
    """An entry as the picture draws it: its number, the first and last day as counted, the contact, and how."""
    begins, ends = first or last, last or first
    if begins is None or ends is None:
        return [entry, 0, 0, contact, how]
    return [entry, begins.toordinal(), ends.toordinal(), contact, how]


def names_in(about: str) -> list[str]:
    """The names of a text that holds one a line between line ends."""
    return [name for name in about.split("\n") if name]


def as_about(names: Iterable[str]) -> str:
    """The same text, of those names."""
    told = [" ".join(name.split()) for name in names]
    return f"\n{chr(10).join(told)}\n" if told else ""


def people_in(told: Iterable[tuple[str, Told]], *, dots: bool, silence: int) -> list[dict[str, Any]]:
    """What each person has, by name; of many those with most entries, and the rest as one without a name.

    Each of `told` is whom an entry is about and the entry, in the one order. Where somebody is silent for `silence`
    days or more, whoever it is that tells of them, their gaps are told too.
    """
    rows = [(names_in(about), one) for about, one in told]
    counted = Counter(name for names, _ in rows for name in names)
    often = sorted(name for name, _ in counted.most_common(MOST_PEOPLE))
    found: dict[str | None, list[Told]] = {name: [] for name in (*often, None)}
    for names, one in rows:
        lanes = [name for name in names if name in found]
        for lane in lanes:
            found[lane].append(one)
        if not lanes:
            found[None].append(one)
    return [_person(name, of, dots, silence) for name, of in found.items() if of]


def _person(name: str | None, rows: Sequence[Told], dots: bool, silence: int) -> dict[str, Any]:
    days = [(first or last, last or first) for _, first, last, *_ in rows if first or last]
    gaps = seen_by_anyone(days, silence - 1)["gaps"] if name else []
    return {
        "who": name,
        "entries": len(rows),
        "first": min(first for first, _ in days if first).isoformat() if days else "",
        "last": max(last for _, last in days if last).isoformat() if days else "",
        "months": dict(Counter(first.isoformat()[:7] for first, _ in days if first)),
        "dots": [[*dot_of(*row[:5]), row[5]] for row in rows] if dots else [],
        "gaps": [gap[:2] for gap in gaps],
    }


def counted_of(children: Sequence[str], told: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Of each child how many entries say what."""
    found = {name: Counter[str]() for name in children}
    for one in told:
        for name, kind in one.items():
            found.setdefault(name, Counter())[kind] += 1
    return [{"name": name, "contacts": dict(counts)} for name, counts in found.items()]


def seen_of(children: Sequence[str], told: Iterable[tuple[Mapping[str, str], date | None, date | None]]) -> Any:
    """Of each child where anyone saw it: stretches, gaps, and the days themselves."""
    days: dict[str, list[Days]] = {name: [] for name in children}
    for of, first, last in told:
        for name, kind in of.items():
            if kind in SIGHTED and name in days and (first or last):
                days[name].append((first, last))
    return {name: seen_by_anyone(sights) for name, sights in days.items()}
