"""The page of any one record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.casefile.queries.committee import committee_page
from throughline.casefile.queries.records import record_page, seen_on, study_page
from throughline.casefile.views.asking import sight, who
from throughline.ui.pages import render


@require_GET
def record(request: HttpRequest, kind: str, id: int) -> HttpResponse:
    """One record, backwards to why and forwards to what came of it."""
    page = record_page(kind, id, **who(request))
    sight(request, (kind, id), page.case, seen_on(page))
    return render(request, "casefile/record.jinja", page)


@require_GET
def study(request: HttpRequest, id: int) -> HttpResponse:
    """A case study in its own words, chosen by the person who reads it."""
    page = study_page(id, **who(request))
    told = [f"case study {id}"] if page.paragraphs else []
    sight(request, ("statement", id), page.case, [*told, *(f"span {one.span}" for one in page.sources)])
    return render(request, "casefile/study.jinja", page)


@require_GET
def committee_recommendation(request: HttpRequest, id: int) -> HttpResponse:
    """What a report asks of its committee or board."""
    page = committee_page(id, **who(request))
    sight(request, ("committee_recommendation", id), page.case, [f"committee_recommendation {id}"])
    return render(request, "casefile/committee.jinja", page)
