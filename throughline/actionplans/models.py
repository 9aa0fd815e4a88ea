"""Actions with their states and updates, neither of which is ever overwritten."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.documents.models import Span
from throughline.findings.models import Finding, LearningPoint, OfReview, Recommendation
from throughline.partnerships.models import Agency


class Action(OfReview):
    """What somebody is to do. `due_on` is a day only where the plan gives a day; `due_text` keeps its words.

    `state` repeats the last of the action's states, which are append-only; the service that adds one sets both.
    """

    owner_name = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    due_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default="not_started")
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="actions")
    findings = models.ManyToManyField(Finding, blank=True, related_name="actions")
    learning_points = models.ManyToManyField(LearningPoint, blank=True, related_name="actions")

    class Sensitivity(OfReview.Sensitivity):
        open = (
            *OfReview.Sensitivity.open,
            "owner",
            "due_on",
            "state",
            "recommendations",
            "findings",
            "learning_points",
        )
        case = ("text", "owner_name", "due_text")


class ActionState(models.Model):
    """A state the action came into, by whom, and why. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "state", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class ActionUpdate(models.Model):
    """What was said of an action. Append-only. `date_iso` is empty where no date was stated, and no other is put."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    text = models.TextField()
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "source", "made_at", "made_by")
        case = ("text", "date_text", "date_iso")
        narrates = ("text",)
