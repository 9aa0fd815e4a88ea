"""Who is asking: sign-in for everybody and everything, and an actor on every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.http import urlencode

from throughline.access.queries import acting

Handler = Callable[[HttpRequest], HttpResponse]

# Addresses that a person may open before signing in: the sign-in pages, static files and the machine's own pulse.
OPEN = ("/sign-in/", "/static/", "/health/")


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


class SignedIn:
    """Anonymous people get the sign-in page whatever they ask for; everybody else gets an actor."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.today = timezone.localdate(request.now)  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            today: date = request.today  # type: ignore[attr-defined]
            request.acting = acting(user=request.user, chosen=request.session.get("membership"), on=today)  # type: ignore[attr-defined]
            request.actor = request.acting.actor  # type: ignore[attr-defined]
        elif not request.path.startswith(OPEN):
            return to_sign_in(request)
        return self.get_response(request)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which leads back to the same address; a script that sends a draft is told so in JSON."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"signed_in": False}, status=401)
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': back})}")
