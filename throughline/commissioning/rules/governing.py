"""Which edition of the guidance a review is done under, and why, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.kernel.editions import governing_review, shipped
from throughline.kernel.periods import in_words


@dataclass(frozen=True, slots=True)
class Ruled:
    """The edition's key (empty where it cannot be decided), its name in words, and why."""

    edition: str
    name: str
    why: str


def ruled(commissioned_iso: str, chosen: str = "", reason: str = "") -> Ruled:
    """The edition that a person chose, with their reason; else the one of the day on which it was commissioned."""
    by_day = governing_review(commissioned_iso)
    names = {key: one.name for key, one in shipped().items()}
    if chosen in names:
        return Ruled(chosen, names[chosen], f"Chosen by a person: {reason} By the day alone: {by_day.why}")
    if by_day.edition is None:
        return Ruled("", "Cannot be decided", by_day.why)
    return Ruled(by_day.edition, names[by_day.edition], by_day.why)


def regime_of_grades(iso: str) -> str:
    """A warning where a grade is dated outside April 2007 to 2012, when reviews were graded; else nothing."""
    if not iso or "2007-04" <= iso[:7] <= "2012-12" or iso[:4] == "2007" == iso:
        return ""
    return f"{in_words(iso)} is outside April 2007 to 2012, when reviews were graded."
