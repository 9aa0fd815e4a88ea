"""The straight lines drawn on a PDF page, which is how most tables show their cells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN = 2.6
_SHORT = 6.0
_DOT = (1.5, 8.0)
_FEW_OBJECTS = 200
_MOST_OBJECTS = 20_000
_MOST_RULES = 4_000
_MOST_DOTS = 300
_MOST_SEGMENTS = 2_000
_SIMPLE = 5  # segments of a rectangle
_DOT_BEFORE = 2.5  # sizes
_SLACK = 2.5


@dataclass(slots=True)
class Rules:
    """Upright lines as (x, lower y, upper y), level ones as (y, left x, right x)."""

    upright: list[tuple[float, float, float]] = field(default_factory=list)
    level: list[tuple[float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)  # drawn bullets, by their middle

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """Take a drawn box for the line it is, or for the four lines around it."""
        wide, high = right - left, top - bottom
        if wide <= _THIN and high > _SHORT:
            self.upright.append(((left + right) / 2, bottom, top))
        elif high <= _THIN and wide > _SHORT:
            self.level.append(((bottom + top) / 2, left, right))
        elif _DOT[0] < wide < _DOT[1] and 0.75 * high < wide < 1.34 * high:
            if len(self.dots) < _MOST_DOTS:
                self.dots.append(((left + right) / 2, (bottom + top) / 2))
        elif wide > 3 * _SHORT and high > _SHORT:
            self.upright += [(left, bottom, top), (right, bottom, top)]
            self.level += [(bottom, left, right), (top, left, right)]

    def has_dot(self, x: float, y: float, size: float) -> bool:
        """Whether a bullet is drawn to the left of a line that begins at `x` on the baseline `y`."""
        return any(
            0.2 * size < x - at < _DOT_BEFORE * size and 0.05 * size < high - y < 0.65 * size for at, high in self.dots
        )

    def cell(self, x: float, y: float) -> tuple[float, float, float, float] | None:
        """Left, right, top and bottom of the cell around a point; None where no upright line stands beside it."""
        sides = [at for at, low, high in self.upright if low - _SLACK <= y <= high + _SLACK]
        left = max((at for at in sides if at <= x + 1), default=None)
        right = min((at for at in sides if at > x + 1), default=None)
        if left is None and right is None:
            return None
        floors = [at for at, first, last in self.level if first - _SLACK <= x <= last + _SLACK]
        top = min((at for at in floors if at > y), default=1e6)
        bottom = max((at for at in floors if at <= y), default=-1e6)
        return (-1e6 if left is None else left), (1e6 if right is None else right), top, bottom


def is_plain(page: pdfium.PdfPage) -> bool:
    """Whether a page has so few things on it that looking through them costs nothing."""
    return bool(raw.FPDFPage_CountObjects(page.raw) < _FEW_OBJECTS)


def rules_of(page: pdfium.PdfPage) -> Rules:
    """The rules on one page; none where the page is turned, for its lines are then not where its words are."""
    rules = Rules()
    if page.get_rotation():
        return rules
    width, height = page.get_size()
    edges = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(map(ctypes.byref, edges))
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(thing, *refs):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left > 0.95 * width and top - bottom > 0.95 * height:
            continue
        if raw.FPDFPath_CountSegments(thing) > _SIMPLE and right - left > _DOT[1]:
            for box in _strokes(thing):
                rules.add(*box)
        else:
            rules.add(left, bottom, right, top)
    return rules if len(rules.upright) + len(rules.level) < _MOST_RULES else Rules()  # a drawing, then


def _strokes(thing: raw.FPDF_PAGEOBJECT) -> Iterator[tuple[float, float, float, float]]:
    """Each straight piece of a path of many pieces, as a box."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(thing), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(thing, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            xs, ys = sorted((before[0], point[0])), sorted((before[1], point[1]))
            if xs[1] - xs[0] <= _THIN or ys[1] - ys[0] <= _THIN:
                yield xs[0], ys[0], xs[1], ys[1]
        before = point
