"""Killed in the middle of a grave act, at whichever statement: it is whole or it is not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests import factories as make
from tests import incidents, rapid
from tests.killing import left_behind
from throughline.audit.queries import broken_links
from throughline.kernel.actor import Actor
from throughline.messages.queries.people import recipients
from throughline.messages.services import record_answer
from throughline.notifications.models import Decision, DecisionLimb, Incident
from throughline.notifications.services import send_notification
from throughline.rapidreviews import services
from throughline.rapidreviews.models import Conclusion, ConclusionLimb, RapidReview

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """An incident that is to be decided on, one that is to be notified, and a rapid review."""

    by: Actor
    incident: Incident
    decided: Incident
    review: RapidReview
    concluded: RapidReview
    ask: Callable[[], object]


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    by = make.actor(make.member(where))
    make.member(where, "agency_lead", agency=make.agency(where))
    incident, decided = incidents.incident(by), incidents.incident(by, name="Decided")
    incidents.decided(decided, by)
    review = rapid.opened(by)
    concluded = services.open_for(rapid.notified(by, name="Concluded"), by=by, at=make.NOW)
    rapid.concluded(concluded, by)
    to = recipients(where.pk, on=make.TODAY)[0].key
    asked = services.ask_agency(review, to=to, due_on=make.TODAY, by=by, at=make.NOW)
    said = {"told_by_name": "P. Lee", "told_how": "By telephone"}
    values = {"knows": "known", "information": "Two visits."}
    return Scene(
        by,
        incident,
        decided,
        review,
        concluded,
        lambda: record_answer(asked, values=values, **said, by=by, at=make.NOW),
    )


ACTS: dict[str, Callable[[Scene], Callable[[], object]]] = {
    "decide": lambda it: lambda: incidents.decided(it.incident, it.by),
    "notify": lambda it: (
        lambda: send_notification(it.decided, reference="SIN-2", sent_on=make.TODAY, by=it.by, at=make.NOW)
    ),
    "open an incident": lambda it: lambda: incidents.incident(it.by, name="New"),
    "attest": lambda it: lambda: incidents.attested(incidents.question(it.incident), it.by),
    "conclude": lambda it: lambda: rapid.concluded(it.review, it.by),
    "send to the Panel": lambda it: (
        lambda: services.send_to_panel(it.concluded, sent_on=make.TODAY, how="Secure e-mail", by=it.by, at=make.NOW)
    ),
    "write down an answer": lambda it: it.ask,
}


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_statement_nothing_of_it_is_left(scene: Scene, act: str) -> None:
    assert list(left_behind(ACTS[act](scene))) == []
    assert list(broken_links()) == []


def test_what_was_not_killed_is_whole(scene: Scene) -> None:
    list(left_behind(ACTS["decide"](scene)))
    decision = Decision.objects.get(incident=scene.incident)
    assert DecisionLimb.objects.filter(decision=decision).count() == len(incidents.limbs(scene.incident))
    list(left_behind(ACTS["conclude"](scene)))
    conclusion = Conclusion.objects.get(rapid_review=scene.review)
    assert ConclusionLimb.objects.filter(conclusion=conclusion).count() == len(rapid.limbs(scene.review))


def test_what_is_not_one_transaction_is_found() -> None:
    def opened_by_halves() -> None:
        make.partnership("One half")
        make.partnership("The other half")

    assert list(left_behind(opened_by_halves))
