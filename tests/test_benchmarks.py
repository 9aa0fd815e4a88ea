"""The benchmarks measure what they say: papers of the asked length, both sides in turn, and misses that count."""

from __future__ import annotations

import types
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import __main__ as bench
from benchmarks import setting
from benchmarks.measuring import Goal, in_turn
from benchmarks.papers import blocks, what_it_holds
from benchmarks.reading import plain_docx, plain_pdf
from benchmarks.walker import Counter
from benchmarks.weight import MOST_KB
from throughline.reading import read


def test_the_paper_about_tests_tells_of_every_part() -> None:
    told = (Path(__file__).parent.parent / "TESTING.md").read_text(encoding="utf-8")
    assert [part for part in bench.PARTS if f"`{part}`" not in told or f"- **{part}**: " not in told] == []


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[setting.Paper]:
    monkeypatch.setattr(setting, "KEPT", tmp_path)
    yield setting.paper(10)


def test_a_paper_fills_exactly_the_pages_asked_and_both_media_hold_the_same_words(paper: setting.Paper) -> None:
    assert len(pypdfium2.PdfDocument(paper.pdf)) == 10
    words = sum(len(block.text.split()) for block in paper.blocks)
    assert 2_000 < words < 6_000
    assert plain_docx(paper.word) == pytest.approx(plain_docx(paper.edited), abs=5)
    assert plain_pdf(paper.pdf) == pytest.approx(plain_docx(paper.word), rel=0.2)


def test_reading_finds_in_a_paper_what_stands_in_it(paper: setting.Paper) -> None:
    said = sum(block.text.startswith("Finding ") for block in paper.blocks if block.kind == "heading")
    for path in (paper.pdf, paper.word, paper.edited):
        assert said <= len(read(path).findings) <= said + 1


def test_papers_are_the_same_each_time_and_varied() -> None:
    assert blocks(2) == blocks(2)
    assert blocks(1, seed=1) != blocks(1, seed=2)
    words = [word for block in blocks(6) for word in block.text.split()]
    assert len(set(words)) > 1_500, what_it_holds(blocks(6))


def test_sides_run_in_turn_and_the_first_round_is_not_counted() -> None:
    ran: list[str] = []
    clock = count()
    medians = in_turn([lambda: ran.append("a"), lambda: ran.append("b")], runs=2, clock=lambda: next(clock))
    assert ran == ["a", "b"] * 3
    assert medians == [1, 1]


def test_one_missed_goal_ends_with_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for value, code in ((1.29, 0), (1.31, 1)):
        part = types.SimpleNamespace(measure=lambda value=value: [Goal("a page", value, 1.3)])
        monkeypatch.setattr(bench.importlib, "import_module", lambda name, part=part: part)
        assert bench.main(["reading"]) == code
    assert "0 of 1 promises kept" in capsys.readouterr().out
    assert bench.main(["nonsense"]) == 2


def test_statements_that_only_open_and_close_transactions_are_free() -> None:
    counter = Counter()
    for sql in ("BEGIN IMMEDIATE", "SELECT 1", "SAVEPOINT x", "RELEASE SAVEPOINT x", "INSERT INTO audit", "COMMIT"):
        counter(lambda *words: None, sql, None, False, None)
    assert counter.statements == ["SELECT 1", "INSERT INTO audit"]


def test_a_goal_says_by_how_much_it_is_kept_or_missed() -> None:
    assert str(Goal("x", 45.0, MOST_KB, "KB")).startswith("  x")
    assert str(Goal("x", 66.5, MOST_KB, "KB")).startswith("! x")
    assert "none" in str(Goal("x", float("inf"), 12, unit=""))
