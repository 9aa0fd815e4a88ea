"""Two reviews, and actions of the police that fall due, for the monthly round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD
from throughline.actionplans.models import Action
from throughline.actionplans.services.rounds import start_round
from throughline.audit.models import Event
from throughline.kernel.actor import Actor
from throughline.messages.models import Ask
from throughline.partnerships.models import Agency, User
from throughline.reviews.models import Review

DAY = datetime.fromisoformat("2026-06-01T09:00:00+01:00")


@dataclass
class Scene:
    """What there is: two reviews, and the actions of their plans."""

    unit: Actor
    lead: User
    police: Agency
    review: Review
    other: Review
    near: Action
    late: Action
    far: Action


def build() -> Scene:
    """Two reviews; the police own an action in each that falls due, and one that is due a day too late."""
    where = make.partnership()
    unit = make.actor(make.member(where))
    police = make.agency(where)
    lead = make.member(where, AGENCY_LEAD, agency=police, name="Helen Roe")
    review, other = records.review(unit, where=where), records.review(unit, where=where, name="Child Elm")

    def owned(of: Review, due: date, text: str) -> Action:
        return records.action(of, unit, text=text, owner=police, due_on=due, due_text="in the plan’s words")

    near = owned(review, date(2026, 7, 16), "Marrow near")
    late = owned(other, date(2026, 2, 1), "Marrow late")
    far = owned(review, date(2026, 7, 17), "Marrow far")
    records.action(review, unit, text="Marrow nobody", due_on=date(2026, 6, 2))
    return Scene(unit, lead, police, review, other, near, late, far)


def started(scene: Scene, at: datetime = DAY) -> Ask:
    """The round of that day, which asks one person."""
    assert start_round(partnership=scene.unit.partnership, by=scene.unit, at=at) == 1
    return Ask.objects.get(kind="action.round")


def verbs(prefix: str) -> list[str]:
    """What happened, of the events whose names begin so."""
    return list(Event.objects.filter(verb__startswith=prefix).order_by("id").values_list("verb", flat=True))
