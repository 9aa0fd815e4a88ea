"""What search looks through: one row for each thing that can be found, kept by the database itself."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """The words of one record, with the case they belong to. Triggers write it; no code of ours does.

    `kind` and `record` say what it is, `page` whose page shows it; `review` is 0 for what hangs from a case alone.
    `scope` holds the partnership's token and the kind's, which stand inside the index of words.
    """

    # A backup leaves it out: restoring the records fires the triggers, which write it again.
    REBUILT = True

    kind = models.CharField(max_length=30)
    record = models.BigIntegerField()
    page = models.BigIntegerField()
    case = models.BigIntegerField()
    review = models.BigIntegerField()
    label = models.CharField(max_length=60)
    text = models.TextField()
    scope = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "record"), name="entry_once"),)
        indexes = (models.Index(fields=("kind", "page"), name="entry_page"),)

    class Sensitivity:
        open = ("id", "kind", "record", "page", "case", "review", "scope")
        case = ("label", "text")
        identifies = ("text",)
        narrates = ("text",)
