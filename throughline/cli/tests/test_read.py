"""`throughline read`: its JSON, its exit codes, and that nothing else is on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from throughline.cli import main
from throughline.reading import read

CLEAN = "# Learning briefing: Child V\n\nMay 2020\n\n## Key learning\n\n- Ask twice.\n- Look in the room.\n"
DOUBTFUL = (
    "# Response to the review of Child V\n\nMay 2020\n\nThe review identified five learning points.\n\n"
    "The learning points are:\n\n1. Ask twice.\n2. Look.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "clean.md").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "doubtful.md").write_text(DOUBTFUL, encoding="utf-8")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    return {name: str(tmp_path / f"{name}.md") for name in ("clean", "doubtful", "empty", "absent")}


def test_one_file_is_an_array_of_one(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", files["clean"], "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["file"] == files["clean"]
    assert answer["kind"] == "learning_briefing"
    first = answer["learning_points"][0]
    assert set(first) == {"number", "text", "owner", "about", "at"}
    assert set(first["about"]) == {"kind", "number", "name"}
    start, end = first["at"]
    assert answer["text"][start:end] == first["text"] == "Ask twice."


def test_a_grave_doubt_gives_one(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", files["clean"], files["doubtful"]]) == 1
    answers = json.loads(capsys.readouterr().out)
    assert [answer["file"] for answer in answers] == [files["clean"], files["doubtful"]]
    (doubt,) = [d for d in answers[1]["doubts"] if d["rule"] == "count_claimed_vs_listed"]
    assert set(doubt) == {"rule", "number", "severity", "says", "at"}
    (claim,) = [c for c in answers[1]["claims"] if c["counts"] == "learning_points"]
    assert (claim["says"], claim["lists"], claim["agrees"]) == (5, 2, False)


def test_a_refused_file_keeps_its_place_and_the_others_are_read(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files["clean"], files["empty"], files["doubtful"], files["absent"], "--json"]) == 2
    said = capsys.readouterr()
    answers = json.loads(said.out)
    assert [("error" in answer) for answer in answers] == [False, True, False, True]
    assert set(answers[1]["error"]) == {"number", "says", "do"}
    assert answers[1]["error"]["number"] == "E1102"
    assert said.err.splitlines()[0].startswith("E1102: ")


def test_without_json_it_speaks_to_a_person_doubts_first(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files["doubtful"]]) == 1
    out = capsys.readouterr().out
    assert out.index("Doubts: ") < out.index("Learning points: 2")
    assert "D101 high" in out and "About: Child V" in out


def test_no_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read"]) == 2
    assert capsys.readouterr().out == ""


def test_the_same_from_the_command_line_and_from_the_library(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", files["doubtful"], "--json"])
    (answer,) = json.loads(capsys.readouterr().out)
    assert {**read(files["doubtful"]).as_json(), "file": files["doubtful"]} == answer
