"""Whether an incident is notified: decided limb by limb, with what the partners say of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from tests import factories as make
from tests import incidents
from throughline.access.roles import ADMINISTRATOR
from throughline.kernel.refusals import Refused
from throughline.notifications import queries, rules, services
from throughline.notifications.models import Decision, DecisionLimb, PartnerAnswer
from throughline.notifications.tests.scene import LATER, Scene, build
from throughline.rulebook.rules import fingerprint
from throughline.rulebook.services import correct_rule as correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


def test_a_decision_is_made_limb_by_limb_under_the_edition_of_its_day(scene: Scene) -> None:
    made = incidents.decided(scene.incident, scene.unit)
    edition = queries.governs(scene.incident, queries.book_of(scene.incident, make.TODAY)).edition
    assert edition is not None and edition.id == "wt2023"
    assert (made.edition, made.edition_name) == ("wt2023", edition.name)
    assert (made.edition_sha256, made.decided) == (fingerprint(edition), make.TODAY)
    assert [(one.limb, one.words) for one in made.limbs.order_by("id")] == [
        (one.id, one.words) for one in edition.criteria_of("notification")
    ]
    with pytest.raises(Refused, match="E1940"):
        services.decide(scene.incident, outcome="not_notified", why="x", limbs={}, by=scene.unit, at=LATER)


def test_a_decision_keeps_the_words_of_the_rules_not_only_their_name(scene: Scene) -> None:
    """A criterion is corrected afterwards: the next decision bears another fingerprint under the same name."""
    first = incidents.decided(scene.incident, scene.unit)
    entry = first.limbs.order_by("id")[0].limb
    admin = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "wt2023", "part": "criteria", "entry": entry, "reason": "Misread."}
    values = {"words": "The words as they were meant.", "source": "The guidance, read again."}
    correct(**said, values=values, from_on=make.TODAY, by=admin, at=make.NOW)
    second = incidents.decided(scene.incident, scene.unit, "not_notified")
    assert first.edition_name == second.edition_name
    assert len({first.edition_sha256, second.edition_sha256, ""}) == 3


def test_the_day_of_the_decision_is_the_day_on_which_it_was_made(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1951"):
        incidents.decided(scene.incident, scene.unit, decided_on=make.TODAY + timedelta(days=1))
    made = incidents.decided(scene.incident, scene.unit, decided_on=date(2026, 3, 10))
    assert (made.decided, localdate(made.at)) == (date(2026, 3, 10), make.TODAY)
    [row] = queries.incident_rows(scene.unit, make.TODAY)
    assert row.decided_on == date(2026, 3, 10)


def test_a_suspension_by_authority_moves_the_statutory_day_itself_and_a_hold_never_does(scene: Scene) -> None:
    """2020: which days were relaxed was not found, so an administrator corrects them; then both days move, as one."""
    old = incidents.incident(scene.unit, aware_on=date(2020, 3, 20), name="Child Reed")

    def day() -> tuple[date, date]:
        governing = queries.governs(old, queries.book_of(old, make.TODAY))
        [clock] = (c for c in queries.due_of(old, governing, sent_on=date(2020, 3, 23)) if c.id == "rapid_review")
        return clock.due, clock.due_without_holds

    assert day() == (date(2020, 4, 15), date(2020, 4, 15))
    admin = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "wt2018", "part": "suspensions", "entry": "rapid_review", "reason": "Found."}
    values = {"from_on": "2020-03-30", "to_on": "2020-04-03", "source": "The notice of 2020."}
    correct(**said, values=values, from_on=make.TODAY, by=admin, at=make.NOW)
    assert day() == (date(2020, 4, 22), date(2020, 4, 22))


def test_without_a_day_of_awareness_no_edition_governs_until_a_person_chooses_one(scene: Scene) -> None:
    loose = incidents.incident(scene.unit, aware_on=None)
    with pytest.raises(Refused, match="E1939"):
        services.decide(loose, outcome="notifiable", limbs={}, by=scene.unit, at=make.NOW)
    for chosen in ({"edition_chosen": "wt2018"}, {"edition_why": "Because."}, {"edition_chosen": "wt1999"}):
        with pytest.raises(Refused, match="E193"):
            services.change_incident(loose, fields=chosen, version=1, by=scene.unit, at=make.NOW)
    fields = {"edition_chosen": "wt2018", "edition_why": "The day is not recorded, and the year was 2019."}
    loose = services.change_incident(loose, fields=fields, version=1, by=scene.unit, at=make.NOW)
    assert incidents.decided(loose, scene.unit).edition == "wt2018"


def test_partners_answer_in_any_order_and_dissent_is_kept(scene: Scene) -> None:
    incidents.answered(scene.incident, scene.unit, "health_commissioner", "no", agency=scene.health)
    incidents.answered(scene.incident, scene.lead, "police", "no", agency=scene.police)
    incidents.answered(scene.incident, scene.lead, "police", "yes", agency=scene.police)
    said = [(one.partner, one.answer) for one in queries.answers_of(scene.incident)]
    assert said == [("health_commissioner", "no"), ("police", "no"), ("police", "yes")]
    assert rules.dissent(said, "notifiable") == ("health_commissioner",)


def test_a_lead_answers_for_their_own_agency_and_their_own_partner_alone(scene: Scene) -> None:
    for partner, agency in (("police", scene.health), ("health_commissioner", scene.police), ("police", None)):
        with pytest.raises(Refused):
            incidents.answered(scene.incident, scene.lead, partner, agency=agency)
    assert not PartnerAnswer.objects.exists()


def test_what_was_said_cannot_be_changed_even_by_the_machine(scene: Scene) -> None:
    incidents.answered(scene.incident, scene.unit)
    made = incidents.decided(scene.incident, scene.unit)
    for rows in (PartnerAnswer.objects.all(), Decision.objects.filter(pk=made.pk), DecisionLimb.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
