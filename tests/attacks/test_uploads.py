"""What is sent: large bodies only where files are taken, no waiting for one another, nothing read for who has gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_tasks_db.models import DBTaskResult

from tests import factories as make
from tests.signing_in import signed_in
from throughline.documents.models import Document, Waiting
from throughline.intake import services
from throughline.intake.jobs import read_document
from throughline.intake.models import Proposal
from throughline.partnerships.models import Membership, User
from throughline.reviews.models import Review

TEXT = b"# Progress on the review of Child Alder\n\nFinding 1: The plan had no dates at all and nobody asked.\n"
TOO_MUCH = 5 * 1024 * 1024 + 1


@pytest.fixture
def unit() -> User:
    return make.member(make.partnership())


def large() -> dict[str, Any]:
    return {"paper": SimpleUploadedFile("x.md", b"x" * TOO_MUCH), "name": "New"}


def views(patterns: list[Any]) -> list[Any]:
    found = []
    for pattern in patterns:
        found += views(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


@pytest.mark.django_db
def test_only_addresses_that_take_files_take_large_bodies() -> None:
    patterns: list[URLPattern] = views(get_resolver().url_patterns)
    taking = {str(one.pattern) for one in patterns if getattr(one.callback, "takes_files", False)}
    assert "imports/new" in taking
    assert not {path for path in taking if path.startswith(("sign-in", "people", "account", "drafts", "membership"))}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/groups/new", "/reviews/new", "/account/", "/no/such/page", "/drafts/x", "/csp"])
def test_a_large_body_is_refused_before_it_is_read(unit: User, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: Any, **__: Any) -> None:
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", read)
    response = signed_in(unit).post(address, large())
    assert response.status_code == 413 and "was not read" in response.content.decode()


@pytest.mark.django_db
def test_so_it_is_on_the_sign_in_pages_and_elsewhere_strangers_are_led_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", lambda *_: 1 / 0)
    for address in ("/sign-in/", "/sign-in/forgotten/", "/sign-in/set-password/1/x/"):
        assert Client().post(address, large()).status_code == 413
    for address in ("/imports/new", "/groups/new", "/no/such/page"):
        answer = Client().post(address, large())
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.django_db
def test_a_script_is_told_in_json(unit: User) -> None:
    answer = signed_in(unit).post("/drafts/x", large(), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (413, {"too_large": True})


@pytest.mark.django_db
def test_documents_of_more_than_a_form_come_in_where_they_are_taken(unit: User) -> None:
    sent = SimpleUploadedFile("large.md", TEXT + b"\nMore was said. " * 350_000)
    assert sent.size is not None and sent.size > TOO_MUCH
    signed_in(unit).post("/imports/new", {"documents": sent, "into": "new"})
    assert Waiting.objects.get().size == sent.size


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at_once", [1_000_000, 10])
def test_nobody_waits_while_a_document_is_read_counted_or_kept(
    unit: User, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database has one writer: whatever is slow comes before the transaction, at once and in the background."""
    monkeypatch.setattr(services, "READ_AT_ONCE", at_once)
    slow: list[str] = []

    def watched(where: str, name: str) -> None:
        module = __import__(where, fromlist=[name])
        real = getattr(module, name)

        def does(*args: Any, **more: Any) -> Any:
            assert not connection.in_atomic_block, f"{name} ran inside a transaction"
            slow.append(name)
            return real(*args, **more)

        monkeypatch.setattr(module, name, does)

    watched("throughline.intake.services.proposing", "open_bytes")
    watched("throughline.intake.services.proposing", "read_opened")
    watched("throughline.documents.store", "put")
    signed_in(unit).post("/imports/new", {"documents": SimpleUploadedFile("a.md", TEXT), "into": "new"})
    proposal = Proposal.objects.get()
    if at_once == 10:
        read_document.call(proposal.pk, unit.memberships.get().pk)
        proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN
    assert {"open_bytes", "read_opened", "put"} == set(slow)


def waits_for(unit: User, review: Review | None = None) -> Proposal:
    return services.receive_in(name="a.md", data=TEXT, review=review, by=make.actor(unit), at=make.NOW)


def read(proposal: Proposal, membership: Membership) -> Proposal:
    read_document.call(proposal.pk, membership.pk)
    proposal.refresh_from_db()
    return proposal


@pytest.mark.django_db
def test_nothing_is_read_for_somebody_who_was_deactivated_meanwhile(unit: User) -> None:
    proposal = waits_for(unit)
    User.objects.filter(pk=unit.pk).update(is_active=False)
    ended = read(proposal, unit.memberships.get())
    assert (ended.state, ended.refusal["number"]) == ("refused", "E1316")
    assert not Document.objects.exists() and not Waiting.objects.exists()


@pytest.mark.django_db
def test_nor_in_another_membership_than_the_one_it_was_sent_in(unit: User) -> None:
    proposal, sent_in = waits_for(unit), unit.memberships.get()
    make.membership(unit, proposal.partnership)  # the same role, given anew
    other = make.membership(unit, make.partnership("Tarnshire Partnership"))
    Membership.objects.filter(pk=sent_in.pk).update(to_on=make.TODAY - timedelta(days=400))
    ended = read(proposal, sent_in)
    assert (ended.state, ended.refusal["number"]) == ("refused", "E1316")
    again = services.read_waiting(proposal=waits_for_again(proposal), by=make.actor(unit, chosen=other.pk), at=make.NOW)
    assert (again.state, again.refusal["number"]) == ("refused", "E1301")
    assert not Document.objects.exists()


def waits_for_again(proposal: Proposal) -> Proposal:
    """The same document, waiting once more."""
    other = make.member(proposal.partnership)
    return waits_for(other)


@pytest.mark.django_db
@pytest.mark.parametrize("closing", ["conflict", "seal", "withdrawn"])
@pytest.mark.parametrize("when", ["before", "while it is read"])
def test_nor_into_a_case_that_was_closed_to_them_meanwhile(
    unit: User, closing: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.case(unit.memberships.get().partnership, by=unit)
    review = Review.objects.create(case=case, kind="scr", name="Child Alder", made_at=make.NOW, made_by=unit)
    proposal = waits_for(unit, review)

    def close() -> None:
        if closing == "conflict":
            make.conflict(case, unit)
        elif closing == "seal":
            make.seal(case)
        else:
            Review.objects.update(withdrawn_at=make.NOW, withdrawn_by=unit)

    if when == "before":
        close()
    else:
        real = services.waiting.read_first

        def slowly(**said: Any) -> Any:
            close()
            return real(**said)

        monkeypatch.setattr(services.waiting, "read_first", slowly)
    ended = read(proposal, unit.memberships.get())
    assert (ended.state, ended.refusal["number"]) == ("refused", "E1317")
    assert not Document.objects.exists() and not Waiting.objects.exists()


@pytest.mark.django_db
def test_a_colleague_who_asks_for_it_to_be_read_once_more_is_read_for(unit: User) -> None:
    proposal = waits_for(unit)
    User.objects.filter(pk=unit.pk).update(is_active=False)
    colleague = make.member(proposal.partnership)
    signed_in(colleague).post(f"/imports/{proposal.pk}/read-again")
    sent = DBTaskResult.objects.order_by("enqueued_at").last()
    assert sent is not None
    read_document.call(*sent.args_kwargs["args"], **sent.args_kwargs["kwargs"])
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN and Document.objects.get().received_by == colleague
