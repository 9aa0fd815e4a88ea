"""Take a plan along as a file, and choose how plans are coloured."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import PlanColours
from throughline.actionplans.permissions import why_not_colour, why_not_take
from throughline.actionplans.queries.colours import colours_row
from throughline.actionplans.queries.plans import plan_of_review
from throughline.actionplans.rules.rag import COLOURS, Marks
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.planfiles import Layout, write_plan
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.ui.words import counted, day

MOST_DAYS = 730
LONGEST_WORD = 40


@transaction.atomic
def take_plan(review: Review, *, ending: str, by_agency: bool = False, by: Actor, at: datetime) -> bytes:
    """The plan of the review as an Excel or Word file, in the shape that reads back. Event ``plan.taken``."""
    on = localdate(at)
    require(why_not_take(actor=by, thing=review, on=on))
    plan = plan_of_review(review, actor=by, on=on, whole=True)
    about = (
        f"{counted(len(plan.rows), 'action')}, as they stood on {day(on)}.",
        *(f"{word}: {counted(count, 'action')}." for word, count in plan.tally),
    )
    layout = Layout(f"Action plan: {review.name}", about, by_agency=by_agency)
    data = write_plan([row.exported for row in plan.rows], ending, layout)
    details = {"as": ending, "by_agency": by_agency, "actions": len(plan.rows)}
    record(by=by, at=at, verb="plan.taken", subject=("review", review.pk), case=review.case_id, details=details)
    return data


@transaction.atomic
def set_colours(*, marks: Marks, by: Actor, at: datetime) -> PlanColours:
    """The partnership colours its plans so from now on; what it chose before is kept. Event ``plan_colours.set``."""
    require(why_not_colour(actor=by, on=localdate(at)))
    words = {key: " ".join(word.split()) for key, word in marks.words}
    if set(words) != set(COLOURS) or not all(words.values()) or any(len(one) > LONGEST_WORD for one in words.values()):
        raise Refused("E1517", "A colour has no word, or too long a one.", "Give each a word of 40 letters or fewer.")
    if len({word.casefold() for word in words.values()}) < len(words):
        raise Refused("E1517", "Two colours have the same word.", "Give each a word of its own.")
    if not (0 <= marks.soon <= MOST_DAYS and 1 <= marks.quiet <= MOST_DAYS):
        raise Refused("E1517", "That is no number of days.", f"Give whole numbers up to {MOST_DAYS}.")
    fields = {"four": marks.four, "soon": marks.soon, "quiet": marks.quiet, **words}
    before = colours_row(by.partnership, localdate(at))
    if before is not None and all(getattr(before, name) == value for name, value in fields.items()):
        return before
    row = PlanColours.objects.create(partnership_id=by.partnership, made_at=at, made_by_id=by.user, **fields)
    record(by=by, at=at, verb="plan_colours.set", subject=("partnership", by.partnership), details={"after": fields})
    return row
