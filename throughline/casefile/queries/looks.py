"""Who looked at a case, from its audit chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from throughline.access.roles import ROLES
from throughline.audit.models import Event
from throughline.casefile.rules.items import KINDS
from throughline.kernel.actor import Actor

A_PAGE = 50
LATELY = 40
SEEN = {
    "review": "the review",
    "account": "the account of what happened",
    "thread": "the thread",
    "open_ends": "the open ends",
    "document": "a document",
    "who_looked": "who looked",
    "documents": "the documents",
    "search": "search results",
    "home": "their own work",
    "report": "a report",
    "case_children": "the children of the case",
    "case_people": "the people and places of the case",
    "case_family": "the family of the case",
    "case_joining": "who may be one person under two names",
    "person": "a person of the case",
    "place": "a place of the case",
    "case_counts": "how many roles and placements there were",
    "case_services": "the services around the child",
}
# Events that say more than their words do.
SAID_WHY = {
    "identities.opened": "Said why they look at who the people of the case are",
    "identities.opened_from_outside": "Not on the case: looked at who its people are, with a reason and a fresh code",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One person's looking at, or changing, something of a case."""

    number: int
    name: str
    role: str
    at: datetime
    verb: str
    subject_type: str
    subject: int
    reason: str = ""

    @property
    def what(self) -> str:
        """``Looked at the thread``, ``action.moved: action 12``."""
        if self.verb == "saw":
            return f"Looked at {self.thing}"
        if self.verb in SAID_WHY:
            return f"{SAID_WHY[self.verb]}: “{self.reason}”"
        noun, _, verb = self.verb.partition(".")
        return f"{noun.replace('_', ' ').capitalize()}: {verb.replace('_', ' ')}"

    @property
    def thing(self) -> str:
        """What was looked at, in words."""
        known = KINDS.get(self.subject_type)
        return SEEN.get(self.subject_type) or (f"{known.word.lower()} {self.subject}" if known else self.subject_type)


COLUMNS = ("number", "actor_name", "role", "at", "verb", "subject_type", "subject", "details__reason")


def looks_at(case: int, *, actor: Actor, before: int = 0, most: int = A_PAGE) -> tuple[Look, ...]:
    """The latest events about a case, newest first, older than event `before` when it is given."""
    events = Event.objects.filter(chain=actor.partnership, case=case).order_by("-number")
    if before:
        events = events.filter(number__lt=before)
    return tuple(_look(*row) for row in events.values_list(*COLUMNS)[:most])


def _look(number: int, name: str, role: str, at: datetime, verb: str, kind: str, subject: int, reason: Any) -> Look:
    word = ROLES.get(role, "at the machine").split(" (")[0].lower()
    why = str(reason) if verb in SAID_WHY and reason else ""  # of other acts the reason is not for everybody here
    return Look(number, name, word, at, verb, kind, subject, why)


def by_person(looks: Iterable[Look]) -> tuple[Look, ...]:
    """Each person's latest look, newest first."""
    latest: dict[str, Look] = {}
    for look in looks:
        if look.verb == "saw":
            latest.setdefault(look.name, look)
    return tuple(latest.values())
