"""What a page of a tagged PDF draws under each of its marks: letters and their colour, as they are drawn."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Pieces = tuple[tuple[str, str], ...]
_BYTES = 2  # of a letter's code
_MOST_CODES = 2 * 256**_BYTES  # that a typeface may tell of: more than there are, told again and again, only cost time
_QUIET = frozenset(("cm", "CS", "SCN", "w", "J", "j", "M", "d", "m", "l", "S", "n", "BT", "ET", "Tm", "Td", "i", "ri"))
_PART = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CHAR = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")


@dataclass(slots=True)
class Drawn:
    """The pieces under one mark, each of one colour."""

    pieces: list[tuple[str, str]] = field(default_factory=list)

    def add(self, colour: str, words: str) -> None:
        """Words go on in the colour they had, or begin another piece."""
        if self.pieces and self.pieces[-1][0] == colour:
            self.pieces[-1] = (colour, self.pieces[-1][1] + words)
        else:
            self.pieces.append((colour, words))


@dataclass(slots=True)
class DrawnPage:
    """What is drawn under each number; `fault` says what is there that no such page has."""

    drawn: dict[int, Drawn] = field(default_factory=dict)
    fault: str = ""


@dataclass(slots=True)
class _Mark:
    content: int | None = None
    aside: bool = False
    said: str | None = None
    shown: str = ""


def drawn_on(page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, str]]) -> DrawnPage:
    """What one page draws. `fonts` remembers the letters of each typeface from page to page.

    Artefacts (running heads, heads of a table said again) are left out. Only lines and letters may be drawn: a box or a
    picture can cover what stands under it, and letters that are not shown, or outside every mark, are none of ours.
    """
    found = DrawnPage()
    try:
        _Walk(page, fonts, found.drawn).through()
    except _Fault as fault:
        found.fault = str(fault)
    return found


class _Fault(Exception):
    pass


class _Walk:
    def __init__(
        self, page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, str]], drawn: dict[int, Drawn]
    ) -> None:
        self._page, self._fonts, self._drawn = page, fonts, drawn
        self._marks: list[_Mark] = []
        self._held: list[tuple[str, dict[int, str]]] = []
        self._colour = ""
        self._letters: dict[int, str] = {}

    def through(self) -> None:
        """Every instruction of the page, in order."""
        does = {
            "q": self._hold,
            "Q": self._let_go,
            "cs": self._in_no_colour,
            "scn": self._in_colour,
            "Tr": self._as_seen,
            "Tf": self._in_typeface,
            "Tj": self._words,
            "TJ": self._spaced_words,
            "BMC": self._mark,
            "BDC": self._mark_with_more,
            "EMC": self._end,
        }
        for step in pikepdf.parse_content_stream(self._page):
            name = str(step.operator)
            if name in _QUIET:
                continue
            if name not in does:
                raise _Fault("something was drawn over it that no chronology made here has")
            does[name](step.operands)

    def _hold(self, _: Any) -> None:
        self._held.append((self._colour, self._letters))

    def _let_go(self, _: Any) -> None:
        self._colour, self._letters = self._held.pop()

    def _in_no_colour(self, _: Any) -> None:
        self._colour = ""

    def _in_colour(self, operands: Any) -> None:
        parts = [round(float(part) * 255) for part in operands]
        self._colour = "#" + "".join(f"{part:02x}" for part in (parts * 3 if len(parts) == 1 else parts))

    def _as_seen(self, operands: Any) -> None:
        if int(operands[0]) != 0:
            raise _Fault("it holds words that it does not show")

    def _in_typeface(self, operands: Any) -> None:
        font = self._page.Resources.Font[str(operands[0])]
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _letters_of(font)
        self._letters = self._fonts[font.objgen]

    def _words(self, operands: Any) -> None:
        self._shown(bytes(operands[0]))

    def _spaced_words(self, operands: Any) -> None:
        self._shown(b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)))

    def _shown(self, codes: bytes) -> None:
        if any(mark.aside for mark in self._marks):
            return
        at = next((mark.content for mark in reversed(self._marks) if mark.content is not None), None)
        if at is None:
            raise _Fault("words stand on it outside its tags")
        try:
            pairs = range(0, len(codes), _BYTES)
            words = "".join([self._letters[codes[place] << 8 | codes[place + 1]] for place in pairs])
        except (KeyError, IndexError):
            raise _Fault("it does not say which letters some of its signs are") from None
        if self._marks[-1].said is not None:
            self._marks[-1].shown += words
        else:
            self._drawn[at].add(self._colour, words)

    def _mark(self, operands: Any) -> None:
        self._marks.append(_Mark(aside=str(operands[0]) == "/Artifact"))

    def _mark_with_more(self, operands: Any) -> None:
        kind, given = str(operands[0]), operands[1]
        if kind == "/Artifact":
            self._marks.append(_Mark(aside=True))
            return
        if not isinstance(given, pikepdf.Dictionary):
            raise _Fault("it has layers that can be shown or not")
        mark = _Mark(int(given.MCID) if "/MCID" in given else None)
        if "/ActualText" in given:
            mark.said = str(given.ActualText)
        if mark.content is not None:
            self._drawn.setdefault(mark.content, Drawn())
        self._marks.append(mark)

    def _end(self, _: Any) -> None:
        mark = self._marks.pop()
        if mark.said is None or any(each.aside for each in self._marks):
            return
        if unicodedata.normalize("NFKC", mark.said) != unicodedata.normalize("NFKC", mark.shown):
            raise _Fault("it gives other letters than it shows")
        at = mark.content
        if at is None:
            at = next((each.content for each in reversed(self._marks) if each.content is not None), None)
        if at is None:
            raise _Fault("words stand on it outside its tags")
        self._drawn[at].add(self._colour, mark.said)


def _letters_of(font: Any) -> dict[int, str]:
    """Which letters each code of a typeface is; none where it does not say so in the one way that ours do."""
    if str(font.get("/Encoding", "")) != "/Identity-H" or "/ToUnicode" not in font:
        return {}
    letters: dict[int, str] = {}
    told = 0
    for kind, part in _PART.findall(font.ToUnicode.read_bytes().decode("latin-1")):
        if kind == "bfchar":
            letters |= {int(code, 16): _text(letter) for code, letter in _CHAR.findall(part)}
            continue
        for first, last, letter, listed in _RANGE.findall(part):
            codes = range(int(first, 16), int(last, 16) + 1)
            told += len(codes)
            if told > _MOST_CODES:
                return {}
            if letter:
                start = _text(letter)
                letters |= {code: start[:-1] + chr(ord(start[-1]) + place) for place, code in enumerate(codes)}
            else:
                letters |= {code: _text(each) for code, each in zip(codes, _HEX.findall(listed), strict=False)}
    return letters


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")
