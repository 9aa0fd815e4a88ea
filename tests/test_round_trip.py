"""A document is read, imported and made into a report; the report is read, and says the same again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from throughline.intake.services.importing import import_document
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Partnership
from throughline.reading import read
from throughline.reporting.services import Media, make_progress_report
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
HERE = Path(__file__).resolve().parent
REAL = HERE.parents[1] / "shared/documents/oxfordshire-child-q-progress-report-2017.md"
OURS = (
    HERE / "readings/wexmoor-progress-finding-one-2018.md",
    HERE / "readings/brackwater-progress-child-aa-2021.docx",
    HERE / "readings/penhallow-progress-isaac-2024.pdf",
    HERE / "readings/marrowick-progress-table-2020.docx",
)
NAME = 4  # the place of the heading among what is said of an item
LISTS = ("findings", "progress", "impact", "case_studies")


def said(source: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a document says of findings, progress, impact and case studies: number, text, about, outcome, in order."""
    result = read(source)
    return {
        name: [
            (
                item.number,
                item.text,
                item.about.kind,
                item.about.number,
                item.about.name,
                getattr(item, "outcome", None),
            )
            for item in getattr(result, name)
        ]
        for name in LISTS
    }


def unheaded(before: list[tuple[Any, ...]], again: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What was read again, without the headings that the report gives where the source, a table, had none."""
    bare = [len(before) > place and before[place][NAME] == "" for place in range(len(again))]
    return [(*row[:NAME], "", *row[NAME + 1 :]) if gone else row for row, gone in zip(again, bare, strict=True)]


def through_the_record(source: Path, to: Path, media: Media) -> Path:
    """The progress report, in that medium, on the review that the document was imported into."""
    home: Partnership = factories.partnership()
    by: Actor = factories.coordinator(home)
    import_document(name=source.name, data=source.read_bytes(), accept="all", by=by, at=AT)
    review = Review.objects.get(case__partnership=home)
    made = make_progress_report(
        review, on=AT.date(), media=media, partnership_name="Wexmoor Safeguarding Children Partnership", by=by, at=AT
    )
    to.write_bytes(made.data)
    return to


@pytest.mark.parametrize("media", ["docx", "pdf"])
@pytest.mark.parametrize("source", [REAL, *OURS], ids=lambda path: path.stem)
def test_a_report_says_again_what_was_read(source: Path, media: Media, tmp_path: Path) -> None:
    if not source.exists():
        pytest.skip(f"{source.name} is not here: it lies beside the project, and only there.")
    before = said(source)
    assert before["findings"]
    assert before["progress"]
    again = said(through_the_record(source, tmp_path / f"report.{media}", media))
    assert {name: unheaded(before[name], again[name]) for name in LISTS} == before
