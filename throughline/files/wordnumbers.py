"""Word's automatic numbering, worked out as Word prints it: definitions, instances, overrides, restarts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from throughline.files import wordnames as w
from throughline.files.characters import SYMBOLS
from throughline.files.wordstyles import Look

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_MOST_ROMAN = 4_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1  # the level (from 1) after which it begins again; 0 never; -1 after any higher one
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """One instance (``w:num``): its definition, and where it counts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbers:
    """Counts through one document, one paragraph after another."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the definitions; a file without any has no numbers."""
        self._definitions: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iterchildren(w.ABSTRACT):
            key = element.get(w.ABSTRACT_ID, "")
            self._definitions[key] = dict(map(_level, element.iterchildren(w.LVL)))
            self._links[key] = w.value(element.find(w.NUM_STYLE_LINK))
            self._styles.setdefault(w.value(element.find(w.STYLE_LINK)), key)
        for element in root.iterchildren(w.NUM):
            key = w.value(element.find(w.ABSTRACT_ID))
            linked = self._links.get(key)
            definition = self._styles.get(linked, key) if linked else key
            levels = dict(self._definitions.get(definition, {}))
            starts: dict[int, int] = {}
            for override in element.iterchildren(w.LVL_OVERRIDE):
                _override(override, levels, starts)
            self._lists[element.get(w.NUM_ID, "")] = _List(definition, levels, starts)

    def mark(self, num_id: str, ilvl: int | None, look: Look) -> tuple[str, int, bool]:
        """Count one paragraph; its mark as printed, its depth from 0, and whether it is in a list at all."""
        styled = not num_id
        num_id = num_id or look.num_id
        found = self._lists.get(num_id)
        if found is None:
            return "", 0, False
        depth = self._depth(found, ilvl, look, styled)
        level = found.levels.get(depth)
        if level is None:
            return "", depth, False
        counts = self._count(num_id, found, depth)
        if level.form == "bullet":
            return _bullet(level.text), depth, True
        return _printed(level, found.levels, counts), depth, True

    @staticmethod
    def _depth(found: _List, ilvl: int | None, look: Look, styled: bool) -> int:
        """The level a paragraph stands on: said by itself, by the list for its style, or by its style."""
        if ilvl is None:
            ilvl = look.ilvl if styled else 0
            if look.num_style:
                ilvl = next((n for n, level in found.levels.items() if level.style == look.num_style), ilvl)
        return min(max(ilvl, 0), _LEVELS - 1)

    def _count(self, num_id: str, found: _List, depth: int) -> list[int]:
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for level in found.starts:
                counts[level:] = [None] * (_LEVELS - level)
        start = {n: found.starts.get(n, level.start) for n, level in found.levels.items()}
        held = counts[depth]
        counts[depth] = start.get(depth, 1) if held is None else held + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart < 0 or depth + 1 <= restart:
                counts[deeper] = None
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = start.get(higher, 1)
        return [count if count is not None else start.get(n, 1) for n, count in enumerate(counts)]


def _level(element: etree._Element) -> tuple[int, Level]:
    number = w.whole(element.get(w.ILVL))
    text = element.find(w.LVL_TEXT)
    restart = element.find(w.LVL_RESTART)
    return number, Level(
        start=w.whole(w.value(element.find(w.START)), 1),
        form=w.value(element.find(w.NUM_FMT), "decimal"),
        text=w.value(text),
        restart=-1 if restart is None else w.whole(w.value(restart), -1),
        legal=bool(w.is_on(element.find(w.IS_LGL))),
        style=w.value(element.find(w.STYLE_PR)),
    )


def _override(element: etree._Element, levels: dict[int, Level], starts: dict[int, int]) -> None:
    number = w.whole(element.get(w.ILVL))
    own, start = element.find(w.LVL), element.find(w.START_OVERRIDE)
    if own is not None:
        levels[number] = _level(own)[1]
    if start is not None:
        starts[number] = w.whole(w.value(start), 1)


def _bullet(text: str) -> str:
    """The sign a bullet prints as; where only a font knows what it looks like, a plain dot."""
    sign = SYMBOLS.get(text, text)
    if sign == "o":
        return "◦"
    return "•" if not sign.strip() or "\ue000" <= sign <= "\uf8ff" else sign


def _printed(level: Level, levels: dict[int, Level], counts: list[int]) -> str:
    if level.form == "none" and "%" not in level.text:
        return level.text.strip()

    def one(found: re.Match[str]) -> str:
        number = int(found.group(1)) - 1
        form = levels.get(number, level).form
        return in_form(counts[number], "decimal" if level.legal else form)

    return _PLACE.sub(one, level.text).strip()


def in_form(number: int, form: str) -> str:
    """A count in one of Word's forms: ``3``, ``c``, ``III``, ``03``, ``3rd``; nothing for ``none`` and ``bullet``."""
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    if not 0 < number < _MOST_ROMAN:
        return str(number)
    out = ""
    for size, letters in _ROMAN + _ROMAN_SMALL:
        out += letters * (number // size)
        number %= size
    return out


def _letters(number: int) -> str:
    """Word goes on after z with aa, bb, cc."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else _ORDINALS.get(number % 10, 'th')}"


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": _ordinal,
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}
