"""Make a report from the record, and keep what people write for it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.models import Head
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.rendering import pdf, word
from throughline.kernel.actor import Actor
from throughline.kernel.colours import WHITE, contrast
from throughline.kernel.refusals import Refused
from throughline.reporting.models import Brand, ReportText, TrackerFacts
from throughline.reporting.notdone import mark, unmet
from throughline.reporting.permissions import why_not_brand, why_not_report, why_not_write_for_report
from throughline.reporting.queries import names_of, report_on
from throughline.reporting.standing import end_of, since
from throughline.reporting.tracker import TrackerField, tracker_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.ui.words import day, moment

Media = Literal["docx", "pdf"]
TEMPLATES = Path(__file__).resolve().parent / "templates"
PROGRESS_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: its file name, its bytes, and their hash as the event has it."""

    name: str
    data: bytes
    sha256: str


@transaction.atomic
def make_progress_report(
    review: Review, *, on: date, media: Media, partnership_name: str, by: Actor, at: datetime
) -> Made:
    """The progress report on the review's findings, as the record stood at the end of day `on`.

    Each reason in it why something will not be done is marked as published there. Event ``report.made`` holds its hash;
    every page says for whom and when it was made, and where the chain stood.
    """
    refuse_report(review, on=on, by=by, at=at)
    report = report_on(review, on=on, today=localdate(at))
    brand = Brand.objects.filter(partnership=review.case.partnership_id).first() or Brand()
    values = {
        **report.values(),
        "reference": review.case.reference,
        "header": f"{', '.join(names_of(review)) or review.name}, {review.case.reference}",
        "footer": f"Copy for {by.name}, made {moment(at)}. Record at {chain_end(by)}.",
        "brand": {"name": partnership_name, "colour": brand.colour, "line": brand.line},
    }
    folder = TEMPLATES / "progress" / PROGRESS_VERSION
    render = pdf.render if media == "pdf" else word.render
    data = render(folder / ("report.typ" if media == "pdf" else "report.docx"), values, at=at)
    made = Made(f"{file_name(report.title)}.{media}", data, hashlib.sha256(data).hexdigest())
    details: dict[str, Any] = {"as_at": on.isoformat(), "media": media, "template": f"progress/{PROGRESS_VERSION}"}
    record(
        by=by,
        at=at,
        verb="report.made",
        subject=("review", review.pk),
        case=review.case_id,
        details=details | {"sha256": made.sha256},
    )
    mark(review, unmet(review, since(review, end_of(on))), on=on, media=media, by=by.user, at=at)
    return made


def refuse_report(review: Review, *, on: date, by: Actor, at: datetime) -> None:
    """Nothing, or the refusal: a person who may not, a day to come, a day before the review was in the record."""
    require(why_not_report(actor=by, thing=review, on=localdate(at)))
    if on > localdate(at):
        raise Refused("E1601", f"{day(on)} is still to come.", "Choose today or a day before it.")
    if on < localdate(review.made_at):
        raise Refused(
            "E1602",
            f"The record of this review begins on {day(localdate(review.made_at))}, after {day(on)}.",
            "Choose a day from then on.",
        )


def chain_end(by: Actor) -> str:
    """Where the partnership's audit chain stood, short enough for the foot of a page."""
    head = Head.objects.filter(chain=by.partnership).first()
    return f"event {head.length}, {head.hash[:12]}" if head else "its beginning"


def file_name(title: str) -> str:
    """The title as a plain file name."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:80]


@transaction.atomic
def write_for_report(review: Review, *, fields: dict[str, str], version: int, by: Actor, at: datetime) -> ReportText:
    """The review's introduction, approach and conclusion read so. ``editing.Changed`` when they changed since."""
    require(why_not_write_for_report(actor=by, thing=review, on=localdate(at)))
    now = ReportText.objects.filter(review=review).first()
    if now is None:
        return editing.add(ReportText(review=review, case=review.case, **fields), by=by, at=at)
    return editing.change(now, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def write_tracker(review: Review, *, fields: dict[str, str], version: int, by: Actor, at: datetime) -> TrackerFacts:
    """What only the NHS tracker asks of the review reads so. ``editing.Changed`` when it changed since."""
    require(why_not_write_for_report(actor=by, thing=review, on=localdate(at)))
    now = TrackerFacts.objects.filter(review=review).first()
    if now is None:
        return editing.add(TrackerFacts(review=review, case=review.case, **fields), by=by, at=at)
    return editing.change(now, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def take_tracker(review: Review, *, by: Actor, at: datetime) -> tuple[TrackerField, ...]:
    """The record for the NHS tracker, as it stands now, taken along. Event ``tracker.taken``."""
    require(why_not_report(actor=by, thing=review, on=localdate(at)))
    record(by=by, at=at, verb="tracker.taken", subject=("review", review.pk), case=review.case_id)
    return tracker_of(review, on=localdate(at))


@transaction.atomic
def set_brand(*, colour: str, line: str, by: Actor, at: datetime) -> Brand:
    """The partnership's reports have that colour and line. Refused when the colour is too light to read on white."""
    require(why_not_brand(actor=by, on=localdate(at)))
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour) or contrast(colour, WHITE) < 4.5:
        raise Refused(
            "E1604", f"{colour} is not a colour that can be read on white.", "Give a darker one, such as #0d4f5e."
        )
    brand = Brand.objects.select_for_update().filter(partnership=by.partnership).first()
    before = {"colour": brand.colour, "line": brand.line} if brand else {}
    brand = editing.kept(Brand(pk=brand.pk if brand else None, partnership_id=by.partnership, colour=colour, line=line))
    record(
        by=by,
        at=at,
        verb="brand.changed",
        subject=("brand", brand.pk),
        details={"before": before, "after": {"colour": colour, "line": line}},
    )
    return brand
