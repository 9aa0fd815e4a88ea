"""What records point to beside their case: people, agencies and papers are found again here, or made."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import columns
from throughline.caseexport.queries.gathering import email_hash
from throughline.caseexport.reading import wrong
from throughline.caseexport.rules.packing import damaged
from throughline.documents import store
from throughline.documents.models import Document, Span
from throughline.partnerships.models import Agency, AgencyName, User

_NOT_THEIRS = frozenset({"partnership", "kept_as", "received_by"})


class Beside:
    """Finds or makes them for one file. `people_new` and `agencies_new` count what was made."""

    def __init__(self, found: Gathered, *, partnership: int, at: datetime) -> None:
        self._found, self._partnership, self._at = found, partnership, at
        self._kept: list[str] = []
        self.people_new = self.agencies_new = 0

    def place(self) -> dict[Any, dict[int, int]]:
        """By kind, the number of each in the file and here."""
        people = self._people()
        documents = self._documents(people)
        return {User: people, Agency: self._agencies(), Document: documents, Span: self._spans(documents)}

    def clear_files(self) -> None:
        """No bytes that were kept lie in the store any longer."""
        for place in self._kept:
            store.remove(place)
        self._kept = []

    def _people(self) -> dict[int, int]:
        """Who has an address known here is that person. Everybody else is a name that cannot sign in."""
        known = {
            email_hash(email): pk
            for pk, email in User.objects.filter(memberships__partnership=self._partnership).values_list("pk", "email")
        }
        numbers = {}
        for row in self._found.people:
            here = known.get(row["email_sha256"])
            if here is None and row["email"]:
                here = User.objects.filter(email=row["email"].strip().lower()).values_list("pk", flat=True).first()
            numbers[row["id"]] = here or self._person(row)
        return numbers

    def _person(self, row: Row) -> int:
        made = User(
            email=row["email"].strip().lower() or f"loaded-{secrets.token_hex(8)}@people.invalid",
            name=row["name"],
            is_active=False,
            made_at=self._at,
        )
        made.set_unusable_password()
        try:
            made.full_clean()
        except ValidationError as error:
            raise wrong("a person in it has no name, or an address that is none") from error
        made.save(force_insert=True)
        self.people_new += 1
        return made.pk

    def _agencies(self) -> dict[int, int]:
        """An agency is known by the official names it bears here; an agency that bears none of them here is made."""
        rows = AgencyName.objects.filter(agency__partnership=self._partnership, alias=False).order_by("pk")
        known: dict[str, int] = {}
        for name, agency in rows.values_list("name", "agency_id"):
            known.setdefault(name.casefold(), agency)
        return {row["id"]: self._agency(row, known) for row in self._found.agencies}

    def _agency(self, row: Row, known: dict[str, int]) -> int:
        names = [name for name in row["names"] if isinstance(name, dict) and isinstance(name.get("name"), str)]
        official = [name["name"] for name in names if not name.get("alias")]
        here = next((known[name.casefold()] for name in reversed(official) if name.casefold() in known), None)
        if here is not None:
            return here
        made = Agency(partnership_id=self._partnership, kind=row["kind"], outside_area=row["outside_area"])
        try:
            made.full_clean(exclude=["partnership"])
            made.save(force_insert=True)
            for name in names:
                called = AgencyName(agency=made, **{part: name.get(part) for part in ("name", "from_on", "to_on")})
                called.alias = bool(name.get("alias"))
                called.full_clean(exclude=["agency"])
                called.save(force_insert=True)
        except ValidationError as error:
            raise wrong("an agency in it is none") from error
        self.agencies_new += 1
        return made.pk

    def _documents(self, people: dict[int, int]) -> dict[int, int]:
        return {row["id"]: self._document(row, people) for row in self._found.documents}

    def _document(self, row: Row, people: dict[int, int]) -> int:
        """The paper of those very bytes here, or a new one. A paper whose bytes were gone then comes without."""
        data = self._found.files.get(row["file"]) if row["file"] else None
        if row["file"] and (data is None or hashlib.sha256(data).hexdigest() != row["sha256"]):
            raise damaged("a paper in it is not what its record says")
        same = Document.objects.filter(partnership_id=self._partnership, sha256=row["sha256"]).first()
        if same is not None:
            if data is None:
                raise wrong("a paper of it is here already, and the file does not hold its bytes to show it")
            return same.pk
        fields = [field for field in columns(Document) if field.name not in _NOT_THEIRS]
        if row["received_by"] not in people or not isinstance(row.get("reading"), dict):
            raise wrong("nobody received a paper in it, or nothing says what was read")
        made = Document(
            partnership_id=self._partnership,
            received_by_id=people[row["received_by"]],
            kept_as=self._keep(data),
            **{field.name: row.get(field.name, field.get_default()) for field in fields},
        )
        try:
            of = ["partnership", "received_by", "reading"]
            made.full_clean(exclude=of, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            raise wrong(f"a paper in it is none: {'; '.join(error.messages)[:200]}") from error
        made.save(force_insert=True)
        return made.pk

    def _keep(self, data: bytes | None) -> str:
        """Where the bytes lie; a place where nothing lies for a paper without."""
        if data is None:
            name = secrets.token_hex(16)
            return f"{name[:2]}/{name}"
        place = store.put(data)
        self._kept.append(place)
        return place

    def _spans(self, documents: dict[int, int]) -> dict[int, int]:
        rows = self._found.spans
        if any(row["document"] not in documents or not 0 <= row["start"] < row["end"] for row in rows):
            raise wrong("a place in a paper is none")
        made = Span.objects.bulk_create(
            [
                Span(document_id=documents[row["document"]], start=row["start"], end=row["end"], words=row["words"])
                for row in rows
            ],
            batch_size=400,
        )
        return {row["id"]: one.pk for row, one in zip(rows, made, strict=True)}
