"""What was said of an earlier recommendation that asks for the same, and what was noticed of the wording."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.findings.models import Recommendation


class EarlierAsk(OfCase):
    """How a recommendation stands to an earlier one like it: it joins it, takes its place, or asks once more.

    The earlier one may be of another review that the same partnership holds; who may not see that is not told of it.
    """

    class Answer(models.TextChoices):
        JOINS = "joins", "It joins the earlier one: one ask, followed as one"
        REPLACES = "replaces", "It takes the place of the earlier one"
        ONCE_MORE = "once_more", "It asks for the same once more"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="earlier_asks")
    earlier = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="later_asks")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]  # more kinds than its base
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("recommendation", "earlier"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="earlier_ask_answered_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(recommendation=models.F("earlier")), name="earlier_ask_is_another"
            ),
        )

    class Sensitivity:
        open = ("recommendation", "earlier", "answer")
        case = ("reason",)
        narrates = ("reason",)


class WordingLook(models.Model):
    """What was noticed of a recommendation when it was saved: its wording, and earlier ones like it. Append-only."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="looks")
    of_version = models.PositiveIntegerField()
    remarks = models.JSONField(default=list)
    earlier = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "recommendation", "of_version", "remarks", "earlier", "at", "by")
