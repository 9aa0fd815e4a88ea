"""How the file of a chronology comes to be seen: by those who may see its rows, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from throughline.access.rules import may
from throughline.cases.queries import closing
from throughline.chronology.models import EntrySource, Submission
from throughline.chronology.queries.held import within_sight
from throughline.chronology.queries.sources import mentions as cited_by
from throughline.chronology.queries.sources import within_reach
from throughline.documents.models import Document
from throughline.documents.queries import closes, holds, mentions, opens
from throughline.kernel.actor import Actor


def through_a_submission(actor: Actor, on: date) -> Q:
    """Files of submissions whose rows this person sees, for a role that sees source documents."""
    if not actor.role or not may(actor.role, "see source documents"):
        return Q(pk__in=[])
    rows = Submission.objects.filter(within_sight(actor, on=on), document__isnull=False)
    return Q(pk__in=rows.values("document"))


def of_a_closed_case(actor: Actor, on: date) -> Q:
    """Files sent for a case that a conflict or a seal closes to this person."""
    rows = Submission.objects.filter(case__in=closing(actor).values("pk"), document__isnull=False)
    return Q(pk__in=rows.values("document"))


def through_an_entry(actor: Actor, on: date) -> Q:
    """Documents that an agency's entries came from, for a role that sees source documents."""
    if not actor.role or not may(actor.role, "see source documents"):
        return Q(pk__in=[])
    return Q(pk__in=within_reach(actor, on=on).values("document"))


def of_an_entry_of_a_closed_case(actor: Actor, on: date) -> Q:
    """Documents that entries of a case cite that a conflict or a seal closes to this person."""
    rows = EntrySource.objects.filter(case__in=closing(actor).values("pk"), withdrawn_at__isnull=True)
    return Q(pk__in=rows.values("document"))


def cases_sent(document: Document) -> Iterable[int]:
    """The cases for which that file was sent, or whose entries cite it."""
    yield from Submission.objects.filter(document=document).values_list("case_id", flat=True)
    cited = EntrySource.objects.filter(document=document, withdrawn_at__isnull=True)
    yield from cited.values_list("case_id", flat=True)


def watch() -> None:
    """The files are opened and closed so from now on."""
    opens("chronology", through_a_submission)
    closes("chronology", of_a_closed_case)
    opens("chronology entries", through_an_entry)
    closes("chronology entries", of_an_entry_of_a_closed_case)
    mentions("chronology", cited_by)
    holds("chronology", cases_sent)
