"""Files with tables in them: Word, Excel and CSV come in, rows of cells go out, or a numbered refusal."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from throughline.files import exceltables, wordtables
from throughline.files.csvtables import tables_of_text
from throughline.files.decoding import text_of
from throughline.files.macros import refuse_macros
from throughline.files.opening import bytes_of, is_encrypted, kind_of, sha256_of
from throughline.files.package import has_types
from throughline.files.refusals import (
    MOST_SENT,
    is_empty,
    is_locked,
    not_what_it_claims,
    too_large,
    type_not_taken,
)
from throughline.files.rows import Row, Table

__all__ = ["TAKEN_TABLES", "Row", "Table", "Tables", "open_tables", "open_tables_path"]

TAKEN_TABLES = "Word (.docx), Excel (.xlsx), a table of values (.csv) or JSON (.json)"
_WORD = "Open it in Word and save it as .docx."
_EXCEL = "Open it in Excel and save it as .xlsx."
_NOT_TAKEN = {
    ".doc": ("an old Word file (.doc)", _WORD),
    ".dot": ("an old Word template (.dot)", _WORD),
    ".rtf": ("a rich text file (.rtf)", _WORD),
    ".odt": ("an OpenDocument text (.odt)", "Save it as .docx."),
    ".xls": ("an old Excel file (.xls)", _EXCEL),
    ".xlsb": ("a binary Excel file (.xlsb)", _EXCEL),
    ".ods": ("an OpenDocument spreadsheet (.ods)", "Save it as .xlsx."),
    ".pdf": ("a PDF", "A PDF is made to be read and printed: send its rows as Word, Excel, CSV or JSON."),
}
_ZIP_END = b"PK\x05\x06"  # missing where the file was cut short, which is another refusal
# Endings that say there are macros inside.
WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm")
# What each kind of file calls itself inside.
_ITSELF = {
    "Word": (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml", b"ms-word."),
    "Excel": (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml", b"ms-excel.sheet.macroEnabled"),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """A file that was let in: its tables in reading order, or its `text` where it is JSON."""

    name: str
    sha256: str
    tables: tuple[Table, ...] = ()
    text: str = ""
    hidden: tuple[str, ...] = ()


def open_tables_path(path: str | os.PathLike[str]) -> Tables:
    """The tables of the file at `path`; refused (E1101 to E1113) without anything left behind.

    A file with macros is read like the others: it lies on the reader's own machine, nothing of it is kept or run, and
    agencies still have chronologies in Word files with macros.
    """
    place = Path(path)
    return _opened(place.name, bytes_of(place))


def open_tables(name: str, data: bytes) -> Tables:
    """The tables of what somebody sent as `name`; refused (E1102 to E1115) where it cannot be read or has macros."""
    if PurePath(name).suffix.lower() in WITH_MACROS and data:
        refuse_macros(name, data)
    return _opened(name, data, sent=True)


def _opened(name: str, data: bytes, *, sent: bool = False) -> Tables:
    if not data:
        raise is_empty(name)
    if len(data) > MOST_SENT:
        raise too_large(name, len(data))
    ending = PurePath(name).suffix.lower()
    if ending not in _OPEN:
        raise type_not_taken(name, *_NOT_TAKEN.get(ending, _unknown(ending)))
    claims, opened = _OPEN[ending]
    _refuse_disguise(name, claims, data)
    if sent:
        refuse_macros(name, data)
    return opened(name, data)


def _refuse_disguise(name: str, claims: str, data: bytes) -> None:
    """Refuse (E1104, E1105) content that is not what the name claims."""
    kind, looks = kind_of(data)
    if claims == "text":
        if kind != "text":
            raise not_what_it_claims(name, "text", looks)
        return
    if kind == "ole" and is_encrypted(data):
        raise is_locked(name, f"a file of {claims}")
    if kind != "zip":
        raise not_what_it_claims(name, claims, looks)
    types = has_types(data)
    if types and not any(words in types for words in _ITSELF[claims]):
        raise not_what_it_claims(name, claims, "another kind of Office file")
    if not types and b"[Content_Types].xml" not in data and _ZIP_END in data[-66_000:]:
        raise not_what_it_claims(name, claims, f"a zip file without {claims} in it")


def _unknown(ending: str) -> tuple[str, str]:
    what = f"a file of the kind “{ending}”" if ending else "a file whose name has no ending"
    return what, f"Save it as {TAKEN_TABLES}."


def _word(name: str, data: bytes) -> Tables:
    tables, hidden = wordtables.tables_of(name, data)
    return Tables(name, sha256_of(data), tables, hidden=hidden)


def _excel(name: str, data: bytes) -> Tables:
    tables, hidden = exceltables.tables_of(name, data)
    return Tables(name, sha256_of(data), tables, hidden=hidden)


def _values(name: str, data: bytes) -> Tables:
    return Tables(name, sha256_of(data), tables_of_text(text_of(name, data)))


def _json(name: str, data: bytes) -> Tables:
    return Tables(name, sha256_of(data), text=text_of(name, data))


_OPEN: dict[str, tuple[str, Callable[[str, bytes], Tables]]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), ("Word", _word)),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), ("Excel", _excel)),
    **dict.fromkeys((".csv", ".tsv", ".txt"), ("text", _values)),
    ".json": ("text", _json),
}
