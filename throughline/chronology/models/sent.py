"""What agencies sent: submissions, and their rows as they were typed. Nothing of it is ever changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import Case
from throughline.documents.models import Document
from throughline.partnerships.models import Agency


class Submission(models.Model):
    """What one agency sent at once: a file, or rows that are typed in page by page (`version` 0). Append-only.

    The last version of an agency counts, and what was typed in beside it. `ask` is the question that it answers.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ask = models.BigIntegerField(null=True, blank=True)
    rows_in = models.PositiveIntegerField(default=0)
    aside = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "agency", "version"), name="submission_version_once"),)

    class Sensitivity:
        open = ("id", "case", "agency", "version", "document", "ask", "rows_in", "made_at", "made_by")
        protected = ("aside",)
        narrates = ("aside",)


class RefusedLine(models.Model):
    """A row that is no entry until somebody mends it: its rule, why, and what stood in it. Append-only.

    `typed` holds the words under each kind or heading.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="refused")
    row = models.PositiveIntegerField()
    rule = models.CharField(max_length=8)
    why = models.TextField()
    typed = models.JSONField(default=dict)

    class Sensitivity:
        open = ("id", "submission", "row", "rule")
        protected = ("why", "typed")
        narrates = ("why", "typed")


class ChronologyNote(models.Model):
    """A row in which its author speaks to the reader. Append-only."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="notes")
    row = models.PositiveIntegerField()
    text = models.TextField()

    class Sensitivity:
        open = ("id", "submission", "row")
        protected = ("text",)
        narrates = ("text",)


class ChronologyEntry(models.Model):
    """One fact as an agency told it, in its words, with the bounds of its dates. Append-only.

    A correction is a new entry that `replaces` the old one, and says `why`; so is each part of one that was split.
    `first` is the entry in an earlier version, or before a correction, with which it is the same: what was said of that
    one is said of this one. `mends` is the refused row that it was made from.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="entries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.PositiveIntegerField()
    first = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later", db_index=False
    )
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", db_index=False
    )
    mends = models.ForeignKey(
        RefusedLine, null=True, blank=True, on_delete=models.PROTECT, related_name="mended", db_index=False
    )
    why = models.CharField(max_length=1000, blank=True)
    sequence = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    start_text = models.TextField()
    start_edtf = models.CharField(max_length=60)
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    end_text = models.TextField(blank=True)
    end_edtf = models.CharField(max_length=60, blank=True)
    end_earliest = models.DateField(null=True, blank=True)
    end_latest = models.DateField(null=True, blank=True)
    time = models.CharField(max_length=5, blank=True)
    time_text = models.TextField(blank=True)
    event = models.TextField(blank=True)
    action = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    who = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        # A file brings a thousand rows, and each is put into every index: there are none that no page looks in, and
        # in those of what few rows have stand those rows alone.
        indexes = (
            models.Index(fields=("case", "agency"), name="entry_of_case_and_agency"),
            models.Index(fields=("first",), condition=models.Q(first__isnull=False), name="entry_first"),
            models.Index(fields=("replaces",), condition=models.Q(replaces__isnull=False), name="entry_replaces"),
            models.Index(fields=("mends",), condition=models.Q(mends__isnull=False), name="entry_mends"),
        )

    class Sensitivity:
        open = (
            "id",
            "case",
            "submission",
            "agency",
            "row",
            "first",
            "replaces",
            "mends",
            "start_edtf",
            "start_earliest",
            "start_latest",
            "end_edtf",
            "end_earliest",
            "end_latest",
            "time",
            "made_at",
            "made_by",
        )
        case = ("sequence",)
        protected = ("why", "source", "start_text", "end_text", "time_text", "event", "action", "comment", "who")
        identifies = ("source", "event", "action", "comment", "who")
        narrates = ("why", "event", "action", "comment")
