"""Say what an entry of the chronology is used for: a finding, a sentence of the report, a line of enquiry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.chronology.models import ChronologyEntry
from throughline.chronology.queries.entries import root_of
from throughline.chronology.services import sharing
from throughline.chronology.services.sharing import Cited
from throughline.documents.models import Document, Span
from throughline.documents.services import span
from throughline.findings.models import EntryCitation, Finding
from throughline.findings.queries.citing import standing
from throughline.findings.services import same_case
from throughline.findings.services.targets import Target, field_of, settle
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record


@transaction.atomic
def cite(entry: ChronologyEntry, *, target: Target, by: Actor, at: datetime) -> EntryCitation:
    """The finding rests on the entry, or the line of enquiry has it, once. Event ``entry_citation.added``."""
    now = editing.locked(target)
    require(why_not_record(actor=by, thing=now, on=localdate(at)))
    same_case(now.case, entry)
    there = _standing(entry, now).first()
    if there is not None:
        return there
    row = EntryCitation(case=now.case, review=now.review, entry_id=root_of(entry), **field_of(now))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def cite_in_sentence(
    entry: ChronologyEntry, *, review: Review, sentence: str, where: str = "", by: Actor, at: datetime
) -> EntryCitation:
    """A sentence of the review's report rests on the entry. Event ``entry_citation.added``.

    Where one of the case's papers holds the sentence word for word, it is marked there.
    """
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    same_case(review.case, entry)
    words = sentence.strip()
    if not words:
        raise Refused("E1588", "There is no sentence.", "Copy the sentence out of the report.")
    rows = EntryCitation.objects.filter(entry=root_of(entry), review=review, withdrawn_at__isnull=True)
    there = rows.filter(sentence=words).first()
    if there is not None:
        return there
    row = EntryCitation(case=review.case, review=review, entry_id=root_of(entry), sentence=words, where=where.strip())
    row.source = _place_of(review.case_id, words)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def cite_among(
    entry: ChronologyEntry, *, offered: Iterable[Target], chosen: Collection[Target], by: Actor, at: datetime
) -> None:
    """Of what was offered, the entry is used for what was chosen and for nothing else. An event for each change."""
    settle(
        offered,
        chosen,
        use=lambda target: cite(entry, target=target, by=by, at=at),
        let_go=lambda target: _let_go(entry, target, by, at),
    )


@transaction.atomic
def rest_on(
    finding: Finding,
    *,
    offered: Iterable[ChronologyEntry],
    chosen: Collection[ChronologyEntry],
    by: Actor,
    at: datetime,
) -> None:
    """Of the entries offered, the finding cites those chosen and no other. An event for each change."""
    settle(
        offered,
        chosen,
        use=lambda entry: cite(entry, target=finding, by=by, at=at),
        let_go=lambda entry: _let_go(entry, finding, by, at),
    )


@transaction.atomic
def uncite(row: EntryCitation, *, by: Actor, at: datetime) -> EntryCitation:
    """The entry is used for it no more. Event ``entry_citation.withdrawn``."""
    require(why_not_record(actor=by, thing=row.review, on=localdate(at)))
    return editing.withdraw(row, by=by, at=at)


@transaction.atomic
def share_out(whole: ChronologyEntry, parts: Sequence[ChronologyEntry], cited: Cited, by: Actor, at: datetime) -> None:
    """What cited an entry that was split cites the parts that `cited` names, or every part. An event for each change.

    The first part stands in the place of the whole, so its citations are those of the whole. Whoever may split and not
    change findings, as an agency's lead, names none: then nothing loses a citation.
    """
    if cited:
        require(why_not_record(actor=by, thing=whole.case, on=localdate(at)))
    rows = standing(whole.case_id).filter(entry=root_of(whole))
    for row in rows.select_related("case", "review", "finding", "line", "source"):
        chosen = cited.get(row.pk, range(len(parts)))
        for place in sorted(set(chosen) - {0}):
            given = {"finding": row.finding, "line": row.line, "sentence": row.sentence, "where": row.where}
            more = EntryCitation(case=row.case, review=row.review, entry=parts[place], source=row.source, **given)
            editing.add(more, by=by, at=at)
        if 0 not in chosen:
            editing.withdraw(row, by=by, at=at, reason="The entry was split, and it rests on other parts.")


def watch() -> None:
    """The citations of an entry that is split are shared out among its parts from now on."""
    sharing.watch(share_out)


def _let_go(entry: ChronologyEntry, target: Target, by: Actor, at: datetime) -> None:
    for row in _standing(entry, target).select_related("review", "case"):
        uncite(row, by=by, at=at)


def _standing(entry: ChronologyEntry, target: Target) -> QuerySet[EntryCitation]:
    rows = EntryCitation.objects.filter(entry=root_of(entry), withdrawn_at__isnull=True)
    return rows.filter(**field_of(target))


def _place_of(case: int, words: str) -> Span | None:
    paper = Document.objects.filter(cases__case=case, text__contains=words).order_by("-id").first()
    if paper is None:
        return None
    start = paper.text.find(words)
    return span(paper, start, start + len(words)) if start >= 0 else None
