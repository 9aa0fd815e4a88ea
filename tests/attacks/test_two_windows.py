"""Somebody with two memberships has two windows open: what was typed for one partnership never lands in the other."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from tests.signing_in import second_factor, signed_in
from throughline.documents.models import Document
from throughline.partnerships.models import Membership, User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    made = make.member(make.partnership("Wexmoor"))
    make.membership(made, make.partnership("Tarnshire"))
    second_factor(made)
    return made


def mark_of(client: Client, address: str) -> str:
    found = re.search(r'name="typed_by" value="([^"]+)"', client.get(address).content.decode())
    assert found, f"the form at {address} does not say for whom it is"
    return found[1]


def test_a_review_typed_for_one_partnership_is_not_opened_in_the_other_and_its_words_are_kept(person: User) -> None:
    client = signed_in(person)
    first, second = Membership.objects.filter(user=person).order_by("id")
    sent = {"kind": "scr", "name": "Child Heron", "typed_by": mark_of(client, "/reviews/new"), "state": "under_way"}
    client.post("/membership", {"membership": second.pk})
    refused = client.post("/reviews/new", urlencode(sent), content_type="application/x-www-form-urlencoded")
    assert (refused.status_code, Review.objects.count()) == (403, 0)
    assert "another partnership" in refused.content.decode()
    client.post("/membership", {"membership": first.pk})
    assert "Child Heron" in client.get("/reviews/new").content.decode()
    client.post("/reviews/new", sent)
    assert [review.case.partnership_id for review in Review.objects.all()] == [first.partnership_id]


def test_nor_is_a_document_read_into_it_when_the_membership_has_ended_meanwhile(person: User) -> None:
    client = signed_in(person)
    mark = mark_of(client, "/imports/new")
    Membership.objects.filter(pk=Membership.objects.filter(user=person).order_by("id")[0].pk).update(
        to_on=date(2020, 1, 1)
    )
    file = SimpleUploadedFile("a.md", b"# Serious Case Review: Child Heron\n\nFinding 1: Records were not joined.\n")
    assert client.post("/imports/new", {"documents": file, "into": "new", "typed_by": mark}).status_code == 403
    assert Document.objects.count() == 0


@pytest.mark.parametrize("address", ["/agencies/new", "/groups/new"])
def test_every_form_that_adds_to_a_partnership_says_to_which(person: User, address: str) -> None:
    assert mark_of(signed_in(person), address)
