"""The pages: sending documents, and who may do so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.signing_in import signed_in
from throughline.documents.models import Document, Waiting
from throughline.documents.uploads import MOST_A_REQUEST
from throughline.intake import services
from throughline.intake.jobs import read_document
from throughline.intake.models import Proposal
from throughline.intake.tests.papers import THINGS, paper, proposed
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
    """The answer to those files, sent into a new review unless told."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/imports/new", {"documents": sent, "into": "new", **more})


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
