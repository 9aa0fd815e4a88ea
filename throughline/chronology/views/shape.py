"""What the pages of this room share: where they stand, and who looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import CaseForm, Shown
from throughline.chronology.models import Chronology
from throughline.chronology.queries.held import get_chronology


def opened(request: HttpRequest, case: int) -> Chronology:
    """The chronology of that case for whoever asks, or 404."""
    return get_chronology(case, actor=actor_of(request), on=day_of(request))


def trail(held: Chronology) -> tuple[tuple[str, str], ...]:
    """The way down to the timeline."""
    return (
        ("Your work", "/"),
        (held.case.reference, reverse("case-members", args=[held.case_id])),
        ("Chronology", reverse("chronology:timeline", args=[held.case_id])),
    )


def over(held: Chronology) -> str:
    """What stands over a title."""
    return ", ".join(part for part in (held.child_name, held.case.reference) if part)


def shown(held: Chronology, *records: str) -> Shown:
    """For the record of who looked."""
    return Shown(held.case_id, ("chronology", held.pk), records)


def form_of(held: Chronology, title: str, lead: tuple[str, str], *, back: str = "", **more: Any) -> CaseForm:
    """A page with one form."""
    home = reverse("chronology:timeline", args=[held.case_id])
    return CaseForm(title=title, over=over(held), trail=trail(held), lead=lead, back=back or home, **more)


TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
}
