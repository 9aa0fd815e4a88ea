"""Whether the person has said in this session why they look at who the children of a case are."""

from __future__ import annotations

from django.http import HttpRequest

from throughline.cases.models import Case

KEY = "identities_of"


def has_said_why(request: HttpRequest, case: Case) -> bool:
    """They gave a reason for that case, in this session and for their membership of now."""
    return _mark(request, case) in request.session.get(KEY, [])


def mark_said_why(request: HttpRequest, case: Case) -> None:
    """The session knows that they did, until it ends."""
    request.session[KEY] = [*request.session.get(KEY, []), _mark(request, case)]


def _mark(request: HttpRequest, case: Case) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    return f"{case.pk}-{actor.membership}"
