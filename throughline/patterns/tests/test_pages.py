"""What was asked before: shown while a recommendation is written, kept when it is saved, and never across a wall."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.actionplans.services import Ending, move_action
from throughline.audit.models import Event
from throughline.findings.models import Recommendation
from throughline.impact.tests.scene import Scene, build
from throughline.kernel.refusals import Refused
from throughline.patterns.models import EarlierAsk, WordingLook
from throughline.patterns.queries import advice_on
from throughline.patterns.services import answer_earlier
from throughline.reviews.addresses import address_of, new_address

pytestmark = pytest.mark.django_db
ASKED = "All agencies should be mindful of children who were not brought to appointments."
BEFORE = "The Trust should follow up each child who does not attend, and report it to the Board each quarter."


@pytest.fixture
def scene() -> Scene:
    """A published review with one record of every kind, and a second review that asked before."""
    return build()


@pytest.fixture
def before(scene: Scene) -> Recommendation:
    """What another review of the same partnership asked."""
    other = records.review(scene.by, where=scene.where, name="Child Sorrel")
    return records.recommendation(other, scene.by, text=BEFORE, number="7")


def test_checking_the_wording_saves_nothing_and_keeps_what_was_typed(scene: Scene, before: Recommendation) -> None:
    client, url = scene.client(), new_address("recommendation", scene.review.pk)
    answer = client.post(url, {"text": ASKED, "number": "9", "look": "yes"})
    assert answer.status_code == 302 and answer["Location"] == f"{url}#beside"
    page = client.get(url).content.decode()
    assert ASKED in page and "It names nobody who is to do it." in page and "Child Sorrel, recommendation 7" in page
    assert not Recommendation.objects.filter(text=ASKED).exists()


def test_what_was_noticed_is_kept_with_it(scene: Scene, before: Recommendation) -> None:
    scene.client().post(new_address("recommendation", scene.review.pk), {"text": ASKED, "number": "9"})
    made = Recommendation.objects.get(text=ASKED)
    look = WordingLook.objects.get(recommendation=made)
    assert "no_owner" in look.remarks and [one["id"] for one in look.earlier] == [before.pk]
    assert Event.objects.get(verb="wording.looked_at").subject == made.pk
    scene.client().post(address_of("recommendation", made.pk, "edit"), {"text": BEFORE, "number": "9", "version": "1"})
    assert WordingLook.objects.filter(recommendation=made).count() == 2


def test_a_change_that_leaves_the_words_is_not_looked_at_anew(scene: Scene) -> None:
    row = scene.rows["recommendation"]
    scene.client().post(
        address_of("recommendation", row.pk, "edit"), {"text": row.text, "number": "99", "version": str(row.version)}
    )
    assert Recommendation.objects.get(pk=row.pk).number == "99"
    assert not WordingLook.objects.exists()


def test_it_is_said_how_two_stand_to_each_other(scene: Scene, before: Recommendation) -> None:
    client, row = scene.client(), scene.rows["recommendation"]
    url = f"{address_of('recommendation', row.pk)}earlier/{before.pk}"
    refused = client.post(url, {"answer": "once_more", "reason": ""})
    assert "Say why the earlier one is not enough." in refused.content.decode()
    client.post(url, {"answer": "once_more", "reason": "The first was never answered."})
    client.post(url, {"answer": "once_more", "reason": "The first was never answered."})
    assert EarlierAsk.objects.count() == 1
    assert "It asks once more what was asked in" in client.get(address_of("recommendation", row.pk)).content.decode()
    assert "It is asked once more in" in client.get(address_of("recommendation", before.pk)).content.decode()
    with pytest.raises(Refused) as why:
        answer_earlier(before, row, answer="joins", by=scene.by, at=make.NOW)
    assert why.value.number == "E1580"


def test_what_was_done_is_told_with_how_its_end_was_graded(scene: Scene, before: Recommendation) -> None:
    chair = make.actor(scene.people[CHAIR])
    for grade, state in (("exceeds", "confirmed"), ("acceptable", "confirmed"), ("not_implemented", "stopped")):
        action = records.action(before.review, scene.by, recommendations=[before])
        ending = Ending(grade)
        if state == "confirmed":
            move_action(action, state="claimed_done", by=scene.by, at=make.NOW)
            ending = Ending(grade, why_not_again="It is read each month.", why_no_evidence="It was seen.")
        move_action(action, state=state, reason="There is no money for it.", ending=ending, by=chair, at=make.NOW)
    records.action(before.review, scene.by, recommendations=[before])
    (one,) = advice_on(ASKED, actor=scene.by, on=make.TODAY).earlier
    told = "4 actions: 1 not started, 2 confirmed (1 acceptable, 1 exceeds), 1 stopped (1 not implemented)."
    assert one.done == f"No answer is recorded. {told}"


def test_a_sealed_review_is_not_told_of(scene: Scene, before: Recommendation) -> None:
    row = scene.rows["recommendation"]
    answer_earlier(row, before, answer="joins", by=scene.by, at=make.NOW)
    make.seal(before.case)
    page = scene.client().get(f"{address_of('recommendation', row.pk)}earlier").content.decode()
    assert "Sorrel" not in page and BEFORE not in page
    assert "Sorrel" not in scene.client().get(address_of("recommendation", row.pk)).content.decode()
    assert scene.client().get(f"{address_of('recommendation', row.pk)}earlier/{before.pk}").status_code == 404
    assert advice_on(ASKED, actor=scene.by, on=make.TODAY).earlier == ()


def test_a_lead_reads_what_was_asked_before_on_their_cases_alone(scene: Scene, before: Recommendation) -> None:
    row = scene.rows["recommendation"]
    page = scene.client(AGENCY_LEAD).get(f"{address_of('recommendation', row.pk)}earlier")
    assert page.status_code == 200 and "Sorrel" not in page.content.decode()
    url = f"{address_of('recommendation', row.pk)}earlier/{before.pk}"
    assert scene.client(AGENCY_LEAD).get(url).status_code == 404


def test_few_statements(scene: Scene, before: Recommendation) -> None:
    client = scene.client()
    answer_earlier(scene.rows["recommendation"], before, answer="joins", by=scene.by, at=make.NOW)
    for verb in ("earlier", ""):
        url = address_of("recommendation", scene.rows["recommendation"].pk, verb)
        client.get(url)
        with CaptureQueriesContext(connection) as told:
            assert client.get(url).status_code == 200
        asked = [one["sql"] for one in told if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        assert len(asked) <= 12, "\n".join(sql[:110] for sql in asked)
