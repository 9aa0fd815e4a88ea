"""The timetable of a review: its stages with slippage and forecast, its statutory clock, and what holds it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.commissioning.models import Stage
from throughline.commissioning.queries import parts as parts
from throughline.commissioning.queries.past import days_of, taken_before
from throughline.commissioning.rules.lists import STAGES
from throughline.commissioning.rules.timetable import forecast, median_stage_days, slip_of
from throughline.commissioning.views.page import Block, Cell
from throughline.commissioning.views.shape import Listing, opened
from throughline.proceedings.pages import clocks_block, holds_block
from throughline.proceedings.queries import Clocks, clocks_of, holds_of
from throughline.reviews.models import Review
from throughline.ui.words import counted, day

OF_THE_REVIEW = "review_complete"


@require_GET
def timetable(request: Any, id: int) -> HttpResponse:
    """The stages, planned and actual, how far each slipped, when the review may end, and by when it must."""
    review = opened(request, id, "timetable")
    listing = Listing(request, review)
    rows = list(parts.parts_of(Stage, review))
    taken = taken_before(review, actor=request.actor, on=request.today)
    days = days_of(rows)
    late = sum(slip_of(one, request.today).sign == "overdue" for one in days)
    ahead = forecast(days, taken, STAGES, request.today)
    clocks, held = _clocks_and_holds(review, request)
    return listing.shown(
        "timetable",
        "Timetable",
        (f"{counted(late, 'stage')} late." if late else "No stage is past its day.", _by_when(clocks)),
        facts_title="When it may end",
        facts=(("Forecast", f"{day(ahead.day)}. {ahead.words}" if ahead.day else ahead.words),) if rows else (),
        blocks=(_stages(listing, rows, taken), *held),
    )


def _stages(listing: Listing, rows: list[Stage], taken: Any) -> Block:
    of = dict(zip((row.pk for row in rows), days_of(rows), strict=True))

    def cells(row: Stage) -> tuple[Cell, ...]:
        slip = slip_of(of[row.pk], listing.request.today)
        return (
            listing.link("stages", row, STAGES[row.kind], row.note),
            Cell(_stretch(row.planned_from, row.planned_to)),
            Cell(_stretch(row.actual_from, row.actual_to)),
            Cell(slip.words, sign="" if slip.sign == "done" and slip.over > 0 else slip.sign),
            Cell(median_stage_days(taken.get(row.kind, ())).words),
        )

    heads = ("Stage", "Planned", "Took place", "How it stands", "How long it took before")
    return listing.block("stages", "Stages", heads, cells, none="No stage is planned yet.", rows=rows)


def _clocks_and_holds(review: Review, request: Any) -> tuple[Clocks, tuple[Block, Block]]:
    """The clocks of the review itself with both days, and what holds it; what is written of holds is written there."""
    on, holds = request.today, holds_of(review)
    found = clocks_of(review, on, holds=holds)
    mine = Clocks(found.governing, tuple(one for one in found.running if one.due.id == OF_THE_REVIEW))
    return mine, (clocks_block(mine, on), holds_block(review, holds, found, writes=False, on=on))


def _by_when(clocks: Clocks) -> str:
    """`` By the guidance it is due on 13 November 2024; with its holds on 9 April 2025.`` It was, once it ended."""
    for one in clocks.running:
        later = one.due.due != one.due.due_without_holds
        held = f"; with its holds on {day(one.due.due)}" if later else ""
        ended = f" It ended on {day(one.ended)}." if one.ended else ""
        return f" By the guidance it {'was' if ended else 'is'} due on {day(one.due.due_without_holds)}{held}.{ended}"
    return " No statutory day can be counted: the day on which it was decided on is not recorded."


def _stretch(first: Any, last: Any) -> str:
    if first and last:
        return f"{day(first)} to {day(last)}"
    return f"From {day(first)}" if first else f"To {day(last)}" if last else "Not said"
