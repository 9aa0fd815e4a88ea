"""A review, the children it is about, its dates and the states it has passed through."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase, paired
from throughline.documents.models import Span
from throughline.partnerships.models import Partnership
from throughline.rapidreviews.models import Conclusion, RapidReview


class Review(OfCase):
    """A review of any kind. `done_by_name` is the body that did it, often only a name; the case says who holds it.
    `rapid_review` is the one that it follows from, where there was one.

    `state` repeats the last of the review's states, which are append-only; the service that adds one sets both.
    """

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    done_by_name = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    jointly_with = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=30, default="under_way")
    account = models.TextField(blank=True)
    account_contains = models.CharField(max_length=300, blank=True)
    rapid_review = models.ForeignKey(
        RapidReview, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    earlier = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="later")

    class Sensitivity:
        open = ("kind", "done_by", "state", "rapid_review", "earlier")
        case = ("name", "done_by_name", "jointly_with", "account_contains")
        protected = ("account",)
        identifies = ("name", "account")
        narrates = ("account",)


class Joined(models.Model):
    """That an incident joined this review, by the conclusion of its rapid review; it counts while that one is the last.
    Append-only.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="joined")
    conclusion = models.OneToOneField(Conclusion, on_delete=models.PROTECT, related_name="joined")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "review", "conclusion", "at", "by")


class ReviewState(models.Model):
    """A state the review came into, and under which edition of the guidance that was decided. Append-only."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=30)
    reason = models.CharField(max_length=500, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    edition_name = models.CharField(max_length=200, blank=True)
    edition_sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "review", "state", "edition", "edition_name", "edition_sha256", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class StateProposal(models.Model):
    """That a review comes into a state, proposed by one person for another to confirm. One stands at a time."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        DECLINED = "declined", "Not confirmed"
        LAPSED = "lapsed", "Overtaken"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="state_proposals")
    before = models.CharField(max_length=30)
    state = models.CharField(max_length=30)
    reason = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            paired("settled_at", "settled_by"),
            models.UniqueConstraint(
                fields=("review",), condition=models.Q(settled_at__isnull=True), name="one_state_proposal_stands"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, outcome="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(outcome="")),
                name="state_proposal_has_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="confirmed", settled_by=models.F("proposed_by")),
                name="nobody_confirms_their_own_proposal",
            ),
        )

    class Sensitivity:
        open = (
            "id",
            "review",
            "before",
            "state",
            "proposed_at",
            "proposed_by",
            "outcome",
            "settled_at",
            "settled_by",
        )
        case = ("reason",)
        narrates = ("reason",)


class Subject(models.Model):
    """A child the review is about, by the pseudonym the review gives. A pseudonym is no key: two may share one."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="subjects")
    name = models.CharField(max_length=120)
    also = models.JSONField(default=list, blank=True)
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Sensitivity:
        open = ("id", "review", "source", "position")
        case = ("name", "also")
        identifies = ("name", "also")


class KeyDate(models.Model):
    """When something about the review happened: the words of the text; `iso` only as exact as they are. `means` is
    empty where the text gives a day and not what happened on it.

    `iso` is ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, two of them with ``/`` between, or empty where no year is given.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="dates")
    means = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=300)
    iso = models.CharField(max_length=25, blank=True)
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Sensitivity:
        open = ("id", "review", "source", "position")
        case = ("means", "text", "iso")
        identifies = ("text", "iso")


class Sent(models.Model):
    """A form that was sent once. Sent again, it leads to what the first sending made and makes nothing more."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    made = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "key"), name="form_sent_once"),)

    class Sensitivity:
        open = ("id", "owner", "key", "made", "at")
