"""How the people of a case are tied, who lived where according to whom, and who had which role. All of it over time.

Dates are `kernel.periods` texts, only as exact as they were said; empty is not stated.
"""

from __future__ import annotations

from django.db import models

from throughline.cases.models import OfCase
from throughline.family.rules import words
from throughline.identities.models import Person, Place
from throughline.partnerships.models import Agency

LONGEST_PERIOD = 21


class Union(OfCase):
    """Two people together, from when until when. `ended` says how, or is empty. `why` is why it is not certain.

    With `according_to` it is what that agency believed, and `source_words` say from where.
    """

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=words.UNION_KINDS)
    since = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    until = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    ended = models.CharField(max_length=20, blank=True, choices=words.ENDING_KINDS)
    certain = models.BooleanField(default=True)
    why = models.CharField(max_length=500, blank=True)
    according_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="family_union_of_two"),
        )

    class Sensitivity:
        open = ("one", "other")
        protected = ("kind", "since", "until", "ended", "certain", "why", "according_to", "source_words")
        identifies = ("since", "until", "source_words")
        narrates = ("why",)


class Parentage(OfCase):
    """A child and one parent or carer. A birth or an adoption lasts; the others last until `until`.

    With `according_to` it is what that agency believed, and `source_words` say from where.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=words.PARENTAGE_KINDS)
    since = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    until = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    certain = models.BooleanField(default=True)
    why = models.CharField(max_length=500, blank=True)
    according_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(child=models.F("parent")), name="family_parentage_of_two"),
        )

    class Sensitivity:
        open = ("child", "parent")
        protected = ("kind", "since", "until", "certain", "why", "according_to", "source_words")
        identifies = ("since", "until", "source_words")
        narrates = ("why",)


class Twins(OfCase):
    """Two children of one birth; `identical` is empty where nobody said."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    identical = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            *OfCase.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="family_twins_of_two"),
        )

    class Sensitivity:
        open = ("one", "other")
        protected = ("identical",)


class Stay(OfCase):
    """Somebody lived in a place: what is now known, or with `according_to` what that agency believed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    since = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    until = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    certain = models.BooleanField(default=True)
    according_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_words = models.CharField(max_length=300, blank=True)

    class Sensitivity:
        open = ("person", "place")
        protected = ("since", "until", "certain", "according_to", "source_words")
        identifies = ("since", "until", "source_words")


class RoleHeld(OfCase):
    """Somebody had a role in the life of the family, at an agency, from when until when; without `until` still.

    `own_words` say what role it was where the list has none. With `according_to` it is what that agency took them for.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=words.ROLE_KINDS)
    own_words = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    until = models.CharField(max_length=LONGEST_PERIOD, blank=True)
    certain = models.BooleanField(default=True)
    source_words = models.CharField(max_length=300, blank=True)
    according_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("person",)
        protected = ("kind", "own_words", "agency", "since", "until", "certain", "source_words", "according_to")
        identifies = ("own_words", "since", "until", "source_words")
