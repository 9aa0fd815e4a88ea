"""How the review runs: its stages and their days, what it costs, how it was graded, and what was said of it."""

from __future__ import annotations

from django.db import models

from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.rules.lists import ANSWERS, COSTS, DOCUMENTS, FORESIGHT, GRADES, STAGES, choices


class Stage(OfCommission):
    """A stage of the review: the days planned for it and the days it took."""

    kind = models.CharField(max_length=20, choices=choices(STAGES))
    note = models.CharField(max_length=500, blank=True)
    planned_from = models.DateField(null=True, blank=True)
    planned_to = models.DateField(null=True, blank=True)
    actual_from = models.DateField(null=True, blank=True)
    actual_to = models.DateField(null=True, blank=True)

    class Sensitivity:
        open = ("kind", "planned_from", "planned_to", "actual_from", "actual_to")
        case = ("note",)
        narrates = ("note",)


class Cost(OfCommission):
    """A line of the budget: what was set aside and what it came to, in pounds and in days of work."""

    kind = models.CharField(max_length=20, choices=choices(COSTS))
    text = models.CharField(max_length=500, blank=True)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    days_planned = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    days_taken = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)

    class Sensitivity:
        open = ("kind", "budget", "actual", "days_planned", "days_taken")
        case = ("text",)
        narrates = ("text",)


class Evaluation(OfCommission):
    """A grade that an inspectorate gave to a document of the review or to the whole: about the review, not practice.

    A review that was handed in twice has two submissions, each with its own grades.
    """

    document = models.CharField(max_length=20, choices=choices(DOCUMENTS))
    about = models.CharField(max_length=300, blank=True)
    submission = models.PositiveSmallIntegerField(default=1)
    grade = models.CharField(max_length=20, choices=choices(GRADES))
    graded_by_name = models.CharField(max_length=300, blank=True)
    date_text = models.CharField(max_length=300, blank=True)
    date_iso = models.CharField(max_length=25, blank=True)
    text = models.TextField(blank=True)

    class Sensitivity:
        open = ("document", "submission", "grade", "date_iso")
        case = ("about", "graded_by_name", "date_text", "text")
        narrates = ("text",)


class Foresight(OfCommission):
    """Whether somebody called what happened predictable or preventable: their words, and whose they are."""

    question = models.CharField(max_length=20, choices=choices(FORESIGHT))
    answer = models.CharField(max_length=20, choices=choices(ANSWERS))
    text = models.TextField()
    whose = models.CharField(max_length=300)
    place = models.CharField(max_length=300, blank=True)

    class Sensitivity:
        open = ("question", "answer")
        case = ("text", "whose", "place")
        narrates = ("text",)
