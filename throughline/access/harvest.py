"""Somebody who opens page after page, or takes file after file, is asked for a code, and administrators are told.

The count is of events, so it is one for all of a person's sessions. A code given since begins it anew for the
question, but not for what administrators are told.
"""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from throughline.access.doing import actor_of, now_of
from throughline.access.middleware import Handler
from throughline.access.services.alerts import tell_of
from throughline.access.step_up import code_given, to_code
from throughline.access.taken import SIGHTS, TAKEN, limit_of
from throughline.audit.services import weighed

SAYS = {
    "pages": "You opened more than {most} pages about cases within ten minutes.",
    "exports": "You took more than {most} files along within an hour.",
}


class CodeFirst(Exception):
    """The page is not shown, and the file not made, before a code was given."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Watched:
    """What a signed-in person opens and takes is weighed before it is written down."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with weighed(partial(weigh, request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that asks for a code, with the reason; other exceptions go their way."""
        if not isinstance(exception, CodeFirst):
            return None
        tell_of(exception.what, by=actor_of(request), at=now_of(request))
        says = SAYS[exception.what].format(most=limit_of(exception.what)[0])
        messages.warning(request, f"{says} Enter a code to go on. Administrators are told how many, and not which.")
        return to_code(request)


def weigh(request: HttpRequest, verb: str, case: int) -> None:
    """Nothing, unless this event is one too many: then it is not written, or with a code given since, it is told."""
    if verb in TAKEN:
        what = "exports"
    elif verb in SIGHTS and case and request.method == "GET":
        what = "pages"  # a form shown again holds words that were typed, which are not taken away
    else:
        return
    since = request.session.reached.get(what)  # type: ignore[attr-defined]  # ours: access.sessions
    if since is None or request.path == reverse("mfa_reauthenticate"):
        return
    if code_given(request) < since.timestamp():
        raise CodeFirst(what)
    tell_of(what, by=actor_of(request), at=now_of(request))
