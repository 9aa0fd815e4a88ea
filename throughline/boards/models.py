"""How many things each review counts under each figure. It can be counted anew, so nothing here is a record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review


class CountedUpTo(models.Model):
    """Up to which of its events, and for which day, a partnership's reviews are counted; `missing` were not reached."""

    REBUILT: ClassVar[bool] = True

    partnership = models.OneToOneField(
        Partnership, primary_key=True, on_delete=models.CASCADE, related_name="counted_up_to"
    )
    number = models.BigIntegerField(default=0)
    on = models.DateField()
    missing = models.PositiveIntegerField(default=0)

    class Sensitivity:
        open = ("partnership", "number", "on", "missing")


class Figures(models.Model):
    """How many things are counted under each figure."""

    asked = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    proved = models.PositiveIntegerField(default=0)
    sustained = models.PositiveIntegerField(default=0)
    slid_back = models.PositiveIntegerField(default=0)
    actions = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    soon = models.PositiveIntegerField(default=0)
    not_started = models.PositiveIntegerField(default=0)
    under_way = models.PositiveIntegerField(default=0)
    claimed = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    stopped = models.PositiveIntegerField(default=0)
    slid = models.PositiveIntegerField(default=0)
    ends = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


FIGURES = tuple(field.name for field in Figures._meta.local_fields)


class ReviewCount(Figures):
    """One review in figures: as a whole, or what of it is one agency's or one group's. Counted by ``rules.counting``.

    `key` is the number of the agency or group, 0 for the review as a whole; `year` the year in which it asked. Each is
    counted twice: with `drafts` for those who see answers before they are published, and without. What is withdrawn is
    not counted.
    """

    REBUILT: ClassVar[bool] = True

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=10, choices=[("review", "Review"), ("agency", "Agency"), ("group", "Group")])
    key = models.BigIntegerField(default=0)
    drafts = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField()
    published = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("review", "scope", "key", "drafts"), name="review_counted_once"),
        )
        indexes = (
            models.Index(fields=("partnership", "scope", "key", "drafts", "review"), name="review_count_of_board"),
            models.Index(fields=("partnership", "year"), name="review_count_of_year"),
        )

    class Sensitivity:
        open = ("id", "partnership", "review", "scope", "key", "drafts", "year", "published", *FIGURES)


class YearTotal(Figures):
    """The counts of all reviews that asked in one year, added up: of a partnership, one agency or one group.

    From it whoever may not see all of them takes those away that they may not see.
    """

    REBUILT: ClassVar[bool] = True

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=10, choices=[("review", "Reviews"), ("agency", "Agency"), ("group", "Group")])
    key = models.BigIntegerField(default=0)
    drafts = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField()
    published = models.BooleanField(default=False)
    reviews = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("partnership", "scope", "key", "drafts", "year", "published"), name="year_totalled_once"
            ),
        )

    class Sensitivity:
        open = ("id", "partnership", "scope", "key", "drafts", "year", "published", "reviews", *FIGURES)
