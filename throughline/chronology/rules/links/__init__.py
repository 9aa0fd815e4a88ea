"""Links between the entries of two agencies: one event told twice, a contradiction, what follows from what. Pure.

Entries are compared only where they lie near in time, or share words that hardly any other entry has; the words of an
entry are looked up, not the entries one by one, so that the work grows with the number of rows and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.candidates import candidates
from throughline.chronology.rules.links.chances import ahead, chance, signs
from throughline.chronology.rules.links.judging import FOLLOWS, Judged, judge
from throughline.chronology.rules.links.likeness import likeness, weigh
from throughline.chronology.rules.links.once import once, through_a_third


@dataclass(frozen=True, slots=True)
class Link:
    """Two entries by their places from 0, the earlier first; `kind` is same event, contradiction or follows."""

    kind: str
    entries: tuple[int, int]
    why: str

    def as_json(self) -> dict[str, object]:
        """The link under its keys."""
        return {"kind": self.kind, "entries": list(self.entries), "why": self.why}


def link(entries: Sequence[Entry]) -> tuple[Link, ...]:
    """Every link between entries that are in their order; an entry has at most one with each other agency."""
    if len({entry.agency for entry in entries}) < 2:
        return ()
    weighed = weigh(entries)
    alikes = {(i, j): likeness(weighed[i], weighed[j]) for i, j in candidates(weighed)}
    leads = ahead(weighed, alikes)
    verdicts = (
        judge(entries, weighed, pair, alike, chance(signs(weighed[pair[0]], weighed[pair[1]], alike, leads[pair])))
        for pair, alike in alikes.items()
    )
    judged = [each for each in verdicts if each is not None]
    judged.sort(key=lambda each: (-each.score, each.pair))
    taken: set[tuple[int, str]] = set()
    followed = [each for each in judged if each.kind == FOLLOWS]
    kept = _kept(entries, (each for each in judged if each.kind != FOLLOWS), taken)
    kept += _kept(entries, through_a_third(entries, weighed, kept), taken)
    kept += _kept(entries, once(entries, weighed), taken)
    kept += _kept(entries, followed, taken)
    return tuple(sorted((Link(each.kind, each.pair, each.why) for each in kept), key=lambda each: each.entries))


def _kept(entries: Sequence[Entry], judged: Iterable[Judged], taken: set[tuple[int, str]]) -> list[Judged]:
    """Those verdicts whose entries are with no other of that agency yet, one after another."""
    kept = []
    for each in judged:
        if _free(each, entries, taken):
            i, j = each.pair
            taken |= {(i, entries[j].agency), (j, entries[i].agency)}
            kept.append(each)
    return kept


def _free(each: Judged, entries: Sequence[Entry], taken: set[tuple[int, str]]) -> bool:
    i, j = each.pair
    return (i, entries[j].agency) not in taken and (j, entries[i].agency) not in taken
