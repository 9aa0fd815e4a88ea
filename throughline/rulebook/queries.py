"""The rules as a partnership reads them: shipped reference data, with its corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from throughline.kernel.actor import Actor
from throughline.kernel.editions import (
    Edition,
    Governing,
    NotificationForm,
    common,
    governing_notice,
    governing_review,
    shipped,
)
from throughline.rulebook import rules
from throughline.rulebook.models import Correction


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of one partnership on one day, read in one statement.

    `editions` by id; `handed_over_on` is the day it took over from its board; `forms` the notification forms.
    """

    editions: Mapping[str, Edition]
    forms: tuple[NotificationForm, ...]
    handed_over_on: date | None

    def for_notice(self, aware_on: date) -> Governing:
        """The edition that governs notice and rapid review, by the day the authority became aware."""
        return governing_notice(aware_on, handed_over_on=self.handed_over_on, rules=self.editions)

    def for_review(self, initiated: str) -> Governing:
        """The edition that governs a review to its end, by the day it was initiated (a written period)."""
        return governing_review(initiated, handed_over_on=self.handed_over_on, rules=self.editions)

    def forms_on(self, day: date) -> tuple[NotificationForm, ...]:
        """How many forms an incident of that day takes; both rules where the day of change is not known."""
        return rules.forms_on(self.forms, day)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction as the page shows it."""

    part: str
    entry: str
    values: Mapping[str, Any]
    from_on: date
    reason: str
    by: str
    at: datetime


def rule_book(partnership: int, *, on: date) -> RuleBook:
    """The rules of that partnership as they read on that day."""
    changes = [
        rules.Change(row.edition, row.part, row.entry, row.values, row.from_on)
        for row in Correction.objects.filter(partnership_id=partnership).order_by("id")
    ]
    return RuleBook(
        rules.corrected(shipped(), changes, on), rules.forms_of(common(), changes), rules.handed_over_on(changes)
    )


def corrections_of(edition: str, *, actor: Actor) -> tuple[CorrectionRow, ...]:
    """The corrections that the actor's partnership made to that edition, newest first."""
    rows = Correction.objects.filter(partnership_id=actor.partnership, edition=edition).select_related("by")
    return tuple(
        CorrectionRow(row.part, row.entry, row.values, row.from_on, row.reason, row.by.name, row.at)
        for row in rows.order_by("-id")
    )
