"""What the views of this room and the next share: an act that is done, or refused on the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest

from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.ui.drafts import forget


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def day_of(request: HttpRequest) -> date:
    """The day on which they ask."""
    on: date = request.today  # type: ignore[attr-defined]
    return on


def now_of(request: HttpRequest) -> datetime:
    """The moment at which they ask."""
    at: datetime = request.now  # type: ignore[attr-defined]
    return at


def origin_of(request: HttpRequest) -> str:
    """How the links in letters begin: in production as it is set, never as a browser says."""
    return str(settings.ADDRESS) if settings.MODE == "production" else f"{request.scheme}://{request.get_host()}"


def done(form: Any, act: Callable[[dict[str, Any]], object], request: HttpRequest) -> bool:
    """True when the form was sent, holds, and the act was done; a refusal stands on the form with what to do."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        _refuse(form, refused)
        return False
    if getattr(form, "draft_key", ""):
        forget(owner=actor_of(request).user, key=form.draft_key)
    return True


def _refuse(form: BaseForm, refused: Refused) -> None:
    form.add_error(None, f"{refused.says} {refused.do}")
