"""Fill an empty system with the demonstration. Everything is written through the services, at its own moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from throughline.audit.services import saw
from throughline.demonstration.alder import ALDER
from throughline.demonstration.answers import Answers
from throughline.demonstration.assured import Assured
from throughline.demonstration.beside import beside
from throughline.demonstration.bodies import Bodies, make_bodies
from throughline.demonstration.chronology import chronology
from throughline.demonstration.commissioning import Commissioning
from throughline.demonstration.copying import copy_partnerships
from throughline.demonstration.family import family
from throughline.demonstration.heard import heard
from throughline.demonstration.incidents import incidents
from throughline.demonstration.meetings import Meetings
from throughline.demonstration.others import BRAMBLE, HAZEL, LINDEN, MARROWICK, QUAY, ROWAN, ROWAN_AGAIN, SORREL
from throughline.demonstration.safeguards import Safeguards
from throughline.demonstration.telling import Step, Telling
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership, User
from throughline.reviews.models import Review

PLOTS = (ROWAN, ROWAN_AGAIN, LINDEN, ALDER, BRAMBLE, QUAY, SORREL, HAZEL, MARROWICK)
LOOKS = (("tomasz", 3), ("priya", 2), ("ruth", 0))


def is_empty() -> bool:
    """Nobody and nothing is on the record."""
    return not User.objects.exists() and not Partnership.objects.exists()


@transaction.atomic
def seed(*, at: datetime, scale: int = 1) -> None:
    """Wexmoor and its neighbour stand, as they would be at that moment, `scale` times over.

    Refused (E1016) in a system that holds anything.
    """
    if not is_empty():
        raise Refused("E1016", "This system holds records already.", "Use throughline demo --reset, or an empty home.")
    bodies = make_bodies(at - timedelta(days=4000))
    reviews: dict[str, Review] = {}
    steps: list[Step] = []
    for plot in PLOTS:
        steps += Telling(plot, bodies, at, reviews).tell()
    steps += beside(bodies, at, reviews) + heard(bodies, at, reviews)
    steps += incidents(bodies, at, reviews)
    steps += chronology(bodies, at, reviews)
    steps += family(bodies, at, reviews)
    steps += Commissioning(bodies, reviews, at).tell() + Meetings(bodies, reviews, at).tell()
    steps += Answers(bodies, reviews, at).tell()
    steps += Safeguards(bodies, reviews, at).tell()
    steps += Assured(bodies, reviews, at).tell()
    for _, _, step in sorted(steps, key=lambda step: (step[0], step[1])):
        step()
    _look(bodies, reviews["alder"], at)
    if scale > 1:
        copy_partnerships(list(bodies.partnerships.values()), scale - 1)


def _look(bodies: Bodies, review: Review, at: datetime) -> None:
    """A few people have looked at the review in the last days."""
    for person, days in LOOKS:
        moment = at - timedelta(days=days, minutes=12)
        records = [f"review {review.pk}"]
        saw(by=bodies.actor(person), at=moment, subject=("review", review.pk), case=review.case_id, records=records)
