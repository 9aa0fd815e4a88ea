"""An agency answers behind its link: it takes the template, has its file checked, sends it or types entries in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import ChronologyEntry, Submission
from throughline.chronology.rules import read_bytes, write
from throughline.chronology.tests.makers import csv_of, read
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.messages.models import Ask, AskAnswer
from throughline.messages.queries import recipients
from throughline.messages.tests.asking import code_for, link_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(make.NOW, tick=False) as travelling:
        yield travelling


def opened(made: Scene) -> tuple[Ask, Client, str]:
    """The police are asked, and their lead has entered the code."""
    to = recipients(made.by.partnership, on=make.TODAY, agency=made.police.pk)[0]
    asked = services.ask_agency(made.held, to=to.key, due_on=make.TODAY, by=made.by, at=make.NOW)
    link, token = link_sent(asked)
    client = Client()
    client.post(f"/ask/{token}/code", {"code": code_for(link)})
    return asked, client, f"/ask/{token}/"


def file(data: bytes | None = None, name: str = "police.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv_of(*POLICE) if data is None else data)


def test_the_page_has_the_empty_template_and_what_goes_in_it(clock: Any) -> None:
    made = scene(sent=False)
    _, client, at = opened(made)
    page = client.get(f"{at}answer").content.decode()
    assert "Source of Information (must be filled in)" in page
    for ending in ("docx", "xlsx"):
        assert f'href="{at}files/template.{ending}"' in page
        paper = client.get(f"{at}files/template.{ending}")
        assert "attachment" in paper.headers["Content-Disposition"]
        assert read_bytes(paper.content, f"x.{ending}", today=make.TODAY).entries == ()
    assert client.get(f"{at}files/other.docx").status_code == 404
    assert Client().get(f"{at}files/template.docx").headers["Location"] == at, "without the code, the door"


def test_a_file_is_checked_before_it_is_sent_and_nothing_of_it_is_kept(clock: Any) -> None:
    made = scene(sent=False)
    asked, client, at = opened(made)
    page = client.post(f"{at}answer", {"document": file(), "check": "1"}).content.decode()
    assert "3 rows: 1 entry, 1 row to mend, 1 note." in page
    assert 'href="/help/chronology/C103"' in page and "31/02/2024" in page and "A day that never was." in page
    asked.refresh_from_db()
    assert asked.state == "opened" and not Submission.objects.exists() and not AskAnswer.objects.exists()
    mended = csv_of(POLICE[0], ("29/02/2024", *POLICE[1][1:]))
    page = client.post(f"{at}answer", {"document": file(mended), "check": "1"}).content.decode()
    assert "2 rows: 2 entries, 0 rows to mend, 0 notes." in page
    assert "Error:" in client.post(f"{at}answer", {"check": "1"}).content.decode()


def test_sent_as_it_is_the_sender_is_told_which_rows_wait(clock: Any) -> None:
    made = scene(sent=False)
    _, client, at = opened(made)
    page = client.post(f"{at}answer", {"document": file()}, follow=True).content.decode()
    assert "Your answer is in" in page and "1 row that waits to be mended" in page and "Row 2: C103," in page
    assert Submission.objects.get().refused.count() == 1
    assert AskAnswer.objects.get().text.startswith("3 rows came in: 1 entry")


def test_entries_are_typed_in_one_by_one_and_are_the_answer(clock: Any) -> None:
    made = scene(sent=False)
    made.send(made.health, HEALTH)
    asked, client, at = opened(made)
    typed = {"so_far": "1", "entry-start": "31/02/2024", "entry-source": "Log", "entry-event": "Called."}
    page = client.post(f"{at}answer", typed).content.decode()
    assert "C103" in page and "Error:" in page and "31/02/2024" in page
    assert client.post(f"{at}answer", {**typed, "entry-start": "29/02/2024"}).status_code == 302
    entry = ChronologyEntry.objects.get(agency=made.police)
    assert (entry.start_text, entry.made_by_id, entry.submission.version) == ("29/02/2024", asked.to_id, 0)
    account = replace(made.by, user=asked.to_id)
    said = {"start": "2/3/2024", "source": "Log", "event": "Typed elsewhere."}
    services.type_in(made.held, agency=made.police, typed=said, by=account, at=make.NOW + timedelta(days=9))
    page = client.get(f"{at}answer").content.decode()
    assert "Typed elsewhere." not in page, "what the same person types in through their account is not behind the link"
    assert "1 typed in so far" in page and "Called." in page
    assert HEALTH[0][3] not in page, "nothing of another agency is shown"
    page = client.post(f"{at}answer", {}, follow=True).content.decode()
    assert "Your answer is in" in page and "1 entry was typed in." in page
    assert client.post(f"{at}answer", {**typed, "entry-start": "1/3/2024"}).status_code == 409
    assert ChronologyEntry.objects.filter(agency=made.police).count() == 2


def test_without_a_file_or_an_entry_there_is_no_answer(clock: Any) -> None:
    made = scene(sent=False)
    asked, client, at = opened(made)
    assert "Error:" in client.post(f"{at}answer", {}).content.decode()
    asked.refresh_from_db()
    assert asked.state == "opened"


def test_rows_under_another_name_are_asked_about_and_another_agencys_are_refused(clock: Any) -> None:
    made = scene(sent=False)
    _, client, at = opened(made)
    health = made.health.names.get().name
    theirs = write(read(csv_of(HEALTH[0]), f"{health}.csv"), ".csv")
    assert "E1213" in client.post(f"{at}answer", {"document": file(theirs)}).content.decode()
    unknown = write(read(csv_of(POLICE[0]), "our records.csv"), ".csv")
    page = client.post(f"{at}answer", {"document": file(unknown)}).content.decode()
    assert "E1219" in page and 'name="is_theirs"' in page and not Submission.objects.exists()
    assert client.post(f"{at}answer", {"document": file(unknown), "is_theirs": "on"}).status_code == 302
    assert Submission.objects.get().agency == made.police


def test_a_closed_chronology_takes_nothing_in_behind_a_link(clock: Any) -> None:
    made = scene(sent=False)
    _, client, at = opened(made)
    for verb in ("share", "close"):
        services.move_chronology(made.held, verb=verb, by=made.by, at=make.NOW)
    typed = {"so_far": "1", "entry-start": "29/02/2024", "entry-source": "Log", "entry-event": "Called."}
    for sent in (typed, {"document": file()}):
        assert "It is closed" in client.post(f"{at}answer", sent).content.decode()
    assert not Submission.objects.exists()
