"""Statements of progress and impact, case studies, evidence, and measures read more than once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.actionplans.models import Action
from throughline.cases.models import paired
from throughline.documents.models import Document, Span
from throughline.findings.models import Finding, LearningPoint, OfReview, Recommendation, Theme
from throughline.impact.rules import GRADES, KINDS


class Statement(OfReview):
    """What a text says of progress or of effect, or a case study with its outcome; about one thing, else the review."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Progress"
        IMPACT = "impact", "What difference it made"
        CASE_STUDY = "case_study", "Case study"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    learning_point = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    outcome = models.TextField(blank=True)
    outcome_source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)

    class Meta(OfReview.Meta):
        constraints = (
            *OfReview.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(finding__isnull=True, theme__isnull=True, learning_point__isnull=True)
                | models.Q(finding__isnull=True, theme__isnull=True, recommendation__isnull=True)
                | models.Q(finding__isnull=True, learning_point__isnull=True, recommendation__isnull=True)
                | models.Q(theme__isnull=True, learning_point__isnull=True, recommendation__isnull=True),
                name="statement_about_one_thing",
            ),
        )

    class Sensitivity(OfReview.Sensitivity):
        open = (
            *OfReview.Sensitivity.open,
            "kind",
            "finding",
            "theme",
            "learning_point",
            "recommendation",
            "outcome_source",
        )
        case = ("text", "outcome", "date_text", "date_iso")
        narrates = ("text", "outcome")


class Evidence(OfReview):
    """What shows that an action was done or a statement is true; accepted and graded by somebody other than its owner.

    Records from before there were kinds and grades have none, and say so.
    """

    kind = models.CharField(max_length=20, blank=True, choices=[(kind.key, kind.word) for kind in KINDS.values()])
    actions = models.ManyToManyField(Action, blank=True, related_name="evidence")
    statements = models.ManyToManyField(Statement, blank=True, related_name="evidence")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grade = models.CharField(max_length=20, blank=True, choices=[(grade.key, grade.word) for grade in GRADES.values()])
    graded_at = models.DateTimeField(null=True, blank=True)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OfReview.Meta):
        constraints = (
            *OfReview.Meta.constraints,
            paired("accepted_at", "accepted_by"),
            paired("graded_at", "graded_by"),
            models.CheckConstraint(
                condition=models.Q(grade="", graded_at__isnull=True)
                | (~models.Q(grade="") & models.Q(graded_at__isnull=False, accepted_at__isnull=False)),
                name="evidence_graded_once_accepted",
            ),
        )

    class Sensitivity(OfReview.Sensitivity):
        open = (
            *OfReview.Sensitivity.open,
            "kind",
            "actions",
            "statements",
            "document",
            "accepted_at",
            "accepted_by",
            "grade",
            "graded_at",
            "graded_by",
        )


class Measure(OfReview):
    """A figure that is asked for again and again. Its `text` is what is measured; its baseline is a reading."""

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"

    unit = models.CharField(max_length=40, blank=True)
    better = models.CharField(max_length=10, choices=Better.choices, default=Better.HIGHER)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    guarded_by = models.CharField(max_length=300, blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="measures")
    actions = models.ManyToManyField(Action, blank=True, related_name="measures")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="measures")
    statements = models.ManyToManyField(Statement, blank=True, related_name="measures")

    class Sensitivity(OfReview.Sensitivity):
        open = (
            *OfReview.Sensitivity.open,
            "unit",
            "better",
            "target",
            "findings",
            "actions",
            "evidence",
            "statements",
        )
        case = ("text", "guarded_by")
        identifies = ("guarded_by",)


class Reading(models.Model):
    """One reading of a measure. Append-only: a wrong one is answered by another that corrects it."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    baseline = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "measure", "baseline", "corrects", "source", "made_at", "made_by")
        case = ("value", "date_text", "date_iso")
