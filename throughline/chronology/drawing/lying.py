"""The picture on its side: time runs from left to right, a lane for each agency under the child seen by anyone."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from throughline.chronology.drawing.bands import bands, label
from throughline.chronology.drawing.letters import Letters
from throughline.chronology.drawing.months import bars, month_row
from throughline.chronology.drawing.parts import (
    BRICK,
    EDGE,
    INK,
    LEFT,
    PAPER,
    PITCH,
    RULE,
    SLATE,
    SPARE,
    THREAD,
    WASH,
    WIDE,
    boxed,
    hatching,
    mark,
    unknown,
)
from throughline.chronology.drawing.places import FLAGS, Lying
from throughline.chronology.drawing.spans import across, span
from throughline.chronology.rules.picture.facts import Gap, LaneFacts, PictureFacts, SeenLine, Unseen
from throughline.chronology.rules.picture.window import ticks
from throughline.ui.svg import element, figure, joined, number
from throughline.ui.typeface import fits, width

# How each kind of silence is filled; where nobody was expected it is plain.
FILLS = {"silent": "hatch", "missed": "missed", "no_record": "dots"}
SAID = {"expected": "none expected", "no_record": "no record found", "missed": "missed, not followed up"}


def draw_lying(facts: PictureFacts, *, identity: str, title: str, description: str) -> Markup:
    """The whole picture. Bands first, then lines at rest, ties, marks, and words."""
    sheet = Lying(facts, identity)
    months = sheet.foot + 46
    return figure(
        identity,
        title,
        description,
        (0, 0, WIDE + 4, months + (14 if facts.months else -30)),
        hatching(identity),
        joined(_band(sheet, gap) for gap in facts.unseen),
        _grid(sheet),
        joined(_flag(sheet, *flag) for flag in sheet.flags),
        joined(bands(sheet)),
        joined(_seen(sheet, place, line) for place, line in enumerate(facts.seen)),
        joined(_lane(sheet, place, lane) for place, lane in enumerate(facts.lanes)),
        joined(_silences(sheet)),
        _day(sheet),
        joined(_ties(sheet)),
        joined(_marks(sheet)) if not facts.by_month else joined(bars(facts, sheet.x, sheet.y)),
        month_row(facts.months, sheet.x, months) if facts.months else "",
        class_="tl-chronology",
    )


def _band(sheet: Lying, gap: Unseen) -> Markup:
    left, right = sheet.at(gap.first), sheet.at(gap.last)
    if right - left < 1:
        return Markup("")
    tall = sheet.foot - sheet.top
    return element("rect", x=left, y=sheet.top, width=right - left, height=tall, fill=WASH)


def _grid(sheet: Lying) -> Markup:
    parts: list[Markup] = []
    labels: list[Markup] = []
    free = LEFT - 20
    y = sheet.top - 8
    for tick in ticks(sheet.facts.window):
        x = sheet.x(tick.day)
        line = f"M{number(x)} {number(y - (14 if tick.heavy else 6))}V{number(sheet.foot)}"
        parts.append(
            element("path", d=line, stroke=EDGE if tick.heavy else RULE, stroke_width=1.2 if tick.heavy else 1)
        )
        wide = width(tick.label, 14, 600 if tick.heavy else 400) * SPARE
        if x + 5 >= free and x + 5 + wide <= WIDE:
            weight = 600 if tick.heavy else None
            fill = INK if tick.heavy else SLATE
            labels.append(element("text", tick.label, x=x + 5, y=y - 3, font_weight=weight, fill=fill))
            free = x + 13 + wide
    axis = element("path", d=f"M{number(LEFT)} {number(y)}H{number(WIDE)}", stroke=EDGE, stroke_width=1)
    return joined((element("g", *parts, fill="none"), axis, element("g", *labels, font_size=14)))


def _day(sheet: Lying) -> Markup:
    """The end of the one day that is looked at, through all lanes."""
    day = sheet.facts.at
    if day is None or not sheet.shows(day):
        return Markup("")
    x = sheet.at(day, end=True)
    line = f"M{number(x)} {number(sheet.top - 8)}V{number(sheet.foot)}"
    return element("path", d=line, stroke=THREAD, stroke_width=4, fill="none")


def _flag(sheet: Lying, x: float, words: str, tier: int) -> Markup:
    what, when = words.split("\n")
    y = FLAGS * (sheet.tiers - tier) - 6
    pole = element("path", d=f"M{number(x)} {number(y - 12)}V{number(sheet.foot)}", stroke=INK, stroke_width=1.7)
    wide = width(f"{what} {when}", 14, 600) * SPARE + 14
    left = x + wide > WIDE
    text = element(
        "text",
        element("tspan", what, font_weight=600),
        element("tspan", when, dx=6, fill=SLATE),
        x=x - 6 if left else x + 6,
        y=y,
        text_anchor="end" if left else None,
        font_size=14,
        fill=INK,
    )
    return joined((pole, text))


def _seen(sheet: Lying, place: int, line: SeenLine) -> Markup:
    """A thick line while the child was seen at least every eight weeks; a gap between two bars, with its days, else."""
    y = sheet.begins + PITCH * (place + 0.5)
    parts = [label(f"{line.child} seen, by anyone", "", y)]
    for first, last in line.stretches:
        left, right = sheet.at(first), sheet.at(last, end=True)
        if last >= sheet.facts.window.first and first <= sheet.facts.window.last:
            thread = f"M{number(left)} {number(y)}H{number(max(right, left + 2))}"
            parts.append(element("path", d=thread, stroke=THREAD, stroke_width=5))
    for begins, ends in line.days:
        if _in(sheet, begins, ends):
            parts.append(element("circle", cx=sheet.x((begins + ends) / 2 + 0.5), cy=y, r=2.8, fill=INK))
    parts += [_unseen(sheet, gap, y, WASH if place == 0 else PAPER) for gap in line.unseen]
    if place == len(sheet.facts.seen) - 1:
        rule = f"M0 {number(y + PITCH / 2 + 4)}H{number(WIDE)}"
        parts.append(element("path", d=rule, stroke=INK, stroke_width=1))
    return element("g", *parts)


def _unseen(sheet: Lying, gap: Unseen, y: float, ground: str) -> Markup:
    left, right = sheet.at(gap.first), sheet.at(gap.last)
    if right - left < 4 or gap.last < sheet.facts.window.first or gap.first > sheet.facts.window.last:
        return Markup("")
    bars = f"M{number(left)} {number(y - 8)}v16M{number(right)} {number(y - 8)}v16"
    dots = f"M{number(left + 3)} {number(y)}H{number(right - 3)}"
    long, short = f"{gap.least} days", str(gap.least)
    room = right - left - 8
    words = long if fits(long, 15, 600, room) else short if fits(short, 15, 600, room) else ""
    parts = [
        element("path", d=bars, stroke=BRICK, stroke_width=2),
        element("path", d=dots, stroke=BRICK, stroke_width=1.5, stroke_dasharray="1.5 4"),
    ]
    if words:
        wide = width(words, 15, 600) * SPARE + 8
        middle = (left + right) / 2
        parts.append(element("rect", x=middle - wide / 2, y=y - 9, width=wide, height=18, fill=ground))
        parts.append(
            element("text", words, x=middle, y=y + 5, text_anchor="middle", font_size=15, font_weight=600, fill=BRICK)
        )
    return joined(parts)


def _lane(sheet: Lying, place: int, lane: LaneFacts) -> Markup:
    """Its name, and its line: solid between its first and last entry, dotted where it has none yet or no more."""
    y = sheet.y(place)
    entries = f"{lane.entries:,} entr{'y' if lane.entries == 1 else 'ies'}"
    parts = [label(f"{lane.letter}  {lane.name}" if lane.letter else lane.name, entries, y, lane.colour)]
    rest = f"M{number(LEFT)} {number(y)}H{number(WIDE)}"
    parts.append(element("path", d=rest, stroke=EDGE, stroke_width=1, stroke_dasharray="1 4"))
    if lane.first and lane.last:
        left, right = sheet.at(lane.first), sheet.at(lane.last, end=True)
        if right > left:
            parts.append(
                element(
                    "path",
                    d=f"M{number(left)} {number(y)}H{number(right)}",
                    stroke=lane.colour or EDGE,
                    stroke_width=1.4,
                )
            )
    under = f"M0 {number(y + PITCH / 2)}H{number(WIDE)}"
    parts.append(element("path", d=under, stroke=RULE, stroke_width=1))
    return element("g", *parts)


def _silences(sheet: Lying) -> Iterator[Markup]:
    places = {lane.key: place for place, lane in enumerate(sheet.facts.lanes)}
    for gap in sheet.facts.gaps:
        if gap.lane in places and gap.last >= sheet.facts.window.first and gap.first <= sheet.facts.window.last:
            yield _silence(sheet, gap, sheet.y(places[gap.lane]))


def _silence(sheet: Lying, gap: Gap, y: float) -> Markup:
    left, right = sheet.at(gap.first, end=True), sheet.at(gap.last)
    if right - left < 6:
        return Markup("")
    box = {"x": left, "y": y - 9, "width": right - left, "height": 18}
    parts = [element("rect", **box, fill=PAPER)]
    if gap.kind in FILLS:
        parts.append(element("rect", **box, fill=f"url(#{sheet.identity}-{FILLS[gap.kind]})"))
    if gap.kind in ("expected", "no_record"):
        dots = f"M{number(left)} {number(y)}H{number(right)}"
        parts.append(element("path", d=dots, stroke=EDGE, stroke_width=1.4, stroke_dasharray="1 3"))
    said = (f"{gap.days} days, {SAID[gap.kind]}",) if gap.kind in SAID else ()
    told = (*said, f"{gap.days} days", str(gap.days))
    words = next((one for one in told if fits(one, 14, 600, right - left - 10)), str(gap.days))
    if fits(words, 14, 600, right - left - 8):
        wide = width(words, 14, 600) * SPARE + 8
        middle = (left + right) / 2
        parts.append(element("rect", x=middle - wide / 2, y=y - 9, width=wide, height=18, fill=PAPER))
        parts.append(
            element("text", words, x=middle, y=y + 5, text_anchor="middle", font_size=14, font_weight=600, fill=INK)
        )
    return joined(parts)


def _in(sheet: Lying, first: int, last: int) -> bool:
    begins, ends = sheet.facts.window.first.toordinal(), sheet.facts.window.last.toordinal()
    return bool(first) and last >= begins and first <= ends


def _spots(sheet: Lying) -> dict[tuple[int, int], tuple[float, float]]:
    """Where each entry's mark stands in each lane that has it."""
    places = {lane.key: place for place, lane in enumerate(sheet.facts.lanes)}
    return {
        (dot.entry, dot.lane): (sheet.x(dot.middle + 0.5), sheet.y(places[dot.lane]))
        for dot in sheet.facts.dots
        if dot.lane in places and _in(sheet, dot.first, dot.last)
    }


def _ties(sheet: Lying) -> Iterator[Markup]:
    spots = {entry: spot for (entry, _), spot in reversed(_spots(sheet).items())}
    differing = 0
    boxes: list[Markup] = []
    for tie in sheet.facts.ties:
        if tie.one not in spots or tie.other not in spots:
            continue
        (x, y), (to_x, to_y) = spots[tie.one], spots[tie.other]
        if tie.kind == "same event":
            line = f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"
            yield element("path", d=line, stroke=THREAD, stroke_width=2.4, fill="none")
        elif tie.kind == "contradiction":
            differing += 1
            lines = "".join(f"M{number(x + by)} {number(y)}L{number(to_x + by)} {number(to_y)}" for by in (-1.9, 1.9))
            yield element("path", d=lines, stroke=BRICK, stroke_width=1.5, fill="none")
            boxes.append(boxed(str(differing), (x + to_x) / 2, _between(y, to_y)))
    yield from boxes


def _between(y: float, to_y: float) -> float:
    """In the space between two lanes, never on one."""
    low = min(y, to_y)
    return low + PITCH / 2


def _marks(sheet: Lying) -> Iterator[Markup]:
    spots = _spots(sheet)
    letters = Letters()
    for dot in sheet.facts.dots:
        spot = spots.get((dot.entry, dot.lane))
        if spot is None:
            continue
        x, y = spot
        if dot.is_span:
            yield from span(dot, sheet.x(dot.first), sheet.x(dot.last + 1), x, across(y))
        if dot.hindsight:
            yield unknown(x, y)
        yield mark(dot.contact, x, y, colour=dot.colour)
        yield letters.beside(dot, x, y)
