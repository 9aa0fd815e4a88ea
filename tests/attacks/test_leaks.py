"""Real leaks, tried here: each test bears the number of its row in docs/ops/leaks.md."""

from __future__ import annotations

import ast
import io
import re
import zipfile
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.db import connection, transaction

from tests import factories as make
from tests.laws.matrix import ROWS
from tests.laws.source import modules
from tests.laws.sweeping import address_of, ask
from tests.laws.world import World
from tests.signing_in import second_factor, signed_in
from throughline.access.jobs import send_password_link
from throughline.audit.models import Event
from throughline.cases.models import CasePaper
from throughline.documents import store
from throughline.documents.models import Document
from throughline.findings.models import Finding
from throughline.kernel.refusals import Refused
from throughline.reporting.services import make_progress_report
from throughline.reviews.models import Review
from throughline.reviews.services import set_state, withdraw_record
from throughline.reviews.services.seconding import confirm_state, propose_state

pytestmark = pytest.mark.django_db
OTHER = "Quillon"
BOARDS = ("partnership/", "agencies/<int:id>/", "groups/<int:id>/", "reviews/<int:id>/")


@pytest.fixture(autouse=True)
def nothing_stays(world: World) -> Any:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def report(world: World, media: Any) -> bytes:
    review = Review.objects.select_related("case").get(pk=world.ids["review"])
    by = make.actor(world.people["coordinator"])
    return make_progress_report(review, on=make.TODAY, media=media, partnership_name="Wexmoor", by=by, at=make.NOW).data


def pages_of(data: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in opened]


def words_of(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_leak_01_and_02_a_report_holds_one_case_and_every_page_says_whose_copy_it_is(world: World) -> None:
    Finding.objects.exclude(review=world.ids["review"]).update(text=f"{OTHER} was hurt.")
    pages = pages_of(report(world, "pdf"))
    for number, page in enumerate(pages, 1):
        assert "WX-2026-01" in page
        assert f"Copy for {world.people['coordinator'].name}" in page
        assert re.search(rf"\b{number}\b.{{0,10}}\b{len(pages)}\b", page), page[-200:]
        assert OTHER not in page
    assert OTHER not in words_of(report(world, "docx"))


def test_leak_03_the_account_of_what_happened_is_in_no_output(world: World) -> None:
    Review.objects.filter(pk=world.ids["review"]).update(account=f"{OTHER} lives at 4 Mill Lane.")
    assert OTHER not in "".join(pages_of(report(world, "pdf"))) + words_of(report(world, "docx"))
    client, review = world.clients["coordinator"], world.ids["review"]
    pages = ("", "thread", "thread?print=1", "open-ends", "documents", "report", "edit", "account/edit")
    told = [page for page in pages if OTHER in client.get(f"/reviews/{review}/{page}").content.decode()]
    assert told == []
    assert OTHER not in client.get("/search?q=mill+lane").content.decode()


def test_leak_07_and_08_a_letter_goes_to_one_address_and_holds_a_link_and_nothing_of_any_case(world: World) -> None:
    for person in world.people.values():
        send_password_link.func(user=person.pk, origin="https://throughline.example.org", why="forgotten")
    assert len(mail.outbox) >= 5
    for letter in mail.outbox:
        assert (len(letter.to), letter.cc, letter.bcc, letter.attachments) == (1, [], [], [])
        for word in ("marrow", "WX-2026", "Wexmoor"):
            assert word.lower() not in f"{letter.subject} {letter.body}".lower()


def test_leak_08_letters_are_sent_from_two_places_and_each_to_one_person() -> None:
    senders = {"send_mail", "send_mass_mail", "EmailMessage", "EmailMultiAlternatives", "mail_admins", "mail_managers"}
    found = []
    for path, tree in modules():
        names = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        found += [path for name in names & senders]
        sent = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "send_mail")
        for call in sent:
            to = call.args[3]
            assert isinstance(to, ast.List) and len(to.elts) == 1 and not isinstance(to.elts[0], ast.Starred), path
            assert call.keywords == [], path
    assert found == ["throughline/access/jobs.py", "throughline/messages/sending.py"]


def test_leak_09_10_11_and_18_nothing_is_hidden_in_what_is_made_and_what_was_withdrawn_is_not_there(
    world: World,
) -> None:
    finding = Finding.objects.get(pk=world.ids["finding"])
    finding.text = f"{OTHER} was hurt."
    finding.save()
    withdraw_record(finding, reason=OTHER, by=make.actor(world.people["coordinator"]), at=make.NOW)
    word, paper = report(world, "docx"), report(world, "pdf")
    archive = zipfile.ZipFile(io.BytesIO(word))
    odd = ("comments", "custom", "embeddings", "vbaProject", "people", "footnotes", "activeX", "media")
    assert [name for name in archive.namelist() if any(part in name for part in odd)] == []
    document = archive.read("word/document.xml").decode()
    for hidden in ("<w:del ", "<w:ins ", "<w:vanish", "<w:moveFrom", "<w:commentReference"):
        assert hidden not in document
    assert OTHER not in words_of(word) + "".join(pages_of(paper))
    assert paper.count(b"%%EOF") == 1
    for hidden in (b"/EmbeddedFile", b"/Annot ", b"/OCG", OTHER.encode()):
        assert hidden not in paper


def test_leak_12_13_and_24_only_whoever_may_brings_a_review_before_members(world: World) -> None:
    review = Review.objects.select_related("case").get(pk=world.ids["review"])
    for who in ("agency_lead", "scrutineer", "elected_member", "administrator", "stranger", "conflicted"):
        sent = world.clients[who].post(f"/reviews/{review.pk}/state", {"state": "published", "reason": "Because."})
        assert sent.status_code in (403, 404)
        if who != "conflicted":
            with pytest.raises(Refused):
                set_state(review, state="published", reason="x", by=make.actor(world.people[who]), at=make.NOW)
                propose_state(review, state="published", reason="x", by=make.actor(world.people[who]), at=make.NOW)
    coordinator, chair = make.actor(world.people["coordinator"]), make.actor(world.people["chair"])
    for one in (coordinator, chair):
        with pytest.raises(Refused, match="E1571"):
            set_state(review, state="published", reason="x", by=one, at=make.NOW)
    set_state(review, state="withheld", reason="A trial.", by=chair, at=make.NOW)
    proposal = propose_state(review, state="published", reason="It is over.", by=coordinator, at=make.NOW)
    second = make.actor(make.member(world.here, "coordinator"))
    for one in (coordinator, second):
        with pytest.raises(Refused):
            confirm_state(proposal, by=one, at=make.NOW)
    assert confirm_state(proposal, by=chair, at=make.NOW).state == "published"


def test_leak_21_there_is_no_link_that_opens_anything_without_signing_in(world: World) -> None:
    opened = []
    for row in ROWS:
        response = ask(world, "anonymous", "GET", address_of(row, world))
        if response.status_code == 200 and b"arrow" in response.content:
            opened.append(row.route)
    assert opened == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="which files go out is decided above the database")
def test_leak_22_files_go_out_one_at_a_time_and_each_is_recorded(world: World) -> None:
    out = set()
    # the guidance's own clocks, and an empty sheet to fill in, with no word of any case
    of_nobody = {"rulebook/export", "chronologies/template"}
    for row in ROWS:
        if row.answers("GET").get("coordinator") == "page" and row.route not in of_nobody:
            with transaction.atomic():
                before = Event.objects.count()
                response = world.clients["coordinator"].get(address_of(row, world))
                if "attachment" in response.headers.get("Content-Disposition", ""):
                    out.add(row.route)
                    assert Event.objects.count() > before
                transaction.set_rollback(True)
    assert out == {
        "documents/<int:document>/download",
        "reviews/<int:review>/tracker/download",
        "reviews/<int:id>/plan/download",
        "cases/<int:id>/chronology/download",
        "rounds/<int:id>/download/<slug:kind>",
        *(f"boards/{place}{what}download" for place in BOARDS for what in ("", "list/")),
    }


def test_leak_23_whoever_looked_is_named_on_every_case_that_holds_the_paper(world: World) -> None:
    document = Document.objects.get(pk=world.ids["document"])
    second = Review.objects.select_related("case").get(pk=world.ids["published_review"])
    CasePaper.objects.create(case=second.case, document=document)
    place = store.put(document.text.encode())
    Document.objects.filter(pk=document.pk).update(kept_as=place)
    snooper = make.member(world.here, "scrutineer", name="Nosy Parkin")
    second_factor(snooper)
    client = signed_in(snooper)
    for address in (f"/documents/{document.pk}/", f"/documents/{document.pk}/download"):
        assert client.get(address).status_code == 200
    for review in (world.ids["review"], second.pk):
        page = world.clients["chair"].get(f"/reviews/{review}/who-looked").content.decode()
        assert "Nosy Parkin" in page
    downloads = Event.objects.filter(actor=snooper.pk, subject_type="document", subject=document.pk)
    assert downloads.filter(case=second.case_id).count() == 2
