"""Which edition of the guidance governs a review, by its commission and its dates."""

from __future__ import annotations

from datetime import date

from throughline.commissioning.models import Commission
from throughline.commissioning.rules.governing import chosen_over, initiated
from throughline.kernel.editions import Governing
from throughline.kernel.periods import sort_key
from throughline.reviews.models import Review
from throughline.reviews.stamping import Stamp, stamp_with
from throughline.rulebook.queries import RuleBook, rule_book
from throughline.rulebook.rules import fingerprint


def governing_of(review: Review, written: Commission | None, book: RuleBook) -> Governing:
    """The edition that governs the review to its end, and why. The review is one that the person was given."""
    dates = sorted(review.dates.values_list("means", "iso", "position", "id"), key=lambda row: (sort_key(row[1]), row))
    began = initiated([row[:2] for row in dates], written.commissioned_iso if written else "")
    chosen = (written.edition, written.edition_reason) if written else ("", "")
    return chosen_over(book.for_review(began), book.editions, *chosen)


def stamp_of(review: Review, on: date) -> Stamp:
    """The stamp of what is decided about the review on that day; empty where no edition can be named."""
    book = rule_book(review.case.partnership_id, on=on)
    written = Commission.objects.filter(review=review, withdrawn_at__isnull=True).first()
    edition = book.editions.get(governing_of(review, written, book).edition or "")
    return Stamp(edition.id, edition.name, fingerprint(edition)) if edition else Stamp()


def watch() -> None:
    """From now on what is decided about a review is stamped with the edition that governs it."""
    stamp_with(stamp_of)
