"""Who does the review: independent reviewers and chairs, with what they declared."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import paired
from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.rules.lists import REVIEWER_ROLES, YES_NO, choices
from throughline.partnerships.models import Agency


class Reviewer(OfCommission):
    """A reviewer or chair and their declaration of independence. A clash with the case is settled by a person.

    `settled_words` are the clashes that were settled; one that comes up later is open again.
    """

    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=choices(REVIEWER_ROLES))
    organisation = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declares = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    involved = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    declaration = models.TextField(blank=True)
    declared_text = models.CharField(max_length=300, blank=True)
    declared_iso = models.CharField(max_length=25, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    settled_words = models.TextField(blank=True)
    settled_reason = models.CharField(max_length=1000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OfCommission.Meta):
        constraints: ClassVar[tuple[models.CheckConstraint, ...]] = (
            *OfCommission.Meta.constraints,
            paired("settled_at", "settled_by"),
        )

    class Sensitivity:
        open = (
            "role",
            "agency",
            "declares",
            "involved",
            "declared_iso",
            "from_on",
            "to_on",
            "settled_at",
            "settled_by",
        )
        case = ("name", "organisation", "declaration", "declared_text", "settled_words", "settled_reason")
        narrates = ("declaration", "settled_words", "settled_reason")
