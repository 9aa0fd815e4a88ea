"""Peer reviews, challenge events and inspections: what they said, what they found, and what was made of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.actionplans.models import Action
from throughline.assurance.models.rounds import RoundQuestion
from throughline.assurance.rules.events import KINDS
from throughline.cases.models import Kept
from throughline.documents.models import Document
from throughline.impact.models import Evidence
from throughline.partnerships.models import Agency, Partnership


class AssuranceEvent(Kept):
    """A peer review, a challenge event or an inspection: by which body, when, and its judgement in its exact words."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    title = models.CharField(max_length=300)
    body = models.CharField(max_length=300)
    held_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    judgement = models.TextField(blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("partnership", "kind", "held_on", "published_on", "document")
        case = ("title", "body", "judgement")
        narrates = ("judgement",)

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return int(self.partnership_id)


class AssurancePoint(Kept):
    """One thing that was found: a strength, or something to put right, of one agency or of all."""

    event = models.ForeignKey(AssuranceEvent, on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("event", "kind", "agency")
        case = ("text",)
        narrates = ("text",)

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return self.event.chain


class Brought(models.Model):
    """A result that became evidence, or an action, of one review: from here it is in that review's thread.

    The result is a point of an event, or a question of a round. Append-only.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(AssurancePoint, null=True, blank=True, on_delete=models.PROTECT, related_name="brought")
    question = models.ForeignKey(RoundQuestion, null=True, blank=True, on_delete=models.PROTECT, related_name="brought")
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(point__isnull=False, question__isnull=True)
                | models.Q(point__isnull=True, question__isnull=False),
                name="brought_from_one_result",
            ),
            models.CheckConstraint(
                condition=models.Q(evidence__isnull=False, action__isnull=True)
                | models.Q(evidence__isnull=True, action__isnull=False),
                name="brought_as_one_thing",
            ),
        )

    class Sensitivity:
        open = ("id", "partnership", "point", "question", "evidence", "action", "at", "by")
