"""The picture for a telephone: time runs down, a narrow column for each agency, the child seen by anyone first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from throughline.chronology.drawing.bands import NARROW, bars_down, numbered
from throughline.chronology.drawing.letters import Letters
from throughline.chronology.drawing.parts import BRICK, EDGE, INK, RULE, SLATE, THREAD, WASH, mark, unknown
from throughline.chronology.drawing.spans import down, span
from throughline.chronology.rules.picture.facts import PictureFacts, SeenLine, Stretch
from throughline.chronology.rules.picture.window import ticks
from throughline.ui.svg import element, figure, joined, number
from throughline.ui.typeface import width

WIDE, LEFT, TOP = 288.0, 52.0, 30.0
LEAST, MOST, A_DAY = 360.0, 720.0, 0.7


@dataclass(frozen=True)
class _Strip:
    """Where things lie."""

    facts: PictureFacts

    @property
    def tall(self) -> float:
        return min(max(self.facts.window.days * A_DAY, LEAST), MOST)

    @property
    def pitch(self) -> float:
        columns = len(self.facts.lanes) + len(self.facts.seen)
        return min(28.0, (WIDE - self.left) / max(columns, 1))

    @property
    def bars(self) -> list[tuple[Stretch, float, float, int]]:
        return bars_down(self.facts, self.y)

    @property
    def left(self) -> float:
        """Where the columns begin, to the right of the episodes."""
        return LEFT + NARROW * (1 + max((column for *_, column in self.bars), default=-1))

    def y(self, day: float) -> float:
        return TOP + min(max(self.facts.window.x(day, self.tall), 0.0), self.tall)

    def x(self, place: int) -> float:
        return self.left + self.pitch * (place + 0.5 + len(self.facts.seen))


def draw_upright(facts: PictureFacts, *, identity: str, title: str, description: str) -> Markup:
    """The whole picture; silences are in the entries below it."""
    strip = _Strip(facts)
    return figure(
        identity,
        title,
        description,
        (0, 0, WIDE, TOP + strip.tall + 10),
        joined(_bands(strip)),
        joined(_axis(strip)),
        joined(numbered(one, LEFT + NARROW * column, top, foot) for one, top, foot, column in strip.bars),
        joined(_columns(strip)),
        joined(part for place, line in enumerate(facts.seen) for part in _seen(strip, place, line)),
        joined(_day(strip)),
        joined(_ties(strip)),
        joined(_marks(strip)),
        class_="tl-chronology",
    )


def _bands(strip: _Strip) -> Iterator[Markup]:
    for gap in strip.facts.unseen:
        top, foot = strip.y(gap.first.toordinal()), strip.y(gap.last.toordinal())
        if foot - top > 1:
            yield element("rect", x=LEFT, y=top, width=WIDE - LEFT, height=foot - top, fill=WASH)


def _axis(strip: _Strip) -> Iterator[Markup]:
    free = 0.0
    for tick in ticks(strip.facts.window):
        y = strip.y(tick.day)
        if y - 8 >= free:
            yield element(
                "text", tick.label[:11], x=0, y=y + 5, font_size=14, font_weight=600 if tick.heavy else None,
                fill=INK if tick.heavy else SLATE,
            )  # fmt: skip
            free = y + 12
        yield element("path", d=f"M{number(LEFT - 6)} {number(y)}H{number(LEFT)}", stroke=EDGE)
    for day, _ in strip.facts.flags:
        if strip.facts.window.first <= day <= strip.facts.window.last:
            y = strip.y(day.toordinal())
            yield element("path", d=f"M{number(LEFT - 6)} {number(y)}H{number(WIDE)}", stroke=INK, stroke_width=1.5)


def _day(strip: _Strip) -> Iterator[Markup]:
    """The end of the one day that is looked at, through all columns."""
    day = strip.facts.at
    if day is not None and strip.facts.window.first <= day <= strip.facts.window.last:
        y = strip.y(day.toordinal() + 1)
        line = f"M{number(LEFT - 6)} {number(y)}H{number(WIDE)}"
        yield element("path", d=line, stroke=THREAD, stroke_width=4, fill="none")


def _columns(strip: _Strip) -> Iterator[Markup]:
    for place, lane in enumerate(strip.facts.lanes):
        x = strip.x(place)
        yield element("path", d=f"M{number(x)} {number(TOP)}V{number(TOP + strip.tall)}", stroke=RULE)
        letters = lane.letter or short_name(lane.name, strip.pitch - 2)
        ink = lane.colour or INK
        yield element("text", letters, x=x, y=18, font_size=13, font_weight=600, text_anchor="middle", fill=ink)


def short_name(name: str, room: float) -> str:
    """So many letters of a name as there is room for; its words stand in full in the list of entries."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    tried = name if width(name, 13, 600) <= room else initials if 1 < len(initials) <= 4 else name[:3]
    while len(tried) > 1 and width(tried, 13, 600) * 1.04 > room:
        tried = tried[:-1]
    return tried


def _seen(strip: _Strip, place: int, line: SeenLine) -> Iterator[Markup]:
    x = strip.left + strip.pitch * (place + 0.5)
    name = "Seen" if len(strip.facts.seen) == 1 else short_name(line.child, strip.pitch - 2)
    yield element("text", name, x=x, y=18, font_size=13, font_weight=600, text_anchor="middle", fill=INK)
    for first, last in line.stretches:
        top, foot = strip.y(first.toordinal()), strip.y(last.toordinal() + 1)
        if foot > top:
            yield element("path", d=f"M{number(x)} {number(top)}V{number(foot)}", stroke=THREAD, stroke_width=5)
    for gap in line.unseen:
        top, foot = strip.y(gap.first.toordinal()), strip.y(gap.last.toordinal())
        if foot - top > 6:
            bars = f"M{number(x - 7)} {number(top)}h14M{number(x - 7)} {number(foot)}h14"
            yield element("path", d=bars, stroke=BRICK, stroke_width=2)
            if foot - top > 24:
                middle = (top + foot) / 2 + 5
                yield element(
                    "text",
                    str(gap.least),
                    x=x,
                    y=middle,
                    font_size=13,
                    font_weight=600,
                    text_anchor="middle",
                    fill=BRICK,
                )


def _spots(strip: _Strip) -> dict[tuple[int, int], tuple[float, float]]:
    places = {lane.key: place for place, lane in enumerate(strip.facts.lanes)}
    first, last = strip.facts.window.first.toordinal(), strip.facts.window.last.toordinal()
    return {
        (dot.entry, dot.lane): (strip.x(places[dot.lane]), strip.y(dot.middle + 0.5))
        for dot in strip.facts.dots
        if dot.lane in places and dot.first and dot.last >= first and dot.first <= last
    }


def _ties(strip: _Strip) -> Iterator[Markup]:
    spots = {entry: spot for (entry, _), spot in reversed(_spots(strip).items())}
    for tie in strip.facts.ties:
        if tie.one in spots and tie.other in spots:
            (x, y), (to_x, to_y) = spots[tie.one], spots[tie.other]
            same = tie.kind == "same event"
            lines = [0.0] if same else [-1.9, 1.9]
            path = "".join(f"M{number(x)} {number(y + by)}L{number(to_x)} {number(to_y + by)}" for by in lines)
            yield element(
                "path", d=path, stroke=THREAD if same else BRICK, stroke_width=2.2 if same else 1.4, fill="none"
            )


def _marks(strip: _Strip) -> Iterator[Markup]:
    """The marks; where a column bears the letter of its group already, its marks need none."""
    spots = _spots(strip)
    letters, own = Letters(), {lane.colour for lane in strip.facts.lanes if lane.letter}
    for dot in strip.facts.dots:
        spot = spots.get((dot.entry, dot.lane))
        if spot is None:
            continue
        x, y = spot
        if dot.is_span:
            yield from span(dot, strip.y(dot.first), strip.y(dot.last + 1), y, down(x))
        if dot.hindsight:
            yield unknown(x, y)
        yield mark(dot.contact, x, y, upright=True, colour=dot.colour)
        if dot.colour not in own:
            yield letters.behind(dot, x, y)
