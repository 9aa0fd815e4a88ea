"""The home page of each role, and pages across reviews."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.casefile.queries.across import ends_across, whole_thread
from throughline.casefile.queries.home import AdminHome, MemberHome, home
from throughline.casefile.queries.lists import SHOWN, ActionFilters, action_list, impact_list
from throughline.casefile.rules import attention
from throughline.casefile.views.asking import number, sight, who
from throughline.notifications.frames import EVERY_CASE
from throughline.ui.pages import render


@require_GET
def home_page(request: HttpRequest) -> HttpResponse:
    """What needs this person now."""
    asked = request.GET.get("by", "")
    way = asked if asked in dict(attention.WAYS) else ""
    page = home(**who(request), way=way)
    if isinstance(page, AdminHome):
        return render(request, "casefile/home_administrator.jinja", page)
    sight(request, ("home", 0), 0, page.shows)
    request.case_shown = EVERY_CASE  # type: ignore[attr-defined]
    if not isinstance(page, MemberHome):
        request.safety_read = page.safety  # type: ignore[attr-defined]
    name = "casefile/home_member.jinja" if isinstance(page, MemberHome) else "casefile/home.jinja"
    return render(request, name, page)


@require_GET
def thread_page(request: HttpRequest) -> HttpResponse:
    """The thread of the whole partnership; ``?review=`` unfolds one."""
    page = whole_thread(picked=number(request, "review"), page=number(request, "page", least=1), **who(request))
    sight(request, ("whole_thread", page.picked), 0, [f"review {row.id}" for row in page.list.rows])
    return render(request, "casefile/whole_thread.jinja", page)


@require_GET
def open_ends_page(request: HttpRequest) -> HttpResponse:
    """The open ends of the whole partnership, longest open first."""
    page = ends_across(page=number(request, "page", least=1), **who(request))
    sight(request, ("open_ends", 0), 0, sorted({f"{row.end.item.kind} {row.end.item.id}" for row in page.rows}))
    return render(request, "casefile/ends_across.jinja", page)


@require_GET
def actions_page(request: HttpRequest) -> HttpResponse:
    """The actions of every review that the person may see."""
    show = request.GET.get("show", "open")
    words = request.GET.get("words", "")[:200]
    filters = ActionFilters(show if show in SHOWN else "open", words, number(request, "page", least=1))
    page = action_list(filters, **who(request))
    sight(request, ("actions", 0), 0, [f"action {row.item.id}" for row in page.rows])
    return render(request, "casefile/actions.jinja", page)


@require_GET
def impact_page(request: HttpRequest) -> HttpResponse:
    """What changed: measures, or what is said to have changed."""
    page = impact_list(show=request.GET.get("show", ""), page=number(request, "page", least=1), **who(request))
    shows = [f"measure {row.item.id}" for row in page.measures] + [f"statement {row.id}" for row in page.effects]
    sight(request, ("impact", 0), 0, shows)
    return render(request, "casefile/impact.jinja", page)
