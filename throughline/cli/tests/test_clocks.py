"""``throughline clocks`` from outside: its JSON, its order, its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from throughline.cli import main
from throughline.kernel.editions import export_rules, shipped

KEYS = ["id", "name", "event", "starts", "due", "due_without_holds", "unit", "length", "direction", "source", "proof"]


def test_the_answer_has_every_key_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    words = "clocks --edition wt2023 --event notified=2026-02-18 --event aware=2026-02-16 --json"
    assert main([*words.split(), "--hold", "rapid_review=2026-03-02..2026-03-03"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["edition", "clocks"]
    assert [list(one) for one in answer["clocks"]] == [KEYS] * 3
    assert [one["id"] for one in answer["clocks"]] == ["notify_panel", "notify_partners", "rapid_review"]
    rapid = answer["clocks"][-1]
    assert (rapid["due"], rapid["due_without_holds"]) == ("2026-03-13", "2026-03-11")
    assert rapid["proof"][0] == {
        "day": "2026-02-18",
        "counts": False,
        "why": "Day 0: the notification was sent to the Panel, 18 February 2026; this day never counts",
    }
    assert sum(line["counts"] for line in rapid["proof"]) == rapid["length"] == 15


def test_a_clock_whose_event_is_not_given_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", "--edition", "wt2006", "--event", "aware=2007-01-02", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"edition": "wt2006", "clocks": []}


def test_for_a_person_each_day_is_counted_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", "--edition", "wt2026", "--event", "aware=2026-04-02", "--rapid-review-from", "aware"]) == 0
    out = capsys.readouterr().out
    assert "Mon 2026-04-13  Notify the Panel (notify_panel)" in out
    assert "Bank holiday" in out


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("--edition wt20", "E1902"),
        ("--edition wt2023 --event aware", "E1903"),
        ("--edition wt2023 --event woke=2026-01-01", "E1903"),
        ("--edition wt2023 --event aware=2026-01-01 --event aware=2026-01-02", "E1903"),
        ("--edition wt2023 --event aware=2026-02-30", "E1905"),
        ("--edition wt2023 --event aware=20260105", "E1905"),
        ("--edition wt2023 --hold rapid_review", "E1904"),
        ("--edition wt2023 --hold nonsense=2026-01-01..2026-01-02", "E1904"),
        ("--edition wt2023 --hold rapid_review=2026-01-09..2026-01-02", "E1905"),
        ("--edition wt2023 --rapid-review-from incident", "E1903"),
        ("--edition wt2023 --rules /no/such/rules.json", "E1901"),
    ],
)
def test_bad_input_is_refused_with_nothing_on_standard_output(
    words: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clocks", *words.split(), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{number}: ")


def test_corrected_rules_are_used_instead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = json.loads(export_rules(shipped()))
    (book,) = (one for one in raw["editions"] if one["id"] == "wt2023")
    next(one for one in book["clocks"] if one["id"] == "notify_panel")["length"] = 3
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert main(["clocks", "--edition", "wt2023", "--event", "aware=2026-01-05", "--rules", str(path), "--json"]) == 0
    found = {one["id"]: one["due"] for one in json.loads(capsys.readouterr().out)["clocks"]}
    assert found == {"notify_panel": "2026-01-08", "notify_partners": "2026-01-12"}


@pytest.mark.parametrize("words", ["clocks", "clocks --edition", "read", "clock", "report progress --nonsense"])
def test_a_command_that_cannot_be_understood_is_refused_with_a_number(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].startswith("E1030: ")
