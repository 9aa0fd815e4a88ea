"""Actions with their states and updates, neither of which is ever overwritten."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase
from throughline.documents.models import Span
from throughline.findings.models import Finding, LearningPoint, OfReview, Recommendation
from throughline.messages.models import Ask
from throughline.partnerships.models import Agency, Partnership


class Action(OfReview):
    """What somebody is to do. `due_on` is a day only where the plan gives a day; `due_text` keeps its words.

    `state` repeats the last of the action's states, which are append-only; the service that adds one sets both.
    `watching_group` follows it, as it was called when the plan was written. `reach` says whether it is for several
    agencies or one, where the plan says so; else `rules.reach_of` tells it from whom it asks.
    """

    owner_name = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    due_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default="not_started")
    lead_role = models.CharField(max_length=300, blank=True)
    watching_group = models.CharField(max_length=300, blank=True)
    success = models.TextField(blank=True)
    cost = models.CharField(max_length=300, blank=True)
    strategy = models.CharField(max_length=300, blank=True)
    reach = models.CharField(
        max_length=10, blank=True, choices=[("several", "Several agencies"), ("one", "One agency")]
    )
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="actions")
    findings = models.ManyToManyField(Finding, blank=True, related_name="actions")
    learning_points = models.ManyToManyField(LearningPoint, blank=True, related_name="actions")

    class Sensitivity(OfReview.Sensitivity):
        open = (
            *OfReview.Sensitivity.open,
            "owner",
            "due_on",
            "state",
            "reach",
            "recommendations",
            "findings",
            "learning_points",
        )
        case = ("text", "owner_name", "due_text", "lead_role", "watching_group", "success", "cost", "strategy")
        narrates = ("text", "success")


class Pilot(OfCase):
    """Something tried in one place first: where, by which agencies, with how many families, from when to when.

    With what its evaluation said, and the day on which it is looked at again later.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="pilots")
    place = models.CharField(max_length=300)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    families = models.PositiveIntegerField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    evaluation = models.TextField(blank=True)
    look_on = models.DateField(null=True, blank=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (  # type: ignore[assignment]
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                fields=("action",), condition=models.Q(withdrawn_at__isnull=True), name="pilot_of_an_action_once"
            ),
        )

    class Sensitivity:
        open = ("action", "agencies", "families", "from_on", "to_on", "look_on")
        case = ("place", "evaluation")
        narrates = ("evaluation",)


class ActionState(models.Model):
    """A state the action came into, by whom, why, and with what grade. Append-only.

    A confirmed action has evidence that shows it, or says why it has none; and a day on which it is asked again whether
    it lasts, or says why it is not.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    grade = models.CharField(max_length=30, blank=True)
    brought = models.CharField(max_length=10, blank=True)
    unintended = models.CharField(max_length=1000, blank=True)
    again_on = models.DateField(null=True, blank=True)
    why_not_again = models.CharField(max_length=500, blank=True)
    why_no_evidence = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "state", "grade", "brought", "again_on", "at", "by")
        case = ("reason", "unintended", "why_not_again", "why_no_evidence")
        narrates = ("reason", "unintended", "why_not_again", "why_no_evidence")


class Retest(models.Model):
    """Whether what an action left lasts, asked again with the same question months later. Append-only.

    With the day on which it is asked once more, or why it is not.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="retests")
    answer = models.CharField(max_length=20)
    found = models.CharField(max_length=1000)
    brought = models.CharField(max_length=10, blank=True)
    unintended = models.CharField(max_length=1000, blank=True)
    again_on = models.DateField(null=True, blank=True)
    why_not_again = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "answer", "brought", "again_on", "at", "by")
        case = ("found", "unintended", "why_not_again")
        narrates = ("found", "unintended", "why_not_again")


class ActionUpdate(models.Model):
    """What was said of an action. Append-only. `date_iso` is empty where no date was stated, and no other is put."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    text = models.TextField()
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    source = models.ForeignKey(Span, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "source", "made_at", "made_by")
        case = ("text", "date_text", "date_iso")
        narrates = ("text",)


class PlanColours(models.Model):
    """How a partnership colours its plans from that moment: with blue or without, its words, and when amber begins.

    Append-only: a plan of last year is coloured as was chosen then.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    four = models.BooleanField(default=True)
    blue = models.CharField(max_length=40)
    green = models.CharField(max_length=40)
    amber = models.CharField(max_length=40)
    red = models.CharField(max_length=40)
    none = models.CharField(max_length=40)
    soon = models.PositiveSmallIntegerField()
    quiet = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = (
            *("id", "partnership", "four", "blue", "green", "amber", "red", "none"),
            *("soon", "quiet", "made_at", "made_by"),
        )


class DueMove(models.Model):
    """An owner gave an action another day, with the reason. Append-only, so that moves can be counted."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="due_moves")
    before_text = models.CharField(max_length=300, blank=True)
    before_on = models.DateField(null=True, blank=True)
    after_on = models.DateField()
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "action", "before_on", "after_on", "at", "by")
        case = ("before_text", "reason")
        narrates = ("reason",)


class ActionRound(models.Model):
    """A partnership asked its owners about what falls due, on the first working day of a month. Once a month.

    It went out in the name of a coordinator, whom the answers reach.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    until = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "on"), name="round_once_a_month"),)

    class Sensitivity:
        open = ("id", "partnership", "on", "until", "made_at", "made_by")


class RoundAsk(models.Model):
    """The one message of a round to one owner, about all their actions, whatever reviews they belong to.

    The ask itself is kept under the case of the action that is due first, and stands under the case of each; what is
    said of each action is kept under the action's own.
    """

    round = models.ForeignKey(ActionRound, on_delete=models.PROTECT, related_name="asks")
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="+")
    actions = models.ManyToManyField(Action, related_name="+")

    class Sensitivity:
        open = ("id", "round", "ask", "actions")
