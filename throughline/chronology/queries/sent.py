"""What became of every row of one submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughline.audit.models import Event
from throughline.chronology.models import ChronologyEntry, ChronologyNote, Submission
from throughline.chronology.queries.entries import as_entry, root_of
from throughline.chronology.rules.rematching import telling
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
    """The entries that were typed in behind the links of that question, the newest first.

    Whoever enters the code of a link acts in no role; what the same person typed in through their account has one.
    """
    people = AskLink.objects.filter(ask=ask).values("to")
    rows = ChronologyEntry.objects.filter(case=ask.case_id, agency=ask.agency_id, submission__version=0, replaces=None)
    told = Event.objects.filter(chain=ask.case.partnership_id, subject_type="chronology_entry", subject=OuterRef("pk"))
    behind = Exists(told.filter(verb="chronology_entry.added", role=""))
    return rows.filter(behind, made_by__in=people, made_at__gte=ask.made_at).order_by("-id")


def not_carried(rows: Sequence[Submission]) -> dict[int, list[tuple[ChronologyEntry, ChronologyEntry | None]]]:
    """Corrections, parts and mended rows of the version before that these submissions of one case do not hold.

    By the number of the submission; each with the entry that stands for it now, if one does. In two statements.
    """
    after = {(row.agency_id, row.version - 1): row.pk for row in rows if row.version > 1}
    if not after:
        return {}
    made = ChronologyEntry.objects.filter(Q(replaces__isnull=False) | Q(mends__isnull=False), case=rows[0].case_id)
    made = made.filter(submission__version__gt=0, replaced_by=None).select_related("submission").order_by("row", "id")
    asked = [(one, after.get((one.agency_id, one.submission.version), 0)) for one in made]
    asked = [(one, sent) for one, sent in asked if sent]
    if not asked:
        return {}
    now: dict[tuple[int, int], list[ChronologyEntry]] = defaultdict(list)
    roots = [root_of(one) for one, _ in asked]
    there = ChronologyEntry.objects.filter(submission__in=after.values(), first__in=roots, replaced_by=None)
    for one in there.order_by("id"):
        now[one.submission_id, root_of(one)].append(one)
    found: dict[int, list[tuple[ChronologyEntry, ChronologyEntry | None]]] = defaultdict(list)
    for one, sent in asked:
        standing = now[sent, root_of(one)]
        if not any(telling(as_entry(one, "")) == telling(as_entry(each, "")) for each in standing):
            found[sent].append((one, standing[0] if standing else None))
    return dict(found)


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
