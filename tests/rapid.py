"""Rapid reviews for tests, through the services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests import incidents
from tests.factories import NOW
from throughline.kernel.actor import Actor
from throughline.notifications.models import Incident
from throughline.notifications.queries import book_of, governs
from throughline.notifications.services import send_notification
from throughline.rapidreviews import services
from throughline.rapidreviews.models import Conclusion, RapidReview

SENT = date(2026, 3, 12)


def notified(by: Actor, **more: Any) -> Incident:
    """Child Hazel's incident, notified on Thursday 12 March 2026."""
    incident = incidents.incident(by, **more)
    incidents.decided(incident, by)
    send_notification(incident, reference="SIN-1", sent_on=SENT, by=by, at=NOW)
    return incident


def opened(by: Actor, **more: Any) -> RapidReview:
    """The rapid review of it."""
    return services.open_for(notified(by), by=by, at=NOW, **more)


def limbs(of: RapidReview, answer: str = "yes", fact: str = "Two agencies held two addresses.") -> dict[str, Any]:
    """Every criterion for a review, answered alike."""
    edition = governs(of.incident, book_of(of.incident, NOW.date())).edition
    assert edition is not None
    return {one.id: (answer, fact) for one in edition.criteria_of("review")}


def concluded(of: RapidReview, by: Actor, outcome: str = "review", *, at: datetime = NOW, **more: Any) -> Conclusion:
    """A conclusion, every criterion answered."""
    given = {"why": "There is learning for the area.", "limbs": limbs(of), "national": "no", **more}
    return services.conclude(of, outcome=outcome, by=by, at=at, **given)


def settled(of: RapidReview, by: Actor, outcome: str = "no_review", view: str = "wants_review") -> None:
    """Concluded, signed by each partner, sent, heard and replied to."""
    concluded(of, by, outcome)
    said: dict[str, Any] = {"by": by, "at": NOW}
    for partner in ("local_authority", "police", "health_commissioner"):
        services.sign(of, partner=partner, answer="yes", signed_by_name="C. Roe", **said)
    services.send_to_panel(of, sent_on=NOW.date(), how="Secure e-mail", **said)
    services.hear_panel(of, received_on=NOW.date(), view=view, words="Think again.", **said)
    services.reply_to_panel(of, reply="accepts", resolved="It is looked at again.", replied_on=NOW.date(), **said)
