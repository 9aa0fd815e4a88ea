"""A questionnaire that a partnership writes itself, in editions: a published one never changes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.assurance.rules.rounds import KINDS
from throughline.cases.models import Kept, paired
from throughline.partnerships.models import Partnership


class Questionnaire(Kept):
    """What a partnership asks its agencies, again and again, under one title."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    title = models.CharField(max_length=200)

    class Meta(Kept.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=("partnership", "title"), name="questionnaire_title_once"),
        )

    class Sensitivity:
        open = ("partnership", "kind", "title")

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return int(self.partnership_id)


class QuestionnaireEdition(Kept):
    """One edition: a draft until it is published, and from then on as it is. `levels` are lines, the weakest first."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    levels = models.TextField()
    drawn_from = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Kept.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *Kept.Meta.constraints,
            paired("published_at", "published_by"),
            models.UniqueConstraint(fields=("questionnaire", "number"), name="questionnaire_edition_once"),
            models.UniqueConstraint(
                fields=("questionnaire",),
                condition=models.Q(published_at__isnull=True, withdrawn_at__isnull=True),
                name="questionnaire_one_draft",
            ),
        )

    class Sensitivity:
        open = ("questionnaire", "number", "levels", "drawn_from", "note", "published_at", "published_by")

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return self.questionnaire.chain


class QuestionnaireStandard(Kept):
    """A standard of one edition. `key` stays the same from edition to edition."""

    edition = models.ForeignKey(QuestionnaireEdition, on_delete=models.PROTECT, related_name="standards")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    means = models.CharField(max_length=1000, blank=True)
    drawn_from = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "key"), name="questionnaire_standard_once"),
        )

    class Sensitivity:
        open = ("edition", "key", "title", "means", "drawn_from")

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return self.edition.chain


class QuestionnaireQuestion(Kept):
    """A question of a standard, with a line for each level that says what it looks like."""

    standard = models.ForeignKey(QuestionnaireStandard, on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    descriptors = models.TextField(blank=True)
    upload = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=("standard", "key"), name="questionnaire_question_once"),
        )

    class Sensitivity:
        open = ("standard", "key", "text", "descriptors", "upload")

    @property
    def chain(self) -> int:
        """The partnership whose it is."""
        return self.standard.chain
