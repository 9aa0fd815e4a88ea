"""``throughline chronology`` from outside: its JSON, its exit codes, its refusals, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from throughline.chronology.rules import CHECKS, read
from throughline.chronology.tests.makers import TODAY, csv_of, saved, word_of
from throughline.cli import main

ENTRY = ["agency", "row", "sequence", "source", "start", "end", "time", "event", "action", "comment"]
DAY = ["--today", "2026-11-26"]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    visit = "Health visitor saw baby at home with mother; bruise to the left cheek."
    (tmp_path / "health.csv").write_bytes(csv_of(("12/3/15", "9am", "Diary", visit, "Referred", "")))
    (tmp_path / "fine.csv").write_bytes(csv_of(("12/3/15", "", "Log", "Rent letter sent", "", "")))
    rows = [
        ("Start Date", "Source", "Event"),
        ("12/3/15", "Notes", "Health visitor saw baby at home with father; bruise on left cheek."),
        ("31/02/15", "Notes", "Never"),
        ("", "# author", "Ask the surgery"),
    ]
    (tmp_path / "gp.docx").write_bytes(saved(word_of(rows)))
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """The exit code, what was printed as JSON, and what was said on standard error."""
    code = main(["chronology", *words, "--json", *DAY])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else None, said.err


def test_the_answer_has_every_key_in_order(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("check", "merge"):
        code, answer, _ = asked(capsys, verb, "health.csv", "Surgery=gp.docx")
        assert code == 1
        assert list(answer) == ["entries", "refused", "notes", "links", "silences"]
        assert [list(each) for each in answer["entries"]] == [ENTRY] * 2
        first = answer["entries"][0]
        assert list(first["start"]) == ["text", "edtf", "earliest", "latest"]
        assert (first["agency"], first["row"], first["time"], first["end"], first["sequence"]) == (
            "health",
            1,
            "09:00",
            None,
            None,
        )
        assert first["start"] == {
            "text": "12/3/15",
            "edtf": "2015-03-12",
            "earliest": "2015-03-12",
            "latest": "2015-03-12",
        }
        assert [list(each) for each in answer["refused"]] == [["agency", "row", "rule", "why"]]
        assert answer["refused"][0]["agency"] == "Surgery" and answer["refused"][0]["rule"] == "C103"
        assert [list(each) for each in answer["notes"]] == [["agency", "row", "text"]]
        (link,) = answer["links"]
        assert list(link) == ["kind", "entries", "why"]
        assert (link["kind"], link["entries"]) == ("contradiction", [0, 1])


def test_a_silence_has_its_keys(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "gap.csv").write_bytes(csv_of(("1/1/15", "", "L", "x", "", ""), ("1/6/15", "", "L", "y", "", "")))
    code, answer, _ = asked(capsys, "check", "gap.csv")
    assert code == 0
    assert [{key: each[key] for key in ("agency", "who", "from", "to")} for each in answer["silences"]] == [
        {"agency": "gap", "who": None, "from": "2015-01-01", "to": "2015-06-01"}
    ]
    assert list(answer["silences"][0]) == ["agency", "who", "from", "to", "why"]
    assert asked(capsys, "merge", "gap.csv", "--silence", "200")[1]["silences"] == []


def test_exit_codes(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "check", "fine.csv")[0] == 0
    assert asked(capsys, "check", "gp.docx")[0] == 1
    code, answer, said = asked(capsys, "merge", "fine.csv", "empty.csv", "old.doc", "absent.csv")
    assert code == 2
    assert [each["agency"] for each in answer["entries"]] == ["fine"], "the others are still read"
    assert [line[:5] for line in said.splitlines()] == ["E1102", "E1103", "E1101"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("check", "E1030"),
        ("", "E1030"),
        ("merge fine.csv -o out.pdf", "E1202"),
        ("merge fine.csv -o nowhere/out.csv", "E1205"),
        ("check fine.csv --silence 0", "E1204"),
        ("rule C999", "E1206"),
        ("check fine.csv --silence many", "E1030"),
        ("check fine.csv --today 2026-02-30", "E1905"),
        ("check fine.csv -o out.csv", "E1030"),
    ],
)
def test_bad_usage_is_refused_with_a_number(
    files: Path, words: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chronology", *words.split()]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{number}: ")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json", "html"])
def test_it_writes_the_timeline(files: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = asked(capsys, "merge", "health.csv", "gp.docx", "-o", f"out.{ending}")
    assert code == 1 and (files / f"out.{ending}").stat().st_size > 200
    assert [path for path in files.iterdir() if path.name.startswith(".")] == []
    if ending != "html":
        assert asked(capsys, "check", f"out.{ending}")[1] == answer
    else:
        assert "bruise" in (files / "out.html").read_text(encoding="utf-8")


def test_it_names_what_explains_a_refused_row_and_explains_it(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chronology", "check", "gp.docx", *DAY]) == 1
    last = next(line for line in capsys.readouterr().out.splitlines() if "What to do:" in line)
    assert last.endswith("throughline chronology rule C103")
    assert main(last.split("throughline ")[1].split()) == 0
    said = capsys.readouterr().out
    assert CHECKS["C103"].do in said and said.startswith("C103. ")
    assert main(["chronology", "rule"]) == 0 and capsys.readouterr().out.count("What to do:") == len(CHECKS)


def test_a_timeline_that_would_lack_a_file_is_not_written(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = asked(capsys, "merge", "fine.csv", "absent.csv", "-o", "out.csv")
    assert code == 2 and "out.csv was not written" in said and not (files / "out.csv").exists()


def test_the_agency_is_given_or_is_the_name_of_the_file(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "a=b.csv").write_bytes((files / "fine.csv").read_bytes())
    (files / "b.v2.csv").write_bytes((files / "fine.csv").read_bytes())
    words = ["fine.csv", "City Housing=fine.csv", "a=b.csv", "b.v2.csv", "X=Y=fine.csv", f"Z={files}/fine.csv"]
    answers = [asked(capsys, "check", word) for word in words]
    names = [answer["entries"][0]["agency"] if answer["entries"] else code for code, answer, _ in answers]
    assert names == ["fine", "City Housing", "a=b", "b.v2", 2, "Z"]


def test_the_same_file_given_twice_adds_nothing_in_whatever_order(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = asked(capsys, "merge", "health.csv", "gp.docx")[1]
    assert asked(capsys, "merge", "gp.docx", "health.csv", "gp.docx")[1] == once


def test_without_json_it_speaks_to_a_person(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chronology", "check", "health.csv", "gp.docx", *DAY]) == 1
    out = capsys.readouterr().out
    assert out.startswith("4 rows from 2 agencies: gp, health.\n2 entries, 1 refused row, 1 note.\n")
    assert "gp, row 2: C103 A day that never was." in out and "Contradictions: 1" in out and "father" in out


def test_the_same_from_the_command_line_and_from_the_library(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "check", "gp.docx")[1] == read(files / "gp.docx", today=TODAY).as_json()
