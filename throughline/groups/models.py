"""A meeting of a group, the lines of its record, each with the cases it is about, and conditions of its decisions."""

from __future__ import annotations

from django.db import models

from throughline.cases.models import Case, Kept
from throughline.groups import rules
from throughline.partnerships.models import Group


class GroupMeeting(Kept):
    """A meeting of one group across cases: when, and who was there."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    present = models.TextField(blank=True)
    apologies = models.CharField(max_length=500, blank=True)

    class Sensitivity:
        open = ("group", "held_on")
        case = ("present", "apologies")

    @property
    def chain(self) -> int:
        """The partnership whose group met."""
        return int(self.group.partnership_id)


class GroupItem(Kept):
    """A line in the record of a meeting. Whoever may not see one of its cases does not see it.

    One of kind ``referred`` goes to another group, or to a body by name, and keeps what that answered and when.
    """

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20, choices=[(key, one.title) for key, one in rules.KINDS.items()])
    cases = models.ManyToManyField(Case, blank=True, related_name="+")
    theme = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    to_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    to_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Sensitivity:
        open = ("meeting", "kind", "cases", "to_group", "answered_on")
        case = ("theme", "text", "to_name", "answer", "answered_by_name")
        narrates = ("text", "answer")

    @property
    def chain(self) -> int:
        """The partnership whose group met."""
        return self.meeting.chain


class GroupCondition(Kept):
    """A condition of a group's decision, open until somebody says when and how it was met."""

    item = models.ForeignKey(GroupItem, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=1000)
    owner_name = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=1000, blank=True)

    class Sensitivity:
        open = ("item", "due_on", "met_on")
        case = ("text", "owner_name", "how")
        narrates = ("text", "how")

    @property
    def chain(self) -> int:
        """The partnership whose group met."""
        return self.item.chain
