"""Who may see how a review is commissioned and run, and who may write it."""

from __future__ import annotations

from datetime import date

from throughline.access.queries import leads
from throughline.access.rules import why_not
from throughline.commissioning.models import AgencyReport, OfCommission, OfReport, Reviewer
from throughline.commissioning.rules.reports import CLOSED, Move
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record, why_not_there

TELLS = "tell of an agency’s report"
AUTHOR = frozenset({"author_name", "author_involved", "author_manages"})
SEES = "see how a review is commissioned"
SEES_INSIDE = "see the reviewers, the panel and the cost of a review"


def why_not_see(*, actor: Actor, thing: Review, on: date, inside: bool = False) -> str | None:
    """Why this person, who may see the review, may not see its commission; `inside` is the panel's own side of it."""
    return why_not(actor, SEES_INSIDE if inside else SEES)


def why_not_write(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not write the records of the commission; ``None`` when they may."""
    return why_not_record(actor=actor, thing=thing, on=on)


def why_not_settle(*, actor: Actor, thing: Reviewer, on: date) -> str | None:
    """Why this person may not settle that the reviewer clashes with the case: nobody settles it about themselves."""
    if actor.name == thing.name:
        return "It is about you, so somebody else must settle it."
    return why_not_record(actor=actor, thing=thing, on=on)


def why_not_tell(*, actor: Actor, thing: AgencyReport, on: date) -> str | None:
    """Why this person may not say what an agency says in its report; its own lead may, and the business unit for it."""
    why = why_not(actor, TELLS, owner=thing.agency_id) or why_not_there(actor, thing)
    if why is None and thing.state in CLOSED:
        return "It is closed as it stands. The panel can return it, with the reason."
    return why


def why_not_write_part(
    *, actor: Actor, thing: Review, model: type[OfCommission], report: AgencyReport | None, on: date
) -> str | None:
    """Why this person may not write a record of that kind; what an agency says in its report is the agency's own."""
    if not issubclass(model, OfReport):
        return why_not_write(actor=actor, thing=thing, on=on)
    if report is not None:
        return why_not_tell(actor=actor, thing=report, on=on)
    return why_not(actor, TELLS) or why_not_there(actor, thing)


def why_not_move_report(*, actor: Actor, thing: AgencyReport, move: Move, on: date) -> str | None:
    """Why this person may not bring the report into that state; ``None`` when they may.

    What an agency signed off is accepted or returned by somebody who neither signed it off nor is of that agency.
    """
    if move.who == "agency":
        return why_not_tell(actor=actor, thing=thing, on=on)
    if thing.agency_id == actor.agency or _leads(actor, thing, on):
        return "Your agency wrote it, so somebody else must answer."
    why = why_not_record(actor=actor, thing=thing, on=on)
    if why is None and move.verb == "accept" and _signed_by(thing) == actor.user:
        return "You recorded that it is signed off, so somebody else must accept it."
    return why


def _leads(actor: Actor, thing: AgencyReport, on: date) -> bool:
    """The person leads the agency that wrote it, in whatever role they act; asked once where the report was read."""
    known: bool | None = thing.__dict__.get("is_led")
    return leads(actor.user, agency=thing.agency_id, on=on) if known is None else known


def _signed_by(report: AgencyReport) -> int | None:
    if "steps" in report.__dict__:
        return next((one.by_id for one in reversed(report.__dict__["steps"]) if one.state == "signed_off"), None)
    rows = report.states.filter(state="signed_off").order_by("-id").values_list("by_id", flat=True)
    return rows.first()
