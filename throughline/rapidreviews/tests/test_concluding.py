"""What a rapid review concludes: signed by the partners, sent to the Panel, held against its view, concluded anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from tests import factories as make
from tests import rapid
from throughline.audit.models import Event
from throughline.kernel.editions import shipped
from throughline.kernel.refusals import Refused
from throughline.rapidreviews import queries, rules, services
from throughline.rapidreviews.models import Conclusion, Sending
from throughline.rapidreviews.tests.scene import LATER, Scene, build, sent, signed, state
from throughline.rulebook.rules import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


def test_a_conclusion_is_stamped_with_the_words_it_was_made_under(scene: Scene) -> None:
    made = rapid.concluded(scene.review, scene.unit)
    book = shipped()["wt2023"]
    assert (made.edition, made.edition_sha256) == ("wt2023", fingerprint(book))
    assert [one.words for one in made.limbs.order_by("id")] == [one.words for one in book.criteria_of("review")]
    assert state(scene.review) == "concluded"
    assert (
        rapid.concluded(scene.review, scene.unit, once="x").pk == rapid.concluded(scene.review, scene.unit, once="x").pk
    )


def test_a_conclusion_with_a_limb_missing_leaves_nothing_behind(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1964"):
        rapid.concluded(scene.review, scene.unit, limbs={})
    with pytest.raises(Refused, match="E1965"):
        rapid.concluded(scene.review, scene.unit, why=" ")
    assert not Conclusion.objects.exists()
    assert not Event.objects.filter(verb="rapid_review.concluded").exists()


def test_partners_sign_in_any_order_and_a_no_counts_with_its_reason(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1960"):
        signed(scene)
    rapid.concluded(scene.review, scene.unit)
    with pytest.raises(Refused, match="E1968"):
        signed(scene, "health_commissioner", "no")
    signed(scene, "health_commissioner", "no", reason="A local review is enough.")
    signed(scene, by=scene.lead, agency=scene.police)
    assert signed(scene).pk  # the same again is the same signature
    with pytest.raises(Refused, match="E1966"):
        signed(scene, answer="no", reason="On second thoughts.")
    standing = queries.standing_of(scene.review)
    assert rules.missing_signatures(
        ("local_authority", "police", "health_commissioner"), [one.partner for one in standing.signatures]
    ) == ("local_authority",)


def test_a_lead_signs_for_their_own_partner_alone(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.unit)
    with pytest.raises(Refused, match="E1960"):
        signed(scene, "health_commissioner", by=scene.lead, agency=scene.police)


def test_it_is_frozen_as_it_went_to_the_panel(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1960"):
        sent(scene)
    rapid.concluded(scene.review, scene.unit)
    row = sent(scene, once="s")
    assert sent(scene, once="s").pk == row.pk
    assert row.document.sha256 == row.sha256
    assert state(scene.review) == "sent"
    with pytest.raises(DatabaseError), transaction.atomic():
        Sending.objects.filter(pk=row.pk).update(how="Otherwise")


def test_the_panels_view_is_kept_beside_the_partnerships(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.unit, "no_review")
    sent(scene)
    said = {"by": scene.unit, "at": LATER}
    services.hear_panel(scene.review, received_on=LATER.date(), view="wants_review", words="We think so.", **said)
    assert state(scene.review) == "answered"
    with pytest.raises(Refused, match="E1971"):
        services.reply_to_panel(scene.review, reply="disagrees", replied_on=LATER.date(), **said)
    services.reply_to_panel(
        scene.review,
        reply="disagrees",
        reason="The learning is being taken.",
        resolved="Written up as a case study for the national review.",
        replied_on=LATER.date(),
        **said,
    )
    standing = queries.standing_of(scene.review)
    assert (standing.state.key, standing.differs) == ("settled", True)
    (row,) = queries.rows_of(scene.unit, make.TODAY)
    assert (row.state.key, row.outcome, row.view) == ("settled", "no_review", "wants_review")


def test_a_new_conclusion_is_signed_and_sent_anew(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.unit, "no_review")
    signed(scene)
    sent(scene)
    services.hear_panel(scene.review, received_on=make.TODAY, view="wants_review", by=scene.unit, at=LATER)
    rapid.concluded(scene.review, scene.unit, "review", at=LATER)
    standing = queries.standing_of(scene.review)
    assert (standing.state.key, standing.signatures) == ("concluded", ())


def settled(scene: Scene, view: str = "wants_review") -> None:
    """Concluded that no review follows, signed, sent, heard and replied to."""
    said = {"by": scene.unit, "at": make.NOW}
    rapid.concluded(scene.review, scene.unit, "no_review")
    signed(scene)
    sent(scene)
    services.hear_panel(scene.review, received_on=make.TODAY, view=view, words="Think again.", **said)
    services.reply_to_panel(scene.review, reply="accepts", resolved="A review.", replied_on=make.TODAY, **said)


def test_a_settled_one_is_concluded_anew_and_all_that_was_before_is_kept(scene: Scene) -> None:
    settled(scene)
    assert queries.standing_of(scene.review).before == ()
    rapid.concluded(scene.review, scene.unit, "review", at=LATER)
    now = queries.standing_of(scene.review)
    assert (now.state.key, now.sending, now.view, now.reply, now.signatures) == ("concluded", None, None, None, ())
    assert now.first_sent_on == make.TODAY and not now.differs
    kept = [(one.kind, one.key) for one in now.before]
    assert kept == [
        ("conclusion", "no_review"),
        ("signature", "police"),
        ("sending", ""),
        ("view", "wants_review"),
        ("reply", "accepts"),
    ]
    sent(scene, at=LATER)
    assert state(scene.review) == "sent", "the answer that came before is none to what is sent now"
    services.hear_panel(scene.review, received_on=LATER.date(), view="agrees_review", by=scene.unit, at=LATER)
    now = queries.standing_of(scene.review)
    assert (now.state.key, now.differs, len(now.before)) == ("answered", False, 5)
    rows = queries.rows_of(scene.unit, make.TODAY)
    assert queries.outcomes_of(rows, ()).by_outcome[0] == ("review", 1, 0)


def test_found_not_to_meet_the_criteria_it_stops(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.unit, "not_met", limbs=rapid.limbs(scene.review, "no", "It was an accident."))
    assert state(scene.review) == "stopped"
    with pytest.raises(Refused, match="E1960"):
        sent(scene)


def test_the_day_of_the_decision_is_the_day_on_which_it_was_made(scene: Scene) -> None:
    """It starts the six months; the day of recording counts only where nobody gave another, and none is to come."""
    with pytest.raises(Refused, match="E1972"):
        rapid.concluded(scene.review, scene.unit, "local_learning", decided_on=make.TODAY + timedelta(days=1))
    assert rapid.concluded(scene.review, scene.unit).decided == make.TODAY
    row = rapid.concluded(scene.review, scene.unit, "local_learning", decided_on=date(2026, 3, 10))
    assert (row.decided, localdate(row.at)) == (date(2026, 3, 10), make.TODAY)


def test_one_that_was_stopped_by_mistake_goes_on(scene: Scene) -> None:
    settled(scene, "agrees_none")
    rapid.concluded(
        scene.review, scene.unit, "not_met", at=LATER, limbs=rapid.limbs(scene.review, "no", "An accident.")
    )
    assert state(scene.review) == "stopped"
    rapid.concluded(scene.review, scene.unit, "review", at=LATER)
    assert state(scene.review) == "concluded"
