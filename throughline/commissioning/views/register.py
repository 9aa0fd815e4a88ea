"""The register of reviewers: who was used, for which reviews, what they declared, and whether it clashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.rules import why_not
from throughline.audit.services import saw
from throughline.commissioning.permissions import SEES_INSIDE
from throughline.commissioning.queries.register import Registered, Use, register_of
from throughline.commissioning.rules.lists import REVIEWER_ROLES
from throughline.commissioning.views.kinds import part_address
from throughline.commissioning.views.page import Block, Cell
from throughline.kernel.periods import stated
from throughline.reviews.formpages import allowed
from throughline.ui.pages import render
from throughline.ui.words import counted, day


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One block a person, and the sentence over them."""

    lead: tuple[str, str]
    blocks: tuple[Block, ...]


HEADS = ("Review", "As what", "What they declared", "Independence")


@require_GET
def reviewers(request: Any) -> HttpResponse:
    """The register of reviewers and chairs."""
    allowed(why_not(request.actor, SEES_INSIDE))
    found = register_of(actor=request.actor, on=request.today)
    open_ones = sum(bool(use.unsettled) for one in found for use in one.uses)
    first = f"{counted(len(found), 'person', 'people')} on the register." if found else "Nobody is on the register yet."
    rest = " Each is checked against the people and agencies of the case they reviewed."
    if open_ones:
        rest = f" {counted(open_ones, 'clash', 'clashes')} to settle.{rest}"
    records = [f"reviewer {use.row.pk}" for one in found for use in one.uses]
    saw(by=request.actor, at=request.now, subject=("reviewers", request.actor.partnership), records=records)
    page = RegisterPage(
        (first, rest if found else " Name a reviewer on the commission of a review."), tuple(map(_block, found))
    )
    return render(request, "commissioning/register.jinja", page)


def _block(one: Registered) -> Block:
    organisation = next((use.row.organisation for use in one.uses if use.row.organisation), "Where from is not said")
    used = counted(len({use.row.review_id for use in one.uses}), "review")
    return Block(one.name, f"{organisation}. {used}.", HEADS, tuple(_row(use) for use in one.uses))


def _row(use: Use) -> tuple[Cell, ...]:
    row, people = use.row, part_address(use.row.review_id, "people")
    if use.unsettled:
        stands = Cell("Clash to settle", " ".join(use.unsettled), sign="doubt")
    elif use.clashes:
        stands = Cell("Settled", f"{' '.join(use.clashes)} {row.settled_reason}", sign="confirmed")
    elif row.declaration or row.declared_text:
        stands = Cell("Nothing clashes", sign="confirmed")
    else:
        stands = Cell("No declaration yet", sign="waiting")
    when = stated(row.declared_text, row.declared_iso) if row.declared_text or row.declared_iso else ""
    first = f"from {day(row.from_on)}" if row.from_on else ""
    until = f"to {day(row.to_on)}" if row.to_on else ""
    return (
        Cell(row.review.name, url=people),
        Cell(REVIEWER_ROLES[row.role], " ".join(part for part in (first, until) if part)),
        Cell(row.declaration or "Nothing written", when),
        stands,
    )
