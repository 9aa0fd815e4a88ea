"""What was read from a document and waits for a person: proposals, their reviews, items and doubts, and every step."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import Case, paired
from throughline.documents.models import Document, Waiting
from throughline.intake.rules.kinds import KINDS, STATES
from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review


class Proposal(models.Model):
    """One document read for the record. Nothing in it is in the record until a person accepts it and finishes.

    `review` is the review that everything goes to, when one was chosen as the document came in. `case` is the case
    that holds the document where it tells of no review. A refused document leaves its name and the refusal, no more.
    """

    class State(models.TextChoices):
        READING = "reading", "Being read"
        OPEN = "open", "To settle"
        FINISHED = "finished", "Finished"
        REFUSED = "refused", "Not read"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="proposals")
    waiting = models.ForeignKey(Waiting, null=True, on_delete=models.SET_NULL, related_name="+")
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices)
    refusal = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (paired("finished_at", "finished_by"),)
        indexes = (models.Index(fields=("partnership", "state", "-made_at"), name="proposal_waiting"),)

    class Sensitivity:
        open = (
            "id",
            "partnership",
            "document",
            "waiting",
            "review",
            "case",
            "state",
            "made_at",
            "made_by",
            "finished_at",
            "finished_by",
        )
        case = ("name", "refusal")
        identifies = ("name",)


class ProposedReview(models.Model):
    """A review that the document tells of, and what a person chose for it.

    ``new``: opened when the first thing goes into the record; ``existing``: `review` is the one it is; ``none``: left
    out, with all that belongs to it. Once opened, `review` is set and the choice stays.
    """

    class Choice(models.TextChoices):
        NEW = "new", "A new review"
        EXISTING = "existing", "A review in the record"
        NONE = "none", "Leave it out"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    done_by_name = models.CharField(max_length=300, blank=True)
    subjects = models.JSONField(default=list)
    start = models.BigIntegerField(default=0)
    end = models.BigIntegerField(default=0)
    choice = models.CharField(max_length=10, choices=Choice.choices, default=Choice.NEW)
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_here = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("proposal", "position"), name="proposed_review_once"),)

    class Sensitivity:
        open = ("id", "proposal", "position", "kind", "start", "end", "choice", "review", "opened_here")
        case = ("name", "done_by_name", "subjects")
        identifies = ("name", "subjects")


class ProposedDoubt(models.Model):
    """Something about the document that a person should look at. It may stay open."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="doubts")
    position = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    number = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    says = models.TextField()
    start = models.BigIntegerField(default=0)
    end = models.BigIntegerField(default=0)
    answer = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proposal", "position"), name="proposed_doubt_once"),
            paired("answered_at", "answered_by"),
        )

    class Sensitivity:
        open = (
            "id",
            "proposal",
            "position",
            "rule",
            "number",
            "severity",
            "start",
            "end",
            "answer",
            "answered_at",
            "answered_by",
        )
        case = ("says",)
        identifies = ("says",)
        narrates = ("says",)


class ProposedItem(models.Model):
    """One thing read, or marked by a person: a finding, an action, a date. `start` and `end` are its place in the text.

    `original` is what was read, before anybody changed it. `record_type` and `record` name what it became, or what it
    is the same as. `sure_of_review` is false where its review was guessed from the name before it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="items")
    of = models.ForeignKey(ProposedReview, null=True, blank=True, on_delete=models.CASCADE, related_name="items")
    doubts = models.ManyToManyField(ProposedDoubt, blank=True, related_name="items")
    tag = models.CharField(max_length=12)
    kind = models.CharField(max_length=30, choices=[(kind.key, kind.one) for kind in KINDS.values()])
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    owner = models.CharField(max_length=300, blank=True)
    about_kind = models.CharField(max_length=20, blank=True)
    about_number = models.CharField(max_length=40, blank=True)
    about_name = models.CharField(max_length=500, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    sure_of_review = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="open")
    original = models.JSONField(default=dict, blank=True)
    record_type = models.CharField(max_length=40, blank=True)
    record = models.BigIntegerField(null=True, blank=True)
    saved = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("proposal", "start", "id"), name="proposed_item_in_order"),)

    class Sensitivity:
        open = (
            "id",
            "proposal",
            "of",
            "doubts",
            "tag",
            "kind",
            "number",
            "about_kind",
            "about_number",
            "start",
            "end",
            "sure_of_review",
            "state",
            "record_type",
            "record",
            "saved",
        )
        case = ("text", "owner", "about_name", "extra", "original")
        narrates = ("text", "extra", "original")


class ProposalStep(models.Model):
    """One thing that a person did to items of a proposal, with what they were before, so that it can be undone."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=20)
    items = models.ManyToManyField(ProposedItem, related_name="steps")
    doubt = models.ForeignKey(ProposedDoubt, null=True, blank=True, on_delete=models.CASCADE, related_name="steps")
    before = models.JSONField(default=list)
    made = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (paired("undone_at", "undone_by"),)

    class Sensitivity:
        open = ("id", "proposal", "verb", "items", "doubt", "made", "at", "by", "undone_at", "undone_by")
        case = ("before",)
        narrates = ("before",)
