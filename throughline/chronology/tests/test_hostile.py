"""What somebody may put into a file on purpose: it is read or refused with a number, and nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.rules import read_bytes
from throughline.chronology.rules.gathering import guarded, unguarded
from throughline.chronology.tests.scene import scene
from throughline.files.cells import runs
from throughline.kernel.refusals import Refused


def of_columns(date: Any, event: str = "Home visit.") -> bytes:
    return json.dumps([{"Start Date": date, "Source": "Log", "Event": event}]).encode()


@pytest.mark.parametrize("year", ["²", "9" * 5000, "٣٤٥٦", "20²4", "-1", ""])
def test_a_year_that_is_none_is_no_error_of_ours(year: str) -> None:
    timeline = {"events": [{"start_date": {"year": year}, "text": {"headline": "Home visit", "text": "Seen."}}]}
    for data in (json.dumps(timeline).encode(), of_columns({"year": year, "month": "1", "day": "1"})):
        try:
            found = read_bytes(data, "rows.json", today=make.TODAY)
        except Refused as refused:
            assert refused.number.startswith("E1")
        else:
            assert len(found.entries) + len(found.refused) <= 1


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["\\ud800", "\\u0000", "\\udfff\\ud800", "\\u202e", "\\ufffe"])
@pytest.mark.parametrize("where", ["Event", "Source", "Who", "An own column"])
def test_letters_that_no_database_keeps_are_left_out_of_rows(letter: str, where: str) -> None:
    made = scene(sent=False)
    row = {"Start Date": '"1/2/2024"', "Source": '"Log"', "Event": '"Home visit."'}
    row[where] = f'"Seen{letter} well."'
    data = ("[{" + ", ".join(f'"{name}": {value}' for name, value in row.items()) + "}]").encode()
    sent = services.submit(made.held, agency=made.police, name="a.json", data=data, by=made.by, at=make.NOW)
    assert sent.entries.count() + sent.refused.count() == 1
    assert made.client().get(f"/cases/{made.case.pk}/chronology/").status_code == 200


@pytest.mark.parametrize(
    "words", ["=1+1", " =1", "＝1", "＋1", "|calc", "@SUM(A1)", "\t=1", "%x", "'=1", "''=1", "'", "plain"]
)
def test_no_cell_of_a_values_file_is_a_formula_and_every_one_reads_back(words: str) -> None:
    cell = guarded(words)
    assert not runs(cell) and unguarded(cell) == words
