"""A rapid review from the notification to the Panel's reply, by its services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils.timezone import localdate

from tests import factories as make
from tests import incidents, rapid
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases.editing import Changed
from throughline.kernel.actor import Actor
from throughline.kernel.editions import shipped
from throughline.kernel.refusals import Refused
from throughline.messages.kinds import kind_of
from throughline.messages.models import Message
from throughline.messages.queries.people import recipients
from throughline.messages.services import record_answer
from throughline.partnerships.models import Agency, Partnership
from throughline.rapidreviews import permissions, queries, rules, services
from throughline.rapidreviews.models import AgencyAnswer, Conclusion, QualityMark, RapidReview, Sending, Signature
from throughline.rulebook.queries import rule_book
from throughline.rulebook.rules import fingerprint

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@dataclass
class Scene:
    """A partnership, its coordinator, chair and a police lead, and a rapid review that is under way."""

    where: Partnership
    police: Agency
    unit: Actor
    chair: Actor
    lead: Actor
    review: RapidReview


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    police = make.agency(where)
    unit = make.actor(make.member(where))
    lead = make.actor(make.member(where, AGENCY_LEAD, agency=police))
    review = rapid.opened(unit)
    make.on_case(review.case, agency=police)
    return Scene(where, police, unit, make.actor(make.member(where, CHAIR)), lead, review)


def state(of: RapidReview) -> str:
    """The key of its state."""
    return queries.standing_of(of).state.key


def signed(scene: Scene, partner: str = "police", answer: str = "yes", **more: Any) -> Signature:
    """A signature recorded by the business unit."""
    given = {"reason": "", "signed_by_name": "C. Roe", "by": scene.unit, **more}
    return services.sign(scene.review, partner=partner, answer=answer, at=make.NOW, **given)


def sent(scene: Scene, **more: Any) -> Sending:
    """It went to the Panel."""
    given = {"sent_on": make.TODAY, "how": "Secure e-mail", "by": scene.unit, "at": make.NOW, **more}
    return services.send_to_panel(scene.review, **given)


def test_it_follows_from_a_notification_and_is_opened_once(scene: Scene) -> None:
    untold = incidents.incident(scene.unit, name="Not notified")
    with pytest.raises(Refused, match="E1960"):
        services.open_for(untold, by=scene.unit, at=make.NOW)
    again = services.open_for(scene.review.incident, by=scene.unit, at=LATER)
    assert again.pk == scene.review.pk
    assert Event.objects.filter(verb="rapid_review.added").count() == 1


def test_the_clock_runs_from_either_day_and_both_are_shown(scene: Scene) -> None:
    clocks = queries.clocks_of(scene.review, rule_book(scene.where.pk, on=make.TODAY), sent_on=rapid.SENT)
    # From Thursday 12 March and from Monday 9 March 2026, 15 working days each; Good Friday is 3 April.
    assert [(one.event, one.due) for one in clocks] == [
        ("notified", date(2026, 4, 2)),
        ("aware", date(2026, 3, 30)),
    ]
    services.write(scene.review, fields={"starts_from": "aware"}, version=1, by=scene.unit, at=make.NOW)
    scene.review.refresh_from_db()
    assert [
        one.event
        for one in queries.clocks_of(scene.review, rule_book(scene.where.pk, on=make.TODAY), sent_on=rapid.SENT)
    ] == ["aware", "notified"]


def test_an_agency_is_asked_without_a_name_and_its_answer_stands_once(scene: Scene) -> None:
    (person,) = (one for one in recipients(scene.where.pk, on=make.TODAY) if one.user == scene.lead.user)
    ask = services.ask_agency(scene.review, to=person.key, due_on=make.TODAY, by=scene.unit, at=make.NOW)
    assert Message.objects.filter(ask=ask).count() == 1
    assert ask.question == ""
    kind = kind_of(ask.kind)
    assert [child.name for child in kind.more(ask)] == ["Somebody Real"]
    values = {"knows": "known", "information": "Two calls in January.", "secured_on": make.TODAY, "immediate": ""}
    kind.answer(ask=ask, values=values, by=scene.lead, at=make.NOW)
    (row,) = queries.answers_of(scene.review, on=make.TODAY)
    assert (row.agency, row.knows, row.information) == (scene.police, "known", "Two calls in January.")
    with pytest.raises((Refused, DatabaseError)), transaction.atomic():
        kind.answer(ask=ask, values=values, by=scene.lead, at=make.NOW)
    assert AgencyAnswer.objects.count() == 1
    told = Event.objects.get(verb="rapid_review.agency_answered").details
    assert "January" not in str(told)


def test_an_agency_that_holds_nothing_has_answered(scene: Scene) -> None:
    (person,) = (one for one in recipients(scene.where.pk, on=make.TODAY) if one.user == scene.lead.user)
    ask = services.ask_agency(scene.review, to=person.key, due_on=make.TODAY, by=scene.unit, at=make.NOW)
    kind = kind_of(ask.kind)
    kind.nil(ask=ask, values={"searched": "PND, Niche", "searched_name": "P. Lee"}, by=scene.lead, at=make.NOW)
    (row,) = queries.answers_of(scene.review, on=make.TODAY)
    assert (row.knows, row.searched, row.answered_by_name) == ("not_known", "PND, Niche", "P. Lee")


def test_what_an_agency_says_by_telephone_is_in_the_rapid_review_under_its_own_name(scene: Scene) -> None:
    (person,) = (one for one in recipients(scene.where.pk, on=make.TODAY) if one.user == scene.lead.user)
    ask = services.ask_agency(scene.review, to=person.key, due_on=make.TODAY, by=scene.unit, at=make.NOW)
    said = {"knows": "known", "information": "Two visits.", "secured_on": make.TODAY, "immediate": ""}
    told = {"told_by_name": "P. Lee", "told_how": "By telephone"}
    record_answer(ask, values=said, **told, by=scene.unit, at=make.NOW)
    (row,) = queries.answers_of(scene.review, on=make.TODAY)
    assert (row.knows, row.information, row.answered_by_name) == ("known", "Two visits.", "P. Lee")
    assert (row.agency_id, row.by_id) == (scene.police.pk, scene.unit.user)


def test_two_people_write_and_nothing_is_lost(scene: Scene) -> None:
    services.write(scene.review, fields={"facts": "One."}, version=1, by=scene.unit, at=make.NOW)
    with pytest.raises(Changed) as changed:
        services.write(scene.review, fields={"facts": "Two."}, version=1, by=scene.chair, at=LATER)
    assert changed.value.theirs.facts == "One."  # type: ignore[attr-defined]


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


def test_one_that_was_stopped_by_mistake_goes_on(scene: Scene) -> None:
    settled(scene, "agrees_none")
    rapid.concluded(
        scene.review, scene.unit, "not_met", at=LATER, limbs=rapid.limbs(scene.review, "no", "An accident.")
    )
    assert state(scene.review) == "stopped"
    rapid.concluded(scene.review, scene.unit, "review", at=LATER)
    assert state(scene.review) == "concluded"


def test_found_not_to_meet_the_criteria_it_stops(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.unit, "not_met", limbs=rapid.limbs(scene.review, "no", "It was an accident."))
    assert state(scene.review) == "stopped"
    with pytest.raises(Refused, match="E1960"):
        sent(scene)


def test_its_marks_only_grow_and_compare_by_year(scene: Scene) -> None:
    said = {"by": scene.unit, "at": make.NOW}
    services.mark_quality(scene.review, marks={"analysis": ("partly", "Section 3"), "family": ("", "")}, **said)
    services.mark_quality(scene.review, marks={"analysis": ("met", "Section 3"), "report": ("met", "")}, **said)
    services.mark_quality(scene.review, marks={"analysis": ("met", "Section 3")}, **said)
    assert QualityMark.objects.count() == 3
    assert queries.scores_by_year(scene.unit, make.TODAY) == [(2026, 1, 4, 4)]
    scene.review.incident.aware_on = date(2024, 12, 30)
    scene.review.incident.save()
    assert queries.scores_by_year(scene.unit, make.TODAY) == [(2024, 1, 4, 4)]


def test_the_day_of_the_decision_is_the_day_on_which_it_was_made(scene: Scene) -> None:
    """It starts the six months; the day of recording counts only where nobody gave another, and none is to come."""
    with pytest.raises(Refused, match="E1972"):
        rapid.concluded(scene.review, scene.unit, "local_learning", decided_on=make.TODAY + timedelta(days=1))
    assert rapid.concluded(scene.review, scene.unit).decided == make.TODAY
    row = rapid.concluded(scene.review, scene.unit, "local_learning", decided_on=date(2026, 3, 10))
    assert (row.decided, localdate(row.at)) == (date(2026, 3, 10), make.TODAY)


@pytest.mark.parametrize("role", ROLES)
def test_who_holds_a_rapid_review(scene: Scene, role: str) -> None:
    agency = scene.police if role == AGENCY_LEAD else None
    by = make.actor(make.member(scene.where, role, agency=agency))
    writes = permissions.why_not_write(actor=by, thing=scene.review, on=make.TODAY) is None
    assert writes == (role in ("coordinator", "chair"))
    for key, one in rules.STATES.items():
        for verb in ("conclude", "send", "hear", "reply"):
            why = permissions.why_not_act(actor=by, thing=scene.review, state=one, verb=verb, on=make.TODAY)
            assert (why is None) == (writes and rules.move(key, verb) is not None), (key, verb)
    sees = queries.visible_rapid_reviews(by, make.TODAY).exists()
    assert sees == (role in ("coordinator", "chair", AGENCY_LEAD, SCRUTINEER))


def test_strangers_get_what_is_not_there(scene: Scene) -> None:
    far = make.actor(make.member(make.partnership("Another Partnership")))
    member = make.actor(make.member(scene.where, ELECTED_MEMBER))
    for somebody in (far, member):
        with pytest.raises(Http404):
            queries.get_rapid_review(scene.review.pk, somebody, make.TODAY)
    assert permissions.why_not_write(actor=far, thing=scene.review, on=make.TODAY)
