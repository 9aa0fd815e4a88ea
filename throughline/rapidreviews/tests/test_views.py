"""The pages of the rapid review, as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import rapid
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.audit.models import Event
from throughline.messages.models import Ask
from throughline.partnerships.models import User
from throughline.rapidreviews import services
from throughline.rapidreviews.models import Conclusion, PanelView, RapidReview, Reply, Sending, Signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> tuple[Client, RapidReview]:
    """The coordinator's browser, and a rapid review with an agency to ask."""
    where = make.partnership()
    user = make.member(where)
    make.member(where, AGENCY_LEAD, agency=make.agency(where))
    return signed_in(user), rapid.opened(make.actor(user))


def day_of(name: str) -> dict[str, str]:
    """Today in three boxes."""
    return {f"{name}_day": "12", f"{name}_month": "3", f"{name}_year": "2026"}


@pytest.mark.time_machine(make.NOW)
def test_the_whole_way_by_the_pages(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    base = f"/rapid-reviews/{review.pk}/"
    assert "15 working days left" in client.get(base).content.decode()
    said: dict[str, Any] = {"facts": "Two addresses.", "done": ["genogram"], "starts_from": "aware", "version": "1"}
    assert client.post(f"{base}write", said).status_code == 302
    review.refresh_from_db()
    assert (review.facts, review.genogram, review.version) == ("Two addresses.", True, 2)
    assert (review.starts_from, review.partners_sign) == ("aware", False)
    limbs = rapid.limbs(review)
    said = {"national": "no", "outcome": "no_review", "why": "Learning is taken.", "once": "c"}
    said |= {**day_of("decided_on"), "decided_on_day": "9"}
    for key, (answer, fact) in limbs.items():
        said |= {f"limb_{key}": answer, f"fact_{key}": fact}
    assert client.post(f"{base}conclude", said).status_code == 302
    signature = {"partner": "police", "answer": "yes", "signed_by_name": "C. Roe"}
    assert client.post(f"{base}sign", signature).status_code == 302
    assert client.post(f"{base}send", {**day_of("sent_on"), "how": "Secure e-mail", "once": "s"}).status_code == 302
    answer = {**day_of("received_on"), "view": "wants_review", "words": "We think so.", "once": "p"}
    assert client.post(f"{base}panel", answer).status_code == 302
    reply = {**day_of("replied_on"), "reply": "disagrees", "reason": "It is taken.", "once": "r"}
    assert client.post(f"{base}reply", reply).status_code == 302
    assert client.post(f"{base}quality", {"mark_analysis": "met", "shown_analysis": "Section 3"}).status_code == 302
    shown = client.get(base).content.decode()
    assert "Settled." in shown and "The Panel sees it otherwise" in shown
    assert "Two addresses." not in shown and "9 March 2026" in shown
    assert "Two addresses." in client.get(f"{base}words").content.decode()
    counts = [model.objects.count() for model in (Conclusion, Signature, Sending, PanelView, Reply)]
    assert counts == [1, 1, 1, 1, 1]
    listed = client.get("/rapid-reviews/").content.decode()
    assert "1 of 1" in listed and "2 of 2 points" in listed


def test_it_opens_from_the_incident_with_one_button_held_as_the_last_one_was(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    by = make.actor(User.objects.get(pk=client.session["_auth_user_id"]))
    services.write(review, fields={"starts_from": "aware", "partners_sign": False}, version=1, by=by, at=make.NOW)
    incident = rapid.notified(by, name="Child Rowan")
    assert "Open the rapid review, or go to it" in client.get(f"/incidents/{incident.pk}/").content.decode()
    first, second = (client.post(f"/incidents/{incident.pk}/rapid-review") for _ in range(2))
    made = RapidReview.objects.get(incident=incident)
    assert first.headers["Location"] == second.headers["Location"] == f"/rapid-reviews/{made.pk}/"
    assert (made.starts_from, made.partners_sign) == ("aware", False)


def test_a_form_sent_twice_is_done_once(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    said: dict[str, Any] = {"national": "no", "outcome": "review", "why": "So.", "once": "same"}
    for key, (answer, fact) in rapid.limbs(review).items():
        said |= {f"limb_{key}": answer, f"fact_{key}": fact}
    for _ in range(2):
        client.post(f"/rapid-reviews/{review.pk}/conclude", said)
    assert Conclusion.objects.count() == 1


def test_a_new_conclusion_asks_nothing_twice_and_shows_what_was_before(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    rapid.settled(review, make.actor(User.objects.get(pk=client.session["_auth_user_id"])))
    base = f"/rapid-reviews/{review.pk}/"
    assert "What was before" not in client.get(base).content.decode()
    form = client.get(f"{base}conclude").content.decode()
    assert form.count("Two agencies held two addresses.") == len(rapid.limbs(review))
    rapid.concluded(review, make.actor(User.objects.get(pk=client.session["_auth_user_id"])), "review")
    shown = client.get(base).content.decode()
    assert "What was before" in shown and "Concluded: No further review" in shown and "Think again." in shown


def test_two_versions_are_shown_and_what_was_typed_stays(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    address, said = f"/rapid-reviews/{review.pk}/write", {"starts_from": "notified", "version": "1"}
    client.post(address, {**said, "facts": "First."})
    shown = client.post(address, {**said, "facts": "Second."}).content.decode()
    assert "First." in shown and "Second." in shown and "Your words are kept." in shown
    review.refresh_from_db()
    assert review.facts == "First."


def test_agencies_are_asked_from_the_register(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    address = f"/rapid-reviews/{review.pk}/ask"
    html = client.get(address).content.decode()
    key = html.split('name="to"')[1].split('value="')[1].split('"')[0]
    far = {"due_on_day": "1", "due_on_month": "4", "due_on_year": "2099"}
    assert client.post(address, {"to": [key], **far}).status_code == 302
    assert Ask.objects.get().subject == review.pk
    assert client.post(address, {"to": ["somebody@example.org"], **far}).status_code == 200
    assert Ask.objects.count() == 1


def test_a_page_is_one_sight(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    before = Event.objects.filter(verb="saw").count()
    client.get(f"/rapid-reviews/{review.pk}/words")
    seen = Event.objects.filter(verb="saw").order_by("-number")
    assert seen.count() == before + 1
    assert f"rapid_review {review.pk}" in seen[0].details["records"]


def test_pages_ask_little_of_the_database(page: tuple[Client, RapidReview]) -> None:
    client, review = page
    by = make.actor(User.objects.get(pk=client.session["_auth_user_id"]))
    rapid.settled(review, by)
    for address in ("/rapid-reviews/", f"/rapid-reviews/{review.pk}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as told:
            client.get(address)
        asked = [one["sql"] for one in told if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        assert len(asked) <= 12, asked
