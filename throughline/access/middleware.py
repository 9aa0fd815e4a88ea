"""Who is asking: sign-in for everybody and everything, and an actor on every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from throughline.access.backends import person_of
from throughline.access.queries import acting
from throughline.access.sizes import sent_too_much
from throughline.access.step_up import has_second_factor
from throughline.kernel.refusals import Refused
from throughline.ui.sent import typed_for_another
from throughline.ui.views import not_allowed, too_large

Handler = Callable[[HttpRequest], HttpResponse]

# What stands in the foot of every page, and holds nothing of anybody's.
FOOT = ("/cover/", "/support/", "/help/", "/words/", "/accessibility/", "/privacy/")
# Addresses that a person may open before signing in: the sign-in pages, static files, the machine's own pulse, the
# doors behind links that were sent, which open nothing without a code, calendars at secret addresses, and the foot.
OPEN = ("/sign-in/", "/static/", "/health/", "/ask/", "/calendar/", *FOOT)
# Browsers tell of what the content policy kept out on the sign-in page too.
POLICY_REPORT = ("POST", "/csp")
# What somebody may reach whose session has no second factor yet: setting one up, or leaving.
WITHOUT_SECOND_FACTOR = ("/sign-in/second-factor/", "/sign-out/", "/static/", "/health/")
# Somebody with two memberships chose the other in another window, or the one they typed in has ended.
TYPED_ELSEWHERE = (
    "You filled this in while you acted for another partnership, so nothing of it was put in the record of this one. "
    "Choose your membership there, if you still have it, and open the page again."
)


class SafeHeaders:
    """Every response says that it is private, not to be kept, not to be framed and not to be guessed at."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Person(AuthenticationMiddleware):
    """The person whom the session names, read with the session itself."""

    def process_request(self, request: HttpRequest) -> None:
        """``request.user`` is that person, or nobody."""
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]


class SignedIn:
    """Anonymous people get the sign-in page whatever they ask for; everybody else gets an actor.

    A password alone opens nothing: without a second factor the only way is the page that sets one up.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.today = timezone.localdate(request.now)  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            if not has_second_factor(request) and not request.path.startswith(WITHOUT_SECOND_FACTOR):
                return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': back_to(request)})}")
            today: date = request.today  # type: ignore[attr-defined]
            request.acting = acting(user=request.user, chosen=request.session.get("membership"), on=today)  # type: ignore[attr-defined]
            request.actor = request.acting.actor  # type: ignore[attr-defined]
            if sent_too_much(request):
                return too_large(request)
            if typed_for_another(request, partnership=request.actor.partnership):  # type: ignore[attr-defined]
                return not_allowed(request, PermissionDenied(TYPED_ELSEWHERE))
        elif not request.path.startswith(OPEN) and (request.method, request.path) != POLICY_REPORT:
            return to_sign_in(request)
        elif sent_too_much(request):
            return too_large(request)
        return self.get_response(request)


class Refusals:
    """A refusal that no page caught becomes a page of its own, with its sentence; nothing was changed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says why not; other exceptions go their way."""
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"error": exception.as_json()}, status=HTTPStatus.FORBIDDEN)
        return not_allowed(request, PermissionDenied(f"{exception.says} {exception.do}"))


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which leads back to the same address; a script that sends a draft is told so in JSON."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"signed_in": False}, status=401)
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': back_to(request)})}")


def back_to(request: HttpRequest) -> str:
    """Where to go on after signing in: the same page; for something that was sent, the page it was sent to."""
    return request.get_full_path() if request.method == "GET" else request.path
