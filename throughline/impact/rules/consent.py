"""What tells of one family is told only with consent, or with the reason why none is needed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.ui.words import long_day

OF_ONE_FAMILY = frozenset({"case_study", "case_example"})
"""The kinds of statement and of evidence that tell of one family."""
NOBODY, ENDED = "no_consent", "ended"
KEPT_FROM_OTHERS = "Its words are shown only to those who may ask for consent or withdraw it. It counts nowhere."


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Why something is kept and not shown: nobody consented, or the consent ended on a day."""

    why: str
    until: date | None = None

    @property
    def sentence(self) -> str:
        """The plain sentence that stands in place of its words."""
        if self.until is not None:
            return f"The consent to tell of it ended on {long_day(self.until)}. {KEPT_FROM_OTHERS}"
        return f"It says no consent, and no reason why none is needed. {KEPT_FROM_OTHERS}"


def held_back(kind: str, *, until: date | None, why_none: str, on: date) -> HeldBack | None:
    """Why that is held back on that day; ``None`` while it may be shown. The last day of a consent is one of it."""
    if until is not None:
        return HeldBack(ENDED, until) if until < on else None
    return HeldBack(NOBODY) if kind in OF_ONE_FAMILY and not why_none.strip() else None
