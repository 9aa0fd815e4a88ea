"""A rapid review is opened, asked for and written, and seen by whoever may see it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from tests import factories as make
from tests import incidents, rapid
from throughline.access.roles import AGENCY_LEAD, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases.editing import Changed
from throughline.kernel.refusals import Refused
from throughline.messages.kinds import kind_of
from throughline.messages.models import Message
from throughline.messages.queries.people import recipients
from throughline.messages.services import record_answer
from throughline.rapidreviews import permissions, queries, rules, services
from throughline.rapidreviews.models import AgencyAnswer, QualityMark
from throughline.rapidreviews.tests.scene import LATER, Scene, build
from throughline.rulebook.queries import rule_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


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
