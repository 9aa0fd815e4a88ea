"""Which documents entries cite as those that they came from, and who sees them.

An agency's documents are its own: its lead sees none of another's, though the rows were shared.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.models import CasePaper
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Chronology, ChronologyEntry, EntrySource, TimelineRow
from throughline.chronology.permissions import SEES
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.held import chronology_of
from throughline.documents.models import Document
from throughline.documents.queries import Mention, visible_documents
from throughline.kernel.actor import Actor

MOST_OFFERED = 200


def within_reach(actor: Actor, *, on: date) -> QuerySet[EntrySource]:
    """The citations of documents that this person may see."""
    if why_not(actor, SEES):
        return EntrySource.objects.none()
    rows = EntrySource.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    return rows.filter(agency=actor.agency or -1) if actor.role == AGENCY_LEAD else rows


def sources_of(entry: ChronologyEntry, *, actor: Actor, on: date) -> list[EntrySource]:
    """The documents that the entry came from, as far as this person sees them, the first cited first."""
    rows = within_reach(actor, on=on).filter(entry=root_of(entry)).select_related("document", "made_by")
    return list(rows.order_by("id"))


def offered(entry: ChronologyEntry, *, actor: Actor, on: date) -> QuerySet[Document]:
    """Documents that are here and that the entry may have come from: papers of its case, and its agency's own."""
    cited = EntrySource.objects.filter(case=entry.case_id, agency=entry.agency_id, withdrawn_at__isnull=True)
    papers = CasePaper.objects.filter(case=entry.case_id)
    rows = visible_documents(actor, on=on)
    return rows.filter(Q(pk__in=cited.values("document")) | Q(pk__in=papers.values("document"))).order_by("-id")


def get_source(source: int, *, actor: Actor, on: date) -> tuple[EntrySource, Chronology]:
    """That citation and its chronology, or 404."""
    rows = within_reach(actor, on=on).select_related("case", "entry", "entry__submission", "document", "made_by")
    found = rows.filter(pk=source).first()
    held = chronology_of(found.case) if found else None
    if found is None or held is None:
        raise Http404
    return found, held


def lost_sources(held: Chronology) -> list[EntrySource]:
    """Citations of documents whose entry no version of its agency holds any longer."""
    standing = TimelineRow.objects.filter(case=held.case_id, root=OuterRef("entry"))
    rows = EntrySource.objects.filter(case=held.case_id, withdrawn_at__isnull=True).exclude(Exists(standing))
    return list(rows.select_related("entry", "entry__submission", "document", "made_by").order_by("id"))


def mentions(document: Document, actor: Actor, on: date) -> list[Mention]:
    """The entries that cite that document, as they stand now, as far as this person sees them: place, and where."""
    cited = list(within_reach(actor, on=on).filter(document=document).order_by("id"))
    rows = TimelineRow.objects.filter(root__in={one.entry_id for one in cited}).select_related("entry")
    now = {row.root_id: row for row in rows.order_by("-key", "-id")}
    told = []
    for one in cited:
        row = now.get(one.entry_id)
        if row is not None:
            what = row.entry.event or row.entry.comment or row.entry.action
            record, to = f"chronology_entry {row.entry_id}", f"/chronology-entries/{row.entry_id}/"
            told.append((row.key, Mention(one.place, what[:200], to, one.case_id, record)))
    return [mention for _, mention in sorted(told, key=lambda pair: pair[0])]
