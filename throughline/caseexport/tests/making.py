"""A case with a child who has a name, and the people who export it."""

from __future__ import annotations

from dataclasses import dataclass

from tests import factories as make
from tests import rapid
from throughline.access.roles import CHAIR
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Partnership, User
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.services import open_for

REAL = "Zebedee Quillfeather"
AT = make.NOW


@dataclass(frozen=True)
class Scene:
    """A partnership, its coordinator and chair, and a case that was notified and has a rapid review."""

    home: Partnership
    unit: Actor
    chair: Actor
    review: RapidReview

    @property
    def case(self) -> Case:
        """The case."""
        return self.review.case

    def person(self, who: Actor) -> User:
        """The person who acts."""
        return User.objects.get(pk=who.user)


def scene() -> Scene:
    """The case of Child Hazel, whose real name stands where it should and in a text where it should not."""
    home = make.partnership()
    unit, chair = make.coordinator(home), make.actor(make.member(home, CHAIR))
    children = [{"pseudonym": "Hazel", "real_name": REAL, "address_area": "Upper Thornley Street", "carer": "Aunt"}]
    more = {"account": f"{REAL} was hurt.", "precise_place": "Flat 9", "when_text": "When Quillfeather was home"}
    review = open_for(rapid.notified(unit, children=children, **more), by=unit, at=AT)
    make.on_case(review.case, person=User.objects.get(pk=unit.user))
    return Scene(home, unit, chair, review)
