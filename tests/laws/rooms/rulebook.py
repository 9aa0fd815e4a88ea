"""Rows of the rule book: everybody with a role reads it, the administrator corrects it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws.matrix import row
from throughline.cases.models import Case
from throughline.rulebook.models import Correction

CORRECTS = "page: administrator | 403: rest"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A correction by the partnership of the case, that leaves the clock as long as it was."""
    Correction.objects.create(
        partnership=case.partnership,
        edition="wt2023",
        part="clocks",
        entry="rapid_review",
        values={"length": 15, "unit": "working days", "source": "Marrow"},
        from_on=date(2026, 1, 5),
        reason="Marrow.",
        at=make.NOW,
        by=case.made_by,
    )
    return {}


def rows() -> None:
    """The addresses of the room."""
    row("rulebook/", get="403: without | page: rest")
    row("rulebook/export", get="403: without | page: rest")
    row("rulebook/<slug:edition>/", "edition=wt2023", get="403: without | page: rest")
    row("rulebook/<slug:edition>/", "edition=wt1999", get="403: without | 404: rest")
    route = "rulebook/<slug:edition>/<slug:part>/<slug:entry>/correct"
    row(route, "edition=wt2023 part=clocks entry=rapid_review", get=CORRECTS, post=CORRECTS)
    nothing = "404: administrator | 403: rest"
    row(route, "edition=wt2023 part=clocks entry=nothing", get=nothing, post=nothing)
