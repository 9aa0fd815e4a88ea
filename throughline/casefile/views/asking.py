"""What every view of this room takes from its request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from throughline.audit.services import saw
from throughline.kernel.numbers import whole_number
from throughline.reviews.models import Review


def who(request: HttpRequest) -> dict[str, Any]:
    """Who asks, and on which day, as queries take it."""
    return {"actor": request.actor, "on": request.today}  # type: ignore[attr-defined]


def number(request: HttpRequest, name: str, *, least: int = 0) -> int:
    """A whole number from the address, or `least` where it gives none."""
    return max(least, whole_number(request.GET.get(name), least))


def sight(request: HttpRequest, subject: tuple[str, int], case: int, shows: Sequence[str]) -> None:
    """One sight: this person opened this page, which showed these records. The frame learns whose case it is."""
    if case:
        request.case_shown = case  # type: ignore[attr-defined]
    saw(by=request.actor, at=request.now, subject=subject, case=case, records=shows)  # type: ignore[attr-defined]


def sight_of(request: HttpRequest, review: Review, kind: str, shows: Sequence[str]) -> None:
    """One sight of a page about a review."""
    sight(request, (kind, review.pk), review.case.pk, (f"review {review.pk}", *shows))
