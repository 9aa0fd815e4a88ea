"""A review with people about it, and what may run beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.kernel.actor import Actor
from throughline.partnerships.models import User
from throughline.proceedings import services
from throughline.proceedings.models import Hold, Proceeding
from throughline.reviews.models import Review


@dataclass
class Scene:
    """A review of Child Alder on which the police are, and somebody of each role."""

    review: Review
    people: dict[str, User] = field(default_factory=dict)

    def actor(self, role: str = COORDINATOR) -> Actor:
        """Somebody of that role as they act."""
        return make.actor(self.people[role])

    def client(self, role: str = COORDINATOR) -> Client:
        """Their browser."""
        return signed_in(self.people[role])


def scene() -> Scene:
    """The review and the people."""
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Eddlecombe NHS Trust", "health_provider")
    unit = make.member(where, name="Ruth Adeyemi")
    review = records.review(make.actor(unit), where=where)
    make.on_case(review.case, agency=police)
    people = {
        COORDINATOR: unit,
        CHAIR: make.member(where, CHAIR),
        AGENCY_LEAD: make.member(where, AGENCY_LEAD, agency=police, name="Priya Nair"),
        SCRUTINEER: make.member(where, SCRUTINEER),
        ELECTED_MEMBER: make.member(where, ELECTED_MEMBER),
        "elsewhere": make.member(where, AGENCY_LEAD, agency=health),
        "stranger": make.member(make.partnership("Tarnshire Partnership")),
    }
    return Scene(review, people)


def trial(of: Scene, **more: Any) -> Proceeding:
    """The trial of one adult, listed for 16 April 2026."""
    words = {
        "kind": "criminal",
        "name": "Trial of one adult",
        "state": "listed",
        "listed_text": "16 April 2026",
        "listed_iso": "2026-04-16",
        "waits": "publication\nspeaking to two witnesses",
        "goes_on": "the action plan",
    }
    return services.add_proceeding(review=of.review, by=of.actor(), at=make.NOW, **{**words, **more})


def hold(of: Scene, **more: Any) -> Hold:
    """Publication held since 12 June 2025 by somebody of the police."""
    given = {
        "clock": "review_complete",
        "what": "publication",
        "reason": "Publication waits for the criminal trial",
        "from_on": date(2025, 6, 12),
        "look_on": date(2026, 3, 27),
        "owner_name": "A detective superintendent",
    }
    return services.add_hold(review=of.review, by=of.actor(), at=make.NOW, **{**given, **more})


def words(response: Any) -> str:
    """What a page says, on one line, without markup that a reader does not see."""
    return " ".join(unescape(response.content.decode()).split())
