"""Everybody of a case, and its places. All at work on it know them by pseudonym; who they are is protected."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from throughline.cases.models import OfCase
from throughline.identities import rules
from throughline.identities.rules import people
from throughline.partnerships.models import Agency


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


class Person(OfCase):
    """One of everybody of a case, who stands in its register once. A child of the case has a row here too.

    Dates are `kernel.periods` texts, only as exact as they were said; empty is not stated. Of a child its name and its
    days are read from `Child`; its pseudonym, sex and state are kept equal with it. One with `joined_into` was found to
    be the same as that other one, under which all that is recorded of it is read.
    """

    child = models.OneToOneField(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    kind = models.CharField(max_length=20, choices=people.KINDS, default=people.FAMILY)
    pseudonym = models.CharField(max_length=120)
    real_name = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=20, choices=people.SEXES, default=rules.NOT_KNOWN)
    state = models.CharField(max_length=20, choices=people.STATES, default=people.BORN)
    born = models.CharField(max_length=21, blank=True)
    died = models.CharField(max_length=21, blank=True)
    age_words = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=200, blank=True)
    identified = models.BooleanField(default=True)
    certain = models.BooleanField(default=True)
    uncertain_why = models.CharField(max_length=500, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=200, blank=True)
    joined_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined_others"
    )

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                models.F("case"),
                Lower("pseudonym"),
                condition=models.Q(withdrawn_at__isnull=True, joined_into__isnull=True),
                name="identities_person_pseudonym_once",
            ),
            models.CheckConstraint(
                condition=models.Q(joined_into__isnull=True) | ~models.Q(joined_into=models.F("pk")),
                name="identities_person_joined_to_another",
            ),
        )

    class Sensitivity:
        case = ("child", "kind", "pseudonym", "joined_into")
        protected = (
            "real_name",
            "sex",
            "state",
            "born",
            "died",
            "age_words",
            "relation",
            "identified",
            "certain",
            "uncertain_why",
            "agency",
            "job",
        )
        identifies = ("pseudonym", "real_name", "born", "died", "age_words", "relation", "agency", "job")
        narrates = ("uncertain_why",)


class Place(OfCase):
    """A place of a case, a vehicle or a number: `words` say which it really is. An address needs a fresh code."""

    kind = models.CharField(max_length=20, choices=people.PLACE_KINDS, default=people.ADDRESS)
    pseudonym = models.CharField(max_length=120)
    words = models.CharField(max_length=500, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                models.F("case"),
                Lower("pseudonym"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="identities_place_pseudonym_once",
            ),
        )

    class Sensitivity:
        case = ("kind", "pseudonym")
        protected = ("words", "agency")
        identifies = ("pseudonym", "words", "agency")


class OtherName(OfCase):
    """One more name by which a person or a place goes: as somebody spelt it, a nickname, a name of before."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="other_names")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="other_names")
    kind = models.CharField(max_length=20, choices=people.NAME_KINDS, default=people.OTHER_NAME)
    name = models.CharField(max_length=200)
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, place__isnull=True)
                | models.Q(person__isnull=True, place__isnull=False),
                name="identities_othername_of_a_person_or_a_place",
            ),
        )

    class Sensitivity:
        open = ("person", "place")
        protected = ("kind", "name", "source_words")
        identifies = ("name", "source_words")


class Joining(OfCase):
    """Somebody said of two persons of a case that they are one, or with `same` false that they are two, and why.

    It is undone by withdrawing it.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("kept", "other"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="identities_joining_once",
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("other")), name="identities_joining_of_two"),
        )

    class Sensitivity:
        case = ("kept", "other", "same")
        protected = ("reason",)
        narrates = ("reason",)
