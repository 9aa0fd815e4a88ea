"""Families in a review, words with who may quote them, and what practitioners said at a learning event."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.commissioning.models import LineOfEnquiry
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review
from throughline.voices import rules


def _choices(words: dict[str, str]) -> list[tuple[str, str]]:
    return list(words.items())


def out_of_order() -> int:
    """A number for a row that tells nothing of when it was made, or after which other."""
    return secrets.randbits(52) + 1


class FamilyMember(OfCase):
    """Somebody of a family, by relation and pseudonym and never by a real name: the plan for asking them, and who asks.

    The log belongs to the case; whoever owns the next contact can hand it over.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="family")
    relation = models.CharField(max_length=80)
    name = models.CharField(max_length=120, blank=True)
    plan = models.TextField(blank=True)
    needs = models.CharField(max_length=500, blank=True)
    next_what = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)

    class Sensitivity:
        open = ("review", "next_on", "owner")
        case = ("relation", "name", "plan", "needs", "next_what", "owner_name")
        identifies = ("relation", "name")
        narrates = ("plan", "needs")

    @property
    def text(self) -> str:
        """How pages call them."""
        return f"{self.relation}, {self.name}" if self.name else self.relation


class FamilyContact(models.Model):
    """One entry of a family member's log: what was asked or offered, how, by whom, what came of it. Append-only."""

    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="log")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=_choices(rules.CONTACTS))
    how = models.CharField(max_length=20, choices=_choices(rules.HOWS), blank=True)
    asker_name = models.CharField(max_length=200, blank=True)
    says = models.TextField(blank=True)
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "member", "case", "kind", "how", "at", "by")
        case = ("asker_name", "says", "when_text", "when_iso")
        narrates = ("says",)


class Voice(OfCase):
    """Words of a child, a family member or a practitioner, and who may quote them.

    Where `contains` says what is hard to read in them, they stand behind a step.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="voices")
    whose = models.CharField(max_length=20, choices=_choices(rules.WHOSE))
    speaker = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    contains = models.CharField(max_length=300, blank=True)
    quotable = models.CharField(max_length=20, choices=_choices(rules.QUOTES), default="nobody")
    consent = models.CharField(max_length=300, blank=True)
    consent_iso = models.CharField(max_length=25, blank=True)
    consent_text = models.CharField(max_length=300, blank=True)

    class Sensitivity:
        open = ("review", "whose", "quotable")
        case = ("speaker", "contains", "consent", "consent_iso", "consent_text")
        protected = ("words",)
        identifies = ("speaker", "words")
        narrates = ("words",)

    @property
    def text(self) -> str:
        """How pages call them: whose they are, never the words."""
        return f"{rules.WHOSE[self.whose]}{f' ({self.speaker})' if self.speaker else ''}"


class LearningEvent(OfCase):
    """A day on which practitioners who knew the child learn together: when, how, and the themes that came up."""

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="learning_events")
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=20, choices=_choices(rules.MODES), default="in_person")
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)
    support = models.CharField(max_length=500, blank=True)
    themes = models.TextField(blank=True)

    class Sensitivity:
        open = ("review", "mode")
        case = ("name", "when_text", "when_iso", "support", "themes")
        narrates = ("themes",)

    @property
    def text(self) -> str:
        """What the event is called on pages."""
        return self.name


class Invitation(OfCase):
    """A practitioner, by role and agency, whom the event concerns: whether they came, and whether support was taken up.

    What was said when support was given is never kept.
    """

    number: ClassVar[str] = ""
    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="invitations")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20, default="proposed")
    reason = models.CharField(max_length=300, blank=True)
    support_offered = models.BooleanField(default=False)
    support_taken = models.CharField(max_length=5, choices=_choices(rules.TAKEN), blank=True)

    class Sensitivity:
        open = ("event", "review", "agency", "person", "state", "support_offered", "support_taken")
        case = ("role", "reason")
        identifies = ("role",)

    @property
    def text(self) -> str:
        """Whom it concerns."""
        return self.role


class Contribution(models.Model):
    """What was said at a learning event, under a line of enquiry. `speaker` is empty where it is not attributed.

    Who wrote it down and at what moment is not kept, and its number tells no order, so that nobody is found by it.
    """

    id = models.BigIntegerField(primary_key=True, default=out_of_order)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="contributions")
    line = models.ForeignKey(LineOfEnquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    day_on = models.DateField()

    class Sensitivity:
        open = ("id", "case", "event", "line", "day_on")
        case = ("text", "speaker")
        identifies = ("speaker",)
        narrates = ("text",)
