"""Measures: figures that stand alone, files of values, who assures a reading, and a slide with its cause."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.actionplans.services import Ending, move_action
from throughline.audit.models import Event
from throughline.findings.services import tie, untie
from throughline.impact import queries, services
from throughline.impact.models import Assurance, Measure, Reading, ReadingsFile, SlideCause
from throughline.impact.rules.figures import Known, bare, bare_in_words, middle
from throughline.impact.rules.tables import Columns, guess, rows_of, when
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of, new_address
from throughline.ui.measures import Chart, Dot, Level, Upright, draw_measure, scale

LATER = make.NOW + timedelta(days=1)
BASE, PERIOD = "nothing says what it was before", "nothing says when it was so"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Minutes go out on time.", ()),
        ("Performance reached high levels at 80%.", (BASE, PERIOD)),
        ("It rose from 42% to 81% in 2016.", ()),
        ("It rose from 42% to 81%.", (PERIOD,)),
        ("In March 2016, 80 per cent were.", (BASE,)),
        ("31 of 40 files were signed in 2016.", (BASE,)),
        ("31 of 40 files were signed, against 12 in 2015.", ()),
    ],
)
def test_a_figure_in_words_needs_what_it_was_before_and_when(text: str, lacks: tuple[str, ...]) -> None:
    assert bare_in_words(text) == lacks


def test_a_reading_needs_the_same() -> None:
    assert bare(has_baseline=True, date_iso="2016-03") == ()
    assert bare(has_baseline=False, date_iso="") == (BASE, PERIOD)
    assert middle("2025-04/2025-06") == date(2025, 5, 16)
    assert middle("") is None


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
    assert guess(CELLS) == Columns(0, 2) or guess(CELLS) == Columns(0, 1)
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


@pytest.mark.parametrize(
    ("values", "percent", "ends"),
    [([42, 81], True, (0, 100)), ([3, 14], False, (0, 15)), ([0], False, (0, 1)), ([-4, 8], False, (-5, 10))],
)
def test_the_scale_is_round(values: list[float], percent: bool, ends: tuple[float, float]) -> None:
    low, high = scale(values, percent=percent)
    assert low <= min(0, *values) and high >= max(values)
    assert (low, high) == ends or not percent


def test_the_picture_shows_its_parts_and_carries_no_style() -> None:
    dots = tuple(
        Dot(date(2025, month, 15), value, str(value), f"{month}", baseline=month == 4)
        for month, value in ((4, 42), (6, 81), (9, 64), (10, 60))
    )
    chart = Chart(
        dots,
        (Upright(date(2025, 5, 1), "A5 confirmed", "<route>"),),
        Level(42, "Baseline 42%"),
        Level(90, "Target 90%"),
        percent=True,
        slides=1,
        state="Sliding back, 60%",
    )
    drawn = str(draw_measure(chart, identity="m", title="A & B", description="d"))
    for part in ("A5 confirmed", "&lt;route&gt;", "A &amp; B", "Baseline 42%", "Target 90%", "Sliding back", "m-slide"):
        assert part in drawn
    assert "style=" not in drawn
    assert drawn.count("<circle") == 5
    assert 'width="288"' in str(draw_measure(chart, identity="n", title="A", description="d", narrow=True))


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def read(scene: Scene, *figures: tuple[int, str]) -> Measure:
    """The scene's measure, tied to its confirmed action, with those readings; the first is the baseline."""
    measure: Measure = scene.rows["measure"]
    for place, (value, iso) in enumerate(figures):
        services.add_reading(measure, value=Decimal(value), date_iso=iso, baseline=place == 0, by=scene.by, at=make.NOW)
    return measure


def confirmed(scene: Scene) -> Any:
    """The scene's action, confirmed by the chair, and what its measure shows."""
    action, chair = scene.rows["action"], make.actor(scene.people[CHAIR])
    tie(scene.rows["measure"], action, by=scene.by, at=make.NOW)
    move_action(action, state="claimed_done", by=scene.by, at=make.NOW)
    ending = Ending("acceptable", why_not_again="Read each month.")
    return move_action(action, state="confirmed", ending=ending, by=chair, at=make.NOW)


def test_a_bare_figure_is_not_kept_as_impact_without_a_reason(scene: Scene) -> None:
    measure = scene.rows["measure"]
    for iso in ("", "2016"):
        with pytest.raises(Refused, match="E1522"):
            services.add_reading(measure, value=Decimal(80), date_iso=iso, by=scene.by, at=LATER)
    with pytest.raises(Refused, match="E1522"):
        records.statement(scene.review, scene.by, kind="impact", text="Minutes are on time in 80% of cases.")
    row = records.statement(
        scene.review, scene.by, kind="impact", text="80% are.", why_bare="The report gives no more."
    )
    with pytest.raises(Refused, match="E1522"):
        services.change_statement(row, version=1, why_bare="", by=scene.by, at=LATER)
    records.statement(scene.review, scene.by, kind="progress", text="80% are.")
    client, url = scene.client(), address_of("measure", measure.pk, "readings/new")
    assert "A figure alone shows no change: nothing says what it was before" in words(
        client.post(url, {"value": "80", "when": "2016"})
    )
    sent = {"value": "80", "when": "2016", "why_bare": "Nobody counted before."}
    assert client.post(url, sent).status_code == 302
    page = words(client.get(address_of("measure", measure.pk)))
    assert "No baseline or no period: Nobody counted before." in page
    assert "1 figure without a baseline or a period" in page
    new = words(client.post(new_address("statement", scene.review.pk), {"kind": "impact", "text": "80% are."}))
    assert "A figure alone shows no change" in new


def test_a_measure_whose_baseline_nobody_knows_says_so(scene: Scene) -> None:
    measure = records.measure(scene.review, scene.by, why_no_baseline="It was not counted.", period="month")
    services.add_reading(measure, value=Decimal(80), date_iso="2016", by=scene.by, at=LATER)
    assert "No baseline: It was not counted." in words(scene.client().get(address_of("measure", measure.pk)))


def test_the_page_of_a_measure_shows_picture_and_table_alike(scene: Scene) -> None:
    confirmed(scene)
    read(scene, (42, "2025-04"), (66, "2025-08"), (81, "2025-09"), (74, "2025-12"), (69, "2026-01"))
    page = words(scene.client().get(address_of("measure", scene.rows["measure"].pk)))
    for part in (
        'class="tl-measure"',
        "A1 confirmed",
        "Baseline 42%",
        "−7",
        "+15",
        "Assured by",
        "Say why it slid back",
    ):
        assert part in page


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
    ],
)
def test_a_file_that_is_none_is_refused_by_number(scene: Scene, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        services.receive_readings_file(scene.rows["measure"], name=name, data=data, by=scene.by, at=LATER)
    assert not ReadingsFile.objects.exists()


def test_a_reading_is_assured_once_by_somebody_who_did_not_enter_it(scene: Scene) -> None:
    measure = read(scene, (42, "2025-04"))
    reading, chair = measure.readings.get(), scene.client(CHAIR)
    url = f"/readings/{reading.pk}/assure"
    assert scene.client().get(url).status_code == 403
    assert "you" in words(scene.client().get(url)).lower()
    assert "Assure it" in words(chair.get(address_of("measure", measure.pk)))
    assert "Assure it" not in words(scene.client().get(address_of("measure", measure.pk)))
    assert chair.post(url, {"how": ""}).status_code == 200
    assert chair.post(url, {"how": "The return itself."})["Location"] == address_of("measure", measure.pk)
    assert "The return itself." in words(scene.client().get(address_of("measure", measure.pk)))
    chair.post(url, {"how": "Again."})
    assert Assurance.objects.get().by == scene.people[CHAIR]
    with pytest.raises(DatabaseError), transaction.atomic():
        Assurance.objects.update(how="Otherwise.")


STEPS = st.lists(
    st.tuples(st.sampled_from(("lead", "both", "unit", "chair")), st.sampled_from(("tie", "untie", "read", "assure"))),
    min_size=3,
    max_size=9,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_deeds_lets_an_owner_or_who_entered_it_assure_a_reading(steps: list[Any]) -> None:
    with transaction.atomic():
        scene = build()
        both = make.member(scene.where)
        make.membership(both, scene.where, AGENCY_LEAD, agency=scene.police)
        people = {
            "lead": make.actor(scene.people[AGENCY_LEAD]),
            "both": make.actor(both),
            "unit": scene.by,
            "chair": make.actor(scene.people[CHAIR]),
        }
        measure, action = scene.rows["measure"], scene.rows["action"]
        tie(measure, action, by=scene.by, at=make.NOW)
        read(scene, (42, "2025-04"))
        for who, step in steps:
            by = people[who]
            try:
                if step in ("tie", "untie"):
                    (tie if step == "tie" else untie)(measure, action, by=by, at=LATER)
                elif step == "read":
                    services.add_reading(measure, value=Decimal(50), date_iso="2025-05", by=by, at=LATER)
                else:
                    for row in queries.readings_of(measure):
                        services.assure_reading(row, how="Looked.", by=by, at=LATER)
            except Refused:
                continue
        for one in Assurance.objects.select_related("reading"):
            assert one.by_id not in (people["lead"].user, both.pk, one.reading.made_by_id)
        transaction.set_rollback(True)


def test_a_slide_asks_for_its_cause_and_opens_again_what_was_confirmed(scene: Scene) -> None:
    action = confirmed(scene)
    measure = read(scene, (42, "2015-01"), (80, "2016-06"))
    with pytest.raises(Refused, match="E1524"):
        services.say_why_it_slid(measure, cause="Cuts.", by=scene.by, at=LATER)
    for value, iso in ((60, "2016-09"), (58, "2016-12")):
        services.add_reading(measure, value=Decimal(value), date_iso=iso, by=scene.by, at=make.NOW)
    client, base = scene.client(), address_of("measure", measure.pk)
    assert "It slid back, and nobody has said why" in words(client.get(base))
    assert "Say why" in words(client.get("/"))
    page = words(client.get(f"{base}slide"))
    assert "Open again" in page
    assert "Enter" in words(client.post(f"{base}slide", {"cause": ""}))
    client.post(f"{base}slide", {"cause": "Fewer administrators.", "reopen": [str(action.pk)]})
    action.refresh_from_db()
    assert action.state == "under_way"
    assert action.states.order_by("-id")[0].reason == "Fewer administrators."
    page = words(client.get(base))
    assert "It slid back, and nobody has said why" not in page
    assert "Fewer administrators." in page
    assert "A1 open again" in page
    services.add_reading(measure, value=Decimal(50), date_iso="2017-03", by=scene.by, at=LATER)
    assert "It slid back, and nobody has said why" in words(client.get(base)), "asked once for each slide"
    with pytest.raises(DatabaseError), transaction.atomic():
        SlideCause.objects.update(cause="Otherwise.")


def test_what_the_measure_does_not_speak_for_is_not_opened_by_it(scene: Scene) -> None:
    other = records.action(scene.review, scene.by, number="7")
    measure = read(scene, (42, "2015"), (80, "2016"), (60, "2017"), (58, "2018"))
    with pytest.raises(Refused, match="E1524"):
        services.say_why_it_slid(measure, cause="Cuts.", reopen=[other], by=scene.by, at=LATER)
    assert not SlideCause.objects.exists()


def test_an_excel_file_is_read_too(scene: Scene) -> None:
    openpyxl = pytest.importorskip("openpyxl")
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
