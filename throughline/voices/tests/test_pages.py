"""The pages of families, words and learning events."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene, words
from throughline.reviews.addresses import address_of, new_address
from throughline.voices import services
from throughline.voices.models import FamilyMember, Invitation, LearningEvent, Voice
from throughline.voices.tests.test_services import event, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A review and the people about it."""
    return making.scene()


def test_everything_is_written_through_its_form_once(scene: Scene) -> None:
    client, review = scene.client(), scene.review
    typed = {"relation": "Grandmother", "owner": scene.people[CHAIR].pk, "next_what": "Ring", "once": "a"}
    for _ in range(2):
        assert client.post(new_address("family_member", review.pk), typed).status_code == 302
    row = FamilyMember.objects.get()
    log = address_of("family_member", row.pk, "log/new")
    for _ in range(2):
        told = {"kind": "took_part", "how": "visit", "when": "2 March 2026", "says": "She came.", "once": "b"}
        assert client.post(log, told).status_code == 302
    assert (
        client.post(log, {"kind": "changed", "says": "Her name for him stands first.", "once": "c"}).status_code == 302
    )
    page = words(client.get(address_of("family_member", row.pk)))
    for said in ("Took part", "2 March 2026", "What changed because of them", "Her name for him stands first."):
        assert said in page, said
    assert "Advocate</dt><dd>Not offered yet" in page
    given = {"whose": "family", "words": "He sang.", "quotable": "nobody", "once": "d"}
    for _ in range(2):
        assert client.post(new_address("voice", review.pk), given).status_code == 302
    assert Voice.objects.get().quotable == "nobody"
    refused = client.post(new_address("voice", review.pk), {**given, "quotable": "report", "once": "e"})
    assert "Nobody may quote words without consent." in words(refused)
    day = {"name": "Learning event", "mode": "online", "when": "9 March 2026", "once": "f"}
    for _ in range(2):
        assert client.post(new_address("learning_event", review.pk), day).status_code == 302
    made = LearningEvent.objects.get()
    assert "Practitioners of Wexmoor Police" in words(client.get(address_of("learning_event", made.pk, "propose")))
    for _ in range(2):
        assert client.post(address_of("learning_event", made.pk, "propose"), {"once": "g"}).status_code == 302
    asked = Invitation.objects.get()
    changed = {"role": asked.role, "state": "declined", "reason": "", "version": 1}
    url = address_of("invitation", asked.pk, "edit")
    assert "Say in a sentence why." in words(client.post(url, changed))
    assert client.post(url, {**changed, "reason": "On leave", "support_offered": "yes"}).status_code == 302
    page = words(client.get(address_of("learning_event", made.pk)))
    assert "0 came, 1 declined, of 1 on the list" in page and "On leave" in page
    hand = {"of": scene.people[CHAIR].pk, "to": scene.people[COORDINATOR].pk, "once": "h"}
    assert client.post(address_of("review", review.pk, "family/hand-over"), hand).status_code == 302
    row.refresh_from_db()
    assert row.owner == scene.people[COORDINATOR]


def test_words_are_shown_to_their_readers_and_to_nobody_else(scene: Scene) -> None:
    """A word of its own in each text; every page of the review is read by everybody."""
    said = {}
    for quotable in ("nobody", "panel", "report", "published"):
        consent = "" if quotable == "nobody" else "Yes"
        given = {"whose": "child", "words": f"zq{quotable}x said", "quotable": quotable, "consent": consent}
        said[quotable] = services.add_voice(review=scene.review, by=scene.actor(), at=make.NOW, **given)
    records.publish(scene.review, scene.actor())
    base = address_of("review", scene.review.pk)
    pages = ["/", base, f"{base}voices", f"{base}thread", f"{base}record", f"{base}who-looked", "/search?q=said"]
    pages += [address_of("voice", row.pk, verb) for row in said.values() for verb in ("", "words", "edit")]
    readers = {
        COORDINATOR: set(said),
        CHAIR: set(said),
        AGENCY_LEAD: set(said) - {"nobody"},
        SCRUTINEER: set(said) - {"nobody"},
    }
    for role in (*readers, ELECTED_MEMBER, "elsewhere", "stranger"):
        client = scene.client(role)
        seen = " ".join(words(client.get(url)) for url in pages)
        assert {key for key in said if f"zq{key}x" in seen} == readers.get(role, set()), role


def test_distressing_words_are_one_step_away_and_the_reading_is_recorded(scene: Scene) -> None:
    row = services.add_voice(
        review=scene.review, whose="child", words="zebra", contains="fear of a parent", by=scene.actor(), at=make.NOW
    )
    client = scene.client()
    for url in (address_of("review", scene.review.pk, "voices"), address_of("voice", row.pk)):
        page = words(client.get(url))
        assert "zebra" not in page and "fear of a parent" in page
    assert not Event.objects.filter(verb="saw", subject_type="voice", details__records=[f"voice {row.pk}"]).exists()
    assert "zebra" in words(client.get(address_of("voice", row.pk, "words")))
    assert Event.objects.filter(verb="saw", subject_type="voice").latest("number").details["records"] == [
        f"voice {row.pk}"
    ]


def test_the_page_opens_with_how_the_family_stands(scene: Scene) -> None:
    mother, father = member(scene, "Mother"), member(scene, "Father")
    services.keep_contact(mother, kind="took_part", by=scene.actor(), at=make.NOW)
    services.keep_contact(father, kind="asked_again", when_text="2 March 2026", by=scene.actor(), at=make.NOW)
    services.keep_contact(father, kind="no_answer", by=scene.actor(), at=make.NOW)
    page = words(scene.client().get(address_of("review", scene.review.pk, "voices")))
    assert (
        "<strong>Mother took part.</strong> Father has not replied; asked again 2 March 2026. No next contact is set."
        in page
    )
    for role in (AGENCY_LEAD, SCRUTINEER):
        page = words(scene.client(role).get(address_of("review", scene.review.pk, "voices")))
        assert "Mother took part." in page and "Add a family member" not in page


def test_statements_stand_in_no_order_of_time(scene: Scene) -> None:
    day = event(scene)
    for text in ("Cedar", "Ash", "Birch"):
        services.add_contribution(day, text=text, by=scene.actor(), at=make.NOW)
    page = words(scene.client().get(address_of("learning_event", day.pk)))
    assert page.index("Ash") < page.index("Birch") < page.index("Cedar") and page.count("Not attributed") == 3
