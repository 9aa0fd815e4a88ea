"""Readings of measures: from a file, assured by somebody else, and why they slid; and what difference it made."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from throughline.cases.models import Case
from throughline.impact.models import Assurance, Reading, ReadingsFile, SlideCause

FAR = "page: stranger | 404: rest"
SEALED = "page: coordinator chair | 404: rest"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A file of values that waits, a reading that somebody assured, one that nobody did, and the cause of a slide."""
    kept = {"measure_id": ids["measure"], "made_at": make.NOW, "made_by": case.made_by}
    cells = [["Month", "Marrow"], ["May 2025", "43"]]
    file = ReadingsFile.objects.create(**kept, name="marrow.csv", sha256="0" * 64, cells=cells)
    said = {"comes_from": "Marrow", "why_bare": "Marrow", "date_text": "Marrow"}
    read = Reading.objects.create(**kept, **said, value=43)
    assured = Reading.objects.create(**kept, **said, value=44, file=file)
    Assurance.objects.create(reading=assured, how="Marrow", at=make.NOW, by=case.made_by)
    SlideCause.objects.create(measure_id=ids["measure"], after=read, cause="Marrow", at=make.NOW, by=case.made_by)
    return {"readings_file": file.pk, "unassured_reading": read.pk}


def rows() -> None:
    """Who gets what."""
    for path, thing in (
        ("measures/<int:id>/readings/file", "measure"),
        ("measures/<int:id>/slide", "measure"),
        ("readings/<int:id>/assure", "unassured_reading"),
        ("readings-files/<int:id>/", "readings_file"),
    ):
        matrix.row(path, f"id={thing}", get=matrix.WRITES, post=matrix.WRITES)
        matrix.row(path, f"id=sealed_{thing}", get=SEALED, post=SEALED)
        far = FAR.replace("page", "403") if thing == "unassured_reading" else FAR  # who entered it never assures it
        matrix.row(path, f"id=far_{thing}", get=far, post=far)
    shows = "reviews/<int:id>/difference"
    matrix.row(shows, "id=review", get=matrix.SEES)
    matrix.row(shows, "id=published_review", get=matrix.SEES_PUBLISHED)
    matrix.row(shows, "id=sealed_review", get=SEALED)
    matrix.row(shows, "id=far_review", get=FAR)
