"""The day of a decision that is a date of its review stands there alone: found, made or changed with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from throughline.commissioning.models import Decision
from throughline.commissioning.rules.lists import DATES_OF
from throughline.kernel.actor import Actor
from throughline.kernel.periods import in_words
from throughline.kernel.refusals import Refused
from throughline.reviews.models import KeyDate, Review
from throughline.reviews.services import add_date, change_date


def dated_once(
    fields: Mapping[str, Any], *, review: Review, before: Decision | None = None, by: Actor, at: datetime
) -> dict[str, Any]:
    """The fields with the day in the review’s dates where it belongs there, and no second time in the decision.

    Refused (E1555) where the dates of the review say another day already, and no decision has said it.
    """
    kind = fields.get("kind", before.kind if before else "")
    text, iso = _said(fields, before)
    held = before.key_date if before else None
    if kind not in DATES_OF:
        return {**fields, "date_text": text, "date_iso": iso, "key_date": None}
    if held is None and (text or iso):
        held = _found(review, kind, text, iso) or _made(review, kind, text, iso, by, at)
    elif held is not None and (held.text, held.iso) != (text, iso) and (text or iso):
        held = change_date(held, means=held.means, text=text, iso=iso, by=by, at=at)
    return {**fields, "date_text": "", "date_iso": "", "key_date": held}


def _said(fields: Mapping[str, Any], before: Decision | None) -> tuple[str, str]:
    stood = before.when if before else ("", "")
    return fields.get("date_text", stood[0]), fields.get("date_iso", stood[1])


def _found(review: Review, kind: str, text: str, iso: str) -> KeyDate | None:
    """The date of the review that means the same. Two that contradict each other are refused."""
    for row in review.dates.order_by("position", "id"):
        if " ".join(row.means.lower().split()) not in DATES_OF[kind]:
            continue
        if iso and row.iso and iso != row.iso:
            says = row.text or row.iso
            raise Refused(
                "E1555",
                f"The dates of the review say otherwise: {row.means}, {says}.",
                "Mend the day there first, or give the same day here.",
            )
        return row
    return None


def _made(review: Review, kind: str, text: str, iso: str, by: Actor, at: datetime) -> KeyDate:
    means = DATES_OF[kind][0]
    return add_date(review, means=means, text=text or in_words(iso), iso=iso, by=by, at=at)
