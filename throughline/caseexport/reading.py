"""The records of an export as they stand in its file, found to be of the shape that this version knows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import Kind, by_label, columns, ties
from throughline.caseexport.models import SCOPES
from throughline.caseexport.rules import packing
from throughline.caseexport.rules.packing import Packed
from throughline.cases.models import Case
from throughline.kernel.refusals import Refused

_PERSON = {"id": int, "name": str, "email": str, "email_sha256": str}
_AGENCY = {"id": int, "kind": str, "outside_area": bool, "names": list}
_SPAN = {"id": int, "document": int, "start": int, "end": int, "words": str}
_DOCUMENT = {"id": int, "name": str, "media": str, "sha256": str, "text": str, "file": str, "received_by": int}
_EVENT = {"actor": int, "actor_name": str, "role": str, "verb": str, "subject_type": str, "subject": int, "at": str}


@dataclass(frozen=True, slots=True)
class Told:
    """What an export says of itself."""

    scope: str
    mark: str
    made_on: date
    made_by: str
    partnership: str


def told_by(manifest: dict[str, Any]) -> Told:
    """What the manifest says; refused (E1725) where it does not say it."""
    try:
        told = Told(
            scope=str(manifest["scope"]),
            mark=str(manifest["mark"])[:20],
            made_on=datetime.fromisoformat(manifest["made_at"]).date(),
            made_by=str(manifest["made_by"])[:200],
            partnership=str(manifest["partnership"])[:200],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise wrong("its manifest does not say who made it, when and with what in it") from error
    if told.scope not in dict(SCOPES):
        raise wrong("its manifest does not say whether it holds who the children are")
    return told


def read(packed: Packed) -> Gathered:
    """The case as the file has it. Refused: a kind or field not known (E1724), a row of another shape (E1725)."""
    try:
        said = json.loads(packed.members[packing.RECORDS])
    except (KeyError, ValueError, RecursionError) as error:
        raise wrong("its records cannot be read") from error
    if not isinstance(said, dict) or not _fits(said.get("case"), {"id": int, "reference": str}):
        raise wrong("it holds no case")
    records = said.get("records")
    if not isinstance(records, dict):
        raise wrong("it holds no records")
    _whole_text(said)
    _known(Case, [said["case"]])
    for name, rows in records.items():
        if name not in by_label():
            raise _unknown(f"records of a kind that it calls {name[:80]}")
        _known(by_label()[name], rows)
    beside = ("people", _PERSON), ("agencies", _AGENCY), ("documents", _DOCUMENT), ("spans", _SPAN), ("events", _EVENT)
    parts: dict[str, Any] = {name: _rows(said.get(name), shape, name) for name, shape in beside}
    return Gathered(case=said["case"], records=records, files=packed.members, **parts)


def wrong(why: str) -> Refused:
    """The refusal of a file that holds what it should not."""
    return Refused(
        "E1725", f"The export cannot be loaded: {why}.", "Ask whoever made it for another. Nothing was loaded."
    )


def _unknown(what: str) -> Refused:
    return Refused(
        "E1724",
        f"The export holds {what}, which this version does not know.",
        "Bring this system up to date, and load it again. Nothing was loaded.",
    )


def _known(kind: Kind, rows: Any) -> None:
    """Nothing, or the refusal of a row with a field that the kind does not have, or without a number."""
    names = {"id", *(field.name for field in (*columns(kind), *ties(kind)))}
    for row in _rows(rows, {"id": int}, kind.__name__):
        if not row.keys() <= names:
            raise _unknown(f"a {kind.__name__} with {sorted(row.keys() - names)[0][:80]}")


def _rows(rows: Any, shape: dict[str, type], name: str) -> list[Row]:
    if not isinstance(rows, list) or not all(_fits(row, shape) for row in rows):
        raise wrong(f"its part on {name} is not as it should be")
    if "id" in shape and len({row["id"] for row in rows}) != len(rows):
        raise wrong(f"two rows of its part on {name} have one number")
    return rows


def _fits(row: Any, shape: dict[str, type]) -> bool:
    return isinstance(row, dict) and all(type(row.get(name)) is of for name, of in shape.items())


def _whole_text(value: Any) -> None:
    """Nothing, or the refusal of letters that a database cannot write."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise wrong("a text in it holds what is no letter")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _whole_text(name)
            _whole_text(inner)
    elif isinstance(value, list):
        for inner in value:
            _whole_text(inner)
