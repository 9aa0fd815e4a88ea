"""A rapid review: what it says, what agencies answered, who signed it, and what the Panel said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.notifications.models import Incident
from throughline.notifications.rules import PARTNERS
from throughline.partnerships.models import Agency
from throughline.rapidreviews import rules

KEYS = 20


class RapidReview(OfCase):
    """The first look at an incident that was notified. What becomes of it follows from what was recorded of it.

    `starts_from` is the trigger of its clock that this partnership counts by: becoming aware, or the notification.
    `partners_sign` is whether the partnership asks its partners to sign.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="rapid_reviews")
    starts_from = models.CharField(max_length=KEYS, default="notified")
    partners_sign = models.BooleanField(default=True)
    facts = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    improvement = models.TextField(blank=True)
    context = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    genogram = models.BooleanField(default=False)
    risk_assessments = models.BooleanField(default=False)
    everyone_asked = models.BooleanField(default=False)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("incident",),
                condition=models.Q(withdrawn_at__isnull=True),
                name="rapidreviews_one_for_an_incident",
            ),
        )

    class Sensitivity:
        open = ("incident", "starts_from", "partners_sign", "genogram", "risk_assessments", "everyone_asked")
        protected = ("facts", "safety", "improvement", "context", "next_steps")
        identifies = ("facts",)
        narrates = ("facts", "safety", "improvement", "context", "next_steps")


class OfRapidReview(models.Model):
    """What was said of a rapid review at a moment, and stands for ever. `once` marks the form it came with."""

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
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
        open = ("id", "rapid_review", "once", "at", "by")


class AgencyAnswer(OfRapidReview):
    """What an agency knows, by its answer to an ask. An agency that holds nothing says so; silence is no answer.
    Append-only.
    """

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="agency_answers")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    ask = models.BigIntegerField(unique=True)
    knows = models.CharField(max_length=KEYS, choices=rules.KNOWN)
    information = models.TextField(blank=True)
    secured_on = models.DateField(null=True, blank=True)
    immediate = models.TextField(blank=True)
    searched = models.TextField(blank=True)
    answered_by_name = models.CharField(max_length=200)

    class Sensitivity:
        open = ("agency", "ask", "knows", "secured_on")
        case = ("answered_by_name",)
        protected = ("information", "immediate", "searched")
        narrates = ("information", "immediate", "searched")


class Conclusion(OfRapidReview):
    """What the partners conclude, and under which edition. The last counts. Append-only.

    `decided_on` is the day on which they did, where somebody gave it; `at` is when it was recorded.
    """

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="conclusions")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=KEYS, choices=tuple(rules.OUTCOMES.items()))
    why = models.CharField(max_length=4000)
    national = models.CharField(max_length=KEYS, choices=rules.ANSWERS, default=rules.NOT_KNOWN)
    national_fact = models.CharField(max_length=1000, blank=True)
    joins = models.CharField(max_length=300, blank=True)
    edition = models.CharField(max_length=KEYS)
    edition_name = models.CharField(max_length=200)
    edition_sha256 = models.CharField(max_length=64)

    @property
    def decided(self) -> date:
        """The day on which it was decided; the day on which it was recorded where nobody gave another."""
        return self.decided_on or localdate(self.at)

    class Sensitivity:
        open = ("decided_on", "outcome", "national", "edition", "edition_name", "edition_sha256")
        case = ("why", "national_fact", "joins")
        narrates = ("why", "national_fact")


class ConclusionLimb(models.Model):
    """One criterion for a review as it was answered, in the words of its edition, with its fact. Append-only."""

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="limbs")
    limb = models.CharField(max_length=60)
    words = models.CharField(max_length=1000)
    source = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=KEYS, choices=rules.ANSWERS)
    fact = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("id", "conclusion", "limb", "words", "source", "answer")
        case = ("fact",)
        narrates = ("fact",)


class Signature(OfRapidReview):
    """A partner's signature under a conclusion: a yes, or a no with its reason. Append-only."""

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="signatures")
    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="signatures")
    partner = models.CharField(max_length=KEYS, choices=tuple(PARTNERS.items()))
    answer = models.CharField(max_length=KEYS, choices=((rules.YES, "Agrees"), (rules.NO, "Does not agree")))
    reason = models.CharField(max_length=1000, blank=True)
    signed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            *OfRapidReview.Meta.constraints,
            models.UniqueConstraint(fields=("conclusion", "partner"), name="rapidreviews_one_signature_of_a_partner"),
        )

    class Sensitivity:
        open = ("conclusion", "partner", "answer")
        case = ("reason", "signed_by_name")
        narrates = ("reason",)


class Sending(OfRapidReview):
    """The rapid review as it went to the Panel: frozen, with its hash, when and how. Append-only."""

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="sendings")
    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="sendings")
    sent_on = models.DateField()
    how = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Sensitivity:
        open = ("conclusion", "sent_on", "document", "sha256")
        case = ("how", "reference")


class PanelView(OfRapidReview):
    """What the Panel answered, in its own words, kept beside the partnership's conclusion. Append-only."""

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="panel_views")
    received_on = models.DateField()
    view = models.CharField(max_length=KEYS, choices=tuple(rules.PANEL.items()))
    words = models.TextField(blank=True)
    quality = models.TextField(blank=True)

    class Sensitivity:
        open = ("received_on", "view")
        case = ("words", "quality")
        narrates = ("words", "quality")


class Reply(OfRapidReview):
    """What the partnership says to the Panel's answer, with reasons, and how a difference was resolved. Append-only."""

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="replies")
    panel_view = models.ForeignKey(PanelView, on_delete=models.PROTECT, related_name="replies")
    reply = models.CharField(max_length=KEYS, choices=rules.REPLIES)
    reason = models.CharField(max_length=2000, blank=True)
    resolved = models.CharField(max_length=2000, blank=True)
    replied_on = models.DateField()

    class Sensitivity:
        open = ("panel_view", "reply", "replied_on")
        case = ("reason", "resolved")
        narrates = ("reason", "resolved")


class QualityMark(OfRapidReview):
    """One quality marker as the partnership marked its own rapid review, with what shows it. The last of a marker
    counts. Append-only.
    """

    rapid_review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="quality_marks")
    marker = models.CharField(max_length=KEYS, choices=tuple(rules.MARKERS.items()))
    mark = models.CharField(max_length=KEYS, choices=tuple(rules.MARKS.items()))
    evidence = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("marker", "mark")
        case = ("evidence",)
        narrates = ("evidence",)
