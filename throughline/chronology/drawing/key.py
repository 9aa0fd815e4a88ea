"""The key of the picture: only what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from throughline.chronology.drawing.parts import BRICK, EDGE, INK, THREAD, WASH, mark
from throughline.chronology.rules.picture.facts import PictureFacts
from throughline.ui.svg import element, joined

WORDS = {
    "seen": "seen",
    "alone": "seen alone, or spoken with",
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
    if any(not dot.is_certain for dot in facts.dots):
        bar = element("path", d="M2 5v10M2 10H32M32 5v10", stroke=INK, stroke_width=1.6, fill="none")
        yield _line(joined((bar, mark("not_seen", 17, 10))), "day not certain", wide=34)
    if any(gap.expected for gap in facts.gaps):
        yield _line(element("path", d="M0 16l8 -12M7 16l8 -12M14 16l8 -12M21 16l8 -12", stroke=EDGE), "silent", wide=30)
    if facts.lanes:
        lines = joined(
            (
                element("path", d="M0 10H16", stroke=EDGE, stroke_width=1.4),
                element("path", d="M18 10H34", stroke=EDGE, stroke_width=1.4, stroke_dasharray="1 3"),
            )
        )
        yield _line(lines, "within its entries, outside them", wide=34)
    if facts.unseen:
        words = (
            f"nobody recorded seeing {facts.child if facts.child != 'The child' else 'the child'} for over eight weeks"
        )
        yield _line(element("rect", x=0, y=1, width=30, height=18, fill=WASH), words, wide=30)
    if any(tie.kind == "same event" for tie in facts.ties):
        yield _line(element("path", d="M10 1v18", stroke=THREAD, stroke_width=2.4), "same event")
    if any(tie.kind == "contradiction" for tie in facts.ties):
        double = element("path", d="M8 1v18M12 1v18", stroke=BRICK, stroke_width=1.5)
        yield _line(double, "accounts differ")


def _line(sign: Markup, words: str, wide: int = 20) -> Markup:
    drawn = element("svg", sign, width=wide, height=20, viewBox=f"0 0 {wide} 20", aria_hidden="true")
    return joined((drawn, " ", words))
