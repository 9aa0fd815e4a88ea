"""Cases, who is on them, who must not be, and what seals them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.documents.models import Document, Span
from throughline.partnerships.models import Agency, Partnership


def paired(at: str, by: str) -> models.CheckConstraint:
    """A moment never stands without its person, nor a person without their moment."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"%(app_label)s_%(class)s_{at.removesuffix('_at')}_pair",
    )


class Case(models.Model):
    """What one partnership holds about one incident, or about learning that began without one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "reference"), name="case_reference_once"),)

    class Sensitivity:
        open = ("id", "partnership", "made_at", "made_by", "closed_on")
        case = ("reference",)


class CaseMember(models.Model):
    """A person, or an agency with all its leads, that is on a case from one day to another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, agency__isnull=True)
                | models.Q(user__isnull=True, agency__isnull=False),
                name="case_member_is_a_person_or_an_agency",
            ),
        )

    class Sensitivity:
        open = ("id", "case", "user", "agency", "from_on", "to_on")


class CasePaper(models.Model):
    """A document that belongs to a case; through it, and only through it, the document is seen."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="cases")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "document"), name="case_paper_once"),)

    class Sensitivity:
        open = ("id", "case", "document")


class Conflict(models.Model):
    """A person who must not see a case, whatever their role."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (paired("lifted_at", "lifted_by"),)

    class Sensitivity:
        open = ("id", "case", "user", "declared_at", "declared_by", "lifted_at", "lifted_by")
        case = ("reason",)
        narrates = ("reason",)


class Seal(models.Model):
    """While it stands, only the people it names see the case, whatever anybody's role."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seals")
    reason = models.CharField(max_length=500)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (paired("lifted_at", "lifted_by"),)

    class Sensitivity:
        open = ("id", "case", "readers", "sealed_at", "sealed_by", "lifted_at", "lifted_by")
        sealed = ("reason",)
        narrates = ("reason",)


class Kept(models.Model):
    """What every record that people change carries: who made and last changed it, and its version.

    `version` counts the changes; a form that was opened at an older one is shown what changed, and nothing is lost.
    """

    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.CheckConstraint, ...]] = (
            paired("changed_at", "changed_by"),
            paired("withdrawn_at", "withdrawn_by"),
        )

    class Sensitivity:
        open = (
            "id",
            "position",
            "version",
            "made_at",
            "made_by",
            "changed_at",
            "changed_by",
            "withdrawn_at",
            "withdrawn_by",
        )

    @property
    def chain(self) -> int:
        """The number of the partnership that holds it, whose events tell of it."""
        raise NotImplementedError


class OfCase(Kept):
    """What every record of a case carries beside that: its case and its source."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        abstract = True

    class Sensitivity:
        open = ("case", "source")

    @property
    def chain(self) -> int:
        """The number of the partnership that holds its case."""
        return int(self.case.partnership_id)
