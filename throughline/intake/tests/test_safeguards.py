"""What a paper says was put in place comes into the register once accepted, cited by its review, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories as make
from tests import records
from throughline.intake.services import import_document
from throughline.kernel.actor import Actor
from throughline.reading import read
from throughline.reading.result import About, PutInPlace
from throughline.reading.tests.in_place_shared import MAY, MUST
from throughline.reading.tests.papers_in_place import KNOWN
from throughline.reading.tests.test_safeguards import compared
from throughline.safeguards.models import Safeguard, SafeguardCitation
from throughline.safeguards.queries import register

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "documents"
PAPER = KNOWN[0]
pytestmark = pytest.mark.django_db


def accepted(by: Actor, name: str, text: str) -> None:
    """Everything that is read in that paper joins the record."""
    import_document(name=name, data=text.encode(), accept="all", by=by, at=make.NOW)


def test_what_is_accepted_stands_in_the_register_with_its_finding_and_its_words() -> None:
    by = make.coordinator()
    accepted(by, "finch.md", PAPER.text)
    lines = register(by, make.TODAY)
    assert {(kind, len(PAPER.there)) for kind, _ in PAPER.there} == {(one.row.kind, len(lines)) for one in lines}
    panel = next(one for one in lines if one.row.kind == "panel")
    assert [one.name for one in panel.findings] == ["Finding 2"]
    assert panel.standing.word == "Not shown yet"
    cited = SafeguardCitation.objects.get(safeguard=panel.row)
    assert cited.source is not None and "meets every fortnight" in cited.source.words
    assert panel.row.name == "Transfer panel"


def test_the_same_paper_again_adds_nothing() -> None:
    by = make.coordinator()
    for _ in range(2):
        accepted(by, "finch.md", PAPER.text)
    assert Safeguard.objects.count() == SafeguardCitation.objects.count() == len(PAPER.there)


def test_a_second_review_that_tells_of_the_same_thing_cites_the_one_in_the_register() -> None:
    by = make.coordinator()
    accepted(by, "finch.md", PAPER.text)
    accepted(by, "merlin.md", PAPER.text.replace("Child Finch", "Child Merlin").replace("2018", "2019"))
    assert Safeguard.objects.count() == len(PAPER.there)
    panel = Safeguard.objects.get(kind="panel")
    assert panel.citations.values("review").distinct().count() == 2


def test_what_another_partnership_keeps_is_not_cited() -> None:
    first, second = make.coordinator(), make.coordinator()
    for by in (first, second):
        accepted(by, "finch.md", PAPER.text)
    assert Safeguard.objects.filter(kind="panel").count() == 2
    assert records.review(first).case.partnership_id == first.partnership
    assert {one.row.partnership_id for one in register(second, make.TODAY)} == {second.partnership}


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five documents of ../shared are not beside this checkout")
@pytest.mark.parametrize("name", sorted(MUST))
def test_reading_and_accepting_the_five_documents_fills_the_register(name: str) -> None:
    by, path = make.coordinator(), DOCUMENTS / f"{name}.md"
    import_document(name=path.name, data=path.read_bytes(), accept="all", by=by, at=make.NOW)
    rows = [one.row for one in register(by, make.TODAY)]
    told = [PutInPlace("", "", "", About(), (0, 0), row.kind, row.name) for row in rows]
    found, beside, missed = compared(told, MUST[name], MAY.get(name, ()))
    assert (len(rows), beside) == (len(read(path).safeguards), [])
    assert found and missed == []
