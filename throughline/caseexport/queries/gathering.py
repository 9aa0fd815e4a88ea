"""Everything of a case, read kind by kind from the tables themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps

from throughline.audit.models import Event
from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import LISTED, columns, in_order, label, ties, ways
from throughline.cases.models import Case, CasePaper
from throughline.cases.queries import closed_cases
from throughline.documents import store
from throughline.documents.models import Document, Span
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, AgencyName, Partnership, User

OWN = "own"
"""How a file names the partnership that holds the case, whichever that is."""
EVENT = ("number", "at", "actor", "actor_name", "role", "via", "verb", "subject_type", "subject", "details", "hash")


def gather(case: Case, *, by: Actor) -> Gathered:
    """The case with all its records, events and papers. Refused (E1728) where a paper of it is closed to this person.

    Nothing is left out or changed here; what must not leave under pseudonyms is seen to afterwards, in one place.
    """
    found = _Finder(case)
    found.records()
    found.events()
    found.beside()
    _refuse_closed(found.pointed[Document], by)
    return found.gathered


class _Finder:
    """Reads the case kind by kind, and remembers what was pointed to."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.known: dict[Any, set[int]] = {Case: {case.pk}}
        self.pointed: dict[Any, set[int]] = {User: set(), Agency: set(), Document: set(), Span: set()}
        self.gathered = Gathered(self._row(case))

    def records(self) -> None:
        """The rows of every kind, in an order in which what is pointed to stands first."""
        for kind in in_order():
            rows = list(kind._default_manager.filter(**{ways()[kind]: self.case}).order_by("pk"))
            self.known[kind] = {row.pk for row in rows}
            made = [self._row(row) for row in rows if self._is_whole(row)]
            self.known[kind] = {row["id"] for row in made}
            for field in ties(kind):
                self._tie(kind, field, made)
            if made:
                self.gathered.records[label(kind)] = made

    def events(self) -> None:
        """What happened to the case, and who looked."""
        rows = Event.objects.filter(chain=self.case.partnership_id, case=self.case.pk).order_by("number")
        self.gathered.events = [
            {**dict(zip(EVENT, row, strict=True)), "at": written(row[1])} for row in rows.values_list(*EVENT).iterator()
        ]
        actors = {event["actor"] for event in self.gathered.events if event["actor"]}
        self.pointed[User] |= set(User.objects.filter(pk__in=actors).values_list("pk", flat=True))

    def beside(self) -> None:
        """The people, agencies, papers and places in papers that the records point to."""
        spans = Span.objects.filter(pk__in=self.pointed[Span]).order_by("pk")
        names = ("id", "document_id", "start", "end", "words")
        self.gathered.spans = [
            dict(zip(("id", "document", "start", "end", "words"), row, strict=True))
            for row in spans.values_list(*names)
        ]
        self.pointed[Document] |= {row["document"] for row in self.gathered.spans}
        for document in Document.objects.filter(pk__in=self.pointed[Document]).order_by("pk"):
            self._document(document)
        people = User.objects.filter(pk__in=self.pointed[User]).order_by("pk").values_list("pk", "name", "email")
        self.gathered.people = [
            {"id": pk, "name": name, "email": email, "email_sha256": email_hash(email)} for pk, name, email in people
        ]
        self._agencies()

    def _is_whole(self, row: Any) -> bool:
        """False for a record that is nothing without one of another case: it is counted, and stays with that."""
        needed = [
            one for one in columns(type(row)) if one.related_model and not one.null and one.related_model in self.known
        ]
        whole = all(getattr(row, one.attname) in self.known[one.related_model] for one in needed)
        self.gathered.cut += not whole
        return whole

    def _row(self, row: Any) -> Row:
        return {"id": row.pk} | {field.name: self._value(field, row) for field in columns(type(row))}

    def _value(self, field: Any, row: Any) -> Any:
        value, of = getattr(row, field.attname), field.related_model
        if field.name in LISTED.get(type(row)._meta.label, {}):
            return self._listed(value, apps.get_model(LISTED[type(row)._meta.label][field.name]))
        if of is None or value is None:
            return written(value)
        if of is Partnership:
            return OWN if value == self.case.partnership_id else None
        if of in self.pointed:
            self.pointed[of].add(value)
            return value
        if value in self.known.get(of, ()):
            return value
        self.gathered.cut += 1
        return None

    def _listed(self, value: Any, of: Any) -> list[Any]:
        """The entries of such a list that name records of the case."""
        kept = [one for one in value if one.get("id") in self.known[of]]
        self.gathered.cut += len(value) - len(kept)
        return kept

    def _tie(self, kind: Any, field: Any, rows: list[Row]) -> None:
        """The rows' ties by that field, in the order in which they were made, as far as they stay inside the case."""
        mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
        through = field.remote_field.through._default_manager
        pairs = through.filter(**{f"{field.m2m_field_name()}__{ways()[kind]}": self.case}).order_by("pk")
        found: dict[int, list[int]] = {}
        for left, right in pairs.values_list(mine, theirs):
            of = field.related_model
            if of in self.pointed:
                self.pointed[of].add(right)
            elif right not in self.known.get(of, ()):
                self.gathered.cut += 1
                continue
            found.setdefault(left, []).append(right)
        for row in rows:
            row[field.name] = found.get(row["id"], [])

    def _document(self, document: Document) -> None:
        row = {"id": document.pk} | {
            field.name: written(getattr(document, field.attname))
            for field in columns(Document)
            if field.name not in ("partnership", "kept_as")
        }
        self.pointed[User].add(document.received_by_id)
        name = f"files/{len(self.gathered.documents) + 1}.{document.media}"
        try:
            self.gathered.files[name] = store.get(document.kept_as)
            row["file"] = name
        except FileNotFoundError:
            row["file"] = ""
        self.gathered.documents.append(row)

    def _agencies(self) -> None:
        names: dict[int, list[Row]] = {}
        rows = AgencyName.objects.filter(agency__in=self.pointed[Agency]).order_by("pk")
        for agency, *said in rows.values_list("agency_id", "name", "from_on", "to_on", "alias"):
            called = dict(zip(("name", "from_on", "to_on", "alias"), map(written, said), strict=True))
            names.setdefault(agency, []).append(called)
        agencies = Agency.objects.filter(pk__in=self.pointed[Agency]).order_by("pk")
        self.gathered.agencies = [
            {"id": pk, "kind": kind, "outside_area": outside, "names": names.get(pk, [])}
            for pk, kind, outside in agencies.values_list("pk", "kind", "outside_area")
        ]


def written(value: Any) -> Any:
    """The value as JSON carries it and `to_python` of its field reads it: moments in UTC, to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def email_hash(email: str) -> str:
    """By which a person is found again in a system that knows their address; the address itself need not be told."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def _refuse_closed(documents: Iterable[int], by: Actor) -> None:
    """Nothing, or the refusal: a conflict or a seal on another case closes a paper of this one to the person."""
    if CasePaper.objects.filter(document__in=documents, case__in=closed_cases(by)).exists():
        raise Refused(
            "E1728",
            "A paper of this case belongs to another case that is closed to you too.",
            "Ask a coordinator or a chair to whom both are open.",
        )
