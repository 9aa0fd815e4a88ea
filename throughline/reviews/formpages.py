"""A page with one form about a record: what it shows beside the form, and what every such page does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse

from throughline.audit.services import saw
from throughline.cases import editing
from throughline.cases.formpages import Both, allowed, begun_again, saved
from throughline.cases.models import OfCase
from throughline.documents.queries import visible_documents
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of, called
from throughline.reviews.models import Review
from throughline.reviews.recordforms import RecordForm
from throughline.ui.pages import render
from throughline.ui.words import capital, day, moment

__all__ = (
    "Both",
    "FormPage",
    "Source",
    "allowed",
    "begun_again",
    "in_sentence",
    "last_changed",
    "name_of",
    "offered",
    "saved",
    "show",
    "source_of",
    "trail_of",
)


@dataclass(frozen=True)
class Source:
    """The words of a document that the record rests on."""

    words: str
    document: str
    url: str


@dataclass(frozen=True)
class FormPage:
    """A page with one form on it."""

    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    back: str
    save: str = "Save"
    another: str = ""
    both: Both | None = None
    source: Source | None = None
    last_changed: str = ""
    older: str = ""
    further: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    tabs: tuple[tuple[str, str, bool], ...] = ()
    instead: tuple[str, str] | None = None
    remove: str = ""
    beside: Any = None


def trail_of(review: Review, record: OfCase | None = None) -> tuple[tuple[str, str], ...]:
    """The way down to the review, and to the record."""
    steps = [("Your work", "/"), ("Reviews", "/reviews/"), (review.name, address_of("review", review.pk))]
    if record is not None:
        steps.append((name_of(record), address_of(editing.kind_of(record), record.pk)))
    return tuple(steps)


def name_of(record: Any) -> str:
    """What a record is called on pages: ``Finding 3``; a review by its name."""
    kind = editing.kind_of(record)
    return str(record.name) if kind == "review" else called(kind, record.number, record.text)


def show(
    request: Any,
    template: str,
    page: Any,
    *,
    about: OfCase,
    subject: tuple[str, int] | None = None,
    records: tuple[str, ...] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, and one sight of the case's records that it shows."""
    seen = subject or (editing.kind_of(about), about.pk)
    saw(by=request.actor, at=request.now, subject=seen, case=about.case_id, records=records)
    request.case_shown = about.case_id
    return render(request, template, page, status=status, **more)


def in_sentence(form: Any, refused: Refused) -> None:
    """The refusal stands at the top of the form, as a sentence."""
    form.add_error(None, f"{refused.says} {refused.do}")


def offered(form: RecordForm) -> tuple[str, ...]:
    """The records that the form shows to choose from."""
    rows = (row for rows in form.rows.values() for row in rows.values())
    return tuple(f"{editing.kind_of(row)} {row.pk}" for row in rows)


def source_of(record: Any, *, actor: Actor, on: date) -> Source | None:
    """The sentence that the record was read from; nothing where its document is closed to the person."""
    span = record.source
    if span is None or not visible_documents(actor, on=on).filter(pk=span.document_id).exists():
        return None
    return Source(span.words, span.document.name, f"/documents/{span.document_id}/?span={span.pk}#span-{span.pk}")


def last_changed(record: Any) -> str:
    """Who last changed the record, and when."""
    if record.changed_by is None:
        return f"Added by {record.made_by.name} on {day(record.made_at)}."
    return capital(f"{record.changed_by.name} changed this on {moment(record.changed_at)}.")
