"""Where things lie in the picture on its side: days across, lanes down, and flags on tiers above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.chronology.drawing.parts import LEFT, PITCH, SPARE, WIDE
from throughline.chronology.rules.picture.facts import PictureFacts, Stretch
from throughline.ui.typeface import width
from throughline.ui.words import short_day

FLAGS, AXIS, BAR = 22.0, 26.0, 26.0
PLOT = WIDE - LEFT


@dataclass(frozen=True)
class Lying:
    """Where things lie."""

    facts: PictureFacts
    identity: str

    @property
    def top(self) -> float:
        return AXIS + FLAGS * self.tiers + 8

    @property
    def tiers(self) -> int:
        return 1 + max((tier for _, _, tier in self.flags), default=-1)

    @property
    def flags(self) -> list[tuple[float, str, int]]:
        return _placed(self.facts, self)

    @property
    def episodes(self) -> list[tuple[Stretch, float, float, float, int]]:
        """Each episode that has a place: where its bar begins and ends, where its words begin, and on which tier."""
        return _barred(self.facts, self)

    @property
    def begins(self) -> float:
        """Where the children's lines begin, under the episodes."""
        tiers = 1 + max((tier for *_, tier in self.episodes), default=-1)
        return self.top + (BAR * tiers + 12 if tiers else 0.0)

    @property
    def seen_height(self) -> float:
        return PITCH * len(self.facts.seen) + 14 if self.facts.seen else 0.0

    @property
    def foot(self) -> float:
        return self.begins + self.seen_height + PITCH * len(self.facts.lanes)

    def x(self, day: float) -> float:
        return LEFT + min(max(self.facts.window.x(day, PLOT), 0.0), PLOT)

    def at(self, day: date, *, end: bool = False) -> float:
        return self.x(day.toordinal() + (1 if end else 0))

    def y(self, lane: int) -> float:
        return self.begins + self.seen_height + PITCH * (lane + 0.5)

    def shows(self, day: date) -> bool:
        return self.facts.window.first <= day <= self.facts.window.last


def _placed(facts: PictureFacts, sheet: Lying) -> list[tuple[float, str, int]]:
    """Flags from the right, each on the lowest tier on which its words meet no others and no pole cuts them.

    A flag that would leave the right edge faces left. Where flags crowd, the earlier stand higher, like stairs.
    """
    done: list[tuple[float, float, float, int]] = []
    found = []
    for day, words in sorted(facts.flags, reverse=True):
        if not facts.window.first <= day <= facts.window.last:
            continue
        x = sheet.at(day)
        wide = width(f"{_shortened(words)} {short_day(day)}", 14, 600) * SPARE + 14
        left = x - wide if x + wide > WIDE else x
        over = [tier for _, _, pole, tier in done if left < pole < left + wide]
        meets = {tier for start, end, _, tier in done if start < left + wide and left < end}
        tier = max(over, default=-1) + 1
        while tier in meets:
            tier += 1
        done.append((left, left + wide, x, tier))
        found.append((x, f"{_shortened(words)}\n{short_day(day)}", tier))
    return found


def bar_words(one: Stretch) -> str:
    """What stands in or beside the bar of an episode: its number and its name."""
    return f"{one.number} {_shortened(one.name)}"


def _barred(facts: PictureFacts, sheet: Lying) -> list[tuple[Stretch, float, float, float, int]]:
    """Bars in the order of their days, each on the highest tier on which neither it nor its words meet another.

    Words that do not fit into their bar stand to its right, or to its left where the right edge is near.
    """
    done: list[tuple[float, float, int]] = []
    found = []
    for one in facts.bars:
        left, right = sheet.at(one.first), sheet.at(one.last, end=True)
        left, right = min(left, WIDE - 5), max(right, left + 5)
        wide = width(bar_words(one), 14, 600) * SPARE
        words = left + 7 if right - left >= wide + 14 else right + 6
        if words + wide > WIDE and words > left + 7:
            words = left - 6 - wide
        begins, ends = min(left, words), max(right, words + wide)
        meets = {tier for start, end, tier in done if start < ends + 10 and begins - 10 < end}
        tier = next(n for n in range(len(done) + 1) if n not in meets)
        done.append((begins, ends, tier))
        found.append((one, left, right, words, tier))
    return found


def _shortened(words: str, most: int = 40) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
