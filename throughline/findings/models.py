"""What a review found, what can be learned, what it asks for, and what a report asks of its committee."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from throughline.cases.models import OfCase
from throughline.chronology.models import ChronologyEntry, KeyEpisode
from throughline.commissioning.models import AgencyRecommendation, LineOfEnquiry
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review


class OfReview(OfCase):
    """A numbered text of one review. `number` is as printed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="%(class)ss")
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()

    class Meta(OfCase.Meta):
        abstract = True

    class Sensitivity:
        open: tuple[str, ...] = ("review", "number")
        case: tuple[str, ...] = ("text",)
        narrates: tuple[str, ...] = ("text",)


class Theme(OfReview):
    """A heading under which a report tells of progress, when it does not do so finding by finding."""

    class Sensitivity(OfReview.Sensitivity):
        pass


class Finding(OfReview):
    """What the review found, and why it was so: what lay behind it. Why we believe it is shown by its source.

    It answers lines of enquiry of its review, or is marked as extra: found without being asked for.
    """

    why = models.TextField(blank=True)
    lines = models.ManyToManyField(LineOfEnquiry, blank=True, related_name="findings")
    is_extra = models.BooleanField(default=False)

    class Sensitivity(OfReview.Sensitivity):
        open = (*OfReview.Sensitivity.open, "lines", "is_extra")
        case = (*OfReview.Sensitivity.case, "why")
        narrates = (*OfReview.Sensitivity.narrates, "why")


class LearningPoint(OfReview):
    """What can be learned; it may rest on findings."""

    findings = models.ManyToManyField(Finding, blank=True, related_name="learning_points")

    class Sensitivity(OfReview.Sensitivity):
        open = (*OfReview.Sensitivity.open, "findings")


class Recommendation(OfReview):
    """What the review asks for, of whom, and how they answered: the answer that was agreed last, with its reason.

    `origin` is what an agency asked of itself in its report, where the recommendation was taken over from there.
    """

    class Response(models.TextChoices):
        NONE = "", "No answer recorded"
        ACCEPTED = "accepted", "Accepted"
        IN_PRINCIPLE = "in_principle", "Accepted in principle"
        IN_PART = "in_part", "Accepted in part"
        NOT_AGREED = "not_agreed", "Rejected"

    owner_name = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    response = models.CharField(max_length=20, choices=Response.choices, blank=True)
    response_reason = models.CharField(max_length=1000, blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="recommendations")
    learning_points = models.ManyToManyField(LearningPoint, blank=True, related_name="recommendations")
    origin = models.ForeignKey(AgencyRecommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OfReview.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfReview.Meta.constraints,
            models.UniqueConstraint(
                fields=("origin",), condition=models.Q(withdrawn_at__isnull=True), name="taken_over_once"
            ),
        )

    class Sensitivity(OfReview.Sensitivity):
        open = (*OfReview.Sensitivity.open, "owner", "response", "findings", "learning_points", "origin")
        case = ("text", "owner_name", "response_reason")


class CommitteeRecommendation(OfCase):
    """What a report asks of the committee, cabinet or board that it is addressed to, and what that body resolved."""

    reviews = models.ManyToManyField(Review, blank=True, related_name="committee_recommendations")
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    body_name = models.CharField(max_length=300, blank=True)
    resolved = models.TextField(blank=True)
    resolved_text = models.CharField(max_length=300, blank=True)
    resolved_iso = models.CharField(max_length=25, blank=True)

    class Sensitivity:
        open = ("number", "reviews")
        case = ("text", "body_name", "resolved", "resolved_text", "resolved_iso")
        narrates = ("text", "resolved")


class EntryCitation(OfCase):
    """What an entry of the chronology is used for, in whatever version of it stands.

    A finding rests on it, a sentence of the review's report tells of it, or it belongs to a line of enquiry. `where`
    says at which place of the report the sentence stands; `source` is the sentence in a paper of the case.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="entry_citations")
    entry = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    line = models.ForeignKey(LineOfEnquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(finding__isnull=False, line__isnull=True)
                | models.Q(finding__isnull=True, line__isnull=False)
                | (models.Q(finding__isnull=True, line__isnull=True) & ~models.Q(sentence="")),
                name="entry_is_cited_for_one_thing",
            ),
            models.UniqueConstraint(
                fields=("entry", "finding"), condition=models.Q(withdrawn_at__isnull=True), name="finding_cites_once"
            ),
            models.UniqueConstraint(
                fields=("entry", "line"), condition=models.Q(withdrawn_at__isnull=True), name="line_has_entry_once"
            ),
        )

    class Sensitivity:
        open = ("review", "entry", "finding", "line")
        case = ("sentence", "where")
        narrates = ("sentence",)


class EpisodeUse(OfCase):
    """What a key practice episode of the chronology serves: a line of enquiry, or a finding that rests on it."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(KeyEpisode, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(LineOfEnquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(finding__isnull=False, line__isnull=True)
                | models.Q(finding__isnull=True, line__isnull=False),
                name="episode_serves_one_thing",
            ),
            models.UniqueConstraint(
                fields=("episode", "finding"), condition=models.Q(withdrawn_at__isnull=True), name="finding_rests_once"
            ),
            models.UniqueConstraint(
                fields=("episode", "line"), condition=models.Q(withdrawn_at__isnull=True), name="line_is_served_once"
            ),
        )

    class Sensitivity:
        open = ("review", "episode", "finding", "line")
