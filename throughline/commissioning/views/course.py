"""The course of a review: its timetable with slippage and forecast, its grades, and what was called foreseeable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.rules import why_not
from throughline.audit.services import saw
from throughline.commissioning.models import Commission, Evaluation, Stage
from throughline.commissioning.permissions import SEES_INSIDE
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.queries.past import days_of, runs_of, taken_before
from throughline.commissioning.rules.governing import regime_of_grades, ruled
from throughline.commissioning.rules.lists import ANSWERS, DOCUMENTS, FORESIGHT, GRADES, METHODS, STAGES
from throughline.commissioning.rules.money import MethodLine, cost_and_time_by_method, pounds
from throughline.commissioning.rules.timetable import forecast, median_stage_days, slip_of
from throughline.commissioning.views.page import Cell
from throughline.commissioning.views.shape import Listing, opened
from throughline.kernel import clocks, periods
from throughline.kernel.periods import stated
from throughline.reviews.formpages import allowed
from throughline.ui.pages import render
from throughline.ui.words import counted, day


@require_GET
def timetable(request: Any, id: int) -> HttpResponse:
    """The stages, planned and actual, how far each slipped, and when the review may end."""
    review = opened(request, id, "timetable")
    listing = Listing(request, review)
    rows = list(queries.parts_of(Stage, review))
    taken = taken_before(review, actor=request.actor, on=request.today)
    of = dict(zip((row.pk for row in rows), days_of(rows), strict=True))

    def cells(row: Stage) -> tuple[Cell, ...]:
        slip = slip_of(of[row.pk], request.today)
        return (
            listing.link("stages", row, STAGES[row.kind], row.note),
            Cell(_stretch(row.planned_from, row.planned_to)),
            Cell(_stretch(row.actual_from, row.actual_to)),
            Cell(slip.words, sign=slip.sign),
            Cell(median_stage_days(taken.get(row.kind, ())).words),
        )

    block = listing.block(
        "stages",
        "Stages",
        ("Stage", "Planned", "Took place", "How it stands", "How long it took before"),
        cells,
        none="No stage is planned yet.",
        rows=rows,
    )
    ahead = forecast(list(of.values()), taken, STAGES, request.today)
    late = [row for row in rows if slip_of(of[row.pk], request.today).sign == "overdue"]
    first = f"{counted(len(late), 'stage')} late." if late else "No stage is past its day."
    facts = [("Forecast", f"{day(ahead.day)}. {ahead.words}" if ahead.day else ahead.words)] if rows else []
    facts += _statutory(queries.commission_of(review))
    return listing.shown(
        "timetable", "Timetable", (first, ""), facts_title="When it is to end", facts=tuple(facts), blocks=(block,)
    )


@require_GET
def quality(request: Any, id: int) -> HttpResponse:
    """The grades of the review and of its documents, and what was called predictable or preventable."""
    review = opened(request, id, "quality")
    listing = Listing(request, review)
    rows = list(queries.parts_of(Evaluation, review).order_by("submission", "position", "id"))
    grades = listing.block(
        "grades",
        "Grades",
        ("What was graded", "Submission", "Grade", "By whom and when"),
        lambda row: (
            listing.link("grades", row, DOCUMENTS[row.document], row.about),
            Cell(str(row.submission)),
            Cell(GRADES[row.grade], row.text, sign="waiting" if row.grade == "awaited" else ""),
            Cell(row.graded_by_name, f"{stated(row.date_text, row.date_iso)} {regime_of_grades(row.date_iso)}".strip()),
        ),
        none="No grade is recorded.",
        rows=rows,
    )
    foresight = listing.block(
        "foresight",
        "Predictable, preventable",
        ("Question", "What they said", "In which words", "Whose words"),
        lambda row: (
            listing.link("foresight", row, FORESIGHT[row.question]),
            Cell(ANSWERS[row.answer]),
            Cell(row.text),
            Cell(row.whose, row.place),
        ),
        none="Nobody’s words are recorded.",
    )
    overall = [row for row in rows if row.document == "overall"]
    first = (
        f"The review was graded: {GRADES[overall[-1].grade].lower()}."
        if overall
        else "The review as a whole has no grade."
    )
    lead = (first, " A grade is about how well the review found lessons, never about practice.")
    return listing.shown("quality", "Grades and foresight", lead, blocks=(grades, foresight))


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """What reviews cost and how long they took, by method."""

    lead: tuple[str, str]
    rows: tuple[tuple[str, ...], ...]


@require_GET
def methods(request: Any) -> HttpResponse:
    """Cost and time of the partnership's reviews by method."""
    allowed(why_not(request.actor, SEES_INSIDE))
    lines = cost_and_time_by_method(runs_of(actor=request.actor, on=request.today))
    reviews = sum(line.reviews for line in lines)
    first = f"{counted(reviews, 'review')} on record." if reviews else "No commission is on record yet."
    rest = " A figure counts only the reviews that have it; how many those are stands under it." if reviews else ""
    saw(by=request.actor, at=request.now, subject=("methods", request.actor.partnership), records=[])
    return render(
        request, "commissioning/methods.jinja", MethodsPage((first, rest), tuple(_method(one) for one in lines))
    )


def _method(line: MethodLine) -> tuple[str, ...]:
    return (
        METHODS.get(line.method, "No method said"),
        str(line.reviews),
        f"{pounds(line.spent)} in all|{counted(line.costed, 'review')}",
        f"{pounds(line.middle)}|",
        f"{line.work.normalize():f} days|{counted(line.timed, 'review')}" if line.timed else "Not recorded|",
        f"{counted(line.lasted, 'day')}|{counted(line.lasting, 'review')}"
        if line.lasted is not None
        else "Not recorded|",
    )


def _statutory(written: Commission | None) -> list[tuple[str, str]]:
    """The day by which the guidance wants the review done, where the day it was commissioned is known."""
    period = periods.parse(written.commissioned_iso) if written else None
    if written is None or period is None or period.first != period.last:
        return [("By the guidance", "Not known: the day it was commissioned is not recorded.")]
    under = ruled(written.commissioned_iso, written.edition, written.edition_reason)
    if not under.edition:
        return [("By the guidance", under.why)]
    found = [
        one for one in clocks.due(under.edition, events={"review_decided": period.first}) if one.id == "review_complete"
    ]
    if not found:
        return [("By the guidance", f"{under.name} sets no day.")]
    one = found[0]
    return [("By the guidance", f"{day(one.due)}, {one.length} {one.unit} from {day(one.starts)} ({under.name}).")]


def _stretch(first: Any, last: Any) -> str:
    if first and last:
        return f"{day(first)} to {day(last)}"
    return f"From {day(first)}" if first else f"To {day(last)}" if last else "Not said"
