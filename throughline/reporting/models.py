"""What people write for a report beside what the record says, and how a partnership's reports look."""

from __future__ import annotations

from django.db import models

from throughline.cases.models import OfCase
from throughline.partnerships.models import Partnership
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
