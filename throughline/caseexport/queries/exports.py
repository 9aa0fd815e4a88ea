"""Who took a case out in a file, and from which file a case came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from throughline.access.rules import why_not
from throughline.caseexport.models import IDENTITIES, CaseExport, CaseLoad
from throughline.caseexport.permissions import STANDS
from throughline.cases.models import Case
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.kernel.refusals import Refused


def exports_of(case: Case) -> list[CaseExport]:
    """The files of the case that were made or asked for, the newest first."""
    rows = CaseExport.objects.filter(case=case).select_related("made_by", "agreed_by", "declined_by", "case")
    return list(rows.order_by("-id"))


def get_export(id: int, *, actor: Actor, on: date) -> CaseExport:
    """That export of a case that this person may see, or the same 404 as for one that does not exist."""
    rows = CaseExport.objects.filter(case__in=visible_cases(actor, on=on))
    found = rows.filter(pk=id).select_related("case", "made_by").first()
    if found is None or why_not(actor, "see who is on a case"):  # an elected member reads what is published, no more
        raise Http404
    return found


def agreed_for(case: Case, *, by: Actor, at: datetime) -> CaseExport:
    """The file with identities of that case to which somebody agreed for this person and that they have not taken.

    Refused (E1731) where there is none: it is asked for, and agreed to, on the case’s pages.
    """
    rows = CaseExport.objects.filter(case=case, scope=IDENTITIES, made_by_id=by.user, agreed_at__gte=at - STANDS)
    found = rows.filter(taken_at=None).order_by("-id").select_related("case").first()
    if found is None:
        raise Refused(
            "E1731",
            "Nobody has agreed that you take who the children of this case are out of the system.",
            "Ask on the case’s export page, have another coordinator or chair agree, and give the command again.",
        )
    return found


@dataclass(frozen=True, slots=True)
class LoadedAs:
    """From what kind of file a case came, and when that was made and loaded."""

    scope: str
    mark: str
    exported_on: date
    loaded_on: date


def loaded_as(case: int) -> LoadedAs | None:
    """From which file the case came, or nothing when it was recorded here."""
    row = CaseLoad.objects.filter(case=case).order_by("-id").values_list("scope", "mark", "exported_on", "made_at")
    found = row.first()
    return LoadedAs(found[0], found[1], found[2], day_here(found[3])) if found else None
