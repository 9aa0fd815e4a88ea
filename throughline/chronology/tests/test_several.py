"""A timeline that was taken out comes in again: each agency's rows to its own place, and none that is there twice."""

from __future__ import annotations

import io
import json

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, Submission, TimelineRow
from throughline.chronology.queries.whole import whole_timeline
from throughline.chronology.rules import merge, write
from throughline.chronology.rules.template import USUAL, Column
from throughline.chronology.services import laying
from throughline.chronology.tests.makers import csv_of, read
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene

pytestmark = pytest.mark.django_db
ENDINGS = ("docx", "xlsx", "csv", "json", "pdf")


def out(made: Scene, ending: str, held: Chronology | None = None) -> bytes:
    """The timeline as its coordinator takes it out."""
    if ending == "pdf":
        at = f"/cases/{(held or made.held).case_id}/chronology/download?format=pdf"
        return bytes(made.client().get(at).content)
    whole = whole_timeline(held or made.held, actor=made.by, on=make.TODAY)
    return write(whole, f".{ending}")


def told(made: Scene, held: Chronology) -> tuple[object, ...]:
    whole = whole_timeline(held, actor=made.by, on=make.TODAY)
    return whole.entries, whole.refused, whole.notes


def filled(made: Scene) -> Scene:
    """With an entry typed in, one corrected and one mended."""
    typed = {"start": "1 May 2024", "source": "Book", "event": "Typed by hand."}
    given = {"by": made.by, "at": make.NOW}
    services.type_in(made.held, agency=made.health, typed=typed, **given)
    entry = made.sent["health"].entries.get(row=3)
    services.correct(entry, made.held, typed={**typed, "start": "2 May 2024"}, why="Misread.", **given)
    return made


def elsewhere(made: Scene) -> Chronology:
    """Another case of the same partnership, with an empty chronology."""
    case = make.case(made.case.partnership, "WX-2026-09", by=made.people["coordinator"])
    fields = {"child_name": "Alder", "silence_days": 90}
    return services.open_chronology(case, fields=fields, by=made.by, at=make.NOW)


def upload(client: Client, made: Scene, held: Chronology, agency: int, data: bytes, name: str, **more: str) -> object:
    file = SimpleUploadedFile(name, data)
    return client.post(f"/cases/{held.case_id}/chronology/send", {"agency": agency, "document": file, **more})


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_taken_out_adds_nothing_where_it_stands_and_all_of_it_elsewhere(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = filled(scene())
    data = out(made, ending)
    versions = Submission.objects.count()
    client = made.client()
    page = upload(client, made, made.held, 0, data, f"merged.{ending}")
    assert page.status_code == 302, page.content.decode()
    assert Submission.objects.count() == versions
    assert "The rows of 2 agencies are there already" in client.get(page.headers["Location"]).content.decode()
    other = elsewhere(made)
    times: list[int] = []
    real = laying.finish
    monkeypatch.setattr(laying, "finish", lambda held, *of: times.append(held.pk) or real(held, *of))
    assert upload(client, made, other, 0, data, f"merged.{ending}").status_code == 302
    assert times == [other.pk], "it is laid out once, of both agencies"
    assert told(made, other) == told(made, made.held)
    assert {one.agency_id for one in Submission.objects.filter(case=other.case)} == {made.police.pk, made.health.pk}


def test_only_the_agency_whose_rows_differ_has_a_new_version_and_marks_stay() -> None:
    made = filled(scene())
    entry = made.sent["police"].entries.get()
    services.mark(entry, made.held, kind="voice", by=made.by, at=make.NOW)
    data = json.loads(out(made, "json"))
    for one in data["entries"]:
        if one["agency"] != made.sent["health"].agency.names.get().name:
            one["action"] = "Sent, and told the duty team"
    sent = services.submit_several(
        made.held, name="merged.json", data=json.dumps(data).encode(), by=made.by, at=make.NOW
    )
    assert [one.agency for one in sent] == [made.police] and sent[0].version == 2
    now = TimelineRow.objects.get(case=made.case, agency=made.police)
    assert now.root_id == EntryMark.objects.get().entry_id
    assert sent[0].refused.get().typed["start"] == "31/02/2024", "what was typed in a refused row is still at hand"
    assert Event.objects.filter(verb="submission.added", subject=sent[0].pk).count() == 1


def test_a_column_of_the_partnerships_own_that_must_be_filled_in_comes_back_too() -> None:
    made = scene(sent=False)
    services.set_columns([*USUAL, Column("", "Worker", "must")], by=made.by, at=make.NOW)
    made.send(made.police, b"Start Date,Source,Event,Worker\n1/2/2024,Book,Seen,A1\n")
    other = elsewhere(made)
    upload(made.client(), made, other, made.police.pk, out(made, "csv"), "ours.csv")
    assert told(made, other) == told(made, made.held) and not Submission.objects.get(case=other.case).refused.exists()


def test_what_an_agency_can_download_holds_no_row_of_another() -> None:
    made = scene()
    other = elsewhere(made)
    services.submit_several(other, name="merged.csv", data=out(made, "csv"), by=made.by, at=make.NOW)
    for agency, words, not_theirs in ((made.police, POLICE, HEALTH), (made.health, HEALTH, POLICE)):
        sent = Submission.objects.get(case=other.case, agency=agency)
        page = made.client().get(f"/documents/{sent.document_id}/download").content.decode()
        assert words[0][3] in page and not_theirs[0][3] not in page


def test_a_merged_file_is_the_business_units_to_send_and_names_agencies_that_there_are() -> None:
    made = scene()
    lead = made.client("health_lead")
    assert "from the list" in upload(lead, made, made.held, 0, out(made, "csv"), "m.csv").content.decode()
    refused = upload(made.client(), made, made.held, made.health.pk, out(made, "csv"), "m.csv").content.decode()
    assert "E1213" in refused and "several agencies" in refused
    far = write(merge(read(csv_of(POLICE[0]), "Far.csv"), read(csv_of(HEALTH[0]), "Near.csv")), ".csv")
    page = upload(made.client(), made, made.held, 0, far, "m.csv").content.decode()
    assert "rows of Far, Near, and the partnership has no such agency" in page
    page = upload(made.client(), made, made.held, 0, csv_of(POLICE[0]), "m.csv").content.decode()
    assert "does not say of each row whose it is" in page
    assert ChronologyEntry.objects.count() == 4


def test_rows_that_name_another_agency_are_never_taken_as_the_chosen_ones() -> None:
    made = scene()
    names = {one.pk: one.names.get().name for one in (made.police, made.health)}
    theirs = write(read(csv_of(POLICE[0]), f"{names[made.police.pk]}.csv"), ".csv")
    client = made.client()
    page = upload(client, made, made.held, made.health.pk, theirs, "theirs.csv").content.decode()
    assert "E1213" in page and f"those of {names[made.police.pk]}" in page and "is_theirs" not in page
    stem = write(read(csv_of(HEALTH[0]), "our records.csv"), ".csv")
    page = upload(client, made, made.held, made.health.pk, stem, "ours.csv").content.decode()
    assert "E1219" in page and "is_theirs" in page
    assert Submission.objects.count() == 2
    assert upload(client, made, made.held, made.health.pk, stem, "ours.csv", is_theirs="on").status_code == 302
    own = write(read(csv_of(HEALTH[0]), f"{names[made.health.pk].upper()}.csv"), ".csv")
    assert upload(client, made, made.held, made.health.pk, own, "ours.csv").status_code == 302


def test_what_a_reviewer_said_of_a_silence_goes_out_for_whoever_sees_all_and_comes_in_as_no_mark() -> None:
    made = scene()
    entry = made.sent["health"].entries.get(row=2)
    about = {"kind": "not_expected", "text": "The family was abroad", "side": "after"}
    services.mark(entry, made.held, **about, by=made.by, at=make.NOW)
    told = "No contact was expected. The family was abroad."
    (silence,) = json.loads(out(made, "json"))["silences"]
    assert list(silence) == ["agency", "who", "from", "to", "why", "said"] and silence["said"] == told
    sheet = openpyxl.load_workbook(io.BytesIO(out(made, "xlsx")))["Silences"]
    assert [row[-1].value for row in sheet.iter_rows()] == ["What a reviewer says", told]
    at = f"/cases/{made.case.pk}/chronology/download?format="
    paper = made.client().get(f"{at}pdf").content
    assert told in words_of(paper)
    theirs = made.client("health_lead")
    assert "abroad" not in words_of(theirs.get(f"{at}pdf").content)
    assert "said" not in json.loads(theirs.get(f"{at}json").content)["silences"][0]
    other = elsewhere(made)
    services.submit_several(other, name="merged.pdf", data=paper, by=made.by, at=make.NOW)
    assert not EntryMark.objects.filter(case=other.case).exists()


def words_of(paper: bytes) -> str:
    pages = pypdfium2.PdfDocument(paper)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_a_pdf_that_was_not_taken_out_here_is_refused_and_an_agencys_own_comes_in_by_its_account() -> None:
    made = scene()
    page = upload(made.client(), made, made.held, made.health.pk, letter(), "chronology.pdf").content.decode()
    assert "E1218" in page and "Word, Excel, CSV or JSON" in page
    before, lead = told(made, made.held), made.client("health_lead")
    own = lead.get(f"/cases/{made.case.pk}/chronology/download?format=pdf").content
    assert upload(lead, made, made.held, made.health.pk, own, "ours.pdf").status_code == 302
    sent = Submission.objects.get(agency=made.health, version=2)
    assert sent.document is not None and sent.document.name == "ours.pdf" and told(made, made.held) == before


def letter() -> bytes:
    """A PDF without tags."""
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    made.new_page(200, 200)
    made.save(out)
    return out.getvalue()
