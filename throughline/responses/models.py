"""Answers to recommendations with their stages, the days they are due, dissent, and what committees did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import Case, OfCase
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.partnerships.models import Agency
from throughline.responses.rules import answers, following
from throughline.reviews.models import Review


class Response(models.Model):
    """How those who were asked answered a recommendation, on a day, and why. Append-only.

    A later one stands before it. Its stage is the last of its `stages`.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=[(one.key, one.word) for one in answers.ANSWERS.values()])
    reason = models.CharField(max_length=1000, blank=True)
    day_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answer=answers.PLAIN) | ~models.Q(reason=""), name="answer_but_yes_has_its_reason"
            ),
        )

    class Sensitivity:
        open = ("id", "recommendation", "case", "answer", "day_on", "made_at", "made_by")
        case = ("reason",)
        narrates = ("reason",)

    @property
    def review(self) -> Review:
        """The review whose recommendation it answers."""
        return self.recommendation.review

    @property
    def number(self) -> str:
        """What it answers, as pages name it."""
        return f"to recommendation {self.recommendation.number}" if self.recommendation.number else ""

    @property
    def text(self) -> str:
        """The words of what it answers."""
        return self.recommendation.text


class ResponseStage(models.Model):
    """A stage that an answer came to, on which day, by whom, and why. Append-only."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="stages")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(one.key, one.word) for one in answers.STATES.values()])
    reason = models.CharField(max_length=1000, blank=True)
    day_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "response", "case", "state", "day_on", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class AnswerDue(models.Model):
    """The day by which an answer to a recommendation is due, since when, and why it was moved. Append-only.

    The last one counts.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers_due")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "recommendation", "case", "due_on", "made_at", "made_by")
        case = ("reason",)


class Dissent(OfCase):
    """What somebody disagreed with: a member of the panel or board, or of the family; printed, or held with a reason.

    Whose it is says a role with its agency, or how somebody is related to the child. No name is needed.
    """

    class Whose(models.TextChoices):
        MEMBER = "member", "A member of the panel or board"
        FAMILY = "family", "Somebody of the family"

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="dissents")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="dissents"
    )
    whose = models.CharField(max_length=20, choices=Whose.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=200)
    text = models.TextField()
    is_printed = models.BooleanField(default=False)
    held_because = models.CharField(max_length=500, blank=True)
    said_text = models.CharField(max_length=300, blank=True)
    said_iso = models.CharField(max_length=25, blank=True)

    class Meta(OfCase.Meta):
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(is_printed=True) | ~models.Q(held_because=""), name="dissent_held_with_its_reason"
            ),
        )

    class Sensitivity:
        open = ("review", "recommendation", "whose", "agency", "is_printed")
        case = ("who", "text", "held_because", "said_text", "said_iso")
        narrates = ("text", "held_because")


class CommitteeStep(models.Model):
    """What became of what a committee resolved: who follows it up, by when, and what was done. Append-only."""

    recommendation = models.ForeignKey(CommitteeRecommendation, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(one.key, one.word) for one in following.STATES.values()])
    owner_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    says = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "recommendation", "case", "state", "due_on", "at", "by")
        case = ("owner_name", "says")
        narrates = ("says",)
