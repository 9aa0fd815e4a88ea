"""``throughline plan check`` from outside: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from throughline.cli import main
from throughline.planfiles.tests.shapes import SHAPES, book

HEADS = ("Action", "Lead", "By when")


def test_every_row_has_its_fate_and_a_refused_row_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    place = tmp_path / "plan.xlsx"
    place.write_bytes(next(one for one in SHAPES if one.name == "plain.xlsx").make())
    assert main(["plan", "check", str(place)]) == 1
    said = capsys.readouterr().out
    assert "plan.xlsx: 5 rows, 2 actions." in said
    assert "Action plan!B6: P01 It names no action." in said
    assert "Look: “ongoing” is no day, so it is kept as words." in said


def test_json_and_the_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fine, none = tmp_path / "fine.xlsx", tmp_path / "none.xlsx"
    fine.write_bytes(book(("Plan", (HEADS, ("Do it", "Police", "1 May 2026")))))
    none.write_bytes(b"")
    assert main(["plan", "check", str(fine), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["text"], one["due_on"], one["where"]) for one in answer[0]["actions"]] == [
        ("Do it", "2026-05-01", "Plan!A2")
    ]
    assert main(["plan", "check", str(fine), str(none)]) == 2
    assert "E1102" in capsys.readouterr().err
