"""Statements of progress and impact, case studies, evidence, and measures read more than once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.actionplans.models import Action
from throughline.cases.models import paired
from throughline.documents.models import Document, Span
from throughline.findings.models import Finding, LearningPoint, OfReview, Recommendation, Theme
from throughline.impact.rules import GRADES, KINDS, PERIODS


class Consented(OfReview):
    """What may tell of one family: who consented, in what role and when, to what, and until when it may be shown.

    `why_no_consent` is why none is needed: where it was published before, for example. Without either it is held back.
    """

    consent_by_role = models.CharField(max_length=120, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_for = models.CharField(max_length=500, blank=True)
    consent_until = models.DateField(null=True, blank=True)
    why_no_consent = models.CharField(max_length=500, blank=True)

    class Meta(OfReview.Meta):
        abstract = True

    class Sensitivity(OfReview.Sensitivity):
        open = (*OfReview.Sensitivity.open, "consent_on", "consent_until")
        case: tuple[str, ...] = ("text", "consent_by_role", "consent_for", "why_no_consent")


class Statement(Consented):
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
    why_bare = models.CharField(max_length=500, blank=True)

    class Meta(Consented.Meta):
        constraints = (
            *Consented.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(finding__isnull=True, theme__isnull=True, learning_point__isnull=True)
                | models.Q(finding__isnull=True, theme__isnull=True, recommendation__isnull=True)
                | models.Q(finding__isnull=True, learning_point__isnull=True, recommendation__isnull=True)
                | models.Q(theme__isnull=True, learning_point__isnull=True, recommendation__isnull=True),
                name="statement_about_one_thing",
            ),
        )

    class Sensitivity(Consented.Sensitivity):
        open = (
            *Consented.Sensitivity.open,
            "kind",
            "finding",
            "theme",
            "learning_point",
            "recommendation",
            "outcome_source",
        )
        case: tuple[str, ...] = (*Consented.Sensitivity.case, "outcome", "date_text", "date_iso", "why_bare")
        narrates = ("text", "outcome")


class Evidence(Consented):
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

    class Meta(Consented.Meta):
        constraints = (
            *Consented.Meta.constraints,
            paired("accepted_at", "accepted_by"),
            paired("graded_at", "graded_by"),
            models.CheckConstraint(
                condition=models.Q(grade="", graded_at__isnull=True)
                | (~models.Q(grade="") & models.Q(graded_at__isnull=False, accepted_at__isnull=False)),
                name="evidence_graded_once_accepted",
            ),
        )

    class Sensitivity(Consented.Sensitivity):
        open = (
            *Consented.Sensitivity.open,
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
    period = models.CharField(max_length=20, blank=True, choices=[(key, word) for key, (word, _) in PERIODS.items()])
    why_no_baseline = models.CharField(max_length=500, blank=True)
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
            "period",
            "findings",
            "actions",
            "evidence",
            "statements",
        )
        case = ("text", "guarded_by", "why_no_baseline")
        identifies = ("guarded_by",)


class ReadingsFile(models.Model):
    """A file of values that was sent for a measure: its table as it was read, until somebody takes its readings."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    cells = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            paired("taken_at", "taken_by"),
            models.UniqueConstraint(fields=("measure", "sha256"), name="readings_file_once_a_measure"),
        )

    class Sensitivity:
        open = ("id", "measure", "sha256", "made_at", "made_by", "taken_at", "taken_by")
        case = ("name", "cells")
        identifies = ("name", "cells")
        narrates = ("cells",)


class Reading(models.Model):
    """One reading of a measure. Append-only: a wrong one is answered by another that corrects it.

    `counted` is how many the share was counted among, `comes_from` where the figure comes from, and `why_bare` why it
    stands although nothing says what it was before, or when it was so.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    counted = models.PositiveIntegerField(null=True, blank=True)
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    baseline = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    comes_from = models.CharField(max_length=300, blank=True)
    why_bare = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ReadingsFile, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "measure", "baseline", "corrects", "source", "file", "counted", "made_at", "made_by")
        case = ("value", "date_text", "date_iso", "comes_from", "why_bare")


class Assurance(models.Model):
    """Somebody other than who entered a reading looked at where it comes from. Append-only, once a reading."""

    reading = models.OneToOneField(Reading, on_delete=models.PROTECT, related_name="assurance")
    how = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "reading", "at", "by")
        case = ("how",)


class SlideCause(models.Model):
    """Why a measure slid back, as somebody found, after which reading. Append-only."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="causes")
    after = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "measure", "after", "at", "by")
        case = ("cause",)
        narrates = ("cause",)
