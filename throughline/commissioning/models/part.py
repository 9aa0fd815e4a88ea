"""What every record of a commission carries."""

from __future__ import annotations

from django.db import models

from throughline.cases.models import OfCase
from throughline.reviews.models import Review


class OfCommission(OfCase):
    """A record about how one review is commissioned and run."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="%(class)s_parts")

    class Meta(OfCase.Meta):
        abstract = True

    class Sensitivity:
        open = ("review",)
