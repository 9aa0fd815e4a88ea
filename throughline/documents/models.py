"""Stored documents and the spans of their text that records rest on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.partnerships.models import Partnership


class Document(models.Model):
    """A document as it was received, kept by the hash of its bytes, with its text as it was read."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=255)
    media = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kept_as = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    reading = models.JSONField(default=dict)
    reader = models.CharField(max_length=20, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "sha256"), name="document_once_a_partnership"),)

    class Sensitivity:
        open = (
            "id",
            "partnership",
            "media",
            "sha256",
            "size",
            "kept_as",
            "kind",
            "reader",
            "received_at",
            "received_by",
        )
        case = ("name", "title", "text", "reading")
        identifies = ("name", "title", "text", "reading")
        narrates = ("text", "reading")


class Span(models.Model):
    """The words of a document that a record rests on: code points `start` to `end` of its text, and those words."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="spans")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="span_ends_after_it_starts"),
        )

    class Sensitivity:
        open = ("id", "document", "start", "end")
        case = ("words",)
        identifies = ("words",)
        narrates = ("words",)


class Waiting(models.Model):
    """Bytes that were received and are to be read by the background worker. Read or refused, it is gone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kept_as = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "partnership", "sha256", "size", "kept_as", "received_at", "received_by")
        case = ("name",)
        identifies = ("name",)
