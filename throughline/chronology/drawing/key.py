"""The key of the picture: only what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from throughline.chronology.drawing.bands import numbered
from throughline.chronology.drawing.parts import BRICK, EDGE, INK, PAPER, THREAD, WASH, mark, unknown
from throughline.chronology.drawing.spans import across, span
from throughline.chronology.rules.picture.facts import PictureFacts
from throughline.chronology.rules.picture.marks import GOES_ON, LASTS, OPEN_AFTER, OPEN_BEFORE, UNSURE, Dot
from throughline.ui.svg import element, joined

WORDS = {
    "seen": "seen",
    "alone": "seen alone, or spoken with",
    "not_alone": "seen, but not alone",
    "not_seen": "not seen",
    "missed": "not brought, or no way in",
    "none": "anything else",
}


def key_of(facts: PictureFacts) -> list[Markup]:
    """Each sign that is drawn, with its words."""
    return list(_lines(facts))


def _lines(facts: PictureFacts) -> Iterator[Markup]:
    if facts.by_month:
        bar = element("rect", x=6, y=3, width=6, height=14, fill=INK)
        yield _line(bar, "entries of a month; look closer to see each")
    drawn = {dot.contact for dot in facts.dots if dot.first}
    for contact, words in WORDS.items():
        if contact in drawn:
            yield _line(mark(contact, 10, 10), words)
    yield from _episodes(facts)
    if any(dot.hindsight for dot in facts.dots):
        yield _line(joined((unknown(11, 11), mark("not_seen", 11, 11))), "in nothing that was known then", wide=22)
    yield from _days(facts)
    if facts.at and facts.window.first <= facts.at <= facts.window.last:
        yield _line(element("path", d="M10 1v18", stroke=THREAD, stroke_width=4), "the end of the day shown")
    yield from _silences(facts)
    if facts.lanes:
        lines = joined(
            (
                element("path", d="M0 10H16", stroke=EDGE, stroke_width=1.4),
                element("path", d="M18 10H34", stroke=EDGE, stroke_width=1.4, stroke_dasharray="1 3"),
            )
        )
        yield _line(lines, "within its entries, outside them", wide=34)
    if facts.unseen:
        child = facts.seen[0].child
        words = f"nobody recorded seeing {child if child != 'The child' else 'the child'} for over eight weeks"
        yield _line(element("rect", x=0, y=1, width=30, height=18, fill=WASH), words, wide=30)
    if any(tie.kind == "same event" for tie in facts.ties):
        yield _line(element("path", d="M10 1v18", stroke=THREAD, stroke_width=2.4), "same event")
    if any(tie.kind == "contradiction" for tie in facts.ties):
        double = element("path", d="M8 1v18M12 1v18", stroke=BRICK, stroke_width=1.5)
        yield _line(double, "accounts differ")


def _episodes(facts: PictureFacts) -> Iterator[Markup]:
    """Each episode that is drawn: its number and its name."""
    for one in facts.bars:
        yield _line(numbered(one, 1, 1, 19), f"key practice episode: {one.name}")


def _days(facts: PictureFacts) -> Iterator[Markup]:
    """How days are drawn that are in doubt, or more than one."""
    drawn = [dot for dot in facts.dots if dot.first and dot.is_span]
    for how, words, first, last, at in DAYS:
        if any(how in dot.how if how else not dot.how for dot in drawn):
            dot = Dot(0, 0, 1, 3 if first != last else 1, "not_seen", how)
            yield _line(joined((*span(dot, first, last, at, across(10)), mark(dot.contact, at, 10))), words, wide=36)


# How days are drawn, in words, with where the sign begins and ends and where its mark stands.
DAYS = (
    ("", "day not certain", 2.0, 32.0, 17.0),
    (UNSURE, "its author was not sure", 17.0, 17.0, 17.0),
    (OPEN_BEFORE, "then or before", 29.0, 29.0, 29.0),
    (OPEN_AFTER, "then or after", 6.0, 6.0, 6.0),
    (LASTS, "went on for those days", 6.0, 32.0, 6.0),
    (GOES_ON, "goes on", 6.0, 6.0, 6.0),
)


def _silences(facts: PictureFacts) -> Iterator[Markup]:
    kinds = {gap.kind for gap in facts.gaps}
    lines = {
        "silent": (element("path", d="M0 16l8 -12M7 16l8 -12M14 16l8 -12M21 16l8 -12", stroke=EDGE), "silent"),
        "missed": (
            element("path", d="M0 16l8 -12M5 16l8 -12M10 16l8 -12M15 16l8 -12M20 16l8 -12", stroke=BRICK),
            "silent after contact that was missed",
        ),
        "expected": (
            element("path", d="M0 10H30", stroke=EDGE, stroke_width=1.4, stroke_dasharray="1 3"),
            "silent, and no contact was expected",
        ),
        "no_record": (
            joined(element("circle", cx=3 + 6 * n, cy=y, r=1.1, fill=EDGE) for n in range(5) for y in (6, 10, 14)),
            "silent, and no record was found",
        ),
    }
    for kind, (sign, words) in lines.items():
        if kind in kinds:
            yield _line(sign, words, wide=30)


def groups_of(facts: PictureFacts) -> list[tuple[Markup, str, str]]:
    """What each colour stands for: its sign, its words, and its contrast in numbers."""
    return [
        (
            swatch(one.letter, one.colour),
            one.name,
            f"{one.on_paper:.1f} to 1 on white, {one.on_wash:.1f} to 1 on the shaded ground",
        )
        for one in facts.groups
    ]


def swatch(letter: str, colour: str) -> Markup:
    """A colour with its letter."""
    box = element("rect", x=1, y=1, width=22, height=18, fill=PAPER, stroke=colour, stroke_width=2, rx=2)
    words = element("text", letter, x=12, y=15, font_size=13, font_weight=600, text_anchor="middle", fill=colour)
    return element("svg", joined((box, words)), width=24, height=20, viewBox="0 0 24 20", aria_hidden="true")


def _line(sign: Markup, words: str, wide: int = 20) -> Markup:
    drawn = element("svg", sign, width=wide, height=20, viewBox=f"0 0 {wide} 20", aria_hidden="true")
    return joined((drawn, " ", words))
