"""How much may be sent: little everywhere, and files only at the addresses that take files."""

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


def sent_too_much(request: HttpRequest) -> bool:
    """True when the request says that it brings more than its address takes. Nothing of what it brings is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    length = int(said) if said.isascii() and said.isdecimal() else 0
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    try:
        return not getattr(resolve(request.path_info).func, "takes_files", False)
    except Resolver404:
        return True
