"""What people write for a report beside what the record says, and how a partnership's reports look."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.actionplans.models import ActionState
from throughline.cases.models import Case, OfCase
from throughline.partnerships.models import Partnership
from throughline.responses.models import Response
from throughline.reviews.models import Review


class ReportText(OfCase):
    """A review's own introduction, approach and conclusion for its progress report; empty ones are written by rule."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="report_text")
    introduction = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)

    class Sensitivity:
        open = ("review",)
        case = ("introduction", "approach", "conclusion")
        narrates = ("introduction", "approach", "conclusion")


class Brand(models.Model):
    """A partnership's own look on its reports: a colour that is dark enough, and a line under its name."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="brand")
    colour = models.CharField(max_length=7, default="#0d4f5e")
    line = models.CharField(max_length=120, blank=True)

    class Sensitivity:
        open = ("id", "partnership", "colour", "line")


class TrackerFacts(OfCase):
    """What the NHS tracker asks of a review that stands nowhere else; each is empty until somebody says."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="tracker_facts")
    steis = models.CharField(max_length=40, blank=True)
    designated_professional = models.CharField(max_length=200, blank=True)
    information = models.CharField(max_length=500, blank=True)
    link = models.CharField(max_length=500, blank=True)
    comments = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("review",)
        case = ("steis", "designated_professional", "information", "link", "comments")
        narrates = ("information", "comments")


class PrintedReason(models.Model):
    """That a report printed why something will not be done: an answer, or the end of an action. Append-only."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(Response, null=True, on_delete=models.PROTECT, related_name="printed")
    ending = models.ForeignKey(ActionState, null=True, on_delete=models.PROTECT, related_name="printed")
    as_at_on = models.DateField()
    media = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(response__isnull=True, ending__isnull=False)
                | models.Q(response__isnull=False, ending__isnull=True),
                name="printed_reason_is_of_an_answer_or_an_end",
            ),
        )

    class Sensitivity:
        open = ("id", "review", "case", "response", "ending", "as_at_on", "media", "made_at", "made_by")
