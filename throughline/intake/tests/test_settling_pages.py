"""The page on which what was read is settled, without a script too."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.signing_in import signed_in
from throughline.audit.models import Event
from throughline.findings.models import Finding
from throughline.intake.models import Proposal
from throughline.intake.tests.papers import paper, proposed, tagged
from throughline.intake.tests.readings import item, reading, subject
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth() -> User:
    return factories.member(factories.partnership(), name="Ruth Adeyemi")


@pytest.fixture
def client(ruth: User) -> Client:
    return signed_in(ruth)


@pytest.fixture
def proposal(ruth: User) -> Proposal:
    return proposed(factories.actor(ruth))


def the_item(proposal: Proposal, tag: str) -> int:
    return int(tagged(proposal, tag).pk)


def deed(proposal: Proposal, tag: str, verb: str) -> str:
    return reverse("intake:deed", args=[proposal.pk, the_item(proposal, tag), verb])


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
