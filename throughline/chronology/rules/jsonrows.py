"""JSON into rows: a timeline made here comes back as it was; of a list of objects the keys are headings. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from throughline.chronology.rules.columns import kind_of
from throughline.chronology.rules.heads import HEADS, NOTE, REFUSED_HEADS
from throughline.files.characters import plain
from throughline.files.refusals import broken_json
from throughline.files.rows import Row, Table
from throughline.kernel.numbers import is_whole, whole_number

_LISTS = ("entries", "rows", "events", "data", "records", "items", "chronology", "timeline")
_PARTS = ("text", "edtf", "value", "headline")


def tables_of_json(name: str, text: str) -> tuple[Table, ...]:
    """The tables in a JSON text; refused (E1114) where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise broken_json(name) from None
    if _is_timeline(data):
        return _timeline(data)
    if isinstance(data, list) and data and all(isinstance(row, list) for row in data):
        return (Table(tuple(Row(tuple(map(_words, row))) for row in data)),)
    return tuple(_table(rows) for rows in _lists(data) if rows)


def _is_timeline(data: Any) -> bool:
    return isinstance(data, dict) and all(isinstance(data.get(key), list) for key in ("entries", "refused", "notes"))


def _timeline(data: dict[str, Any]) -> tuple[Table, ...]:
    rows = [Row(HEADS)]
    for each in filter(_is_object, data["entries"]):
        start, end = each.get("start"), each.get("end")
        cells = [each.get("sequence"), start, each.get("time"), end, each.get("source")]
        cells += [each.get(key) for key in ("event", "action", "comment", "agency", "row")]
        rows.append(Row(tuple(_words(cell) for cell in cells)))
    for each in filter(_is_object, data["notes"]):
        cells = ["", "", "", "", NOTE, each.get("text"), "", "", each.get("agency"), each.get("row")]
        rows.append(Row(tuple(_words(cell) for cell in cells)))
    refused = [Row(REFUSED_HEADS)]
    for each in filter(_is_object, data["refused"]):
        refused.append(Row(tuple(_words(each.get(key)) for key in ("agency", "row", "rule", "why"))))
    return (Table(tuple(rows)), Table(tuple(refused)))


def _is_object(each: Any) -> bool:
    return isinstance(each, dict)


def _lists(data: Any) -> Iterator[list[Any]]:
    """The lists with objects in them: the whole, or what stands under any key, the usual ones first."""
    if isinstance(data, list):
        yield data
        return
    if not isinstance(data, dict):
        return
    for key in sorted(data, key=lambda key: _LISTS.index(key) if key in _LISTS else len(_LISTS)):
        if isinstance(data[key], list) and any(map(_is_object, data[key])):
            yield data[key]


def _table(rows: list[Any]) -> Table:
    """The keys are headings; what is no object among objects is words across the whole row."""
    heads: dict[str, int] = {}
    placed = [_places(row, heads) if _is_object(row) else {} for row in rows]
    made = [Row(tuple(heads))]
    for row, places in zip(rows, placed, strict=True):
        if not _is_object(row):
            made.append(Row((_words(row),), across=True))
            continue
        cells = [""] * len(heads)
        for key, value in row.items():
            cells[places[key]] = _words(value)
        made.append(Row(tuple(cells)))
    return Table(tuple(made))


def _places(row: dict[str, Any], heads: dict[str, int]) -> dict[str, int]:
    """The column of each key. Where objects call one thing by two names, ``date`` and ``Start Date``, it has one."""
    places: dict[str, int] = {}
    for key in row:
        kind, exact = kind_of(str(key))
        same = [head for head in heads if exact and head not in row and kind_of(head) == (kind, True)]
        free = next((heads[head] for head in same if heads[head] not in places.values()), None)
        places[key] = heads.setdefault(str(key), len(heads)) if str(key) in heads or free is None else free
    return places


def _words(value: Any) -> str:
    """A value as words; of an object its text, and of a date in pieces the day."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return plain(value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    if isinstance(value, dict):
        return _of_object(value)
    if isinstance(value, list):
        return plain("; ".join(filter(None, map(_words, value))))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _of_object(value: dict[str, Any]) -> str:
    if value.get("year"):
        parts = [
            f"{whole_number(value[key]):02}" for key in ("year", "month", "day") if is_whole(str(value.get(key) or ""))
        ]
        return "-".join(parts)
    if value.get("text") and value.get("headline"):
        return plain(f"{_words(value['headline'])}\n{_words(value['text'])}")
    return next((_words(value[key]) for key in _PARTS if value.get(key)), "")
