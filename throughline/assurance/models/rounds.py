"""A round: what it asks, whom, about which sample of cases, what each agency answers, and the three scores."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.assurance.rules.answers import STAGES
from throughline.assurance.rules.rounds import KINDS
from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.partnerships.models import Agency


class AssuranceRound(OfCase):
    """A Section 11 self-assessment or an audit, under one edition of a questionnaire, due on a day.

    It has a case of its own: whoever is asked is on it. What it asks is kept with it as it was asked, so that it can be
    read in another system and years later. `state` repeats the last of its steps; `before` is the round before it.
    """

    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    title = models.CharField(max_length=200)
    questionnaire = models.CharField(max_length=200)
    edition = models.PositiveSmallIntegerField()
    levels = models.TextField()
    words = models.TextField(blank=True)
    opened_on = models.DateField()
    due_on = models.DateField()
    before = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="answering")

    class Sensitivity:
        open = ("kind", "questionnaire", "edition", "opened_on", "due_on", "before", "state")
        case = ("title", "levels", "words")


class RoundQuestion(models.Model):
    """A question as the round asks it. Append-only."""

    round = models.ForeignKey(AssuranceRound, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveIntegerField()
    standard_key = models.CharField(max_length=60)
    standard = models.CharField(max_length=200)
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    descriptors = models.TextField(blank=True)
    upload = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "key"), name="round_question_once"),)

    class Sensitivity:
        open = ("id", "round", "position", "standard_key", "standard", "key", "text", "descriptors", "upload")


class RoundSample(models.Model):
    """A case that an audit looks at, by the reference that the agencies know it by. Append-only."""

    round = models.ForeignKey(AssuranceRound, on_delete=models.PROTECT, related_name="samples")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "reference"), name="round_sample_once"),)

    class Sensitivity:
        open = ("id", "round", "position")
        case = ("reference",)
        identifies = ("reference",)


class AgencyReturn(OfCase):
    """What one agency answers in a round. `peer` looks at it in the peer challenge. `state` repeats its last step."""

    round = models.ForeignKey(AssuranceRound, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="asked")

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCase.Meta.constraints,
            models.UniqueConstraint(fields=("round", "agency"), name="round_return_once"),
        )

    class Sensitivity:
        open = ("round", "agency", "peer", "state")


class RoundStep(models.Model):
    """A step of a round, or of one agency's return in it: to which state, by whom and why. Append-only."""

    round = models.ForeignKey(AssuranceRound, on_delete=models.PROTECT, related_name="steps")
    of = models.ForeignKey(AgencyReturn, null=True, blank=True, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "round", "of", "state", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class ReturnAnswer(OfCase):
    """What an agency says of itself to one question, of one sampled case where it is an audit.

    `level` counts from 1, the weakest; 0 says that the question does not apply. `carried` is the answer of last time
    that this one confirms or changes. `state` repeats the last of what was done with it.
    """

    of = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(RoundQuestion, on_delete=models.PROTECT, related_name="answers")
    sample = models.ForeignKey(RoundSample, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    level = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carried = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="answered")

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("of", "question"), condition=models.Q(sample__isnull=True), name="return_answer_once"
            ),
            models.UniqueConstraint(fields=("of", "question", "sample"), name="return_answer_once_a_case"),
        )

    class Sensitivity:
        open = ("of", "question", "sample", "level", "document", "carried", "state")
        case = ("words",)
        narrates = ("words",)


class AnswerScore(models.Model):
    """A peer's score of an answer, or the moderated one, with its reason, beside the agency's own. Append-only."""

    answer = models.ForeignKey(ReturnAnswer, on_delete=models.PROTECT, related_name="scores")
    stage = models.CharField(max_length=12, choices=list(STAGES.items()))
    level = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=2000)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "answer", "stage", "level", "agency", "at", "by")
        case = ("reason",)
        narrates = ("reason",)
