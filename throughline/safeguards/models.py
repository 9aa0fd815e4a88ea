"""A safeguard of a partnership, who owned it when, what was attested of it, and the findings that each review cites."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.actionplans.models import Action
from throughline.cases.models import Kept, OfCase
from throughline.documents.models import Document
from throughline.findings.models import Finding
from throughline.partnerships.models import Agency, Partnership
from throughline.reviews.models import Review
from throughline.safeguards import rules


class Safeguard(Kept):
    """Something that works in practice since an action was completed: a panel, a protocol, a form, a role.

    It belongs to the partnership, across its cases, and is read by whoever works there: its words hold nothing from
    which a case could be known. What a case says of it stands in its citations. How it stands is never kept.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="safeguards")
    kind = models.CharField(max_length=20, choices=[(key, one.title) for key, one in rules.KINDS.items()])
    name = models.CharField(max_length=200)
    guards_against = models.TextField(blank=True)
    since_text = models.CharField(max_length=300, blank=True)
    since_iso = models.CharField(max_length=25, blank=True)
    known_how = models.CharField(max_length=1000, blank=True)
    every_months = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=1000, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")

    class Sensitivity:
        open = ("partnership", "kind", "since_text", "since_iso", "every_months", "ended_on", "successor")
        case = ("name", "guards_against", "known_how", "why_ended")

    @property
    def chain(self) -> int:
        """The partnership that keeps it."""
        return int(self.partnership_id)


class SafeguardCitation(OfCase):
    """What one review says of a safeguard: the findings that asked for it, the actions that made it, and the source.

    It is a record of its case: whoever may not see the review sees neither it nor that it is there.
    """

    safeguard = models.ForeignKey(Safeguard, on_delete=models.PROTECT, related_name="citations")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="safeguard_citations")
    words = models.TextField(blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="safeguard_citations")
    actions = models.ManyToManyField(Action, blank=True, related_name="safeguard_citations")

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = OfCase.Meta.constraints  # type: ignore[assignment]

    class Sensitivity:
        open = ("safeguard", "review", "findings", "actions")
        case = ("words",)
        narrates = ("words",)


class SafeguardOwner(models.Model):
    """Who owns a safeguard from a day on; the last row stands. Append-only.

    `called` is what the agency was called then: an agency that bears another name today is asked about anew.
    """

    safeguard = models.ForeignKey(Safeguard, on_delete=models.PROTECT, related_name="owners")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=200, blank=True)
    body_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "safeguard", "agency", "from_on", "at", "by")
        case = ("called", "body_name", "role", "reason")


class Attestation(models.Model):
    """What somebody looked at to know whether a safeguard is alive, on which day, and what they saw. Append-only.

    `by_name` is who looked, by role, where somebody else writes it down for them. `document` is the file that shows it,
    seen by whoever reads the register.
    """

    safeguard = models.ForeignKey(Safeguard, on_delete=models.PROTECT, related_name="attestations")
    result = models.CharField(max_length=20, choices=list(rules.RESULTS.items()))
    evidence = models.CharField(max_length=2000)
    shown_on = models.DateField()
    by_name = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "safeguard", "result", "shown_on", "document", "at", "by")
        case = ("evidence", "by_name")
