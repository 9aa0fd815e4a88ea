"""What an agency is asked for a rapid review, behind the code that opens the question."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.identities.models import Child
from throughline.messages.kinds import Kind, register
from throughline.messages.models import Ask
from throughline.rapidreviews.forms import AgencyForm
from throughline.rapidreviews.services.opening import KIND, take_answer
from throughline.ui.words import day


@dataclass(frozen=True, slots=True)
class Sought:
    """A child whom the agency looks for in its records: name and day of birth, as far as they are recorded."""

    name: str
    born: str


def sought(ask: Ask) -> tuple[Sought, ...]:
    """The children of the case, for whoever entered the code; nobody can look for a child without a name."""
    rows = Child.objects.filter(case=ask.case_id, withdrawn_at__isnull=True).order_by("position", "id")
    return tuple(Sought(row.real_name or row.pseudonym, day(row.born_on) if row.born_on else "") for row in rows)


def watch() -> None:
    """Agencies can be asked from now on."""
    register(
        Kind(
            key=KIND,
            title="What your agency knows, for a rapid review",
            form=AgencyForm,
            answer=take_answer,
            nil=take_answer,
            more=sought,
            template="rapidreviews/agency_answer.jinja",
        )
    )
