"""The pages of boards, their lists and their files: few statements, every figure a link, every file counted."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.boards.rules.figures import FIGURES
from throughline.boards.tests.scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def here() -> Scene:
    return Scene()


def client(here: Scene, role: str = COORDINATOR) -> Client:
    return signed_in(here.people[role])


def boards_there(here: Scene) -> list[str]:
    return [
        "/boards/partnership/",
        f"/boards/agencies/{here.police.pk}/",
        f"/boards/groups/{here.group.pk}/",
        f"/boards/reviews/{here.out.pk}/",
    ]


def taken(person: Client, address: str) -> int:
    """How many statements the page takes the second time, transactions aside."""
    assert person.get(address).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert person.get(address).status_code == 200
    return sum(not one["sql"].startswith(NOT_COUNTED) for one in caught)


def test_every_page_takes_at_most_twelve_statements(here: Scene) -> None:
    person = client(here)
    for board in boards_there(here):
        for page in (
            board,
            *(f"{board}list?of={figure}" for figure in ("asked", "ends", "unguarded")),
        ):
            assert taken(person, page) <= 12, page
    assert taken(person, "/boards/") <= 12


def test_more_records_take_no_more_statements(here: Scene) -> None:
    person = client(here)
    pages = (
        "/boards/",
        "/boards/partnership/",
        "/boards/partnership/list?of=ends",
        "/boards/partnership/list?of=actions",
    )
    before = [taken(person, page) for page in pages]
    for number in range(4):
        more = records.review(here.by(), where=here.where, name=f"Child {number}")
        for each in range(5):
            ask = records.recommendation(more, here.by(), number=str(each))
            records.action(more, here.by(), number=str(each), owner=here.trust, recommendations=[ask])
    assert [taken(person, page) for page in pages] == before


def test_every_figure_is_a_link_to_a_list_of_so_many(here: Scene) -> None:
    person = client(here)
    links = 0
    for board in boards_there(here)[:2]:
        page = person.get(board).content.decode()
        for address, number in re.findall(r'href="(/boards/[^"]+)">(\d+)<', page):
            listed = person.get(address.replace("&amp;", "&")).content.decode()
            lead = re.search(r'class="tl-lead"[^>]*>(.*?)</p>', listed, re.DOTALL)
            assert lead is not None, address
            assert re.sub(r"<[^>]+>", "", lead[1]).strip().startswith(f"{number} "), (address, number, lead[1])
            links += 1
    assert links > 50


def test_figures_of_the_board_are_told_in_words_and_agree(here: Scene) -> None:
    page = client(here).get("/boards/partnership/").content.decode()
    assert "One action is overdue." in page
    assert "The figures agree: 2 not started make 2 actions." in page
    assert page.count("<svg") >= 2


def test_what_cannot_be_asked_for_is_not_there(here: Scene) -> None:
    person = client(here)
    for address in (
        "/boards/partnership/list?of=none-such",
        "/boards/partnership/download?as=exe",
        "/boards/agencies/0/",
    ):
        assert person.get(address).status_code == 404, address
    member = client(here, ELECTED_MEMBER)
    assert member.get("/boards/partnership/list?of=unguarded").status_code == 404
    assert member.get("/boards/partnership/list/download?of=unguarded").status_code == 404
    assert "Unguarded" not in member.get("/boards/partnership/").content.decode()
    assert "Child Beech" not in member.get("/boards/partnership/list").content.decode()
    assert client(here).post("/boards/partnership/").status_code == 405


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def values_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_board_leaves_as_excel_and_as_values_and_says_the_same(here: Scene) -> None:
    person = client(here)
    found = here.figures()
    sheets = sheets_of(person.get("/boards/partnership/download").content)
    assert set(sheets) == {"Figures", "By year"}
    told = {row[0]: row[1] for row in sheets["Figures"][1:]}
    assert told == {FIGURES[key].title: str(found[key]) for key in found if FIGURES[key].title in told}
    assert {"Overdue", "Open ends", "Unguarded safeguards"} <= set(told)
    answer = person.get("/boards/partnership/download?as=csv")
    rows = values_of(answer.content)
    assert {row[2]: row[3] for row in rows if row[0] == "Figures"} == told
    assert next(row[1:4] for row in rows if row[1] == "All years") == ["All years", "Asked", str(found["asked"])]
    assert 'filename="board-partnership-2026-03-12.csv"' in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_list_leaves_as_a_file_and_no_cell_of_it_is_run(here: Scene) -> None:
    records.action(here.held, here.by(), text="=HYPERLINK(1)", number="7", due_on=make.TODAY - timedelta(days=9))
    person = client(here)
    rows = values_of(person.get("/boards/partnership/list/download?of=overdue&as=csv").content)
    assert len(rows) - 1 == here.figures()["overdue"] == 2
    assert [row[1] for row in rows if "HYPERLINK" in row[1]] == ["'=HYPERLINK(1)"]
    sheets = sheets_of(person.get("/boards/partnership/list/download?of=overdue&as=xlsx").content)
    book = openpyxl.load_workbook(io.BytesIO(person.get("/boards/partnership/list/download?of=overdue").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert len(next(iter(sheets.values()))) == 3


def test_whoever_takes_a_board_along_is_written_down_and_counted(here: Scene, settings: Any) -> None:
    make.on_case(here.out.case, agency=here.police)
    person, board = client(here, AGENCY_LEAD), f"/boards/agencies/{here.police.pk}/"
    person.get(f"{board}list/download?of=overdue&as=csv")
    one = Event.objects.filter(verb="board.taken").get()
    assert (one.subject_type, one.subject, one.details) == ("board_of_agency", here.police.pk, {"figure": "overdue"})
    person.get(f"/boards/reviews/{here.out.pk}/download")
    assert Event.objects.filter(verb="board.taken", case=here.out.case_id).count() == 1
    settings.EXPORTS_AT_MOST = 2
    session: Any = person.session
    session["account_authentication_methods"][0]["at"] = (make.NOW - timedelta(hours=2)).timestamp()
    session.save()
    assert person.get(f"{board}download").status_code == 302
    assert Event.objects.filter(verb="board.taken").count() == 2


def test_a_page_of_a_board_is_a_sight_of_what_it_shows(here: Scene) -> None:
    client(here).get("/boards/partnership/list?of=overdue")
    seen = Event.objects.filter(verb="saw").latest("number")
    assert (seen.subject_type, seen.details["records"]) == ("board_of_partnership", [f"action {here.late.pk}"])
    client(here).get(f"/boards/reviews/{here.out.pk}/")
    assert Event.objects.filter(verb="saw", subject_type="board_of_review").latest("number").case == here.out.case_id
