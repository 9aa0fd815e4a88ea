"""Which edition of the guidance governs an incident, and what is due under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.kernel import clocks, editions
from throughline.notifications.models import (
    Incident,
)
from throughline.rulebook.queries import RuleBook, rule_book


@dataclass(frozen=True, slots=True)
class Governs:
    """The edition under which the incident is decided, `None` while that cannot be said, and why in a sentence."""

    edition: editions.Edition | None
    why: str
    candidates: tuple[str, ...] = ()
    chosen: bool = False


def book_of(incident: Incident, on: date) -> RuleBook:
    """The rules of the partnership that holds the incident, as they read on that day."""
    return rule_book(incident.case.partnership_id, on=on)


def governs(incident: Incident, book: RuleBook | None = None) -> Governs:
    """The edition in force on the day the authority became aware, or the one that a person chose and said why.

    Without a `book`, the one of ``book_of``, the rules are those that are shipped, uncorrected.
    """
    book = book or RuleBook(editions.shipped(), editions.common().notification_forms, None)
    known = book.editions
    if incident.edition_chosen in known:
        return Governs(known[incident.edition_chosen], f"Chosen by hand: {incident.edition_why}", chosen=True)
    if incident.aware_on is None:
        return Governs(None, "It is not recorded when the authority became aware, so no edition can be named.")
    found = book.for_notice(incident.aware_on)
    return Governs(known[found.edition] if found.edition else None, found.why, found.candidates)


def due_of(incident: Incident, governing: Governs, *, sent_on: date | None) -> tuple[clocks.Due, ...]:
    """The clocks that run from awareness, and the rapid review's from the notification; computed, never stored."""
    if governing.edition is None:
        return ()
    events = {"aware": incident.aware_on, "notified": sent_on, "incident_notified": sent_on}
    return clocks.due(governing.edition, events={key: day for key, day in events.items() if day is not None})
