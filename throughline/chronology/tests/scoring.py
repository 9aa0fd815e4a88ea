"""Chronologies in many hands with their links, and how well those are found."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from throughline.chronology.rules import Entry, link, order, read_date
from throughline.chronology.tests.makers import TODAY

TOLD = Path(__file__).with_name("told")
ARGUABLE = "arguable"
KINDS = {"s": "same event", "c": "contradiction", "f": "follows", "n": ARGUABLE}
Pair = tuple[int, int]


def told(path: Path) -> tuple[list[Entry], dict[Pair, str]]:
    """The entries of a set in their order, and the kind of each pair that has one.

    A line is agency, date, time, marks and words, with what was done after `>>` and a comment after `##`; entries that
    share a mark belong together: s same event, c contradiction, f follows, n neither right nor wrong to link, so that
    it is not counted.
    """
    rows: list[tuple[Entry, set[str]]] = []
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        agency, day, time, marks, text = (part.strip() for part in line.split("|", 4))
        text, _, comment = (part.strip() for part in text.partition("##"))
        words, _, action = (part.strip() for part in text.partition(">>"))
        counts[agency] = counts.get(agency, 0) + 1
        when = read_date(day, TODAY).when
        entry = Entry(agency, counts[agency], None, "Record", when, None, time or None, words, action, comment)
        rows.append((entry, set(marks.split(",")) - {"-"}))
    rows.sort(key=lambda row: order(row[0]))
    links = {}
    for (i, (one, mine)), (j, (two, yours)) in itertools.combinations(enumerate(rows), 2):
        for mark in sorted(mine & yours):
            if one.agency != two.agency:
                links[i, j] = KINDS[mark[0]]
    return [entry for entry, _ in rows], links


@dataclass
class Score:
    """How many were found rightly, wrongly, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Pair], known: set[Pair]) -> None:
        self.right += len(found & known)
        self.wrong += len(found - known)
        self.missed += len(known - found)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


@dataclass
class Scores:
    """Of events told twice, a contradiction being one of them, and of contradictions."""

    event: Score = field(default_factory=Score)
    contradiction: Score = field(default_factory=Score)

    def add(self, path: Path) -> None:
        entries, known = told(path)
        found = {each.entries: each.kind for each in link(entries) if known.get(each.entries) != ARGUABLE}
        for score, kinds in ((self.event, ("same event", "contradiction")), (self.contradiction, ("contradiction",))):
            score.add(
                {pair for pair in found if found[pair] in kinds}, {pair for pair in known if known[pair] in kinds}
            )


def scored(paths: list[Path]) -> Scores:
    """All of them together."""
    scores = Scores()
    for path in paths:
        scores.add(path)
    return scores


def row(name: str, scores: Scores) -> str:
    """A line of the table."""
    event, against = scores.event, scores.contradiction
    return (
        f"{name:38}{event.right + event.missed:6}{event.precision:7.2f}{event.recall:7.2f}"
        f"{against.right + against.missed:8}{against.precision:7.2f}{against.recall:7.2f}"
    )


HEAD = f"{'':38}{'events':>6}{'prec.':>7}{'recall':>7}{'contr.':>8}{'prec.':>7}{'recall':>7}"
