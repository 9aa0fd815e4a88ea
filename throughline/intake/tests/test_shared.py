"""The five real documents, where they lie beside the checkout: imported whole, and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories
from throughline.intake.services import import_document
from throughline.reading import read

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted((ROOT.parent / "shared" / "documents").glob("*.md"))
LISTS = (
    "findings",
    "learning_points",
    "recommendations",
    "committee_recommendations",
    "actions",
    "progress",
    "impact",
    "case_studies",
)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENTS, reason="the five documents of ../shared are not beside this checkout"),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_everything_read_is_saved_once_and_never_proposed_again(path: Path) -> None:
    by = factories.coordinator()
    reading = read(path)
    things = sum(len(getattr(reading, name)) for name in LISTS)
    first = import_document(name=path.name, data=path.read_bytes(), accept="all", by=by, at=factories.NOW)
    assert (first.proposed, first.saved, first.already, first.left) == (things, things, 0, 0)
    again = import_document(name=path.name, data=path.read_bytes(), accept="all", by=by, at=factories.NOW)
    assert (again.proposed, again.saved, again.already, again.left) == (0, 0, things, 0)
    assert again.review == first.review
