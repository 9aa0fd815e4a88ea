"""What became of every row of one submission."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from throughline.chronology.models import ChronologyEntry, ChronologyNote, Submission
from throughline.messages.models import Ask, AskLink

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row: its rule, why, what stood in it, and the entry that was made from it."""

    id: int
    row: int
    rule: str
    why: str
    words: str
    entry: int


@dataclass(frozen=True, slots=True)
class SubmissionRows:
    """The rows of a submission: a page of entries as they came, every refused row, every note."""

    kept: int
    entries: tuple[ChronologyEntry, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[ChronologyNote, ...]
    page: int
    pages: int


def typed_behind(ask: Ask) -> QuerySet[ChronologyEntry]:
    """The entries that were typed in behind the links of that question, the newest first."""
    people = AskLink.objects.filter(ask=ask).values("to")
    rows = ChronologyEntry.objects.filter(case=ask.case_id, agency=ask.agency_id, submission__version=0, replaces=None)
    return rows.filter(made_by__in=people, made_at__gte=ask.made_at).order_by("-id")


def rows_of_submission(row: Submission, *, page: int = 1) -> SubmissionRows:
    """Each row of the submission, by what became of it, in the order of the file."""
    came = row.entries.filter(replaces=None, mends=None)
    kept = came.count()
    pages = max(1, -(-kept // A_PAGE))
    page = min(page, pages)
    entries = came.order_by("row", "id")[(page - 1) * A_PAGE : page * A_PAGE]
    mended = dict(row.entries.filter(mends__isnull=False, replaces=None).values_list("mends", "id"))
    refused = tuple(
        RefusedRow(one.pk, one.row, one.rule, one.why, _words(one.typed), mended.get(one.pk, 0))
        for one in row.refused.order_by("row", "id")
    )
    return SubmissionRows(kept, tuple(entries), refused, tuple(row.notes.order_by("row", "id")), page, pages)


def _words(typed: dict[str, str]) -> str:
    return " · ".join(str(words) for words in typed.values() if words)
