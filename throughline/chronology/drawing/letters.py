"""The letter of its group beside a mark: over it, or under it where there is no room, so that colour is never alone."""

from __future__ import annotations

from markupsafe import Markup

from throughline.chronology.drawing.parts import PAPER
from throughline.chronology.rules.picture.marks import Dot
from throughline.ui.svg import element

WIDE, TALL, SIZE = 9.0, 12.0, 13
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
            if self._is_free((y, by), x, WIDE * len(dot.letter)):
                return _written(dot, x, y + by, "middle")
        return Markup("")

    def behind(self, dot: Dot, x: float, y: float) -> Markup:
        """The same at the side of a mark, where time runs down."""
        if dot.letter and self._is_free((x, 0), y, TALL):
            return _written(dot, x + 8, y + 4.5, "start")
        return Markup("")

    def _is_free(self, where: tuple[float, float], at: float, room: float) -> bool:
        there = self._taken.setdefault(where, [])
        if any(abs(at - other) < room for other in there):
            return False
        there.append(at)
        return True


def _written(dot: Dot, x: float, y: float, anchor: str) -> Markup:
    return element(
        "text", dot.letter, x=x, y=y, font_size=SIZE, font_weight=600, text_anchor=anchor,
        fill=dot.colour, stroke=PAPER, stroke_width=2, paint_order="stroke",
    )  # fmt: skip
