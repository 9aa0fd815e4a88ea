"""The panel: its seats, its meetings with their papers, what it and others decided, and on what conditions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.rules.lists import DECISIONS, PANEL_PARTS, YES_NO, choices
from throughline.documents.models import Document
from throughline.partnerships.models import Agency
from throughline.reviews.models import KeyDate


class PanelSeat(OfCommission):
    """A seat on the panel of one review, by agency and role, from one day to another."""

    title = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=choices(PANEL_PARTS), default="member")
    involved = models.CharField(max_length=20, choices=choices(YES_NO), blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Sensitivity:
        open = ("agency", "part", "involved", "from_on", "to_on")
        case = ("title", "name")


class PanelMeeting(OfCommission):
    """A meeting of the panel, who came, and the papers before it."""

    held_on = models.DateField()
    purpose = models.CharField(max_length=500)
    present = models.TextField(blank=True)
    apologies = models.CharField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    papers = models.ManyToManyField(Document, blank=True, related_name="+")

    class Sensitivity:
        open = ("held_on", "papers")
        case = ("purpose", "present", "apologies", "notes")
        narrates = ("purpose", "notes")


class Decision(OfCommission):
    """What the panel, the board or another body decided about the review, and when.

    It is stamped with the edition of the guidance it was made under. That the report was agreed, endorsed or noted is a
    date of the review: it stands there, in `key_date`, and nowhere else. Any other decision carries its own day.
    """

    kind = models.CharField(max_length=20, choices=choices(DECISIONS))
    text = models.TextField()
    body_name = models.CharField(max_length=300, blank=True)
    meeting = models.ForeignKey(PanelMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    key_date = models.ForeignKey(KeyDate, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.CharField(max_length=20, blank=True)
    edition_name = models.CharField(max_length=200, blank=True)
    edition_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(OfCommission.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCommission.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(key_date__isnull=True) | models.Q(date_text="", date_iso=""),
                name="decision_has_its_day_once",
            ),
        )

    @property
    def when(self) -> tuple[str, str]:
        """Its day in words and in its written form, wherever that stands."""
        if self.key_date is not None:
            return self.key_date.text, self.key_date.iso
        return self.date_text, self.date_iso

    class Sensitivity:
        open = ("kind", "meeting", "date_iso", "key_date", "edition", "edition_name", "edition_sha256")
        case = ("text", "body_name", "date_text")
        narrates = ("text",)


class Condition(OfCommission):
    """A condition of a decision, open until somebody says when and how it was met."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=1000)
    owner_name = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("decision", "due_on", "met_on")
        case = ("text", "owner_name", "how")
        narrates = ("text", "how")
