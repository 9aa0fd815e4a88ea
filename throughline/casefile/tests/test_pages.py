"""The pages of this room on the demonstration: for every role, in few statements, whatever there is beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.signing_in import signed_in
from throughline.actionplans.models import Action
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.casefile.queries.threads import threads_of
from throughline.casefile.rules.open_ends import open_ends
from throughline.demonstration.services import seed
from throughline.findings.models import Finding, Recommendation
from throughline.impact.models import Measure
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Made once, in a transaction that is never committed; each test goes back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            seed(at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(demonstration: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def client(name: str) -> Client:
    return signed_in(User.objects.get(email__startswith=f"{name}."))


def alder() -> Review:
    return Review.objects.get(name="Child Alder", case__partnership__short="wexmoor")


def counted(person: Client, address: str) -> tuple[int, bytes]:
    """How many statements the page took, transactions aside, and what it said."""
    with CaptureQueriesContext(connection) as caught:
        answer = person.get(address)
    assert answer.status_code == 200, address
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in caught), answer.content


def addresses() -> list[str]:
    review = alder().pk
    return [
        "/",
        "/reviews/",
        f"/reviews/{review}/",
        f"/reviews/{review}/thread",
        f"/reviews/{review}/thread?finding={Finding.objects.filter(review=review).order_by('id')[3].pk}",
        f"/reviews/{review}/thread?print=1",
        f"/reviews/{review}/open-ends",
        f"/reviews/{review}/documents",
        f"/reviews/{review}/who-looked",
        f"/reviews/{review}/account",
        f"/findings/{Finding.objects.filter(review=review).first().pk}/",  # type: ignore[union-attr]
        f"/recommendations/{Recommendation.objects.filter(review=review).first().pk}/",  # type: ignore[union-attr]
        f"/actions/{Action.objects.filter(review=review).first().pk}/",  # type: ignore[union-attr]
        f"/measures/{Measure.objects.filter(review=review).first().pk}/",  # type: ignore[union-attr]
        "/thread/",
        f"/thread/?review={review}",
        "/open-ends/",
        "/actions/",
        "/impact/",
        "/impact/?show=statements",
        "/search?q=handover",
        "/incidents/",
    ]


def test_each_page_takes_twelve_statements_at_most_and_as_many_with_more_data(seeded: Any) -> None:
    ruth = client("ruth")
    before = {address: counted(ruth, address)[0] for address in [*addresses(), "/rapid-reviews/"]}
    assert max(before.values()) <= 12, before
    review = alder()
    given = {"case": review.case, "made_at": NOW, "made_by": review.made_by}
    more = Review.objects.bulk_create([Review(kind="lcspr", name=f"Child {n}", **given) for n in range(60)])
    for one in more:
        Finding.objects.bulk_create([Finding(review=one, text=f"Finding {n}", **given) for n in range(4)])
    Action.objects.bulk_create([Action(review=review, text=f"Action {n}", **given) for n in range(40)])
    assert {address: counted(ruth, address)[0] for address in before} == before


def test_each_page_is_one_sight_that_names_what_it_showed(seeded: Any) -> None:
    ruth, review = client("ruth"), alder()
    for address in addresses():
        length = Event.objects.filter(verb="saw").count()
        ruth.get(address)
        assert Event.objects.filter(verb="saw").count() == length + 1, address
    ruth.get(f"/reviews/{review.pk}/thread")
    last = Event.objects.filter(verb="saw").order_by("-id")[0]
    finding = Finding.objects.filter(review=review).first()
    assert finding
    assert (last.case, last.subject) == (review.case.pk, review.pk)
    assert f"finding {finding.pk}" in last.details["records"]
    assert list(broken_links()) == []


@pytest.mark.parametrize("name", ["ruth", "marian", "daniel", "priya", "tomasz", "helen", "gwen", "idris", "oona"])
def test_home_opens_for_every_role(seeded: Any, name: str) -> None:
    statements, content = counted(client(name), "/")
    assert statements <= 12
    assert b"Your work" in content


def test_every_link_of_home_and_of_the_open_ends_leads_to_a_page(seeded: Any) -> None:
    ruth = client("ruth")
    for address in ("/", "/open-ends/"):
        body = ruth.get(address).content.decode()
        main = body[body.index("<main") : body.index("</main")]
        for link in set(re.findall(r'href="(/[^"#]*)"', main)):
            assert ruth.get(link.replace("&amp;", "&")).status_code == 200, link


def test_the_account_is_on_no_page_but_its_own(seeded: Any) -> None:
    ruth, review = client("ruth"), alder()
    words = review.account.split(".")[0].encode()
    for address in addresses():
        assert (words in ruth.get(address).content) is address.endswith("/account")
    assert Event.objects.filter(verb="saw", subject_type="account", subject=review.pk).count() == 1


def test_the_picture_of_the_demonstration_is_that_of_the_standard(seeded: Any) -> None:
    review = alder()
    body = client("ruth").get(f"/reviews/{review.pk}/thread").content.decode()
    finding = Finding.objects.get(review=review, number="4")
    picked = client("ruth").get(f"/reviews/{review.pk}/thread?finding={finding.pk}").content.decode()
    assert "Finding 4 leads to three recommendations and five actions." in picked
    assert "One path holds, one is sliding back and two stop short." in picked
    assert "14 working days late" in body
    assert body.count('role="img"') == 2
    assert {
        end.item.name for end in open_ends(threads_of([review.pk], NOW.date(), drafts=True)[review.pk], NOW.date())
    } == {
        "Recommendation 9",
        *(f"Action {n}" for n in (8, 9, 11, 12, 14)),
    }


def test_an_agency_lead_sees_their_own_cases_and_a_stranger_none(seeded: Any) -> None:
    review = alder()
    assert client("daniel").get(f"/reviews/{review.pk}/thread").status_code == 200
    for address in addresses()[2:14]:
        assert client("oona").get(address).status_code == 404
    assert b"Child Linden" not in client("joan").get("/reviews/").content
    assert b"Sorrel" not in client("daniel").get("/open-ends/").content


def test_an_elected_member_sees_what_is_published_and_no_source(seeded: Any) -> None:
    helen = client("helen")
    body = helen.get("/reviews/").content
    assert b"Child Linden" in body
    assert b"Child Alder" not in body
    rowan = Review.objects.get(kind="scr", name="Child Rowan")
    page = helen.get(f"/reviews/{rowan.pk}/")
    assert page.status_code == 200
    assert b"What happened" not in page.content
    assert helen.get(f"/reviews/{rowan.pk}/documents").status_code == 404
    assert helen.get(f"/reviews/{rowan.pk}/who-looked").status_code == 404


def test_odd_addresses_are_answered_plainly(seeded: Any) -> None:
    ruth, review = client("ruth"), alder()
    for tail in ("?finding=x", "?finding=-1", "?finding=999999999999999999", "?finding=theme-1", "?finding="):
        assert ruth.get(f"/reviews/{review.pk}/thread{tail}").status_code == 200
    for address in ("/reviews/?page=99", "/reviews/?page=x&kind=y", "/actions/?show=x&page=9", "/thread/?review=99999"):
        assert ruth.get(address).status_code == 200


def test_only_an_empty_system_is_seeded(seeded: Any) -> None:
    with pytest.raises(Refused):
        seed(at=NOW)
