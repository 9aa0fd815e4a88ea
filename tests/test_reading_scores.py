"""How much of each practice document, and of the five real ones where they are at hand, is read as its key says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests import scoring
from throughline.reading import Reading, read, read_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PRACTICE = ROOT / "tests" / "readings"
GOAL = 0.95

needs_real = pytest.mark.skipif(
    not (SHARED / "facts").is_dir(), reason="the five real documents and their keys are not beside this checkout"
)


@cache
def _read(path: Path) -> Reading:
    return read(path)


def _real() -> list[tuple[Path, Path]]:
    keys = sorted((SHARED / "facts").glob("*.json")) if (SHARED / "facts").is_dir() else []
    return [(key, SHARED / "documents" / scoring.load(key)["file"]) for key in keys]


def _practice() -> list[tuple[Path, Path]]:
    pairs = []
    for key in sorted(PRACTICE.glob("*.json")):
        held = scoring.load(key)
        pairs += [(key, PRACTICE / name) for name in [held["file"], *held.get("also_as", [])]]
    return pairs


def _scored(pairs: Iterable[tuple[Path, Path]], lists: tuple[str, ...]) -> dict[str, scoring.Score]:
    rows: dict[str, scoring.Score] = {}
    for key, document in pairs:
        for name, score in scoring.score_lists(_read(document), scoring.load(key), lists).items():
            rows.setdefault(name, scoring.Score()).add(score)
    return rows


def _together(rows: dict[str, scoring.Score]) -> scoring.Score:
    total = scoring.Score()
    for score in rows.values():
        total.add(score)
    return total


def _show(title: str, rows: dict[str, scoring.Score], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{title}\n{scoring.table(rows)}")


@needs_real
def test_the_five_real_documents_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _scored(_real(), scoring.REAL_LISTS)
    _show("The five real documents", rows, capsys)
    total = _together(rows)
    assert total.wanted == 82
    assert total.found == 82, total.missed
    assert total.recall >= GOAL, total.missed
    assert total.precision >= GOAL, total.extra


@needs_real
@pytest.mark.parametrize(("key", "document"), _real(), ids=lambda path: path.stem[:40])
def test_every_doubt_that_a_real_document_asks_for_is_raised(key: Path, document: Path) -> None:
    asked = [d for d in scoring.asked_doubts(scoring.load(key)) if d["type"] not in {"markup_artefact"}]
    missing = [d for d in scoring.missing_doubts(_read(document), scoring.load(key)) if d in asked]
    assert not missing


@needs_real
@pytest.mark.parametrize(("key", "document"), _real(), ids=lambda path: path.stem[:40])
def test_kind_title_partnership_and_children_of_a_real_document(key: Path, document: Path) -> None:
    held, reading = scoring.load(key), _read(document)
    assert reading.kind == held["kind"]
    assert scoring.folded(reading.title) == scoring.folded(held["title"])
    assert scoring.folded(reading.partnership) == scoring.folded(held["partnership"])
    assert {subject.name for subject in reading.subjects} == set(held["subject"])
    assert {s.name: list(s.also) for s in reading.subjects if s.also} == {
        name: [also] for name, also in held.get("subject_aliases", {}).items()
    }


@needs_real
@pytest.mark.parametrize(("key", "document"), _real(), ids=lambda path: path.stem[:40])
def test_no_name_of_a_person_comes_out(key: Path, document: Path) -> None:
    reading = _read(document)
    said = " ".join([reading.title, *reading.bodies, *(item.owner for item in reading.committee_recommendations)])
    for person in scoring.load(key).get("named_people", []):
        assert person not in said


def test_the_practice_documents_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _scored(_practice(), scoring.LISTS)
    _show("The practice documents", rows, capsys)
    total = _together(rows)
    assert total.wanted > 400
    assert total.recall >= GOAL, total.missed
    assert total.precision >= GOAL, total.extra


def test_the_doubts_that_practice_documents_ask_for_are_raised(capsys: pytest.CaptureFixture[str]) -> None:
    asked = found = 0
    missing = []
    for key, document in _practice():
        held = scoring.load(key)
        lacking = scoring.missing_doubts(_read(document), held)
        asked += len(scoring.asked_doubts(held))
        found += len(scoring.asked_doubts(held)) - len(lacking)
        missing += [f"{document.name}: {doubt['type']}: {doubt['detail']}" for doubt in lacking]
    with capsys.disabled():
        print(f"\nDoubts asked for in the practice documents: {found} of {asked} raised")
    assert found >= 0.9 * asked, missing


@pytest.mark.parametrize(("key", "document"), _practice(), ids=lambda path: path.name)
def test_a_clean_practice_document_raises_no_grave_doubt(key: Path, document: Path) -> None:
    assert scoring.false_alarms(_read(document), scoring.load(key)) == []


@pytest.mark.parametrize(("key", "document"), _practice(), ids=lambda path: path.name)
def test_kind_of_a_practice_document(key: Path, document: Path) -> None:
    assert _read(document).kind == scoring.load(key)["kind"]


def test_a_wrong_item_costs_precision_and_a_missing_one_recall() -> None:
    key = {"findings": [{"number": "1", "starts": "One thing"}, {"number": "2", "starts": "Another thing"}]}
    reading = read_text("## Findings\n\n1. One thing was wrong.\n2. Something else was wrong.\n")
    score = scoring.score_list(reading.findings, key, "findings")
    assert (score.wanted, score.found, score.read) == (2, 1, 2)
