"""Whether the person has said in this session why they look at who the people of a case are."""

from __future__ import annotations

from django.http import HttpRequest

from throughline.access.doing import actor_of, day_of
from throughline.access.step_up import is_fresh
from throughline.cases.models import Case
from throughline.identities.permissions import is_outside

KEY = "identities_of"


def has_said_why(request: HttpRequest, case: Case) -> bool:
    """They gave a reason for that case, in this session and for their membership of now."""
    return _mark(request, case) in request.session.get(KEY, [])


def is_open(request: HttpRequest, case: Case) -> bool:
    """They gave a reason, and where they are not on the case the code that goes with it is fresh still."""
    if not has_said_why(request, case):
        return False
    return is_fresh(request) or not is_outside(actor=actor_of(request), thing=case, on=day_of(request))


def mark_said_why(request: HttpRequest, case: Case) -> None:
    """The session knows that they did, until it ends."""
    request.session[KEY] = [*request.session.get(KEY, []), _mark(request, case)]


def _mark(request: HttpRequest, case: Case) -> str:
    return f"{case.pk}-{actor_of(request).membership}"
