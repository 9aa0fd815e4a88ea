"""The timeline as it is laid out from what agencies sent. It can be made anew, so nothing here is a record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from throughline.cases.models import Case
from throughline.chronology.models.said import EntryMark
from throughline.chronology.models.sent import ChronologyEntry
from throughline.chronology.rules.contact import KINDS as CONTACTS
from throughline.chronology.rules.holding import KINDS, SETTLED
from throughline.chronology.rules.silences import SAYS
from throughline.partnerships.models import Agency


class Laid(models.Model):
    """What is worked out anew whenever the entries change."""

    REBUILT: ClassVar[bool] = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    class Sensitivity:
        open = ("id", "case")


class Lane(Laid):
    """What one agency has in the timeline, or without an agency all together: how many entries, from when to when.

    `months` is how many entries each month has, `dots` the marks of the picture where they are few enough to be told
    apart. `children` is how many entries say what of each child of the case, the chronology's own first, and of all
    together where each was seen by anyone. `people` is, of all together, what each person has that entries are about;
    of many the last, without a name, holds the rest. `by_register` is of what was read of the register to tell them
    apart, and `stamp` of the whole register as it was then: of all together empty until they are told as a whole.
    """

    agency = models.ForeignKey(Agency, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    entries = models.PositiveIntegerField(default=0)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    is_linked = models.BooleanField(default=False)
    months = models.JSONField(default=dict)
    dots = models.JSONField(default=list)
    children = models.JSONField(default=list)
    people = models.JSONField(default=list)
    stamp = models.CharField(max_length=64, blank=True)
    by_register = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "agency"), name="lane_once_an_agency"),
            models.UniqueConstraint(fields=("case",), condition=models.Q(agency__isnull=True), name="lane_once_of_all"),
        )

    class Sensitivity:
        open = (
            "agency",
            "name",
            "entries",
            "first_day",
            "last_day",
            "is_linked",
            "months",
            "dots",
            "stamp",
            "by_register",
        )
        protected = ("people", "children")


class TimelineRow(Laid):
    """An entry that stands, at its place in the one order. `root` is the entry that what was said of it hangs from.

    `who` is whom it is about in its own words. `about` is who that is, a name a line between line ends, and `children`
    what it says of each child by name. Of an appointment that was missed and that nothing follows `unfollowed` says so.
    `how` is how its days are drawn, letters of ``marks.HOW``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry = models.OneToOneField(ChronologyEntry, on_delete=models.CASCADE, related_name="laid")
    root = models.ForeignKey(ChronologyEntry, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=600)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    known_day = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=10, choices=tuple(CONTACTS.items()), default="none")
    how = models.CharField(max_length=6, blank=True)
    who = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)
    children = models.JSONField(default=dict)
    unfollowed = models.TextField(blank=True)

    class Meta:
        # Both begin with the case, so it needs no index of its own.
        indexes = (
            models.Index(fields=("case", "key", "id"), name="timeline_in_order"),
            models.Index(fields=("case", "agency", "key", "id"), name="timeline_of_an_agency"),
        )

    class Sensitivity:
        open = ("agency", "entry", "root", "first_day", "last_day", "known_day", "contact", "how")
        protected = ("key", "who", "about", "children", "unfollowed")


class FoundLink(Laid):
    """Two entries that were found to tell one event, to differ, or to follow; or that a person linked."""

    one = models.ForeignKey(ChronologyEntry, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(ChronologyEntry, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=tuple(KINDS.items()))
    settled = models.CharField(max_length=20, choices=tuple(SETTLED.items()), default="open")
    why = models.TextField()

    class Sensitivity:
        open = ("one", "other", "kind", "settled")
        protected = ("why",)


class FoundSilence(Laid):
    """Days for which an agency has nothing, or nothing of one child, between the entry `before` and the one `after`.

    `kind` is what those say of it, a key of ``silences.SAYS``, and `side` which of them does; a reviewer's `mark`
    counts before that.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=200, blank=True)
    from_day = models.DateField()
    to_day = models.DateField()
    kind = models.CharField(max_length=20, choices=tuple(SAYS.items()))
    before = models.ForeignKey(ChronologyEntry, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(ChronologyEntry, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, blank=True)
    mark = models.ForeignKey(EntryMark, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.TextField()

    class Sensitivity:
        open = ("agency", "from_day", "to_day", "kind", "before", "after", "side", "mark")
        protected = ("who", "why")
