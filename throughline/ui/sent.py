"""A form that was sent too late loses nothing, with or without scripts.

The session ended while the person typed, the form had been open too long, or the page has gone: what was sent cannot
be taken. Each form carries a hidden mark that says, sealed with the server's key, whose form it is, under which key it
is kept and which fields it has. With that mark the words become the drafts of the person who was given the form, and
of nobody else, whoever is at the keyboard now; they are shown only to that person, in that form, after signing in.

Without the mark nothing is kept. Files and passwords never are, nor more than `MOST` forms of one person in a while.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused
from throughline.ui import drafts

MARK_LASTS = timedelta(days=7)
MOST = 20
WHILE = timedelta(minutes=15)
FORM = "application/x-www-form-urlencoded"


class KeepsWhatWasSent:
    """Keeps what a form held when its answer is a refusal, a fault or the way to the sign-in pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or not _came_to_nothing(response):
            return response
        kept = keep_what_was_sent(request)
        return _led_back(request, response) if kept and response.status_code == HTTPStatus.FOUND else response


def keep_what_was_sent(request: HttpRequest) -> bool:
    """The fields of the form are kept for the person who was given it; true when they are, once for each request."""
    if getattr(request, "sent_is_kept", False):
        return True
    mark = _mark_of(request)
    if mark is None or _too_many(mark["owner"]):
        return False
    typed = {name: request.POST.getlist(name) for name in mark["names"]}
    try:
        drafts.keep(
            owner=mark["owner"], key=mark["key"], typed=typed, at=timezone.now(), partnership_id=mark["partnership"]
        )
    except Refused:
        return False
    request.sent_is_kept = True  # type: ignore[attr-defined]
    return True


def typed_for_another(request: HttpRequest, *, partnership: int) -> bool:
    """True when the form was given to its person while they acted for another partnership than that one."""
    if request.method != "POST" or drafts.MARK not in request.POST:
        return False
    try:
        mark = signing.loads(str(request.POST[drafts.MARK]), salt=drafts.MARK_SALT, max_age=MARK_LASTS)
    except signing.BadSignature:
        return False
    return bool((mark["partnership"] or 0) != partnership)


def _mark_of(request: HttpRequest) -> dict[str, Any] | None:
    """What the mark says, if there is one of ours, not too old, and its person may still sign in."""
    sent = _plain_form(request)
    if sent is None or drafts.MARK not in sent:
        return None
    try:
        mark: dict[str, Any] = signing.loads(str(sent[drafts.MARK]), salt=drafts.MARK_SALT, max_age=MARK_LASTS)
    except signing.BadSignature:
        return None
    known = get_user_model().objects.filter(pk=mark["owner"], is_active=True).exists()
    return mark if known else None


def _plain_form(request: HttpRequest) -> QueryDict | None:
    """The fields that were sent; nothing for files, and for more than the server takes in a form."""
    length = whole_number(request.META.get("CONTENT_LENGTH"))
    if request.content_type != FORM or length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    return request.POST


def _too_many(owner: int) -> bool:
    key = f"sent-kept:{owner}"
    often = int(cache.get(key, 0)) + 1
    cache.set(key, often, WHILE.total_seconds())
    return often > MOST


def _came_to_nothing(response: HttpResponse) -> bool:
    to = response.headers.get("Location", "")
    return response.status_code >= HTTPStatus.BAD_REQUEST or to.startswith(settings.LOGIN_URL)


def _led_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The way to sign in, which leads back to the form and says that what was typed is kept."""
    page = response.headers["Location"].partition("?")[0]
    return HttpResponseRedirect(f"{page}?{urlencode({'next': request.get_full_path(), 'kept': '1'})}")
