"""What the styles of a Word file say of a paragraph or run: heading level, bold, hidden, number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from throughline.files import wordnames as w

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc \d|table of figures)", re.IGNORECASE)
_DEEPEST = 6
_LONGEST_CHAIN = 30
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Look:
    """What a style comes to, with all it is based on."""

    level: int = 0  # of a heading, 1 to 6
    title: bool = False
    contents: bool = False
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool = False
    num_id: str = ""
    ilvl: int = 0
    num_style: str = ""  # the style in the chain that carries the number


PLAIN = Look()


class Styles:
    """The styles of one file, each worked out once."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the style definitions; a file without any has plain looks only."""
        self._elements: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self._climbed = 0
        self.default = ""
        for element in () if root is None else root.iterchildren(w.STYLE):
            style_id = element.get(w.STYLE_ID, "")
            self._elements[style_id] = element
            if element.get(w.TYPE) == "paragraph" and element.get(w.DEFAULT) in {"1", "true", "on"}:
                self.default = style_id

    def look(self, style_id: str) -> Look:
        """The look of the style called `style_id`; plain where there is no such style."""
        if style_id not in self._looks:
            self._looks[style_id] = PLAIN  # a style based on itself ends here
            self._looks[style_id] = self._work_out(style_id)
        return self._looks[style_id]

    def _base(self, element: etree._Element) -> Look:
        """The look of what a style is based on; Word itself follows no longer chain than this."""
        if self._climbed >= _LONGEST_CHAIN:
            return PLAIN
        self._climbed += 1
        try:
            return self.look(w.value(element.find(w.BASED_ON)))
        finally:
            self._climbed -= 1

    def _work_out(self, style_id: str) -> Look:
        element = self._elements.get(style_id)
        if element is None:
            return PLAIN
        base = self._base(element)
        name = w.value(element.find(w.NAME))
        title = name.lower() == "title"
        runs, numbers = element.find(w.R_PR), element.find(f"{w.P_PR}/{w.NUM_PR}")
        num_id = "" if numbers is None else w.value(numbers.find(w.NUM_ID))
        ilvl = None if numbers is None else numbers.find(w.ILVL)
        return Look(
            level=_level(element, name, base, title),
            title=title,
            contents=bool(_CONTENTS.fullmatch(name)),
            bold=_first(None if runs is None else w.is_on(runs.find(w.BOLD)), base.bold),
            hidden=_first(None if runs is None else w.is_on(runs.find(w.VANISH)), base.hidden),
            raised=base.raised or (runs is not None and w.value(runs.find(w.VERT_ALIGN)) == "superscript"),
            num_id=num_id or base.num_id,
            ilvl=base.ilvl if ilvl is None else w.whole(w.value(ilvl)),
            num_style=style_id if num_id else base.num_style,
        )


def _first(own: bool | None, inherited: bool | None) -> bool | None:
    return inherited if own is None else own


def _level(element: etree._Element, name: str, base: Look, title: bool) -> int:
    named = _HEADING.fullmatch(name)
    if named or title:
        return 1 if named is None else min(max(int(named.group(1)), 1), _DEEPEST)
    outline = element.find(f"{w.P_PR}/{w.OUTLINE}")
    return base.level if outline is None else outline_level(outline)


def outline_level(element: etree._Element) -> int:
    """The heading level an outline level stands for; 0 for body text."""
    level = w.whole(w.value(element), _BODY_LEVEL)
    return 0 if level >= _BODY_LEVEL else min(level + 1, _DEEPEST)
