"""That a case came out of a file under pseudonyms stands on its every page, since who its children are is missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from throughline.caseexport.models import PSEUDONYMS
from throughline.caseexport.queries import loaded_as
from throughline.ui.words import day


def loaded_in_frame(request: HttpRequest) -> dict[str, Any]:
    """``loaded`` for the layout: a sentence where the page is about such a case, else nothing."""
    shown = getattr(request, "case_shown", 0)
    if shown <= 0:
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
