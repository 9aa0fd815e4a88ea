"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.casefile.search import search
from throughline.casefile.views.asking import number, sight, who
from throughline.ui.pages import render


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """What holds the words, of everything that the person may see."""
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    page = search(typed, page=number(request, "page", least=1), kind=kind, **who(request))
    sight(request, ("search", 0), 0, [f"{hit.kind} {hit.record}" for group in page.groups for hit in group.hits])
    return render(request, "casefile/search.jinja", page)
