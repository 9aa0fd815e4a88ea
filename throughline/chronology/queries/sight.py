"""How the file of a chronology comes to be seen: by those who may see its rows, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from throughline.access.rules import may
from throughline.cases.queries import closing
from throughline.chronology.models import Submission
from throughline.chronology.queries.held import within_sight
from throughline.documents.models import Document
from throughline.documents.queries import closes, holds, opens
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


def cases_sent(document: Document) -> Iterable[int]:
    """The cases for which that file was sent."""
    return Submission.objects.filter(document=document).values_list("case_id", flat=True)


def watch() -> None:
    """The files are opened and closed so from now on."""
    opens("chronology", through_a_submission)
    closes("chronology", of_a_closed_case)
    holds("chronology", cases_sent)
