"""A person's own digest and calendar, and the calendar itself as a telephone reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.middleware import to_sign_in
from throughline.messages.calendars import as_icalendar
from throughline.messages.deadlines import deadlines
from throughline.messages.queries.mine import feed_of, mine_of
from throughline.messages.services import mine as services
from throughline.ui.pages import render


@dataclass(frozen=True)
class MinePage:
    """Whether the person gets a digest and has a calendar; its address, right after it was made and never again."""

    digest: bool
    calendar: bool
    address: str


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Choose the digest, and make or end the calendar's secret address."""
    actor, at = actor_of(request), now_of(request)
    if not actor.partnership:
        raise PermissionDenied("You have no role here today, so there is nothing to tell you of.")
    do = request.POST.get("do", "")
    if do == "calendar":
        path = reverse("messages:calendar", args=[services.make_calendar(by=actor, at=at)])
        return render(request, "messages/mine.jinja", _page(request, settings.ADDRESS + path))
    if do == "calendar-end":
        services.end_calendar(by=actor, at=at)
        messages.success(request, "The calendar’s address opens nothing any more.")
    if do in ("digest", "digest-end"):
        services.choose_digest(wanted=do == "digest", by=actor, at=at)
        said = "You get a message on each working day on which something needs you." if do == "digest" else "No more."
        messages.success(request, said)
    if request.method == "POST":
        return HttpResponseRedirect(reverse("messages:mine"))
    return render(request, "messages/mine.jinja", _page(request))


def _page(request: HttpRequest, address: str = "") -> MinePage:
    digest, calendar = mine_of(actor_of(request))
    return MinePage(digest, calendar, address)


@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever made this address. An address that is none leads to the sign-in page, as every other."""
    found = feed_of(token, on=day_of(request))
    if found is None:
        if request.user.is_authenticated:
            raise Http404
        return to_sign_in(request)
    feed, actor = found
    services.note_reading(feed, by=actor, at=now_of(request))
    written = as_icalendar(deadlines(actor, on=day_of(request)), name="Throughline", at=now_of(request))
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
