"""Other proceedings beside a review, the holds they bring, and what was disclosed to whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.proceedings import rules
from throughline.reviews.models import Review


def _choices(words: dict[str, str]) -> list[tuple[str, str]]:
    return list(words.items())


class Proceeding(OfCase):
    """A trial, an inquest or another process about the same events, with what waits for it and what need not.

    `state` repeats the last of the proceeding's states; the service that adds one sets both.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="proceedings")
    kind = models.CharField(max_length=30, choices=_choices(rules.KINDS))
    name = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, default="under_way")
    started_text = models.CharField(max_length=300, blank=True)
    started_iso = models.CharField(max_length=25, blank=True)
    listed_text = models.CharField(max_length=300, blank=True)
    listed_iso = models.CharField(max_length=25, blank=True)
    ended_text = models.CharField(max_length=300, blank=True)
    ended_iso = models.CharField(max_length=25, blank=True)
    waits = models.TextField(blank=True)
    goes_on = models.TextField(blank=True)

    class Sensitivity:
        open = ("review", "kind", "state")
        case = (
            "name",
            "body",
            "reference",
            "contact",
            "started_text",
            "started_iso",
            "listed_text",
            "listed_iso",
            "ended_text",
            "ended_iso",
            "waits",
            "goes_on",
        )
        identifies = ("name", "reference")

    @property
    def text(self) -> str:
        """What the proceeding is called on pages."""
        return self.name or rules.KINDS[self.kind]


class ProceedingState(models.Model):
    """A state the proceeding came into, by whom, and why. Append-only."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="states")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "proceeding", "case", "state", "at", "by")
        case = ("reason",)
        narrates = ("reason",)


class Outcome(OfCase):
    """What a proceeding came to, in the exact words that were given, and who may repeat them."""

    number: ClassVar[str] = ""
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="outcomes")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=_choices(rules.OUTCOMES))
    words = models.TextField()
    audience = models.CharField(max_length=20, choices=_choices(rules.AUDIENCES), default="case")
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)

    class Sensitivity:
        open = ("proceeding", "review", "kind", "audience")
        case = ("words", "when_text", "when_iso")
        identifies = ("words",)
        narrates = ("words",)

    @property
    def text(self) -> str:
        """What the outcome is called on pages: its kind, never its words."""
        return rules.OUTCOMES[self.kind]


class Hold(OfCase):
    """What stops a named clock or a step: why, whose it is, from when to when, and when somebody looks again.

    `to_on` is empty while it stands. Where `authority` is given a body with power over the clock suspended it, and the
    statutory day itself moves; otherwise the statutory day stays, and both days are shown.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="holds")
    proceeding = models.ForeignKey(Proceeding, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    clock = models.CharField(max_length=30, choices=_choices(rules.CLOCKS))
    what = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    look_on = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=300, blank=True)

    class Meta(OfCase.Meta):
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="hold_ends_after_it_begins",
            ),
        )

    class Sensitivity:
        open = ("review", "proceeding", "clock", "owner", "from_on", "to_on", "look_on")
        case = ("what", "reason", "owner_name", "authority")
        narrates = ("reason",)

    @property
    def text(self) -> str:
        """What is held."""
        return self.what


class HoldNote(models.Model):
    """What was done about a hold: somebody looked again, it was explained to somebody, it ended. Append-only."""

    class Kind(models.TextChoices):
        LOOKED = "looked", "Looked at again"
        EXPLAINED = "explained", "Explained"
        ENDED = "ended", "Ended"

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="notes")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    whom = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=1000, blank=True)
    day_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "hold", "case", "kind", "day_on", "at", "by")
        case = ("whom", "says")
        narrates = ("says",)


class Disclosure(OfCase):
    """What was handed to police, prosecutors, coroner or a court: which document or words, on what basis, by whom.

    `made_text` says when the document was made, `when_text` when it was handed over, both in words.
    """

    number: ClassVar[str] = ""
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="disclosures")
    proceeding = models.ForeignKey(Proceeding, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_text = models.CharField(max_length=300, blank=True)
    made_iso = models.CharField(max_length=25, blank=True)
    relevance = models.TextField(blank=True)
    to = models.CharField(max_length=20, choices=_choices(rules.TO))
    to_name = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=500)
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)
    given_by_name = models.CharField(max_length=200, blank=True)

    class Sensitivity:
        open = ("review", "proceeding", "document", "to")
        case = (
            "what",
            "made_text",
            "made_iso",
            "relevance",
            "to_name",
            "basis",
            "when_text",
            "when_iso",
            "given_by_name",
        )
        narrates = ("what", "relevance")

    @property
    def text(self) -> str:
        """What was disclosed."""
        return self.what
