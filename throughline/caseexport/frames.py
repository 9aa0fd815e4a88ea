"""That a case came out of a file under pseudonyms stands on its every page, since who its children are is missing."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from throughline.access.queries import noted
from throughline.caseexport.models import PSEUDONYMS, CaseLoad
from throughline.caseexport.queries import loaded_as
from throughline.ui.words import day

UNDER_PSEUDONYMS = "loaded_under_pseudonyms"
"""The note on whoever acts where a case of the partnership came so; elsewhere no page asks."""


def watch() -> None:
    """Whoever acts is told from now on whether the partnership holds a case that came under pseudonyms."""
    rows = CaseLoad.objects.filter(case__partnership=OuterRef("partnership"), scope=PSEUDONYMS)
    noted(UNDER_PSEUDONYMS, Exists(rows))


def loaded_in_frame(request: HttpRequest) -> dict[str, Any]:
    """``loaded`` for the layout: a sentence where the page is about such a case, else nothing."""
    shown = getattr(request, "case_shown", 0)
    acting = getattr(request, "acting", None)
    if shown <= 0 or acting is None or UNDER_PSEUDONYMS not in acting.notes:
        return {"loaded": ""}
    found = loaded_as(shown)
    if found is None or found.scope != PSEUDONYMS:
        return {"loaded": ""}
    return {
        "loaded": (
            f"This case was loaded on {day(found.loaded_on)} from an export under pseudonyms made on "
            f"{day(found.exported_on)} ({found.mark}). Who the children are, the accounts, protected words and the "
            "papers are not in it."
        )
    }
