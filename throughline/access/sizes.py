"""How much may be sent: little everywhere, less at open doors, and files only at the addresses that take files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

View = Callable[..., Any]


def takes_files(view: View) -> View:
    """Marks a view that takes documents: it alone may be sent more than a form holds."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def takes_at_most(size: int) -> Callable[[View], View]:
    """Marks a view that takes no more than so many bytes, files or not: a door at which nobody has signed in."""

    def mark(view: View) -> View:
        view.takes_at_most = size  # type: ignore[attr-defined]
        return view

    return mark


def sent_too_much(request: HttpRequest) -> bool:
    """True when the request says that it brings more than its address takes. Nothing of what it brings is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    length = int(said[:18]) if said.isascii() and said.isdecimal() else 0
    if not length:
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    most: int | None = getattr(view, "takes_at_most", None)
    if most is not None:
        return length > most
    return length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not getattr(view, "takes_files", False)
