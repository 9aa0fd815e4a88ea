"""Every page renders one frozen dataclass, which its template calls ``page``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render


def render(request: HttpRequest, template: str, page: Any, *, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    """The page drawn by that template. A form goes beside it, as ``form``, so that the layout can say “Error:”."""
    return django_render(request, template, {"page": page, **more}, status=status)
