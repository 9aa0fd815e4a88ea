"""Corrections of the rules by the administrator of a partnership."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.partnerships.models import Partnership


class Correction(models.Model):
    """One line of an edition as this partnership reads it from a day on, where it was read and why. Append-only."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=20)
    part = models.CharField(max_length=30)
    entry = models.CharField(max_length=60)
    values = models.JSONField()
    from_on = models.DateField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "partnership", "edition", "part", "entry", "values", "from_on", "reason", "at", "by")
