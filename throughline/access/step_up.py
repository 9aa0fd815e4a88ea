"""A grave act asks for the second factor again, however long the person has been signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

View = Callable[..., HttpResponse]


def _second_factors(request: HttpRequest) -> list[float]:
    records = get_authentication_records(request, request.user)
    return [float(record["at"]) for record in records if record.get("method") == "mfa"]


def has_second_factor(request: HttpRequest) -> bool:
    """True when this session was opened with a second factor, whenever that was."""
    return bool(_second_factors(request))


def is_fresh(request: HttpRequest) -> bool:
    """True when the second factor was given within the last five minutes."""
    moments = _second_factors(request)
    now: float = request.now.timestamp()  # type: ignore[attr-defined]
    return bool(moments) and now - max(moments) <= settings.STEP_UP_FRESH.total_seconds()


def code_given(request: HttpRequest) -> float:
    """The moment of this session's last second factor, in seconds; 0 when there was none."""
    return max(_second_factors(request), default=0.0)


def to_code(request: HttpRequest) -> HttpResponse:
    """The page that asks for a code, and then leads back to the same address."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


def step_up(view: View) -> View:
    """The view opens only with a fresh second factor; else the person is asked for a code and then led back to it.

    Forms of grave acts are behind this as a whole, so that the question comes before anything is typed.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return to_code(request)

    asked.steps_up = True  # type: ignore[attr-defined]
    return asked
