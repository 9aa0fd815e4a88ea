"""A word of its own in every text of every record, so that wherever one shows up it says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.flushing import guards_down
from tests.laws import rooms
from tests.laws.test_models import named
from tests.laws.world import World
from throughline.access.roles import ADMINISTRATOR, ELECTED_MEMBER
from throughline.access.rules import may
from throughline.cases.models import Case, Seal
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Submission
from throughline.groups.models import GroupItem
from throughline.kernel.actor import Actor
from throughline.letters.models import Letter
from throughline.partnerships.models import Agency, Group, Membership, Partnership, User
from throughline.safeguards.models import Safeguard

WORD = re.compile(r"zq[0-9]{5}x")
# Every text holds this word too, so that a search finds all that it may.
COMMON = "marrow"
# Texts that the product reads as more than words: dates, keys of lists, hashes, places in the file store.
NOT_WORDS = re.compile(
    r"iso$|^(kind|state|media|sha256|kept_as|reader|short|role|via|verb|rule|severity|number|tag|answer|colour|key|field|hash|before_hash|session_key|session_data|password|subject_type|record_type|choice|better|response|unit|about_kind|about_number|before|edition|part|entry|grade)$"
)


@dataclass(frozen=True)
class Canary:
    """One word: the record and field it stands in, its class, and what it hangs from."""

    word: str
    model: str
    row: int
    field: str
    kind: str
    partnership: int
    case: int
    person: int


# What hangs from no case, by what somebody must be allowed who sees it.
BY_VERB = {
    "GroupMeeting": "see the meetings of groups",
    "Safeguard": "see the register of safeguards",
    "SafeguardOwner": "see the register of safeguards",
    "Attestation": "see the register of safeguards",
    "AssuranceEvent": "see assurance",
    "AssurancePoint": "see assurance",
    "Contact": "see what others owe",
}


def seeded_models() -> list[type[models.Model]]:
    """Every table of ours that hangs from a case, a partnership or a person; search follows from them."""
    ours = [config for config in apps.get_app_configs() if config.name in settings.ROOMS]
    return [
        model
        for config in ours
        for model in config.get_models()
        if model.__name__ not in ("Head", "Event", "Session", "Entry")
    ]


def text_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a table that hold words of people."""
    return [
        field
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not NOT_WORDS.search(field.name)
    ]


def class_of(model: type[models.Model], field: str) -> str:
    """The field's class in the model's Sensitivity."""
    return next(kind for kind in ("sealed", "protected", "case", "open") if field in named(model, kind))


def holders(row: Any) -> tuple[int, int, int]:
    """The partnership, the case and the person that a row hangs from, 0 where there is none."""
    seen: set[Any] = set()
    waiting, partnership, case, person = [row], 0, 0, 0
    while waiting:
        thing = waiting.pop(0)
        if thing is None or thing in seen:
            continue
        seen.add(thing)
        if isinstance(thing, Case):
            case, partnership = case or thing.pk, partnership or thing.partnership_id
        elif isinstance(thing, Partnership):
            partnership = partnership or thing.pk
        elif isinstance(thing, User):
            person = person or thing.pk
        elif isinstance(thing, Agency | Group | Safeguard):
            partnership = partnership or thing.partnership_id
        else:
            names = (
                "case",
                "review",
                "incident",
                "decision",
                "rapid_review",
                "conclusion",
                "report",
                "question",
                "action",
                "advice",
                "measure",
                "reading",
                "proposal",
                "document",
                "agency",
                "group",
                "partnership",
                "user",
                "ask",
                "meeting",
                "safeguard",
                "item",
                "round",
                "answer",
                "of",
                "questionnaire",
                "edition",
                "standard",
                "event",
                "submission",
                "chronology",
            )
            waiting += [getattr(thing, name) for name in (*names, "owner") if _is_key(thing, name)]
            if isinstance(thing, GroupItem):
                waiting += list(thing.cases.all())
            if type(thing).__name__ == "Document":
                waiting += [paper.case for paper in thing.cases.all()]
                sent = Submission.objects.filter(document=thing.pk).select_related("case")
                waiting += [one.case for one in sent]
                waiting += [letter.case for letter in Letter.objects.filter(document=thing.pk).select_related("case")]
    return partnership, case, person


def _is_key(thing: Any, name: str) -> bool:
    return any(field.name == name and field.is_relation for field in type(thing)._meta.fields)


def seed() -> dict[str, Canary]:
    """Every text of every row has a word of its own; the canaries by their words."""
    found: dict[str, Canary] = {}
    with guards_down("default"):
        for model in seeded_models():
            for row in model._default_manager.order_by("pk"):
                changes = {}
                for field in text_fields(model):
                    word = f"zq{len(found):05d}x"
                    partnership, case, person = holders(row)
                    kind = class_of(model, field.name)
                    found[word] = Canary(word, model.__name__, row.pk, field.name, kind, partnership, case, person)
                    changes[field.name] = _with(word, getattr(row, field.name), field)
                if changes:
                    model._default_manager.filter(pk=row.pk).update(**changes)
    return found


def _with(word: str, was: Any, field: Any) -> Any:
    if isinstance(field, models.JSONField):
        if isinstance(was, dict):
            # Where a line of the rules was read is words among keys; other lines get a word beside what they hold.
            return {**was, "source" if "source" in was else "says": f"{COMMON} {word}"}
        return [*was, word] if was and all(isinstance(one, str) for one in was) else was
    if field.name == "email":
        return f"{word}@example.org"
    return f"{COMMON} {word} {was}"[: field.max_length] if field.max_length else f"{COMMON} {word} {was}"


class Eyes:
    """What one person may see, by the rules."""

    def __init__(self, world: World, actor: Actor | None, today: Any) -> None:
        self.actor = actor
        self.cases = set(visible_cases(actor, on=today).values_list("pk", flat=True)) if actor else set()
        self.published = {world.ids[name] for name in ("published_case", "far_case")}
        self.seals = set(Seal.objects.filter(readers=actor.user).values_list("pk", flat=True)) if actor else set()
        self.colleagues = self._colleagues()

    def _colleagues(self) -> set[int]:
        """People with a membership of the same partnership, and oneself."""
        if self.actor is None:
            return set()
        here = Membership.objects.filter(partnership_id=self.actor.partnership).values_list("user_id", flat=True)
        return {*here, self.actor.user}

    def may_see(self, canary: Canary) -> bool:
        """True when the rules allow this person that word."""
        actor = self.actor
        if actor is None or (canary.kind == "sealed" and canary.model != "Seal"):
            return False
        if canary.model == "User":
            return self._may_see_person(canary, actor)
        if canary.partnership != actor.partnership:
            # What a partnership is called stands over the pages of whoever acts in it, and nowhere else.
            return False
        if canary.case:
            return canary.case in self.cases and self._may_see_of_case(canary, actor)
        if canary.model == "Draft":
            return canary.person == actor.user
        if canary.model in BY_VERB:
            return may(actor.role, BY_VERB[canary.model])
        if canary.model.startswith("Propos") or canary.model == "Waiting":
            return may(actor.role, "import a document")
        return canary.kind == "open"

    def _may_see_person(self, canary: Canary, actor: Actor) -> bool:
        if canary.field == "email":
            return canary.row == actor.user or (actor.role == ADMINISTRATOR and canary.row in self.colleagues)
        return canary.row in self.colleagues

    def _may_see_of_case(self, canary: Canary, actor: Actor) -> bool:
        if canary.model == "Seal":
            return canary.row in self.seals
        if canary.model.startswith("Propos"):
            return may(actor.role, "import a document")
        if actor.role == ELECTED_MEMBER:
            return self._may_see_published(canary)
        if canary.model == "Child" and canary.kind == "protected":
            return False  # the crawl gives nobody's reason to look, so nobody is shown who a child is
        if (canary.model, canary.field) == ("Incident", "precise_place"):
            return False
        if any(room.hides(canary, actor.role) for room in rooms.modules() if hasattr(room, "hides")):
            return False
        if canary.kind == "protected":
            return may(actor.role, "see the account of what happened")
        return may(actor.role, "see a review that is not published")

    def _may_see_published(self, canary: Canary) -> bool:
        """Findings, recommendations and progress of what is published: never accounts, identities or sources."""
        hidden = {"Document", "Span", "Conflict", "Subject", "ReviewState", "Seal"}
        return (
            canary.case in self.published and canary.model not in hidden and canary.kind not in ("protected", "sealed")
        )


def words_in(text: str) -> Iterator[str]:
    """The canaries' words in a text."""
    return iter(set(WORD.findall(text)))
