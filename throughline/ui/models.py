"""What a person typed and has not yet saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The last words of one person in one field of one form, kept until the form is saved or the draft is forgotten.

    `text` holds the values that the field would send, in order: one for a text, several for boxes that are ticked.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    partnership_id = models.PositiveBigIntegerField(null=True, blank=True)
    key = models.CharField(max_length=120)
    field = models.CharField(max_length=120)
    text = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key", "field"], name="one_draft_a_field")]
        indexes = [models.Index(fields=["at"], name="drafts_by_age")]

    class Sensitivity:
        open = ("id", "owner", "partnership_id", "key", "field", "at")
        protected = ("text",)

    def __str__(self) -> str:
        return f"{self.key}: {self.field}"
