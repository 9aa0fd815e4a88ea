"""What agencies are asked to write, each version they hand in, what the panel says, and what they ask of themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.commissioning.models.commission import LineOfEnquiry
from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.rules.lists import MARKED, MARKS, REPORTS, YES_NO, choices
from throughline.documents.models import Document
from throughline.partnerships.models import Agency


class AgencyReport(OfCommission):
    """A report asked of one agency. `state` repeats the last of its states; the service that adds one sets both."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=choices(REPORTS))
    asked = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField(null=True, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    author_involved = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    author_manages = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    state = models.CharField(max_length=20, default="requested")

    class Sensitivity:
        open = ("agency", "kind", "due_on", "author_involved", "author_manages", "state")
        case = ("asked", "author_name")
        narrates = ("asked",)


class AgencyReportState(models.Model):
    """A state the report came into, by whom, and why. Append-only."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "report", "state", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class AgencyReportVersion(models.Model):
    """A version as the agency handed it in: its words, or the document it is in. Append-only."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),)

    class Sensitivity:
        open = ("id", "report", "number", "document", "made_at", "made_by")
        protected = ("text",)
        narrates = ("text",)


class OfReport(OfCommission):
    """What an agency says in its report."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta(OfCommission.Meta):
        abstract = True

    class Sensitivity:
        open = ("report",)


class ReportAnswer(OfReport):
    """What the report says to one line of enquiry."""

    line = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()

    class Sensitivity:
        open = ("line",)
        protected = ("text",)
        narrates = ("text",)


class AgencyRecommendation(OfReport):
    """What an agency asks of itself, kept apart from what the review asks."""

    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    due_text = models.CharField(max_length=300, blank=True)

    class Sensitivity:
        open = ("number",)
        case = ("text", "due_text")
        narrates = ("text",)


class QualityMark(OfCommission):
    """What the panel thinks of one version of a report on one mark, with its words."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="marks")
    version_marked = models.PositiveIntegerField(default=1)
    mark = models.CharField(max_length=20, choices=choices(MARKS))
    stands = models.CharField(max_length=20, choices=choices(MARKED))
    text = models.TextField()

    class Sensitivity:
        open = ("report", "version_marked", "mark", "stands")
        case = ("text",)
        narrates = ("text",)
