"""The flow over years as a picture: a row a year, a bar for each figure, all to one scale. Pure.

The table under it says the same. Bars are to scale with the greatest number of all, so years can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from throughline.boards.rules.figures import FIGURES, FLOW
from throughline.boards.rules.years import YearRow, totals
from throughline.ui.svg import element, figure, joined
from throughline.ui.typeface import width
from throughline.ui.words import counted

LEFT, WIDE, PITCH, HEAD, BAR = 100, 1200, 36, 34, 14
STEP = (WIDE - LEFT) / len(FLOW)
LONGEST = STEP - 46
NARROW, NARROW_PITCH = 288, 46


def draw_flow(rows: Sequence[YearRow], *, identity: str) -> tuple[Markup, Markup]:
    """The picture for wide pages, with every year, and for narrow ones, with all years together."""
    return _wide(rows, f"{identity}-wide"), _narrow(rows, f"{identity}-narrow")


def described(rows: Sequence[YearRow]) -> str:
    """What the picture shows, in a sentence a year."""
    return " ".join(
        f"{row.called}: {counted(row.numbers['asked'], 'recommendation')} asked, "
        + ", ".join(f"{row.numbers[key]} {FIGURES[key].title.lower()}" for key in FLOW[1:])
        + "."
        for row in rows
    )


def _wide(rows: Sequence[YearRow], identity: str) -> Markup:
    most = max((row.numbers["asked"] for row in rows), default=0) or 1
    heads = joined(
        element(
            "text", FIGURES[key].title, x=_x(place), y=20, class_="tl-t-axis tl-t-bold tl-c-ink", fill="currentColor"
        )
        for place, key in enumerate(FLOW)
    )
    height = HEAD + PITCH * len(rows) + 4
    lines = joined(_year(row, place, most) for place, row in enumerate(rows))
    title = "How far recommendations came, by the year in which they were asked"
    return figure(identity, title, described(rows), (0, 0, WIDE, height), heads, lines, class_="tl-flow")


def _x(place: int) -> float:
    return LEFT + STEP * place


def _year(row: YearRow, place: int, most: int) -> Markup:
    top = HEAD + PITCH * place
    middle = top + PITCH / 2
    return joined(
        (
            element("path", d=f"M0 {top}H{WIDE}", stroke="currentColor", stroke_width=1, class_="tl-c-faint"),
            element("text", row.called, x=0, y=middle + 5, class_="tl-t-text tl-t-bold tl-c-ink", fill="currentColor"),
            joined(_bar(row.numbers[key], key, _x(column), middle, LONGEST, most) for column, key in enumerate(FLOW)),
        )
    )


def _bar(number: int, key: str, x: float, middle: float, longest: float, most: int) -> Markup:
    """A bar, and its number at its end; a hair’s breadth where there is any, and none where there is none."""
    long = max(2.0, longest * number / most) if number else 0.0
    colour = "tl-c-brick" if key == "slid_back" else "tl-c-slate" if key in ("asked", "answered") else "tl-c-thread"
    bar = (
        element("rect", x=x, y=middle - BAR / 2, width=long, height=BAR, fill="currentColor", class_=colour)
        if number
        else Markup("")
    )
    quiet = "tl-c-ink" if number else "tl-c-slate"
    told = element(
        "text",
        str(number),
        x=x + long + (6 if number else 0),
        y=middle + 5,
        class_=f"tl-t-text {quiet}",
        fill="currentColor",
    )
    return joined((bar, told))


def _narrow(rows: Sequence[YearRow], identity: str) -> Markup:
    numbers = totals(rows)
    most = numbers["asked"] or 1
    longest = NARROW - width(str(most), 15) - 14
    lines = joined(
        joined(
            (
                element(
                    "text",
                    FIGURES[key].title,
                    x=0,
                    y=NARROW_PITCH * place + 14,
                    class_="tl-t-text tl-c-ink",
                    fill="currentColor",
                ),
                _bar(numbers[key], key, 0, NARROW_PITCH * place + 28, longest, most),
            )
        )
        for place, key in enumerate(FLOW)
    )
    title = "How far recommendations came, all years together"
    says = f"{counted(numbers['asked'], 'recommendation')} asked, " + ", ".join(
        f"{numbers[key]} {FIGURES[key].title.lower()}" for key in FLOW[1:]
    )
    box = (0, 0, NARROW, NARROW_PITCH * len(FLOW))
    return figure(identity, title, f"{says}.", box, lines, class_="tl-flow")
