"""What leaves under pseudonyms: who the children are is taken out of everything, in this one place."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import Kind, by_label, by_word, class_of, columns, label
from throughline.caseexport.rules.names import Names
from throughline.cases.editing import kind_of
from throughline.cases.models import Case, Seal
from throughline.documents.models import Document
from throughline.identities.models import Child, OtherName, Person, Place
from throughline.kernel.actor import Actor
from throughline.notifications.models import Incident

LEFT = "Left out of this export."
_GONE = LEFT.rstrip(".")
_TEXTS = (models.CharField, models.TextField, models.JSONField)
# Where children live and with whom: taken out of every text as it stands, since it has no pseudonym.
_PLACES = ((Child, ("address_area", "carer")), (Incident, ("precise_place",)))
# Who has a name and a pseudonym, and what of a place is put back to its pseudonym as a whole.
_NAMED = ((Child, "real_name"), (Person, "real_name"))
_WHO_SAW_IT = ("before", "after")


def with_identities(found: Gathered, by: Actor) -> Gathered:
    """Everything, but for the reasons of seals that are for their readers alone."""
    for row in found.records.get(label(Seal), []):
        if by.user not in row["readers"]:
            row["reason"] = LEFT
    return found


def under_pseudonyms(found: Gathered) -> Gathered:
    """The same case with protected and sealed fields empty, and the children’s names put back to their pseudonyms.

    Of papers their size and hash alone are told. People at work on the case keep their names, and not their addresses.
    """
    names = names_of(found)
    found.case = _hidden(Case, found.case, names)
    for word, rows in found.records.items():
        kind = by_label()[word]
        found.records[word] = [_hidden(kind, row, names) for row in rows]
    found.people = [{**row, "email": ""} for row in found.people]
    found.files = {}
    found.documents = [_paper(number, row, found.files) for number, row in enumerate(found.documents, 1)]
    found.spans = [{**row, "words": names.hidden(row["words"])} for row in found.spans]
    found.events = [_event(row, names) for row in found.events]
    return found


def names_of(found: Gathered) -> Names:
    """The real names of everybody of the case, and its places, as they stand and as they stood before."""
    pairs, wholes = [], []
    known = {kind_of(kind): _pseudonyms(found, kind) for kind in (Child, Person, Place, OtherName)}
    for kind, of in _NAMED:
        pairs += [(row[of], row["pseudonym"]) for row in found.records.get(label(kind), [])]
    for row in found.records.get(label(Place), []):
        wholes.append((row["words"], row["pseudonym"]))
    for row in found.records.get(label(OtherName), []):
        (pairs if row["person"] else wholes).append((row["name"], known["other_name"].get(row["id"], "a name")))
    for where, named in _PLACES:
        wholes += [(row[name], _GONE) for row in found.records.get(label(where), []) for name in named]
    for event in found.events:
        if event["subject_type"] not in known:
            continue
        pseudonym = known[event["subject_type"]].get(event["subject"], "somebody of the case")
        for part in _WHO_SAW_IT:
            said = event["details"].get(part) or {}
            pairs.append((str(said.get("real_name") or ""), pseudonym))
            wholes += [(str(said.get(name) or ""), pseudonym) for name in ("name", "words")]
            wholes += [(str(said.get(name) or ""), _GONE) for name in ("address_area", "carer")]
    return Names(pairs, wholes=wholes)


def _pseudonyms(found: Gathered, kind: Kind) -> dict[int, str]:
    """The pseudonym of each row of that kind, or of whom it names."""
    rows = found.records.get(label(kind), [])
    if kind is not OtherName:
        return {row["id"]: row["pseudonym"] for row in rows}
    persons, places = _pseudonyms(found, Person), _pseudonyms(found, Place)
    return {row["id"]: persons.get(row["person"]) or places.get(row["place"]) or "a name" for row in rows}


def left_out(field: Any) -> Any:
    """What stands in a protected field of a file under pseudonyms: nothing, or a sentence where nothing cannot be."""
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    if isinstance(field, _TEXTS) and not field.blank:
        return LEFT[: field.max_length]
    return field.get_default()


def _hidden(kind: Kind, row: Row, names: Names) -> Row:
    return row | {field.name: _value(kind, field, row[field.name], names) for field in columns(kind)}


def _value(kind: Kind, field: Any, value: Any, names: Names) -> Any:
    if class_of(kind, field.name) in ("protected", "sealed"):
        return left_out(field)
    if isinstance(field, _TEXTS) and not field.choices:
        hidden = names.hidden_in(value)
        return hidden[: field.max_length] if isinstance(hidden, str) and field.max_length else hidden
    return value


def _paper(number: int, row: Row, files: dict[str, bytes]) -> Row:
    """A paper of which only this is told: that there was one, what it was, how long, and its hash."""
    says = (
        f"Paper {number} of this case, of the kind {row['media']}, {row['size']} bytes long, was left out of an export "
        f"under pseudonyms. The SHA-256 of what was left out is {row['sha256']}.\n"
    )
    data = says.encode()
    name = f"files/{number}.text"
    files[name] = data
    plain = {"name": f"paper {number}.txt", "media": "text", "title": "", "text": says, "reading": {}, "reader": ""}
    return row | plain | {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "file": name}


def _event(row: Row, names: Names) -> Row:
    kind = by_word().get(row["subject_type"])
    details = dict(row["details"])
    for part in _WHO_SAW_IT:
        if isinstance(details.get(part), dict):
            details[part] = {name: _said(kind, name, value, names) for name, value in details[part].items()}
    rest = {name: names.hidden_in(value) for name, value in details.items() if name not in _WHO_SAW_IT}
    return {**row, "details": {**details, **rest}}


def _said(kind: Kind | None, name: str, value: Any, names: Names) -> Any:
    """What an event wrote of a field; nothing of one that is protected."""
    field = next((one for one in columns(kind) if one.name == name), None) if kind else None
    if kind is Document or (field is not None and class_of(kind, name) in ("protected", "sealed")):
        return left_out(field) if field is not None else ""
    return names.hidden_in(value)
