"""What difference it has made: one plain sentence for a finding, from what is accepted, measured and asked again. Pure.

Claimed is not confirmed: only evidence that somebody other than its owner accepted and graded counts, by the weight of
its grade; what slipped or slides back is said before what was good once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from throughline.impact.rules.grades import GRADES
from throughline.kernel.periods import MONTHS, parse
from throughline.ui.words import in_words, listed

PRACTICE, OUTCOME, SUSTAINED = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Retested:
    """What was found when it was asked again whether what an action left lasts; `on` as ``YYYY-MM-DD``."""

    answer: str
    on: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the record holds of one finding: grades of what was accepted, what waits, claims, measures, re-tests.

    `measures` are the keys of the measures' states as `counted` gives them, `retests` the latest of each action.
    """

    grades: tuple[str, ...] = ()
    ungraded: int = 0
    waiting: int = 0
    claims: int = 0
    measures: tuple[str, ...] = ()
    retests: tuple[Retested, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What it comes to: its key, the sentence, the sign it is drawn with, and how far it goes from -1 to 5."""

    key: str
    sentence: str
    sign: str
    weight: int


UNASSURED = "unassured"
"""The key of a measure that is better by readings of which nobody but who entered them made sure."""
BETTER = frozenset({"rising", "holding"})
UNSHOWN = frozenset({"nothing", "claimed", "waiting", UNASSURED})
"""What it comes to while nobody has accepted anything that shows it."""


def counted(every: str, assured: str) -> str:
    """The state of a measure as it counts: what is better only as far as its assured readings say so.

    `every` is the state by all readings, `assured` by those that were assured. What is no better, or slides back, is a
    warning, and needs nobody to assure it.
    """
    if every not in BETTER:
        return every
    return UNASSURED if assured in ("no_reading", "no_baseline", "asked_once") else assured


def difference(shown: Shown) -> Difference:
    """The sentence for what the record holds. Something that slipped is said first, whatever was good before."""
    slipped = [one for one in shown.retests if one.answer == "gone"]
    if slipped:
        return Difference("slipped", f"Slipped: asked again in {_month(slipped)}, it is no longer true", "sliding", -1)
    if {"sliding", "fell_once"} & set(shown.measures):
        sure = "sliding" in shown.measures
        says = "Better once, and sliding back" if sure else "Better once, and the last reading fell"
        return Difference("sliding", says, "sliding" if sure else "doubt", -1)
    weights = [GRADES[key].weight for key in shown.grades if key in GRADES]
    measured = PRACTICE if BETTER & set(shown.measures) else 0
    best = max([*weights, measured], default=0)
    if best >= PRACTICE:
        return _changed(shown, weights, best)
    return _nothing_changed(shown, best)


def _changed(shown: Shown, weights: Sequence[int], best: int) -> Difference:
    """Practice or children's lives changed: once, or so that it lasted."""
    what, key = ("Outcome for children", "outcome") if best >= OUTCOME else ("Practice changed", "practice")
    partly = [one for one in shown.retests if one.answer == "partly"]
    if partly:
        return Difference("partly", f"{what}, and lasts only in part: asked again in {_month(partly)}", "doubt", best)
    lasted = [one for one in shown.retests if one.answer == "lasts"]
    if lasted:
        return Difference(f"{key}_lasted", f"{what}, lasted on re-test in {_month(lasted)}", "holding", SUSTAINED)
    if best == SUSTAINED:
        return Difference("outcome_lasted", "Sustained: asked again later, and still so", "holding", SUSTAINED)
    if "holding" in shown.measures and best == PRACTICE:
        return Difference("practice_lasted", "Practice changed, and its readings hold", "holding", PRACTICE)
    times = sum(weight >= (OUTCOME if best >= OUTCOME else PRACTICE) for weight in weights) or 1
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return Difference(key, f"{what}, shown {often}", "confirmed", best)


def _nothing_changed(shown: Shown, best: int) -> Difference:
    """Nothing shows that practice changed: what is known instead."""
    if "no_better" in shown.measures:
        return Difference("no_better", "Measured, and no better than before", "open_end", 0)
    if best == GRADES["output"].weight:
        return Difference("output", "Something was made; nothing shows that practice changed", "under_way", best)
    if best == GRADES["activity"].weight:
        return Difference("activity", "Something was done; nothing shows what came of it", "under_way", best)
    if UNASSURED in shown.measures:
        return Difference(UNASSURED, "Better by its readings, which nobody has assured yet", "claimed", 0)
    if shown.ungraded:
        return Difference("ungraded", "Evidence was accepted, and nobody said how far it goes", "doubt", 0)
    if shown.waiting:
        return Difference("waiting", "Evidence was brought, and nobody has accepted it yet", "claimed", 0)
    if shown.claims or shown.grades:
        return Difference("claimed", "Claimed, nothing shows it yet", "claimed", 0)
    return Difference("nothing", "Nothing is said of any difference yet", "open_end", 0)


def together(found: Iterable[Difference]) -> str:
    """What the findings of a review come to, counted; empty where there is none."""
    all_of_them = list(found)
    counts = (
        ("went back", sum(one.weight < 0 for one in all_of_them)),
        ("show a change that lasted", sum(one.key.endswith("_lasted") for one in all_of_them)),
        ("show a change once", sum(one.key in ("practice", "outcome", "partly") for one in all_of_them)),
        ("show no change yet", sum(one.weight in (0, 1, 2) for one in all_of_them)),
    )
    parts = [f"{in_words(number)} {_agree(words, number)}" for words, number in counts if number]
    whole = f"Of {in_words(len(all_of_them))} findings, " if len(all_of_them) != 1 else "Of one finding, "
    return f"{whole}{listed(parts)}." if parts else ""


def _agree(words: str, number: int) -> str:
    return words.replace("show ", "shows ", 1) if number == 1 else words


def _month(found: Sequence[Retested]) -> str:
    """``March 2026``: the month of the latest."""
    period = parse(max(one.on for one in found))
    return (
        f"{MONTHS[period.start.month - 1]} {period.start.year}" if period and period.start.month else "a month not said"
    )
