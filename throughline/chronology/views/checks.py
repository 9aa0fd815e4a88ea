"""What the numbered checks of a row ask. These pages hold nothing of any case, so anybody may open them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.chronology.rules import CHECKS
from throughline.chronology.rules.checks import Check
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """Every check, in the order of their numbers."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One check."""

    check: Check


@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    """Every check of a row, each with its page."""
    ordered = tuple(check for _, check in sorted(CHECKS.items()))
    return render(request, "chronology/checks.jinja", ChecksPage(ordered))


@require_GET
def check(request: HttpRequest, number: str) -> HttpResponse:
    """One check: what it asks, what breaks it, why it matters, and what to do."""
    if number not in CHECKS:
        raise Http404
    return render(request, "chronology/check.jinja", CheckPage(CHECKS[number]))
