"""The pages: sending documents, settling what was read without a script, and who may do so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.signing_in import signed_in
from throughline.audit.models import Event
from throughline.documents.models import Document, Waiting
from throughline.documents.uploads import MOST_A_REQUEST
from throughline.findings.models import Finding
from throughline.intake import services
from throughline.intake.jobs import read_document
from throughline.intake.models import Proposal
from throughline.intake.tests.papers import THINGS, paper, proposed, tagged
from throughline.intake.tests.readings import item, reading, subject
from throughline.partnerships.models import Partnership, User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
READINGS = Path(__file__).resolve().parents[3] / "tests" / "readings"


@pytest.fixture
def where() -> Partnership:
    return factories.partnership()


@pytest.fixture
def ruth(where: Partnership) -> User:
    return factories.member(where, name="Ruth Adeyemi")


@pytest.fixture
def client(ruth: User) -> Client:
    return signed_in(ruth)


@pytest.fixture
def proposal(ruth: User) -> Proposal:
    return proposed(factories.actor(ruth))


def send(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/imports/new", {"documents": sent, "into": "new", **more})


def the_item(proposal: Proposal, tag: str) -> int:
    return int(tagged(proposal, tag).pk)


def deed(proposal: Proposal, tag: str, verb: str) -> str:
    return reverse("intake:deed", args=[proposal.pk, the_item(proposal, tag), verb])


@pytest.mark.parametrize("ending", ["md", "docx", "pdf"])
def test_a_real_document_is_sent_read_settled_and_in_the_record(client: Client, ending: str) -> None:
    path = next(iter(sorted(READINGS.glob(f"*.{ending}"))), None)
    assert path is not None
    response = send(client, (path.name, path.read_bytes()))
    proposal = Proposal.objects.get()
    assert response.headers["Location"] == f"/imports/{proposal.pk}/"
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "Check what was read from" in page and "Nothing joins the record until you accept it." in page
    waiting = proposal.items.filter(state="open").exclude(kind="date").count()
    services.accept_all(proposal=proposal, sure=False, by=factories.actor(proposal.made_by), at=factories.NOW)
    client.post(f"/imports/{proposal.pk}/finish")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FINISHED
    assert proposal.items.filter(saved=True).exclude(kind="date").count() == waiting
    assert "What was read from" in client.get(f"/imports/{proposal.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("empty.md", b"", "is empty"),
        ("scan.pdf", b"%PDF-1.4 cut", "damaged PDF"),
        ("cut.docx", b"PK\x03\x04cut", ""),
        ("program.exe", b"MZ\x90", "not read here"),
        ("disguise.docx", b"%PDF-1.4", "not the type it claims"),
        ("picture.png", b"\x89PNG\r\n", "not read here"),
        ("bytes.txt", bytes(range(256)) * 4, ""),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_words_and_leaves_nothing(
    client: Client, name: str, data: bytes, number: str
) -> None:
    response = send(client, (name, data))
    page = response.content.decode()
    assert response.status_code == 200 and 'href="#id_documents"' in page and number in page
    assert not Document.objects.exists() and not Proposal.objects.exists() and not Waiting.objects.exists()
    root = Path(settings.FILES)
    assert not root.exists() or not [path for path in root.rglob("*") if path.is_file()]


def test_several_files_come_in_at_once_and_the_good_ones_are_kept(client: Client) -> None:
    good = b"Finding 1: The plan had no dates at all and nobody asked.\n"
    response = send(client, ("one.md", good), ("two.md", good + b"\nMore."), ("bad.exe", b"MZ"))
    assert response.headers["Location"] == "/imports/" and Proposal.objects.count() == 2
    page = client.get("/imports/").content.decode()
    assert "2 documents came in." in page and "bad.exe" in page


def test_a_request_that_is_too_large_is_read_away_and_nothing_of_it_is_stored(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("throughline.documents.uploads.MOST_A_REQUEST", 1000)
    page = send(client, ("large.md", b"Finding 1: so.\n" * 500)).content.decode()
    assert "is too large" in page and not Document.objects.exists() and MOST_A_REQUEST > 100_000_000


def test_a_large_document_is_read_by_the_worker_and_its_page_looks_again_by_itself(
    client: Client, ruth: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "READ_AT_ONCE", 10)
    send(client, ("large.md", b"Finding 1: The plan had no dates at all.\n"))
    proposal = Proposal.objects.get()
    response = client.get(f"/imports/{proposal.pk}/")
    assert "It is being read." in response.content.decode() and response.headers["Refresh"] == "5"
    membership = ruth.memberships.get()
    assert read_document.func(proposal.pk, membership.pk) == "open"
    assert read_document.func(proposal.pk, membership.pk) == "open"
    assert "Check what was read" in client.get(f"/imports/{proposal.pk}/").content.decode()
    assert read_document.func(0, membership.pk) == "gone"


def test_doubts_come_first_and_then_a_row_for_each_paragraph(client: Client, proposal: Proposal) -> None:
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert page.index("It says three findings. It lists two.") < page.index("Source and reading, side by side")
    for number in range(1, 17):
        assert f'id="p{number}"' in page
    assert '<span class="tl-span__tag">F1</span>' in page and '<span class="tl-span__tag">C1</span>' in page
    assert "Accept the seven that nobody could doubt" in page
    assert page.count("<h1>") == 1
    assert len(re.findall(r'name="csrfmiddlewaretoken"', page)) <= 5
    event = Event.objects.filter(verb="saw", subject_type="proposal").get()
    assert event.details["records"] == [f"proposal {proposal.pk}"]


def test_the_whole_of_it_works_with_plain_forms(client: Client, proposal: Proposal) -> None:
    response = client.post(deed(proposal, "F1", "accept"))
    assert response.headers["Location"] == f"/imports/{proposal.pk}/?at=3#p3"
    client.post(deed(proposal, "P1", "drop"))
    client.post(deed(proposal, "P1", "undo"))
    client.post(deed(proposal, "P1", "join"))
    client.post(f"/imports/{proposal.pk}/doubts", {"doubt-1": "keep", "doubt-2": ""})
    client.post(f"/imports/{proposal.pk}/accept", {"page": "1"})
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "Put 6 things and 1 date in the record" in page and "1 thing stays" in page
    assert "<strong>Six are accepted.</strong> One waits for you. Finish below" in page
    assert "Change the answer" in page and "Settle this doubt first" in page
    client.post(f"/imports/{proposal.pk}/finish")
    assert Finding.objects.count() == 2
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "In the record" in page and "6 things and 1 date are in the record. One waits here" in page
    assert "<strong>Six things are in the record.</strong> One waits for you." in page


def test_an_answer_that_leaves_the_rest_by_hand_leads_to_its_place(client: Client, proposal: Proposal) -> None:
    answer = client.post(f"/imports/{proposal.pk}/doubts", {"doubt-1": "keep", "doubt-2": "correct"})
    place = answer.headers["location"].rpartition("#p")[2]
    assert place.isdigit() and proposal.document is not None
    words = proposal.document.text[proposal.doubts.get(position=2).start :][:20]
    body = client.get(answer.headers["location"]).content.decode()
    assert words in body.split(f'id="p{place}"')[1][:600]
    again = client.post(f"/imports/{proposal.pk}/doubts", {"doubt-1": "keep", "doubt-2": "correct"})
    assert "#" not in again.headers["location"]


def test_a_run_that_nobody_could_doubt_is_folded_and_accepted_together(client: Client, ruth: User) -> None:
    text = "Child Alder\n\n" + "\n\n".join(f"{n}. Learn the number {n} thing." for n in range(1, 13))
    read = reading(
        text,
        subjects=[subject("Child Alder")],
        learning_points=[item(f"Learn the number {n} thing.", str(n)) for n in range(1, 13)],
    )
    proposal = proposed(factories.actor(ruth), read)
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "Learning points L2 to L12" in page and "Accept all eleven" in page
    found = re.search(r'name="end" value="(\d+)" formaction="([^"]+)"', page)
    assert found is not None
    client.post(found[2].replace("&amp;", "&"), {"end": found[1], "page": "1"})
    states = list(proposal.items.order_by("start").values_list("state", flat=True))
    assert states == ["open"] + ["accepted"] * 11


def test_a_correction_is_written_in_its_row_and_bad_words_come_back_with_the_reason(
    client: Client, proposal: Proposal
) -> None:
    address = reverse("intake:correct", args=[proposal.pk, the_item(proposal, "R1")])
    page = client.get(address).content.decode()
    assert "Correct R1" in page and "The Board should give every plan a date.</textarea>" in page
    bad = client.post(address, {"kind": "recommendation", "text": "", "number": "1"})
    assert bad.status_code == 400 and "Enter words" in bad.content.decode() and bad.content.decode().count("<h1>") == 1
    values = {"kind": "recommendation", "text": "Date every plan.", "number": "1", "owner": "The Board"}
    client.post(address, values | {"about_kind": "finding", "about_number": "2"})
    row = tagged(proposal, "R1")
    assert (row.state, row.text, row.original["text"]) == (
        "corrected",
        "Date every plan.",
        "The Board should give every plan a date.",
    )
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "Accepted with a correction" in page and "“The Board should give every plan a date.”" in page


def test_a_split_is_offered_in_two_halves(client: Client, proposal: Proposal) -> None:
    address = reverse("intake:split", args=[proposal.pk, the_item(proposal, "F1")])
    page = client.get(address).content.decode()
    assert "Split F1 in two" in page and "Visits were missed when workers left,</textarea>" in page
    client.post(address, {"first": "Visits were missed when workers left", "second": "nobody told the school."})
    assert tagged(proposal, "F1").state == "split" and tagged(proposal, "F1b").state == "accepted"


def test_an_unread_paragraph_can_be_marked(client: Client, proposal: Proposal) -> None:
    page = client.get(f"/imports/{proposal.pk}/mark?p=16").content.decode()
    assert "Mark something in paragraph 16" in page and "The Board thanks everybody.</textarea>" in page
    bad = client.post(f"/imports/{proposal.pk}/mark?p=16", {"kind": "progress", "words": "The Board thanks nobody."})
    assert bad.status_code == 400 and 'href="#id_words"' in bad.content.decode()
    client.post(f"/imports/{proposal.pk}/mark?p=16", {"kind": "progress", "words": "thanks everybody."})
    assert tagged(proposal, "P3").text == "thanks everybody."


def test_a_review_of_the_same_name_is_suggested_and_never_chosen(client: Client, ruth: User) -> None:
    by = factories.actor(ruth)
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=factories.NOW)
    services.finish(proposal=first, by=by, at=factories.NOW)
    chosen = Review.objects.get()
    other = proposed(by, paper() | {"text": paper()["text"] + "\n"}, name="later.md")
    page = client.get(f"/imports/{other.pk}/").content.decode()
    assert "Two children may bear one pseudonym." in page and f'value="existing-{chosen.pk}"' in page
    assert other.reviews.get().choice == "new"
    row = other.reviews.get()
    client.post(f"/imports/{other.pk}/reviews/{row.pk}", {"choice": "other", "reference": chosen.case.reference})
    assert other.items.filter(state="already").count() == THINGS + 1
    page = client.get(f"/imports/{other.pk}/").content.decode()
    assert "Already in the record" in page and "Propose it all the same" in page
    wrong = client.post(f"/imports/{other.pk}/reviews/{row.pk}", {"choice": "other", "reference": "NO-1"}, follow=True)
    assert "No review that you may see" in wrong.content.decode()


def test_a_document_is_sent_into_a_review_by_its_reference(client: Client, ruth: User) -> None:
    by = factories.actor(ruth)
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=factories.NOW)
    services.finish(proposal=first, by=by, at=factories.NOW)
    chosen = Review.objects.get()
    assert f'value="#{chosen.pk}"' in client.get(f"/imports/new?review={chosen.pk}").content.decode()
    data = b"# Update\n\nFinding 1: A finding that is quite new to everybody here.\n"
    send(client, ("update.md", data), into="existing", reference=chosen.case.reference)
    latest = Proposal.objects.latest("pk")
    assert latest.review == chosen
    for bad in ("", "NO-SUCH"):
        page = send(client, ("update.md", data), into="existing", reference=bad).content.decode()
        assert 'href="#id_reference"' in page


def test_a_long_document_is_shown_a_page_at_a_time_in_few_statements(client: Client, ruth: User) -> None:
    def long(paragraphs: int) -> Proposal:
        lines = [f"{n}. Learn the number {n} thing." for n in range(1, paragraphs + 1)]
        points = [item(line.split(". ", 1)[1], str(n)) for n, line in enumerate(lines, 1)]
        read = reading(
            "Child Alder\n\n" + "\n\n".join(lines), subjects=[subject("Child Alder")], learning_points=points
        )
        return proposed(factories.actor(ruth), read, name=f"{paragraphs}.md")

    counted = []
    for size in (60, 600):
        proposal = long(size)
        client.get("/imports/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(f"/imports/{proposal.pk}/?page=2").content.decode()
        counted.append(
            len([q for q in asked.captured_queries if q["sql"].split()[0] not in {"SAVEPOINT", "RELEASE", "BEGIN"}])
        )
        assert page.count('class="tl-side__row"') <= 45
        assert 'id="p41"' in page and 'id="p40"' not in page and 'id="p81"' not in page
    assert counted[0] == counted[1], counted
    assert 'id="p' in client.get(f"/imports/{proposal.pk}/?page=99999999").content.decode()


ADDRESSES: tuple[Callable[[Proposal], str], ...] = (
    lambda p: f"/imports/{p.pk}/",
    lambda p: f"/imports/{p.pk}/mark?p=1",
    lambda p: reverse("intake:correct", args=[p.pk, p.items.first().pk]),
    lambda p: reverse("intake:split", args=[p.pk, p.items.first().pk]),
)
POSTS: tuple[Callable[[Proposal], str], ...] = (
    lambda p: f"/imports/{p.pk}/doubts",
    lambda p: f"/imports/{p.pk}/accept",
    lambda p: f"/imports/{p.pk}/finish",
    lambda p: f"/imports/{p.pk}/read-again",
    lambda p: f"/imports/{p.pk}/reviews/{p.reviews.get().pk}",
    lambda p: reverse("intake:deed", args=[p.pk, p.items.first().pk, "accept"]),
)


def test_strangers_find_nothing_and_other_roles_are_told_why(proposal: Proposal, where: Partnership) -> None:
    stranger = signed_in(factories.member(factories.partnership()))
    chair = signed_in(factories.member(where, "chair"))
    for address in ADDRESSES:
        assert stranger.get(address(proposal)).status_code == 404
        assert chair.get(address(proposal)).status_code == 403
        assert Client().get(address(proposal)).headers["Location"].startswith("/sign-in/")
    for address in POSTS:
        assert stranger.post(address(proposal)).status_code == 404
        assert chair.post(address(proposal)).status_code == 403
        assert signed_in(proposal.made_by).get(address(proposal)).status_code == 405
    assert chair.get("/imports/").status_code == chair.get("/imports/new").status_code == 403
    assert not proposal.items.exclude(state="open").exists()


def test_a_proposal_into_a_case_that_is_closed_to_a_person_is_closed_to_them(ruth: User, where: Partnership) -> None:
    by = factories.actor(ruth)
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=factories.NOW)
    services.finish(proposal=first, by=by, at=factories.NOW)
    chosen = Review.objects.get()
    into = proposed(by, paper() | {"text": paper()["text"] + "\n"}, review=chosen, name="later.md")
    other = factories.member(where)
    client = signed_in(other)
    assert client.get(f"/imports/{into.pk}/").status_code == 200
    factories.conflict(chosen.case, other)
    for row in (into, first):
        assert client.get(f"/imports/{row.pk}/").status_code == 404
    assert "later.md" not in client.get("/imports/").content.decode()
    assert signed_in(ruth).get(f"/imports/{into.pk}/").status_code == 200


def test_an_item_of_another_proposal_is_not_found(client: Client, proposal: Proposal, ruth: User) -> None:
    other = proposed(factories.actor(ruth), paper() | {"text": paper()["text"] + "\n"}, name="later.md")
    mixed = reverse("intake:deed", args=[proposal.pk, other.items.first().pk, "accept"])
    assert client.post(mixed).status_code == 404
    assert client.post(deed(proposal, "F1", "eat")).status_code == 404
    assert (
        client.post(f"/imports/{proposal.pk}/reviews/{other.reviews.get().pk}", {"choice": "none"}).status_code == 404
    )


def test_nothing_that_was_read_can_write_into_the_page(client: Client, ruth: User) -> None:
    text = "<b>Child</b> \"Alder\"\n\nFinding 1: <script>alert(1)</script> & 'so'."
    read = reading(
        text,
        title="<i>T</i>",
        subjects=[subject('<b>"A"</b>')],
        findings=[item("<script>alert(1)</script> & 'so'.", "<u>1</u>")],
    )
    proposal = proposed(factories.actor(ruth), read, name="<img src=x>.md")
    for address in (f"/imports/{proposal.pk}/", "/imports/", f"/documents/{proposal.document_id}/"):
        page = client.get(address).content.decode()
        for bad in ("<script>alert", "<b>Child", "<i>T", "<u>1", "<img src=x"):
            assert bad not in page


def test_the_date_of_a_statement_can_be_put_right_where_it_is_settled(client: Client, proposal: Proposal) -> None:
    statement, finding = (
        reverse("intake:correct", args=[proposal.pk, the_item(proposal, tag)]) for tag in ("P1", "F1")
    )
    assert "When this was so" in client.get(statement).content.decode()
    assert "When this was so" not in client.get(finding).content.decode()
    sent = {"kind": "progress", "text": tagged(proposal, "P1").text, "date_text": "spring 2016"}
    client.post(statement, sent)
    assert tagged(proposal, "P1").extra == {"date_text": "spring 2016", "date_iso": ""}
