"""The letter of its group beside a mark: over it, or under it where there is no room, so that colour is never alone."""

from __future__ import annotations

from markupsafe import Markup

from throughline.chronology.drawing.parts import PAPER
from throughline.chronology.rules.picture.marks import Dot
from throughline.ui.svg import element

WIDE, SIZE = 9.0, 13
OVER, UNDER = -8.0, 18.0


class Letters:
    """Where letters stand already, so that none is drawn over another."""

    def __init__(self) -> None:
        self._taken: dict[tuple[float, float], list[float]] = {}

    def beside(self, dot: Dot, x: float, y: float) -> Markup:
        """The letter of the mark at that place; where marks crowd, one stands for those of its group beside it."""
        if not dot.letter:
            return Markup("")
        for by in (OVER, UNDER):
            there = self._taken.setdefault((y, by), [])
            if all(abs(x - other) >= WIDE * len(dot.letter) for other in there):
                there.append(x)
                return element(
                    "text", dot.letter, x=x, y=y + by, font_size=SIZE, font_weight=600, text_anchor="middle",
                    fill=dot.colour, stroke=PAPER, stroke_width=2, paint_order="stroke",
                )  # fmt: skip
        return Markup("")
