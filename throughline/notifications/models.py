"""A serious incident, what was decided of it, who was told, and whether its children are safe."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from throughline.cases.models import OfCase, paired
from throughline.documents.models import Document
from throughline.identities.models import Child
from throughline.notifications import rules
from throughline.notifications.themes import THEMES
from throughline.partnerships.models import Agency, Partnership

KEYS = 20


def answer_field() -> models.CharField[str, str]:
    """Yes, no or not known."""
    return models.CharField(max_length=KEYS, choices=rules.ANSWERS, default=rules.NOT_KNOWN)


class Incident(OfCase):
    """What happened to one or more children, recorded before anybody decides whether it is notified.

    What becomes of it follows from its decisions and notifications; nothing of that is stored here. `aware_on` and
    `aware_time` are when the authority became aware, `aware_evidence` what shows that moment.
    """

    name = models.CharField(max_length=200)
    children = models.ManyToManyField(Child, blank=True, related_name="incidents")
    near_miss = models.BooleanField(default=False)
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)
    place = models.CharField(max_length=300, blank=True)
    precise_place = models.CharField(max_length=300, blank=True)
    aware_on = models.DateField(null=True, blank=True)
    aware_time = models.TimeField(null=True, blank=True)
    aware_evidence = models.CharField(max_length=1000, blank=True)
    nature = models.CharField(max_length=KEYS, choices=rules.NATURES, blank=True)
    theme = models.CharField(max_length=KEYS, choices=THEMES, blank=True)
    abuse = answer_field()
    looked_after = answer_field()
    care_leaver = answer_field()
    unborn = answer_field()
    regulated = answer_field()
    other_areas = models.CharField(max_length=300, blank=True)
    leads = models.CharField(max_length=300, blank=True)
    account = models.TextField(blank=True)
    account_contains = models.CharField(max_length=300, blank=True)
    edition_chosen = models.CharField(max_length=KEYS, blank=True)
    edition_why = models.CharField(max_length=500, blank=True)
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("made_by", "once"), condition=~models.Q(once=""), name="notifications_incident_once"
            ),
        )

    class Sensitivity:
        open = (
            "children",
            "near_miss",
            "nature",
            "theme",
            "abuse",
            "looked_after",
            "care_leaver",
            "unborn",
            "regulated",
            "edition_chosen",
            "once",
        )
        case = (
            "name",
            "when_text",
            "when_iso",
            "place",
            "aware_on",
            "aware_time",
            "aware_evidence",
            "other_areas",
            "leads",
            "account_contains",
            "edition_why",
        )
        protected = ("precise_place", "account")
        identifies = ("name", "when_text", "when_iso", "place", "precise_place", "account")
        narrates = ("aware_evidence", "account")


class OfIncident(models.Model):
    """What was said of an incident at a moment by somebody, and stands for ever. `once` marks the form it came with."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.UniqueConstraint, ...]] = (
            models.UniqueConstraint(
                fields=("by", "once"), condition=~models.Q(once=""), name="%(app_label)s_%(class)s_once"
            ),
        )

    class Sensitivity:
        open = ("id", "incident", "once", "at", "by")


class PartnerAnswer(OfIncident):
    """A partner's yes or no to notifying, with the reason; the last of a partner counts, and all are kept. Append-only.

    `said_by_name` is who said it for the partner, where somebody else recorded it.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="answers")
    partner = models.CharField(max_length=KEYS, choices=tuple(rules.PARTNERS.items()))
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=KEYS, choices=rules.YES_OR_NO)
    reason = models.CharField(max_length=1000)
    said_by_name = models.CharField(max_length=200, blank=True)

    class Sensitivity:
        open = ("partner", "agency", "answer")
        case = ("reason", "said_by_name")
        narrates = ("reason",)


class Decision(OfIncident):
    """Whether the incident is notified, and under which edition that was decided. The last counts. Append-only.

    `decided_on` is the day on which it was, where somebody gave it; `at` is when it was recorded.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=KEYS, choices=rules.OUTCOMES)
    why = models.CharField(max_length=2000, blank=True)
    edition = models.CharField(max_length=KEYS)
    edition_name = models.CharField(max_length=200)
    edition_governs_because = models.CharField(max_length=500, blank=True)
    edition_sha256 = models.CharField(max_length=64, blank=True)

    @property
    def decided(self) -> date:
        """The day on which it was decided; the day on which it was recorded where nobody gave another."""
        return self.decided_on or localdate(self.at)

    class Sensitivity:
        open = ("decided_on", "outcome", "edition", "edition_name", "edition_governs_because", "edition_sha256")
        case = ("why",)
        narrates = ("why",)


class DecisionLimb(models.Model):
    """One criterion as it was answered, in the words of its edition, with the fact it rests on. Append-only."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="limbs")
    limb = models.CharField(max_length=60)
    words = models.CharField(max_length=1000)
    source = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=KEYS, choices=rules.ANSWERS)
    fact = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("id", "decision", "limb", "words", "source", "answer")
        case = ("fact",)
        narrates = ("fact",)


class Notification(OfIncident):
    """The national notification as it was sent, for one child where one form is one child. Append-only.

    The file holds who the children are, so it is handed out only to those who may see that and said why.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notifications")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    sent_on = models.DateField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Sensitivity:
        open = ("child", "sent_on", "document", "sha256")
        case = ("reference",)


class Telling(OfIncident):
    """Proof that somebody was told of the incident: whom, when, how, under what reference. Append-only."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tellings")
    body = models.CharField(max_length=KEYS, choices=tuple(rules.BODIES.items()))
    body_name = models.CharField(max_length=200)
    told_on = models.DateField()
    how = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True)
    evidence = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("body", "told_on")
        case = ("body_name", "how", "reference", "evidence")


class SafetyRhythm(models.Model):
    """How often a partnership asks again whether children are safe, where it says nothing else for one question."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField(default=rules.EVERY_WEEKS)

    class Sensitivity:
        open = ("id", "partnership", "every_weeks")


class SafetyQuestion(OfCase):
    """“Is any child in danger now?”, of one child or, where none is named, of all; asked when it was made.

    It is never closed for good until somebody says why the reports on its rhythm end.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="safety_questions")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_of = models.CharField(max_length=200, blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=rules.EVERY_WEEKS)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (*OfCase.Meta.constraints, paired("ended_at", "ended_by"))

    class Sensitivity:
        open = ("incident", "child", "every_weeks", "ended_at", "ended_by")
        case = ("asked_of", "ended_why")
        narrates = ("ended_why",)


class SafetyAnswer(models.Model):
    """What a named person attests of a child's safety: what they know, and of which day. Append-only."""

    question = models.ForeignKey(SafetyQuestion, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=KEYS, choices=rules.SAFETY)
    known_on = models.DateField()
    knows = models.CharField(max_length=2000)
    attested_by_name = models.CharField(max_length=200)
    once = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("by", "once"), condition=~models.Q(once=""), name="notifications_safetyanswer_once"
            ),
        )

    class Sensitivity:
        open = ("id", "question", "answer", "known_on", "once", "at", "by")
        case = ("knows", "attested_by_name")
        narrates = ("knows",)
