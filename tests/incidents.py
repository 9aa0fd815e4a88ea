"""Incidents for tests: one function a thing, with sensible words unless told, through the services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.factories import NOW
from throughline.identities.models import Child
from throughline.identities.services import add_child
from throughline.kernel.actor import Actor
from throughline.notifications import services
from throughline.notifications.models import Decision, Incident, PartnerAnswer, SafetyQuestion
from throughline.notifications.queries import book_of, governs
from throughline.partnerships.models import Partnership

AWARE = date(2026, 3, 9)
KNOWN = {"aware_on": AWARE, "aware_evidence": "Duty log.", "nature": "serious_harm", "abuse": "yes"}


def incident(by: Actor, *, at: datetime = NOW, **more: Any) -> Incident:
    """An incident of Child Hazel of which the authority became aware on Monday 9 March 2026."""
    given = {"name": "Child Hazel", "children": [{"pseudonym": "Hazel", "real_name": "Somebody Real"}], **KNOWN, **more}
    return services.open_incident(partnership=Partnership.objects.get(pk=by.partnership), by=by, at=at, **given)


def child(of: Incident, by: Actor, **more: Any) -> Child:
    """One more child of the incident's case."""
    return add_child(case=of.case, by=by, at=NOW, **{"pseudonym": "Hazel’s brother", **more})


def limbs(of: Incident, answer: str = "yes", fact: str = "A nurse saw it.") -> dict[str, tuple[str, str]]:
    """Every criterion of the edition that governs, answered alike."""
    edition = governs(of, book_of(of, NOW.date())).edition
    assert edition is not None
    return {one.id: (answer, fact) for one in edition.criteria_of("notification")}


def decided(of: Incident, by: Actor, outcome: str = "notifiable", *, at: datetime = NOW, **more: Any) -> Decision:
    """A decision on the incident, every criterion answered."""
    given = {"why": "", "limbs": limbs(of, "yes" if outcome == "notifiable" else "no"), **more}
    given["why"] = given["why"] or ("" if outcome == "notifiable" else "No abuse or neglect is suspected.")
    return services.decide(of, outcome=outcome, by=by, at=at, **given)


def answered(of: Incident, by: Actor, partner: str = "police", answer: str = "yes", **more: Any) -> PartnerAnswer:
    """A partner's answer."""
    given = {"reason": "The criteria are met.", "at": NOW, **more}
    return services.answer_for(of, partner=partner, answer=answer, by=by, **given)


def question(of: Incident) -> SafetyQuestion:
    """The question of safety that the incident was opened with."""
    return of.safety_questions.order_by("id")[0]


def attested(of: SafetyQuestion, by: Actor, answer: str = "safe", *, at: datetime = NOW, **more: Any) -> Any:
    """Somebody attests."""
    given = {"known_on": at.date(), "knows": "Seen at home by the duty worker.", "attested_by_name": "F. Marsh", **more}
    return services.attest(of, answer=answer, by=by, at=at, **given)
