"""The lines of a PDF page with the little geometry that laying them out again needs, at few calls a line."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

HYPHEN = "\ufffe"  # what the PDF library puts where a hyphen ends a line and the word goes on
RAISE, LOWER = "\ue001", "\ue002"  # around raised characters, until it is settled what they are
_DIGITS = re.compile(r"\d+")
_YEAR_FIRST = ("19", "20")
_BEFORE_NOTE = frozenset(".,:;!?)]”’\"'%")
_SPACED_APART = re.compile(r"\S\s+(?=\S)")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 650
_WIDE = 0.72  # average advance, in sizes, above which a line may hide a gap
_YEAR = 4
_LONGEST_NOTE = 3  # digits
_MANY_RECTS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on one baseline, in points from the left and the bottom of the page as it is read."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    spaced: bool = False  # a space follows at the end of the line
    hyphen: bool = False  # the line ends in a hyphen that the library took for one
    apart: bool = False  # more text stands to the right of it on this baseline, past a gap
    bold_end: bool = False


class PageText:
    """Reads one page; the page must stay open for as long as this is used."""

    def __init__(self, page: pdfium.PdfPage, number: int, fonts: dict[str, bool]) -> None:
        """`number` counts from 1; `fonts` remembers from page to page which font names are bold."""
        self._page = number
        self._names = fonts
        self._fonts: dict[int, bool] = {}
        self._keep = page.get_textpage()
        self._text_page = self._keep.raw
        self._a, self._b, self._c, self._d = (ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(each) for each in (self._a, self._b, self._c, self._d))
        self._matrix = raw.FS_MATRIX()
        self._turned = page.get_rotation()
        self.width, self.height = page.get_size()
        self.text = self._whole_text()

    def close(self) -> None:
        """Give back what the library holds for this page."""
        self._keep.close()

    def _whole_text(self) -> str:
        """The text of the page, one character for each the library counts."""
        count = self._keep.count_chars()
        text: str = self._keep.get_text_range() if count else ""
        if len(text) == count:
            return text
        codes = (raw.FPDFText_GetUnicode(self._text_page, index) for index in range(count))
        return "".join(HYPHEN if code == 2 else chr(code) if code < 0x110000 else " " for code in codes)

    def lines(self) -> Iterator[Line]:
        """The lines in the order in which the page was written, cut at wide gaps."""
        start = 0
        for stretch in self.text.split("\r\n"):
            at = start
            pieces = stretch.split(HYPHEN)
            for number, piece in enumerate(pieces):
                hyphen = number + 1 < len(pieces)
                if piece and not piece.isspace():
                    yield from self._cut(at, piece, hyphen and not pieces[number + 1].startswith(" "))
                at += len(piece) + 1
            start += len(stretch) + 2

    def _cut(self, at: int, piece: str, hyphen: bool) -> Iterator[Line]:
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        at += lead
        last = at + len(body) - 1
        x0, y = self._origin(at)
        end, y_end = self._origin(last) if last > at else (x0, y)
        size = self._size(at)
        spaced = len(piece) > lead + len(body)
        if len(body) > 1 and (abs(y - y_end) > 0.05 * size or end < x0):
            yield from self._by_character(at, body, spaced, hyphen)
            return
        right, gaps = self._right(at, len(body), size, end)
        if (right - x0) > _WIDE * size * len(body) and not gaps and " " in body:
            gaps = self._gaps_at_spaces(at, body, size)
        cuts = [0, *(self._index_right_of(at, len(body), gap) for gap in gaps), len(body)]
        bold = self._bold(at)
        bold_end = self._bold(last) if last > at else bold
        for first, after in pairwise(cuts):
            text = body[first:after].strip()
            if not text:
                continue
            final = after == len(body)
            begin = x0 if first == 0 else self._origin(at + first)[0]
            until = right if final else self._box(at + first + len(body[first:after].rstrip()) - 1)[1]
            yield Line(
                self._with_raised(at + first, body[first:after].rstrip()),
                begin,
                until,
                y,
                size,
                bold if first == 0 else self._bold(at + first),
                self._page,
                spaced=spaced if final else False,
                hyphen=hyphen and final,
                apart=not final,
                bold_end=bold_end,
            )

    def _by_character(self, at: int, body: str, spaced: bool, hyphen: bool) -> Iterator[Line]:
        """A stretch that does not stay on one baseline, cut wherever it leaves it."""
        begin = 0
        held: tuple[float, float] | None = None
        for offset, sign in enumerate(body):
            if sign == " ":
                continue
            x, y = self._origin(at + offset)
            size = self._size(at + offset)
            if held is not None and (abs(y - held[1]) > 0.05 * size or x < held[0] - size):
                yield from self._flat(at + begin, body[begin:offset], spaced=body[offset - 1] == " ", hyphen=False)
                begin = offset
            held = (x, y)
        yield from self._flat(at + begin, body[begin:], spaced, hyphen)

    def _flat(self, at: int, text: str, spaced: bool, hyphen: bool) -> Iterator[Line]:
        bare = text.rstrip()
        if bare:
            x0, y = self._origin(at)
            right = self._box(at + len(bare) - 1)[1]
            bold = self._bold(at)
            body = self._with_raised(at, bare)
            size = self._size(at)
            yield Line(body, x0, right, y, size, bold, self._page, spaced, hyphen, bold_end=bold)

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._text_page, index, self._refs[0], self._refs[1])
        return self._turn(self._a.value, self._b.value) if self._turned else (self._a.value, self._b.value)

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        """A point of a turned page as it is read; `width` and `height` are already those of the turned page."""
        if self._turned == 90:
            return y, self.height - x
        if self._turned == 180:
            return self.width - x, self.height - y
        return self.width - y, x

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of one character."""
        raw.FPDFText_GetCharBox(self._text_page, index, *self._refs)
        left, right, bottom, top = self._a.value, self._b.value, self._c.value, self._d.value
        return self._turned_box(left, right, bottom, top) if self._turned else (left, right, bottom, top)

    def _turned_box(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self._turn(left, bottom), self._turn(right, top)
        return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)

    def _size(self, index: int) -> float:
        size: float = raw.FPDFText_GetFontSize(self._text_page, index)
        if raw.FPDFText_GetMatrix(self._text_page, index, self._matrix):
            size *= (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        return size or 1.0

    def _bold(self, index: int) -> bool:
        thing = raw.FPDFText_GetTextObject(self._text_page, index)
        if not thing:
            return False
        font = raw.FPDFTextObj_GetFont(thing)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, buffer, 200)
            name = buffer.value.decode("latin-1")
            if name not in self._names:
                heavy = raw.FPDFText_GetFontWeight(self._text_page, index) >= _BOLD_WEIGHT
                self._names[name] = bool(_BOLD.search(name)) or heavy
            self._fonts[key] = self._names[name]
        return self._fonts[key]

    def _right(self, at: int, length: int, size: float, end: float) -> tuple[float, list[float]]:
        """The right edge of a stretch, and where in it text goes on past a gap."""
        if self._turned:
            return self._box(at + length - 1)[1], []
        count = raw.FPDFText_CountRects(self._text_page, at, length)
        right, gaps = end, []
        if count > _MANY_RECTS:  # every letter placed by itself
            return self._box(at + length - 1)[1], self._gaps_at_spaces(at, self.text[at : at + length], size)
        left, top, far, bottom = self._refs
        for number in range(count):
            raw.FPDFText_GetRect(self._text_page, number, left, top, far, bottom)
            if number and self._a.value - right > 0.8 * size:
                gaps.append(self._a.value)
            right = max(self._c.value, right) if number else self._c.value
        return max(right, end), gaps

    def _gaps_at_spaces(self, at: int, body: str, size: float) -> list[float]:
        """Gaps within one run of text, which only the places of its words show."""
        found = []
        for space in _SPACED_APART.finditer(body):
            left = self._box(at + space.end())[0]
            if left - self._box(at + space.start())[1] > 0.8 * size:
                found.append(left)
        return found

    def _index_right_of(self, at: int, length: int, x: float) -> int:
        """The first character of a stretch that begins at `x`, found by halving."""
        low, high = 0, length
        while low < high:
            middle = (low + high) // 2
            if self._box(at + middle)[1] > x + 0.01:
                high = middle
            else:
                low = middle + 1
        return low

    def _with_raised(self, at: int, text: str) -> str:
        """The text with raised digits marked, which only their place above the line tells from others."""
        for found in reversed(list(_DIGITS.finditer(text))):
            start, after = found.span()
            if after - start > _YEAR and found.group().startswith(_YEAR_FIRST):
                start += _YEAR
            beside = _beside(text, start, after)
            if after - start > _LONGEST_NOTE or beside < 0:
                continue
            _, y = self._origin(at + beside)
            bottom = self._box(at + start)[2]
            if bottom - y > 0.18 * self._size(at + beside):
                text = f"{text[:start]}{RAISE}{text[start:after]}{LOWER}{text[after:]}"
        return text


def _beside(text: str, start: int, after: int) -> int:
    """Where the letter stands that digits touch, if they touch one and so may be the mark of a note; else -1."""
    if start:
        return start - 1 if text[start - 1].isalnum() or text[start - 1] in _BEFORE_NOTE else -1
    return after if text[after : after + 1].isalpha() else -1
