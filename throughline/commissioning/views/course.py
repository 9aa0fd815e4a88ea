"""How a review was graded and what was called foreseeable, and what reviews cost and took by method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.rules import why_not
from throughline.audit.services import saw
from throughline.commissioning.models import Evaluation
from throughline.commissioning.permissions import SEES_INSIDE
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.queries.past import runs_of
from throughline.commissioning.rules.governing import regime_of_grades
from throughline.commissioning.rules.lists import ANSWERS, DOCUMENTS, FORESIGHT, GRADES, METHODS
from throughline.commissioning.rules.money import MethodLine, cost_and_time_by_method, pounds
from throughline.commissioning.views.page import Cell
from throughline.commissioning.views.shape import Listing, opened
from throughline.kernel.periods import stated
from throughline.reviews.formpages import allowed
from throughline.ui.pages import render
from throughline.ui.words import counted


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
        f"{pounds(line.each)}|{counted(line.acted, 'recommendation')} acted on",
    )
