"""Files of values: what each row comes to, what is taken from it, and what is refused."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from throughline.audit.models import Event
from throughline.impact import services
from throughline.impact.models import Reading, ReadingsFile
from throughline.impact.rules.figures import Known
from throughline.impact.rules.tables import Columns, guess, rows_of, when
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("April 2025", "2025-04"),
        ("2025-04", "2025-04"),
        ("Apr-25", "2025-04"),
        ("01/04/2025", "2025-04-01"),
        ("Q1 2025", "2025-01/2025-03"),
        ("2025/26 Q1", "2025-04/2025-06"),
        ("Q4 2025/26", "2026-01/2026-03"),
        ("Q1", ""),
        ("Ma-25", ""),
        ("soon", ""),
        ("31/02/2025", ""),
    ],
)
def test_when_a_cell_was_so(said: str, iso: str) -> None:
    assert when(said) == iso


CELLS = [
    ["Month", "Missed", "Followed up"],
    ["April 2025", "62", "42%"],
    ["May 2025", "58", "43"],
    ["June 2025", "about 60", "44"],
    ["July", "59", "47"],
    ["Aug-25", "53", "n/a"],
    ["Sept 2025", "57", "81.333"],
    ["Oct-25", "57", "181"],
    ["May 2025", "58", "43"],
]


def test_every_row_of_a_table_is_read_or_says_why_not_by_its_number() -> None:
    assert guess(CELLS) == Columns(0, 1)
    assert guess([[row[0], row[2]] for row in CELLS]) == Columns(0, 1)
    rows = rows_of(CELLS, Columns(0, 2, 1), [Known(Decimal(42), "2025-04")], unit="%")
    assert [(row.number, row.wrong, row.known) for row in rows] == [
        (2, "", True),
        (3, "", False),
        (4, "“about 60” is no whole number", False),
        (5, "“July” is no date", False),
        (6, "“n/a” is no figure", False),
        (7, "“81.333” has more than two decimal places", False),
        (8, "“181” is no share of a hundred", False),
        (9, "", True),
    ]
    assert (rows[1].value, rows[1].date_iso, rows[1].counted) == (Decimal(43), "2025-05", 58)


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=8))
def test_no_table_breaks_it_and_no_row_is_lost(cells: list[list[str]]) -> None:
    columns = guess(cells)
    rows = rows_of(cells, columns, ())
    assert len(rows) in (len(cells), len(cells) - 1)
    assert all(row.wrong or (row.value is not None and row.date_iso) for row in rows)


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def sent(scene: Scene, client: Any, data: bytes, name: str = "list.csv") -> Any:
    """The answer to a file that was sent for the scene's measure."""
    url = address_of("measure", scene.rows["measure"].pk, "readings/file")
    return client.post(url, {"file": SimpleUploadedFile(name, data)})


LIST = b"Month,Missed,Share\nApril 2025,62,42\nMay 2025,58,43\nJune,64,44\n"


def test_a_file_is_looked_at_before_its_readings_stand_and_adds_nothing_when_given_twice(scene: Scene) -> None:
    client, columns = scene.client(), {"when": "0", "value": "2", "counted": "1", "comes_from": "Weekly return"}
    to = sent(scene, client, LIST)["Location"]
    page = words(client.get(to, columns))
    assert "2 new readings." in page
    assert "1 row cannot be read, and will be left out." in page
    assert "Left out: “June” is no date" in page
    assert not Reading.objects.exists()
    assert client.post(to, columns).status_code == 302
    rows = list(Reading.objects.order_by("id").values_list("value", "date_iso", "counted", "baseline", "comes_from"))
    assert rows == [
        (42, "2025-04", 62, True, "Weekly return"),
        (43, "2025-05", 58, False, "Weekly return"),
    ]
    assert Event.objects.get(verb="measure.file_taken").details["rows_left_out"] == [4]
    assert sent(scene, client, LIST)["Location"] == to
    assert "It was taken before, and adds nothing." in words(client.get(to))
    client.post(to, columns)
    more = sent(scene, client, LIST + b"July 2025,59,47\n")["Location"]
    assert "1 new reading." in words(client.get(more, columns))
    client.post(more, columns)
    assert Reading.objects.count() == 3


def test_columns_that_are_not_there_or_are_one_are_refused(scene: Scene) -> None:
    client = scene.client()
    to = sent(scene, client, LIST)["Location"]
    for odd in ({"when": "0", "value": "0"}, {"when": "0", "value": "9"}, {"when": "-1", "value": "x"}):
        assert client.post(to, odd).status_code == 200
        assert client.get(to, odd).status_code == 200
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"x", "E1103"),
        ("a.csv", b"one\n", "E1525"),
        ("a.csv", b"a,b\n" * 3000, "E1525"),
        ("a.xlsx", b"a,b\n", "E1104"),
        ("a.csv", b"Month,Share\nApril 2025,=40+2\n", r"E1221.*1 in all \(B2\)"),
    ],
)
def test_a_file_that_is_none_is_refused_by_number(scene: Scene, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        services.receive_readings_file(scene.rows["measure"], name=name, data=data, by=scene.by, at=make.NOW)
    assert not ReadingsFile.objects.exists()


def test_the_baseline_of_a_file_is_its_earliest_reading_wherever_it_stands(scene: Scene) -> None:
    client, data = scene.client(), b"Month,Share\nJune 2025,44\nApril 2025,42\nMay 2025,43\n"
    to = sent(scene, client, data)["Location"]
    assert client.post(to, {"when": "0", "value": "1"}).status_code == 302
    assert Reading.objects.get(baseline=True).date_iso == "2025-04"
    more = sent(scene, client, b"Month,Share\nMarch 2025,40\n")["Location"]
    assert client.post(more, {"when": "0", "value": "1"}).status_code == 302
    assert Reading.objects.get(baseline=True).date_iso == "2025-04", "what was said to be the baseline stays it"


def test_a_file_on_a_measure_without_baseline_asks_what_it_was_before(scene: Scene) -> None:
    client, measure = scene.client(), scene.rows["measure"]
    columns = {"when": "0", "value": "1"}
    to = sent(scene, client, b"Month,Share\nJune 2025,44\nApril 2025,42\n")["Location"]
    page = words(client.get(to))
    assert "The earliest reading of this file is 42%, April 2025." in page, "an empty measure is told so in words"
    alone = {"why_bare": "None was given.", "by": scene.by, "at": make.NOW}
    services.add_reading(measure, value=Decimal(80), date_iso="2016", **alone)
    assert "What it was before" in words(client.get(to))
    assert "Say why nobody can say what it was before." in words(client.post(to, {**columns, "baseline": "none"}))
    odd = {**columns, "baseline": "earliest", "why_no_baseline": "Nobody counted."}
    assert "Leave this empty" in words(client.post(to, odd))
    assert Reading.objects.count() == 1
    why = {**columns, "baseline": "none", "why_no_baseline": "Nobody counted."}
    assert client.post(to, why).status_code == 302
    measure.refresh_from_db()
    assert (measure.why_no_baseline, Reading.objects.count()) == ("Nobody counted.", 3)
    assert not Reading.objects.filter(baseline=True).exists()
    more = sent(scene, client, b"Month,Share\nJuly 2025,45\n")["Location"]
    assert "What it was before" not in words(client.get(more, columns)), "it is asked once"


def test_the_earliest_of_a_file_can_be_the_baseline_of_a_measure_that_was_read_before(scene: Scene) -> None:
    client, measure = scene.client(), scene.rows["measure"]
    alone = {"why_bare": "None was given.", "by": scene.by, "at": make.NOW}
    services.add_reading(measure, value=Decimal(80), date_iso="2026", **alone)
    to = sent(scene, client, b"Month,Share\nJune 2025,44\nApril 2025,42\n")["Location"]
    assert client.post(to, {"when": "0", "value": "1", "baseline": "earliest"}).status_code == 302
    assert Reading.objects.get(baseline=True).date_iso == "2025-04"


def test_a_formula_is_refused_by_number_and_its_cell_named(scene: Scene) -> None:
    book = openpyxl.Workbook()
    for row in (["When", "Share"], [date(2025, 4, 1), 42], [date(2025, 5, 1), "=40+2"]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    page = words(sent(scene, scene.client(), kept.getvalue(), "q.xlsx"))
    assert "q.xlsx holds formulas, 1 in all (B3), and what a formula shows can change. Copy the table" in page
    assert not ReadingsFile.objects.exists()


def test_an_excel_file_is_read_too(scene: Scene) -> None:
    book = openpyxl.Workbook()
    for row in (["When", "Share"], [date(2025, 4, 1), 42], [date(2025, 5, 1), 43.5]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    client = scene.client()
    to = sent(scene, client, kept.getvalue(), "list.xlsx")["Location"]
    client.post(to, {"when": "0", "value": "1"})
    assert list(Reading.objects.order_by("id").values_list("value", "date_iso")) == [
        (42, "2025-04-01"),
        (Decimal("43.5"), "2025-05-01"),
    ]
