"""Who asked for the file of a case and who agreed, and from which file a case was loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import Case, OfCase, paired

PSEUDONYMS, IDENTITIES = "pseudonyms", "identities"
SCOPES = ((PSEUDONYMS, "Under pseudonyms"), (IDENTITIES, "With who the children are"))


class CaseExport(OfCase):
    """A file of the whole case. `mark` stands in the file and on its every sheet, and leads back to this row.

    One with identities is asked for by one person (`made_by`), agreed by another, and then taken once.
    """

    scope = models.CharField(max_length=20, choices=SCOPES)
    reason = models.CharField(max_length=500, blank=True)
    mark = models.CharField(max_length=20, unique=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_why = models.CharField(max_length=500, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            paired("agreed_at", "agreed_by"),
            paired("declined_at", "declined_by"),
            paired("taken_at", "taken_by"),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("made_by")),
                name="nobody_agrees_to_their_own_export",
            ),
            models.CheckConstraint(
                condition=models.Q(scope=PSEUDONYMS)
                | models.Q(taken_at__isnull=True)
                | models.Q(agreed_at__isnull=False),
                name="identities_leave_by_two_people",
            ),
        )

    class Sensitivity:
        open = (
            "scope",
            "mark",
            "agreed_at",
            "agreed_by",
            "declined_at",
            "declined_by",
            "taken_at",
            "taken_by",
            "sha256",
        )
        case = ("reason", "declined_why")
        narrates = ("reason", "declined_why")


class CaseLoad(models.Model):
    """That a case came out of a file: of which export, made when, where and by whom, and what it held. The last counts.

    Append-only. A case that came under pseudonyms says so on its every page: who its children are is not in it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="loads")
    scope = models.CharField(max_length=20, choices=SCOPES)
    mark = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    exported_on = models.DateField()
    exported_by_name = models.CharField(max_length=200)
    exported_from_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "case", "scope", "mark", "sha256", "exported_on", "made_at", "made_by")
        case = ("exported_by_name", "exported_from_name")
