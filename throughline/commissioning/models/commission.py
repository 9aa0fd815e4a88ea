"""The commission itself: on what legal basis, under which guidance, about what, by which method, asking what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.rules.lists import METHODS, PRODUCTS, STATUTES, YES_NO, choices


class Commission(OfCommission):
    """What was commissioned, once for a review. `edition` is empty unless a person chose another than the day gives.

    `commissioned_text` is in the words of the record; `commissioned_iso` only as exact as they are.
    """

    commissioned_text = models.CharField(max_length=300, blank=True)
    commissioned_iso = models.CharField(max_length=25, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    edition_reason = models.CharField(max_length=1000, blank=True)
    lead_body = models.CharField(max_length=300, blank=True)
    scope_text = models.CharField(max_length=300, blank=True)
    scope_iso = models.CharField(max_length=25, blank=True)
    method = models.CharField(max_length=40, choices=choices(METHODS), blank=True)
    method_note = models.CharField(max_length=1000, blank=True)
    purpose = models.TextField(blank=True)

    class Meta(OfCommission.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCommission.Meta.constraints,
            models.UniqueConstraint(fields=("review",), name="commission_once_a_review"),
        )

    class Sensitivity:
        open = ("edition", "method", "commissioned_iso", "scope_iso")
        case = ("commissioned_text", "edition_reason", "lead_body", "scope_text", "method_note", "purpose")
        narrates = ("purpose", "edition_reason", "method_note")


class LegalBasis(OfCommission):
    """A law or arrangement under which the review is done; a joint one has more than one, and one set of findings."""

    statute = models.CharField(max_length=40, choices=choices(STATUTES))
    words = models.CharField(max_length=500, blank=True)
    body_name = models.CharField(max_length=300, blank=True)

    class Sensitivity:
        open = ("statute",)
        case = ("words", "body_name")
        narrates = ("words",)


class CoveredIncident(OfCommission):
    """An incident that the review is about; a review may be about several, and about several children."""

    text = models.TextField()
    children = models.CharField(max_length=300, blank=True)
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)

    class Sensitivity:
        case = ("children", "date_text", "date_iso")
        protected = ("text",)
        identifies = ("children", "text", "date_text", "date_iso")
        narrates = ("text",)


class LineOfEnquiry(OfCommission):
    """What the review is asked to find out. Withdrawn, it is kept."""

    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    why = models.TextField(blank=True)

    class Sensitivity:
        open = ("number",)
        case = ("text", "why")
        narrates = ("text", "why")


class Product(OfCommission):
    """What the review is to hand over. A summary may go first, with why the full report must wait.

    An update is made `because` something came that the review could not have before.
    """

    kind = models.CharField(max_length=40, choices=choices(PRODUCTS))
    text = models.CharField(max_length=500, blank=True)
    waits = models.CharField(max_length=1000, blank=True)
    ready_text = models.CharField(max_length=300, blank=True)
    ready_iso = models.CharField(max_length=25, blank=True)
    because = models.ForeignKey("MissingPiece", null=True, blank=True, on_delete=models.PROTECT, related_name="updates")

    @property
    def is_ready(self) -> bool:
        """It was handed over, on a day that is known or not."""
        return bool(self.ready_text or self.ready_iso)

    class Sensitivity:
        open = ("kind", "ready_iso", "because")
        case = ("text", "waits", "ready_text")
        narrates = ("text", "waits")


class EarlyLearning(OfCommission):
    """Learning that was acted on before the review ended: what was learned, what was done, by whom and when."""

    text = models.TextField()
    done = models.TextField()
    done_by_name = models.CharField(max_length=300, blank=True)
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)

    class Sensitivity:
        open = ("date_iso",)
        case = ("text", "done", "done_by_name", "date_text")
        narrates = ("text", "done")


class MissingPiece(OfCommission):
    """What the review could not have, and why. When it comes, perhaps years later, what then changed stands here."""

    text = models.CharField(max_length=500)
    why = models.CharField(max_length=1000)
    came_text = models.CharField(max_length=300, blank=True)
    came_iso = models.CharField(max_length=25, blank=True)
    changes = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    changed_what = models.TextField(blank=True)

    @property
    def has_come(self) -> bool:
        """It came, on a day that is known or not."""
        return bool(self.came_text or self.came_iso)

    class Sensitivity:
        open = ("came_iso", "changes")
        case = ("text", "why", "came_text", "changed_what")
        narrates = ("text", "why", "changed_what")
