"""Letters that were made, and what stands at the head and the foot of a partnership's letters."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.letters import rules
from throughline.partnerships.models import Partnership


class Letterhead(models.Model):
    """Who writes a partnership's letters, and how to reach them."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="letterhead")
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    signs_name = models.CharField(max_length=200, blank=True)
    signs_title = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "partnership", "address", "telephone", "signs_name", "signs_title", "changed_at", "changed_by")


class Letter(OfCase):
    """A letter as it was made: to whom, about what, by which version of which template, and its file with its hash.

    `subject_type` and `subject` name what it is about. `once` marks the form it came with.
    """

    kind = models.CharField(max_length=30, choices=[(one.key, one.name) for one in rules.KINDS.values()])
    to_name = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    template = models.CharField(max_length=60)
    template_sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("made_by", "once"), condition=~models.Q(once=""), name="letters_letter_once"
            ),
        )

    class Sensitivity:
        open = (
            "kind",
            "subject_type",
            "subject",
            "template",
            "template_sha256",
            "document",
            "sha256",
            "once",
        )
        case = ("to_name",)
        identifies = ("to_name",)
