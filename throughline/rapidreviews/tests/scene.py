"""A rapid review that is under way, and the people who hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests import factories as make
from tests import rapid
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Partnership
from throughline.rapidreviews import queries, services
from throughline.rapidreviews.models import RapidReview, Sending, Signature

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


def build() -> Scene:
    """All of it, under way."""
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
