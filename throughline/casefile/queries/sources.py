"""The sentence in the source that a record rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Greatest, Substr

from throughline.access.rules import may
from throughline.documents.models import Document, Span
from throughline.impact.queries.consent import files_held_back
from throughline.intake.queries.sight import through_a_case, told_of_a_closed_case
from throughline.kernel.actor import Actor

AROUND = 260
"""Letters shown before and after the words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words that a record rests on, with what stands before and after them in their document."""

    span: int
    document: int
    title: str
    before: str
    words: str
    after: str


def sources_of(row: Any, *, actor: Actor, on: date) -> tuple[Sentence, ...]:
    """The words that the record rests on, in their paragraph, as far as the person may see the document they are in.

    They are read without the rest of the document.
    """
    if not may(actor.role, "see source documents"):
        return ()
    ids = [row.source_id, getattr(row, "outcome_source_id", None)]
    start, end = (Cast(F(name), IntegerField()) for name in ("start", "end"))
    begins = Greatest(start - AROUND, Value(0))
    spans = Span.objects.filter(pk__in=[id for id in ids if id], document__in=_papers_seen(actor, on))
    spans = spans.annotate(
        left=Substr("document__text", begins + 1, start - begins),
        right=Substr("document__text", end + 1, AROUND),
    )
    names = ("pk", "document_id", "document__title", "document__name", "left", "words", "right")
    return tuple(
        Sentence(pk, of, title or name, _tail(left), words, _lead(right))
        for pk, of, title, name, left, words, right in spans.order_by("start").values_list(*names)
    )


def paper_of(row: Any, *, actor: Actor, on: date) -> tuple[str, str] | None:
    """The paper that the evidence is in, by its name and address, as far as the person may see it."""
    if row.document_id is None or not may(actor.role, "see source documents"):
        return None
    names = _papers_seen(actor, on).filter(pk=row.document_id).values_list("title", "name").first()
    return (names[0] or names[1], f"/documents/{row.document_id}/") if names else None


def _papers_seen(actor: Actor, on: date) -> QuerySet[Document]:
    """What the person may see through a case; the record that rests on it is of a case, and of no proposal."""
    seen = Document.objects.filter(through_a_case(actor, on), partnership_id=actor.partnership)
    return seen.exclude(told_of_a_closed_case(actor, on)).exclude(files_held_back(actor, on))


def _tail(before: str) -> str:
    """What stands before, from a word's beginning and from the start of its paragraph."""
    line = before.rpartition("\n\n")[2]
    return line if len(line) < len(before) or len(before) < AROUND else f"… {line.partition(' ')[2]}"


def _lead(after: str) -> str:
    line = after.partition("\n\n")[0]
    return line if len(line) < len(after) or len(after) < AROUND else f"{line.rpartition(' ')[0]} …"
