"""The chronology of a case and its states, and the columns that a partnership asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.partnerships.models import Partnership


class Chronology(OfCase):
    """The chronology of one case. `state` repeats the last of its states; the service that adds one sets both.

    `child_name` is the pseudonym that the timeline uses, `born_text` and `born_iso` the child's birth as far as it may
    be shown, and `silence_days` from how many days on a silence is shown.
    """

    child_name = models.CharField(max_length=100, blank=True)
    born_text = models.CharField(max_length=60, blank=True)
    born_iso = models.CharField(max_length=10, blank=True)
    silence_days = models.PositiveSmallIntegerField(default=90)
    state = models.CharField(max_length=20, default="gathering")

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(fields=("case",), name="chronology_once_a_case"),
        )

    class Sensitivity:
        open = ("silence_days", "state")
        case = ("child_name",)
        protected = ("born_text", "born_iso")
        identifies = ("born_text", "born_iso")


class ChronologyState(models.Model):
    """A state the chronology came into, by whom, and why. Append-only."""

    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "chronology", "state", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class ColumnSet(models.Model):
    """The columns that a partnership asks its agencies for; the last set counts. Append-only.

    `columns` is a list of lists: what a column holds, its heading, and whether it must be filled in.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "partnership", "columns", "at", "by")
