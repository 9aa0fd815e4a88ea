"""National asks with their steps, and advice of national reviews with what was decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.actionplans.models import Action
from throughline.cases.models import Case, Kept, OfCase
from throughline.findings.models import Recommendation
from throughline.national.rules import asks
from throughline.national.rules.advice import DECIDED
from throughline.national.rules.advice import STATES as ADVISED
from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review


class NationalAsk(OfCase):
    """What a review asks of a department or national body: a recommendation, or a letter of concern.

    `state` repeats the last of its steps; the service that adds one sets both.
    `author_name` says who wrote it and is told of the reply, by role.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="national_asks")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="national_asks"
    )
    kind = models.CharField(max_length=20, choices=list(asks.KINDS.items()))
    to_name = models.CharField(max_length=200)
    text = models.TextField()
    author_name = models.CharField(max_length=200, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default="drafted")

    class Sensitivity:
        open = ("review", "recommendation", "kind", "reply_due_on", "state")
        case = ("to_name", "text", "author_name")
        narrates = ("text",)


class NationalStep(models.Model):
    """A step of a national ask: its day, what was said, such as the text of a reply, and by whom. Append-only."""

    ask = models.ForeignKey(NationalAsk, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(one.key, one.word) for one in asks.STATES.values()])
    says = models.TextField(blank=True)
    day_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "ask", "case", "state", "day_on", "at", "by")
        case = ("says",)
        narrates = ("says",)


class Advice(Kept):
    """What a national review or report advises: its source, its words, and what followed: recommendations, actions."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="advice")
    title = models.CharField(max_length=300)
    body_name = models.CharField(max_length=200)
    published_text = models.CharField(max_length=300, blank=True)
    published_iso = models.CharField(max_length=25, blank=True)
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="from_advice")
    actions = models.ManyToManyField(Action, blank=True, related_name="from_advice")

    class Sensitivity:
        open = (
            "partnership",
            "title",
            "body_name",
            "published_text",
            "published_iso",
            "number",
            "text",
            "recommendations",
            "actions",
        )

    @property
    def chain(self) -> int:
        """The partnership that was advised."""
        return int(self.partnership_id)


class AdviceDecision(models.Model):
    """What the partnership decided about advice, on which day, and why. Append-only; the last one stands."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=20, choices=[(key, ADVISED[key].word) for key in DECIDED])
    reason = models.CharField(max_length=1000)
    day_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "advice", "state", "day_on", "at", "by", "reason")
