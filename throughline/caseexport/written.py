"""The records in words, for people: one section a record, each field that says something with its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models

from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import Kind, by_label, columns, ties
from throughline.cases.editing import kind_of
from throughline.documents.models import Document, Span
from throughline.partnerships.models import Agency, Partnership, User
from throughline.ui.words import capital, day, moment

# Carried by every record, and told by its history in the file of records.
_NOT_TOLD = frozenset({"case", "position", "version", "source", "changed_at", "changed_by"})


def sections_of(found: Gathered) -> Iterator[dict[str, Any]]:
    """Each record of the case: its heading, and its fields with their words."""
    told = Words(found)
    for label, rows in found.records.items():
        kind = by_label()[label]
        for row in rows:
            lines = told.lines(kind, row)
            if lines:
                yield {"heading": told.named(kind, row["id"]), "rows": lines}


class Words:
    """The names by which a case's records point to people, agencies, papers and each other."""

    def __init__(self, found: Gathered) -> None:
        self._people = {row["id"]: row["name"] for row in found.people}
        self._agencies = {row["id"]: _official(row) for row in found.agencies}
        self._papers = {row["id"]: row["title"] or row["name"] for row in found.documents}
        self._spans = {row["id"]: row["words"] for row in found.spans}
        self._numbers = {
            label: {row["id"]: str(row.get("number") or row.get("pseudonym") or row.get("name") or "") for row in rows}
            for label, rows in found.records.items()
        }

    def named(self, kind: Kind, id: int) -> str:
        """``Finding 1``: the kind in words with its own number or name, else the number of its row."""
        own = self._numbers.get(kind._meta.label_lower, {}).get(id, "")
        word = capital(kind_of(kind).replace("_", " "))
        return f"{word} {own}" if own else f"{word}, row {id}"

    def lines(self, kind: Kind, row: Row) -> list[tuple[str, str]]:
        """The fields of a record that say something, in the order of the record."""
        fields = [field for field in (*columns(kind), *ties(kind)) if field.name not in _NOT_TOLD]
        said = ((field, self.said(field, row[field.name])) for field in fields)
        return [(capital(str(field.verbose_name).replace("_", " ")), words) for field, words in said if words]

    def said(self, field: Any, value: Any) -> str:
        """The value of that field in words; nothing where it says nothing."""
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, list) and field.is_relation:
            return "; ".join(self._pointed(field.related_model, one) for one in value)
        if field.is_relation:
            return self._pointed(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, models.BooleanField):
            return "Yes" if value else "No"
        if isinstance(field, models.DateTimeField):
            return moment(datetime.fromisoformat(value))
        if isinstance(field, models.DateField):
            return day(date.fromisoformat(value))
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    def _pointed(self, of: Any, id: Any) -> str:
        """What a field points to, in words."""
        if of is Partnership:
            return "The partnership that holds the case"
        table = {User: self._people, Agency: self._agencies, Document: self._papers, Span: self._spans}.get(of)
        return table.get(id, str(id)) if table is not None else self.named(of, id)


def _official(agency: Row) -> str:
    named = [row["name"] for row in agency["names"] if not row["alias"]]
    return str(named[-1]) if named else ""
