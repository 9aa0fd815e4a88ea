"""Write the sections of a rapid review, tick off its checks, and mark its quality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import QualityMark, RapidReview
from throughline.rapidreviews.permissions import require, why_not_write

WRITTEN = frozenset({*rules.KEYS, *rules.CHECKS, "starts_from", "partners_sign"})


@transaction.atomic
def write(review: RapidReview, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> RapidReview:
    """The sections and checks read so; ``editing.Changed`` when somebody changed it since.

    Event ``rapid_review.changed``.
    """
    require(why_not_write(actor=by, thing=review, on=localdate(at)))
    if wrong := set(fields) - WRITTEN:
        raise ValueError(f"Not written so: {', '.join(sorted(wrong))}.")
    if fields.get("starts_from", "notified") not in ("aware", "notified"):
        raise Refused("E1961", "A rapid review starts from one of two events.", "Choose aware or notified.")
    return editing.change(review, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def mark_quality(
    review: RapidReview, *, marks: Mapping[str, tuple[str, str]], once: str = "", by: Actor, at: datetime
) -> None:
    """The markers have those marks, each with what shows it, after what they had. Event ``rapid_review.marked``.

    `marks` gives (mark, what shows it) by marker; a mark that reads the same already is not made again.
    """
    require(why_not_write(actor=by, thing=review, on=localdate(at)))
    now = editing.locked(review)
    standing = {row.marker: (row.mark, row.evidence) for row in now.quality_marks.order_by("id")}
    new = {marker: (mark, shown.strip()) for marker, (mark, shown) in marks.items() if mark}
    if any(marker not in rules.MARKERS or mark not in rules.MARKS for marker, (mark, _) in new.items()):
        raise Refused("E1962", "There is no such marker or mark.", "Choose from the list.")
    made = {marker: said for marker, said in new.items() if standing.get(marker) != said}
    for marker, (mark, shown) in made.items():
        editing.kept(QualityMark(rapid_review=now, marker=marker, mark=mark, evidence=shown, at=at, by_id=by.user))
    if made:
        told = {marker: mark for marker, (mark, _) in made.items()}
        subject = ("rapid_review", now.pk)
        record(by=by, at=at, verb="rapid_review.marked", subject=subject, case=now.case_id, details={"marks": told})
