"""The sheets of an Excel file: values as they are shown, days and times as what they are, merged cells filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from posixpath import join, normpath

from lxml import etree

from throughline.files.characters import plain
from throughline.files.excelformats import BUILT_IN, Shown, shown
from throughline.files.fills import fills_of, theme_colours
from throughline.files.package import Package
from throughline.files.refusals import broken_excel
from throughline.files.rows import Row, Table, Value
from throughline.files.xmltree import tree_of
from throughline.kernel.refusals import Refused

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - a sheet's days have no zone
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_SERIAL = 2_958_466
_MOST_COLUMNS = 512
# Rows that one merged cell runs over, and rows that all of a sheet are laid over: true sheets have far fewer.
_MOST_MERGED = 200_000
_MOST_LAID_OVER = 1_000_000


def tables_of(name: str, data: bytes) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """A table for each sheet, and what is hidden; refused (E1105, E1110, E1111, E1113) if unsafe or damaged."""
    try:
        return _Book(Package(name, data)).read()
    except Refused as refused:
        raise broken_excel(name) if refused.number == "E1107" else refused from None
    except (ValueError, KeyError, IndexError, OverflowError) as error:
        raise broken_excel(name) from error


@dataclass(slots=True)
class _Sheet:
    cells: dict[int, dict[int, tuple[str, Value | None]]] = field(default_factory=dict)
    across: set[int] = field(default_factory=set)
    fills: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: dict[int, list[int]] = field(default_factory=dict)
    going_on: dict[int, list[int]] = field(default_factory=dict)
    laid_over: int = 0


class _Book:
    """One file, sheet by sheet."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._book = self._main()
        self._folder = self._book.rpartition("/")[0]
        self._targets = self._relations()
        self._strings = self._shared()
        self._fills: list[str] = []
        self._formats = self._looks()
        self._epoch = _EPOCHS[False]
        self.hidden: set[str] = set()

    def read(self) -> tuple[tuple[Table, ...], tuple[str, ...]]:
        root = self._tree(self._book)
        properties = root.find(_S + "workbookPr")
        if properties is not None and properties.get("date1904") in ("1", "true"):
            self._epoch = _EPOCHS[True]
        tables = []
        for sheet in root.iterfind(f"{_S}sheets/{_S}sheet"):
            place = self._targets.get(sheet.get(_ID, ""), "")
            if "worksheets" not in place and place not in self._package:
                continue
            if sheet.get("state", "visible") != "visible":
                self.hidden.add("hidden sheets")
            tables.append(Table(tuple(self._rows(place)), name=sheet.get("name", "")))
        if any("comments" in member for member in self._package.members()):
            self.hidden.add("comments")
        return tuple(tables), tuple(sorted(self.hidden))

    def _main(self) -> str:
        if _BOOK in self._package:
            return _BOOK
        for each in self._tree("_rels/.rels"):
            if each.get("Type", "").endswith("/officeDocument"):
                return each.get("Target", "").lstrip("/")
        return _BOOK

    def _tree(self, member: str) -> etree._Element:
        return tree_of(self._package.name, member, self._package.read(member))

    def _relations(self) -> dict[str, str]:
        member = join(self._folder, "_rels", self._book.rpartition("/")[2] + ".rels")
        if member not in self._package:
            return {}
        found = {}
        for each in self._tree(member):
            target = each.get("Target", "")
            found[each.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            )
        return found

    def _shared(self) -> list[str]:
        member = join(self._folder, "sharedStrings.xml")
        if member not in self._package:
            return []
        return [_text(item) for item in self._tree(member).iterchildren(_S + "si")]

    def _looks(self) -> list[Shown]:
        """How each style shows a number, in the order that cells name them."""
        member = join(self._folder, "styles.xml")
        if member not in self._package:
            return []
        root = self._tree(member)
        theme = join(self._folder, "theme", "theme1.xml")
        self._fills = fills_of(root, theme_colours(self._tree(theme) if theme in self._package else None))
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
        looks = []
        for each in root.iterfind(f"{_S}cellXfs/{_S}xf"):
            number = each.get("numFmtId", "0")
            looks.append(Shown(own[number] if number in own else BUILT_IN.get(number, "General")))
        return looks

    def _rows(self, place: str) -> Iterator[Row]:
        root = self._tree(place)
        sheet = _Sheet()
        row_number = 0
        for row in root.iterfind(f"{_S}sheetData/{_S}row"):
            row_number = int(row.get("r") or row_number + 1)
            if row.get("hidden") in ("1", "true"):
                self.hidden.add("hidden rows")
            cells = self._cells(row, row_number, sheet)
            if cells:
                sheet.cells[row_number] = cells
        for merged in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
            _fill(sheet, merged.get("ref", ""))
        for number in sorted(sheet.cells):
            cells = sheet.cells[number]
            width = max(cells) + 1
            texts = tuple(cells[at][0] if at in cells else "" for at in range(width))
            values = tuple((at, value) for at, (_, value) in sorted(cells.items()) if value is not None)
            yield Row(
                texts,
                across=number in sheet.across and sum(map(bool, texts)) == 1,
                values=values,
                number=number,
                fills=tuple(sorted(sheet.fills.get(number, {}).items())),
                going_on=tuple(sorted(sheet.going_on.get(number, ()))),
                formulas=tuple(sheet.formulas.get(number, ())),
            )

    def _cells(self, row: etree._Element, number: int, sheet: _Sheet) -> dict[int, tuple[str, Value | None]]:
        cells: dict[int, tuple[str, Value | None]] = {}
        at = -1
        for cell in row.iterchildren(_S + "c"):
            at = _column(cell.get("r", "")) if cell.get("r") else at + 1
            if at < _MOST_COLUMNS:
                style = int(cell.get("s") or 0)
                if self._fills and style < len(self._fills) and self._fills[style]:
                    sheet.fills.setdefault(number, {})[at] = self._fills[style]
                if cell.find(_S + "f") is not None:
                    sheet.formulas.setdefault(number, []).append(at)
                text, value = self._cell(cell)
                if text:
                    cells[at] = (text, value)
        return cells

    def _cell(self, cell: etree._Element) -> tuple[str, Value | None]:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inner = cell.find(_S + "is")
            return ("" if inner is None else _text(inner)), None
        said = cell.findtext(_S + "v") or ""
        if kind == "s":
            return self._strings[int(said)] if said else "", None
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(said, said), None
        if kind == "d":
            return said, None
        if kind in ("str", "e") or not said:
            return plain(said), None
        return self._number(said, cell.get("s", ""))

    def _number(self, said: str, style: str) -> tuple[str, Value | None]:
        number = float(said)
        look = self._formats[int(style)] if style and int(style) < len(self._formats) else Shown("General")
        if look.is_day and 0 <= number < _LAST_SERIAL:
            moment = _rounded(self._epoch + timedelta(days=number))
            value: date | datetime | time = moment
            if not look.has_date or number < 1:
                value = moment.time()
            elif moment.time() == time(0):
                value = moment.date()
            return shown(look.code, moment), value
        return (str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)), None


def _rounded(moment: datetime) -> datetime:
    """To the second: a sheet keeps days as fractions, and 9:30 as a little less."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _text(item: etree._Element) -> str:
    """The words of a string, of all its runs, without how they sound."""
    pieces = [each.text or "" for each in item.iter(_S + "t") if each.getparent().tag != _S + "rPh"]  # type: ignore[union-attr]
    return plain(_ESCAPED.sub(_sign, "".join(pieces)))


def _sign(match: re.Match[str]) -> str:
    """A sign that Excel writes by its number, as ``_x000D_``; carriage returns are none."""
    return "" if match[1].upper() == "000D" else chr(int(match[1], 16))


def _column(reference: str) -> int:
    number = 0
    for sign in reference:
        if not sign.isalpha():
            break
        number = number * 26 + ord(sign.upper()) - 64
    return number - 1


def _fill(sheet: _Sheet, reference: str) -> None:
    """A merged cell downwards stands in each of its rows; sideways its row is known as one that runs across."""
    start, _, end = reference.partition(":")
    if not end:
        return
    left, right = _column(start), _column(end)
    top, bottom = (int("".join(sign for sign in each if sign.isdigit()) or 0) for each in (start, end))
    held = sheet.cells.get(top, {}).get(left)
    looked_at = max(0, min(bottom - top, len(sheet.cells)))
    if bottom - top > _MOST_MERGED or sheet.laid_over + looked_at > _MOST_LAID_OVER:
        return
    sheet.laid_over += looked_at
    fill = sheet.fills.get(top, {}).get(left)
    below = range(top + 1, bottom + 1)
    for number in below if len(below) <= len(sheet.cells) else sorted(one for one in sheet.cells if one in below):
        if number in sheet.cells:
            sheet.going_on.setdefault(number, []).append(left)
            if fill:
                sheet.fills.setdefault(number, {}).setdefault(left, fill)
            if held is not None:
                sheet.cells[number].setdefault(left, held)
    if held is not None and right > left:
        sheet.across.add(top)
