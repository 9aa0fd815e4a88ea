"""Which edition of the guidance a review is done under, and why, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from throughline.kernel.editions import Edition, Governing
from throughline.kernel.periods import in_words

# How the dates of a review say, in our own words, that it was decided on.
DECIDED = ("review commissioned", "review decided", "commissioned", "decided", "decided on")


@dataclass(frozen=True, slots=True)
class Ruled:
    """The edition's key (empty where it cannot be decided), its name in words, and why."""

    edition: str
    name: str
    why: str


def initiated(dates: Iterable[tuple[str, str]], commissioned: str = "") -> str:
    """When the review was initiated: as its commission says, else as its dates do; empty where neither says it."""
    if commissioned:
        return commissioned
    return next((iso for means, iso in dates if " ".join(means.lower().split()) in DECIDED), "")


def chosen_over(by_day: Governing, editions: Mapping[str, Edition], chosen: str, reason: str) -> Governing:
    """The edition that a person chose, with their reason beside what the day alone gives; else what the day gives."""
    if chosen not in editions:
        return by_day
    return replace(by_day, edition=chosen, why=f"Chosen by a person: {reason} By the day alone: {by_day.why}")


def ruled(governs: Governing, editions: Mapping[str, Edition]) -> Ruled:
    """What governs, in words. `editions` are those of the partnership's rule book."""
    if governs.edition is None:
        return Ruled("", "Cannot be decided", governs.why)
    return Ruled(governs.edition, editions[governs.edition].name, governs.why)


def regime_of_grades(iso: str) -> str:
    """A warning where a grade is dated outside April 2007 to 2012, when reviews were graded; else nothing."""
    if not iso or "2007-04" <= iso[:7] <= "2012-12" or iso[:4] == "2007" == iso:
        return ""
    return f"{in_words(iso)} is outside April 2007 to 2012, when reviews were graded."
