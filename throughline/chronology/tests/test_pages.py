"""The pages: what they show, to whom, and with how many statements."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import FoundLink, PairDecision, TimelineRow
from throughline.chronology.queries.whole import whole_timeline
from throughline.chronology.rules import read_bytes, write
from throughline.chronology.rules.template import USUAL
from throughline.chronology.tests.makers import csv_of
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.chronology.views.choosing import SHOW

pytestmark = pytest.mark.django_db


def base(made: Scene) -> str:
    return f"/cases/{made.case.pk}/chronology/"


def many(made: Scene, agencies: int, rows: int) -> None:
    """So many agencies with so many rows."""
    for number in range(agencies):
        agency = make.agency(made.case.partnership, f"Agency {number}", "other")
        days = [date(2015, 1, 1) + timedelta(days=(7 * row + number) % 2000) for row in range(rows)]
        told = [
            (f"{day:%d/%m/%Y}", "", "Notes", f"Visit number {place} of {number}. Alder seen.", "", "")
            for place, day in enumerate(days)
        ]
        made.send(agency, told)


def statements(made: Scene, address: str) -> list[str]:
    client = made.client()
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in told if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]


def test_the_timeline_takes_at_most_twelve_statements_however_many_entries_there_are() -> None:
    made = scene()
    few = statements(made, base(made))
    many(made, 3, 400)
    lots = statements(made, base(made))
    assert len(lots) <= 12, "\n".join(sql[:140] for sql in lots)
    assert len(lots) <= len(few)
    for asked in ("?page=20", "?colour=agency&by=person", "?colour=theme", "silences"):
        assert len(statements(made, f"{base(made)}{asked}")) <= 12, asked
    # Whatever it is filtered by, it asks no more of the database for 20,000 than for few
    for asked in (*SHOW, "who", "mark", "theme", "line", "agency"):
        value = {"who": "Alder", "mark": "voice", "theme": "x", "line": "1", "agency": str(made.police.pk)}.get(asked)
        filtered = statements(made, f"{base(made)}?{asked}={value}" if value else f"{base(made)}?show={asked}")
        assert len(filtered) <= 15, asked
    for asked in ("day", f"day?hindsight=shown&agency={made.police.pk}"):
        assert len(statements(made, f"{base(made)}{asked}")) <= 20, asked


def test_the_page_holds_the_picture_the_table_and_what_stands_between() -> None:
    made = scene()
    entry = made.sent["health"].entries.get(row=3)
    services.mark(entry, made.held, kind="life_event", text="The family moves", by=made.by, at=make.NOW)
    page = made.client().get(base(made)).content.decode()
    assert page.count("<svg") > 4 and 'role="img"' in page and "<desc" in page
    assert "written “early March 2024”" in page
    assert "has nothing for" in page and "tl-across--silence" in page
    assert "The family moves" in page and "before birth" in page
    link = FoundLink.objects.get()
    assert ("Same event" if link.kind == "same event" else "Accounts differ") in page


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ("zoom=month&at=2024-10-01", POLICE[0][3], HEALTH[1][3]),
        ("zoom=day&at=2024-10-16", POLICE[0][3], HEALTH[0][3]),
        ("who=Hazel", "No entry to show", POLICE[0][3]),
        ("mark=voice", "No entry to show", POLICE[0][3]),
        ("show=mine", "No entry to show", POLICE[0][3]),
        ("zoom=week&at=9999-12-31", "No entry to show", POLICE[0][3]),
        ("page=9999&agency=99999999&zoom=none&at=x&mark=%00", POLICE[0][3][:0], HEALTH[1][3]),
    ],
)
def test_what_is_chosen_by_the_address_alone_is_shown(asked: str, there: str, gone: str) -> None:
    made = scene()
    page = made.client().get(f"{base(made)}?{asked}").content.decode()
    assert there in page and gone not in page


def test_accounts_that_differ_are_settled_with_a_reason_and_the_last_answer_counts() -> None:
    made = scene()
    one, other = made.sent["police"].entries.get(), made.sent["health"].entries.get(row=2)
    to = f"/chronology-pairs/{one.pk}/{other.pk}"
    client = made.client()
    assert client.post(to, {"kind": "contradiction", "settled": "disputed", "reason": ""}).status_code == 200
    assert not PairDecision.objects.exists()
    for settled in ("disputed", "explained"):
        said = {"kind": "contradiction", "settled": settled, "reason": "Two visits."}
        assert client.post(to, said).status_code == 302
    assert FoundLink.objects.get(one=one, other=other).settled == "explained"
    services.lay_out(made.held, on=make.TODAY)
    assert FoundLink.objects.get(one__in=(one, other), other__in=(one, other)).settled == "explained"
    page = client.get(to).content.decode()
    assert "Disputed." in page and "Explained." in page
    assert "Explained" in client.get(f"{base(made)}differences").content.decode()


def test_who_knew_what_when_shows_hindsight() -> None:
    made = scene()
    rows = b"Start Date,Source,Event,Date known\n1/2/2024,Letter,Father was arrested.,9/9/2024\n"
    made.send(made.police, rows)
    entry = TimelineRow.objects.get(agency=made.police)
    assert (entry.first_day, entry.known_day) == (date(2024, 2, 1), date(2024, 9, 9))
    client = made.client()
    early = client.get(f"{base(made)}known?agency={made.police.pk}&at=2024-03-05").content.decode()
    late = client.get(f"{base(made)}known?agency={made.police.pk}&at=2024-09-09").content.decode()
    assert "Father was arrested" not in early.split("Known to others")[0].split('id="hindsight"')[1]
    assert "Father was arrested" in late.split('id="hindsight"')[1]
    assert HEALTH[1][3] not in early.split("Known to others", 1)[1], "early March is known by its tenth day"
    known = client.get(f"{base(made)}known?agency={made.police.pk}&at=2024-03-10").content.decode()
    assert HEALTH[1][3] in known.split("Known to others", 1)[1]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_what_is_taken_out_loads_back_in_and_is_the_same(ending: str) -> None:
    made = scene()
    whole = whole_timeline(made.held, actor=made.by, on=make.TODAY)
    page = made.client().get(f"{base(made)}download?format={ending}")
    assert page.headers["Content-Disposition"].startswith("attachment")
    again = read_bytes(page.content, f"out.{ending}", today=make.TODAY)
    assert (again.entries, again.refused, again.notes) == (whole.entries, whole.refused, whole.notes)
    assert len(whole.entries) == 4 and whole.refused and whole.notes
    assert write(again, f".{ending}") == page.content


@pytest.mark.parametrize(("settled", "told"), [("explained", ["Explained."]), ("not_so", [])])
def test_what_people_settled_of_two_entries_stands_in_the_file(settled: str, told: list[str]) -> None:
    made = scene()
    found = FoundLink.objects.get(case=made.case, kind="contradiction")
    given = {"kind": "contradiction", "settled": settled, "reason": "Two visits.", "by": made.by, "at": make.NOW}
    services.settle(made.held, one=found.one, other=found.other, **given)
    data = json.loads(made.client().get(f"{base(made)}download?format=json").content)
    whys = [link["why"] for link in data["links"] if link["kind"] == "contradiction"]
    assert [why.rpartition(". ")[2] for why in whys] == told
    ends = [data["entries"][place]["event"] for link in data["links"] for place in link["entries"]]
    assert (found.one.event in ends and found.other.event in ends) == bool(told)


def test_a_template_comes_with_its_instructions_and_reads_as_a_chronology() -> None:
    made = scene(sent=False)
    for ending in ("docx", "xlsx"):
        page = made.client().get(f"/chronologies/template?format={ending}")
        assert page.status_code == 200
        assert read_bytes(page.content, f"empty.{ending}", today=make.TODAY).entries == ()


def test_columns_are_set_on_a_page() -> None:
    made = scene(sent=False)
    client = made.client()
    asked = {
        f"asked_{kind}": "may"
        for kind in ("sequence", "time", "end", "who", "event", "seen", "action", "known", "comment")
    }
    said = {**asked, "asked_start": "must", "asked_source": "must", "asked_action": "must", "further": "Worker *\nRoom"}
    assert client.post("/chronologies/columns", said).status_code == 302
    page = client.get("/chronologies/columns").content.decode()
    assert "Worker *" in page
    new = client.get(f"{base(made)}entries/new").content.decode()
    assert "Worker" in new and "Room (optional)" in new and "Action (optional)" not in new


def test_usual_columns_have_names_of_the_partnerships_own_and_files_under_them_are_read() -> None:
    made = scene(sent=False)
    client = made.client()
    asked = {f"asked_{one.kind}": one.asked for one in USUAL}
    names = {"event": "What happened (in plain words)", "seen": "Did you see the child?", "start": "Day"}
    said = {**asked, **{f"label_{kind}": name for kind, name in names.items()}, "further": ""}
    assert client.post("/chronologies/columns", said).status_code == 302
    page = client.get("/chronologies/columns").content.decode()
    assert 'value="What happened in plain words"' in page and 'value="Did you see the child?"' in page
    told = client.get(f"{base(made)}send").content.decode()
    assert "Event (What happened in plain words) (may be left empty):" in told
    assert "Start Date (Day)" in client.get(f"{base(made)}entries/new").content.decode()
    empty = Document(io.BytesIO(client.get("/chronologies/template?format=docx").content)).tables[0]
    heads = [cell.text for cell in empty.rows[0].cells]
    assert "Event (What happened in plain words)" in heads
    row = {
        "Start Date (Day)": "1/2/2024",
        "Source of Information": "Log",
        "Event (What happened in plain words)": "Rang.",
    }
    row["Child seen? (Did you see the child?)"] = "No"
    made.send(made.police, csv_of([row.get(head, "") for head in heads], heads=heads))
    entry = TimelineRow.objects.get().entry
    assert (entry.event, entry.comment, entry.start_text) == ("Rang.", "Child seen?: No", "1/2/2024")


def test_an_entry_says_where_it_comes_from_and_why_it_stands_there() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    page = made.client().get(f"/chronology-entries/{entry.pk}/").content.decode()
    assert "Row 1 of chronology.csv, version 1" in page and "2024-10-16" in page
    assert "Why it stands here" in page and "It can have begun on" in page


def test_a_mark_is_made_and_taken_back_on_the_page() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    client = made.client("chair")
    at = f"/chronology-entries/{entry.pk}/"
    assert client.post(f"{at}mark", {"kind": "comment", "text": ""}).status_code == 200
    assert client.post(f"{at}mark", {"kind": "voice", "text": "She said so."}).status_code == 302
    assert "She said so." in client.get(at).content.decode()
    mark = entry.marks.get()
    assert client.post(f"/chronology-marks/{mark.pk}/withdraw").status_code == 302
    assert "She said so." not in client.get(at).content.decode()


def test_a_case_without_a_chronology_leads_to_opening_one() -> None:
    made = scene(sent=False)
    other = make.case(made.case.partnership, "WX-2026-02", by=made.people["coordinator"])
    page = made.client().get(f"/cases/{other.pk}/chronology/")
    assert page.status_code == 302 and page.headers["Location"].endswith("/chronology/set")
    said = {"child_name": "Birch", "born_text": "soon", "silence_days": "90"}
    client = made.client()
    assert "Write a date" in client.post(f"/cases/{other.pk}/chronology/set", said).content.decode()
    said["born_text"] = "May 2020"
    assert client.post(f"/cases/{other.pk}/chronology/set", said).status_code == 302
    assert client.get(f"/cases/{other.pk}/chronology/").status_code == 200


def test_the_timeline_comes_out_as_a_tagged_pdf_with_dates_as_typed_and_its_heads_on_every_page() -> None:
    made = scene()
    made.send(
        made.police, [*POLICE, *((f"{n % 28 + 1}/5/24", "", "Log", f"Call number {n}.", "", "") for n in range(70))]
    )
    answer = made.client().get(f"{base(made)}download?format=pdf")
    assert answer.headers["Content-Type"] == "application/pdf" and b"/StructTreeRoot" in answer.content
    paper = pypdfium2.PdfDocument(answer.content)
    pages = [page.get_textpage().get_text_range() for page in paper]
    text = " ".join(" ".join(pages).split())
    assert len(pages) > 2 and "early March 2024 1 Mar 2024 to 10 Mar 2024" in text and "16/10/2024" in text
    assert all("Recorded by" in page for page in pages if "Call number" in page)
    assert [mark.get_title() for mark in paper.get_toc()][:2] == ["Chronology of Alder", "Entries"]
    for words in ("Silences", "Rows that wait to be mended", "31/02/2024", "Papers before 2019", "Call number 69."):
        assert words in text
    lead = made.client("agency_lead").get(f"{base(made)}download?format=pdf").content
    theirs = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(lead))
    assert "Call number 69." in theirs and "weighed" not in theirs and "Where accounts differ" not in theirs


def test_one_looks_earlier_and_later_only_as_far_as_there_are_entries() -> None:
    made = scene()
    client = made.client()
    first = client.get(f"{base(made)}?zoom=month&at=2024-03-01").content.decode()
    last = client.get(f"{base(made)}?zoom=month&at=2024-10-01").content.decode()
    assert ">Later</a>" in first and ">Earlier</a>" not in first
    assert ">Earlier</a>" in last and ">Later</a>" not in last
