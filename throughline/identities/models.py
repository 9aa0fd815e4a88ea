"""The children of a case. Everybody at work on the case knows them by pseudonym; who they are is protected."""

from __future__ import annotations

from django.db import models

from throughline.cases.models import OfCase
from throughline.identities import rules


class Child(OfCase):
    """One child of a case, born or not. All but the pseudonym is for the people of the case, who say why they look."""

    pseudonym = models.CharField(max_length=120)
    real_name = models.CharField(max_length=200, blank=True)
    unborn = models.BooleanField(default=False)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=20, choices=rules.SEXES, default=rules.NOT_KNOWN)
    sex_words = models.CharField(max_length=200, blank=True)
    ethnicity = models.CharField(max_length=20, choices=rules.ETHNICITIES, default=rules.NOT_KNOWN)
    ethnicity_words = models.CharField(max_length=200, blank=True)
    disability = models.CharField(max_length=20, choices=rules.ANSWERS, default=rules.NOT_KNOWN)
    health_words = models.CharField(max_length=500, blank=True)
    looked_after = models.CharField(max_length=20, choices=rules.ANSWERS, default=rules.NOT_KNOWN)
    placement = models.CharField(max_length=20, choices=rules.PLACEMENTS, default=rules.NOT_KNOWN)
    plan = models.CharField(max_length=20, choices=rules.PLANS, default=rules.NOT_KNOWN)
    known_to_agency = models.CharField(max_length=20, choices=rules.ANSWERS, default=rules.NOT_KNOWN)
    address_area = models.CharField(max_length=300, blank=True)
    carer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("case", "pseudonym"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="identities_child_pseudonym_once",
            ),
        )

    class Sensitivity:
        case = ("pseudonym",)
        protected = (
            "real_name",
            "unborn",
            "born_on",
            "expected_on",
            "died_on",
            "sex",
            "sex_words",
            "ethnicity",
            "ethnicity_words",
            "disability",
            "health_words",
            "looked_after",
            "placement",
            "plan",
            "known_to_agency",
            "address_area",
            "carer",
        )
        identifies = ("pseudonym", "real_name", "born_on", "expected_on", "died_on", "address_area", "carer")
        narrates = ("health_words",)
