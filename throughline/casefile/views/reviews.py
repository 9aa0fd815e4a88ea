"""The list of reviews, and the pages of one review."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.rules import may
from throughline.casefile.queries import review as pages
from throughline.casefile.queries.reviews import Filters, review_list
from throughline.casefile.views.asking import number, sight, sight_of, who
from throughline.reviews.queries import get_review
from throughline.ui.pages import render


@require_GET
def review_list_page(request: HttpRequest) -> HttpResponse:
    """The reviews that the person may see, fifty a page."""
    asked = request.GET
    filters = Filters(
        asked.get("kind", ""), asked.get("state", ""), asked.get("words", "")[:200], number(request, "page", least=1)
    )
    page = review_list(filters, **who(request))
    sight(request, ("reviews", 0), 0, [f"review {row.id}" for row in page.rows])
    return render(request, "casefile/reviews.jinja", page)


@require_GET
def overview(request: HttpRequest, id: int) -> HttpResponse:
    """Where a review stands."""
    review = get_review(id, **who(request))
    page = pages.overview(review, **who(request))
    sight_of(request, review, "review", page.shows)
    return render(request, "casefile/overview.jinja", page)


@require_GET
def thread(request: HttpRequest, id: int) -> HttpResponse:
    """The thread of a review; ``?finding=`` picks out a path, ``?print=1`` shows the sheet of paper alone."""
    review = get_review(id, **who(request))
    page = pages.thread_page(review, finding=request.GET.get("finding", ""), **who(request))
    sight_of(request, review, "thread", page.shows)
    name = "casefile/thread_sheet.jinja" if request.GET.get("print") else "casefile/thread.jinja"
    return render(request, name, page)


@require_GET
def open_ends(request: HttpRequest, id: int) -> HttpResponse:
    """Where the thread of a review stops."""
    review = get_review(id, **who(request))
    page = pages.ends_page(review, **who(request))
    sight_of(request, review, "open_ends", page.shows)
    return render(request, "casefile/open_ends.jinja", page)


@require_GET
def documents(request: HttpRequest, id: int) -> HttpResponse:
    """The documents of a review's case."""
    review = get_review(id, **who(request))
    _only_those_who_may(request, "see source documents")
    page = pages.papers_page(review, **who(request))
    sight_of(request, review, "documents", [f"document {paper.id}" for paper in page.round.papers])
    return render(request, "casefile/documents.jinja", page)


@require_GET
def who_looked(request: HttpRequest, id: int) -> HttpResponse:
    """Who opened the review's pages and changed its records."""
    review = get_review(id, **who(request))
    _only_those_who_may(request, "see who looked")
    page = pages.looks_page(review, before=number(request, "before"), **who(request))
    sight_of(request, review, "who_looked", ())
    return render(request, "casefile/who_looked.jinja", page)


@require_http_methods(["GET"])
def account(request: HttpRequest, id: int) -> HttpResponse:
    """What happened, on a page of its own, after a step; the reading is recorded."""
    review = get_review(id, **who(request))
    _only_those_who_may(request, "see the account of what happened")
    page = pages.account_page(review, **who(request))
    sight_of(request, review, "account", (f"account {review.pk}",))
    return render(request, "casefile/account.jinja", page)


def _only_those_who_may(request: HttpRequest, verb: str) -> None:
    if not may(request.actor.role, verb):  # type: ignore[attr-defined]
        raise Http404
