"""Who opens or takes much in a short time is asked for a code, and administrators are told; nobody else is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR
from throughline.access.taken import TAKEN, reached
from throughline.audit.models import Event
from throughline.audit.services import record, saw
from throughline.config import settings as written
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Partnership, User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
FIGURES = ("PAGES_AT_MOST", "PAGES_WITHIN", "EXPORTS_AT_MOST", "EXPORTS_WITHIN")


@pytest.fixture(autouse=True)
def _true_figures(settings: Any) -> None:
    for name in FIGURES:
        setattr(settings, name, getattr(written, name))


@pytest.fixture
def by() -> Actor:
    return make.coordinator()


@pytest.fixture
def review(by: Actor) -> Review:
    return records.review(by)


@pytest.fixture
def client(by: Actor) -> Client:
    return given_a_code(signed_in(User.objects.get(pk=by.user)), ago=timedelta(hours=2))


def given_a_code(client: Client, *, ago: timedelta) -> Client:
    session: Any = client.session
    session["account_authentication_methods"][0]["at"] = (timezone.now() - ago).timestamp()
    session.save()
    return client


def opened(times: int, review: Review, by: Actor, *, at: datetime | None = None) -> None:
    at = at or timezone.now()
    for _ in range(times):
        saw(by=by, at=at, subject=("review", review.pk), case=review.case_id, records=[f"review {review.pk}"])


def took(times: int, review: Review, by: Actor) -> None:
    for verb in ("chronology.taken_out", "plan.taken", "case.exported", "report.made")[:times]:
        record(by=by, at=timezone.now(), verb=verb, subject=("review", review.pk), case=review.case_id)


def asked(response: Any) -> bool:
    return bool(response.headers.get("Location", "").startswith("/sign-in/again/"))


def told() -> list[str]:
    return list(Event.objects.filter(verb__startswith="alert.").values_list("verb", flat=True))


def test_the_figures() -> None:
    assert [getattr(written, name) for name in FIGURES] == [30, timedelta(minutes=10), 3, timedelta(hours=1)]


def test_page_31_is_asked_for_a_code_not_shown_and_told_of_once(client: Client, review: Review, by: Actor) -> None:
    opened(29, review, by)
    assert client.get(f"/reviews/{review.pk}/").status_code == 200 and told() == []
    for _ in range(2):
        response = client.get(f"/reviews/{review.pk}/")
        assert asked(response) and response.headers["Location"].endswith(f"next=%2Freviews%2F{review.pk}%2F")
    assert Event.objects.filter(verb="saw", case=review.case_id).count() == 30
    event = Event.objects.get(verb="alert.many_pages")
    assert (event.subject, event.case, event.details) == (by.user, 0, {"more_than": 30, "minutes": 10})
    assert b"more than 30 pages about cases" in client.get(response.headers["Location"]).content
    assert client.get("/").status_code == client.get("/help/").status_code == 200, "no page about a case"


def test_with_a_code_given_since_they_go_on_for_as_many_again(client: Client, review: Review, by: Actor) -> None:
    opened(30, review, by, at=timezone.now() - timedelta(minutes=1))
    assert asked(client.get(f"/reviews/{review.pk}/"))
    given_a_code(client, ago=timedelta(seconds=30))
    assert client.get(f"/reviews/{review.pk}/").status_code == 200
    opened(29, review, by)
    assert asked(client.get(f"/reviews/{review.pk}/"))


def test_codes_all_the_while_spare_the_question_and_not_the_telling(client: Client, review: Review, by: Actor) -> None:
    opened(30, review, by, at=timezone.now() - timedelta(minutes=1))
    given_a_code(client, ago=timedelta(seconds=0))
    assert client.get(f"/reviews/{review.pk}/").status_code == 200
    assert told() == ["alert.many_pages"]


def test_another_browser_of_theirs_is_the_same_person(review: Review, by: Actor) -> None:
    opened(30, review, by)
    other = given_a_code(signed_in(User.objects.get(pk=by.user)), ago=timedelta(minutes=5))
    assert asked(other.get(f"/reviews/{review.pk}/"))


def test_file_4_is_asked_for_a_code_and_not_made(client: Client, review: Review, by: Actor) -> None:
    took(2, review, by)
    assert client.get(f"/reviews/{review.pk}/tracker/download").status_code == 200 and told() == []
    assert asked(client.get(f"/reviews/{review.pk}/tracker/download"))
    assert Event.objects.filter(verb__in=TAKEN).count() == 3
    assert told() == ["alert.many_exports"]


def test_administrators_find_who_and_when_and_no_case(client: Client, review: Review, by: Actor) -> None:
    opened(30, review, by)
    client.get(f"/reviews/{review.pk}/")
    where = Partnership.objects.get(pk=by.partnership)
    page = signed_in(make.member(where, ADMINISTRATOR)).get("/").content.decode()
    assert by.name in page and "Opened many pages about cases" in page and f"/people/{by.user}/" in page
    assert review.name not in page and review.case.reference not in page
    elsewhere = signed_in(make.member(make.partnership("Tarnshire"), ADMINISTRATOR)).get("/").content.decode()
    assert "Opened many pages" not in elsewhere


@pytest.mark.parametrize(
    "quiet",
    ["over eleven minutes", "somebody else", "lists", "jobs", "a day of twenty pages an hour"],
)
def test_nobody_is_asked_for_less(client: Client, review: Review, by: Actor, quiet: str) -> None:
    now = timezone.now()
    if quiet == "over eleven minutes":
        opened(10, review, by, at=now - timedelta(minutes=11))
        opened(20, review, by)
    elif quiet == "somebody else":
        opened(40, review, make.actor(make.member(Partnership.objects.get(pk=by.partnership))))
    elif quiet == "lists":
        for _ in range(40):
            saw(by=by, at=now, subject=("reviews", by.partnership))
    elif quiet == "jobs":
        opened(40, review, make.actor(User.objects.get(pk=by.user), via="job"))
    else:
        for page in range(160):
            opened(1, review, by, at=now - timedelta(minutes=3 * page))
    assert client.get(f"/reviews/{review.pk}/").status_code == 200
    assert told() == []


def test_the_session_brings_it_in_its_own_statement(django_assert_num_queries: Any, client: Client) -> None:
    sessions = type(client.session).get_model_class().objects.filter(session_key=client.session.session_key)
    with django_assert_num_queries(1):
        row = reached(sessions.select_related("user"), timezone.now()).get()
        assert (row.user.pk > 0, row.pages_reached, row.exports_reached) == (True, None, None)
