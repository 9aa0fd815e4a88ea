"""“What difference has it made?”, for each finding of a review and for the review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.impact.queries.difference import Made, difference_of
from throughline.impact.rules.difference import together
from throughline.impact.rules.grades import grade_told, kind_word
from throughline.kernel.days import day_here
from throughline.reviews.addresses import address_of, called, shortened
from throughline.reviews.formpages import trail_of
from throughline.reviews.queries import get_review
from throughline.reviews.rules import name_of
from throughline.reviews.sheets import Block, Cell, Sheet, show_sheet, tabs_of
from throughline.ui.words import counted

HEADS = ("Finding", "What difference has it made?", "Actions", "Evidence", "Measures", "Asked again")
HOW = (
    "Only evidence that somebody other than its owner accepted and graded counts, by how far it goes; a measure by its "
    "assured readings; a re-test by its latest answer. What slipped is said first."
)


@require_GET
def difference_page(request: Any, id: int) -> HttpResponse:
    """What a review changed, in one plain sentence a finding, with what it rests on."""
    review = get_review(id, request.actor, request.today)
    made = difference_of(review, on=request.today)
    whole = together(one.difference for one in made)
    page = Sheet(
        title="What difference has it made?",
        over=f"{name_of(review.kind, day_here(review.made_at))}, {review.case.reference}",
        trail=trail_of(review),
        lead=(whole or "This review has no findings yet.", " Claimed is not confirmed." if whole else ""),
        tabs=tabs_of(review, "Difference", request.actor),
        blocks=(
            Block("Finding by finding", heads=HEADS, rows=tuple(_row(one) for one in made), none="None yet.", hint=HOW),
            Block(
                "What it rests on",
                hint="What was accepted, by whom it was not brought, and what is measured.",
                heads=("For", "What it is", "How far it goes, or how it stands"),
                rows=tuple(_grounds(made)),
                none="Nothing is accepted, and nothing is measured.",
            ),
            Block(
                "What else it brought",
                hint="Asked each time an action is confirmed, and each time it is asked about again.",
                heads=("Finding", "What was not intended"),
                rows=tuple((_name(one), Cell(text)) for one in made for text in _brought(one)),
                none="Nobody has told of any effect that was not intended, and nobody said that it was asked.",
            ),
            Block(
                "Case studies",
                hint="Each tells of one family and is one step away. One is listed only while consent to it stands.",
                heads=("Finding", "Case study"),
                rows=tuple(
                    (_name(one), Cell("Read the case study", url=f"{address_of('statement', row.pk)}words"))
                    for one in made
                    for row in one.studies
                ),
                none="None may be shown.",
            ),
        ),
    )
    return show_sheet(request, page, about=review, records=tuple(_seen(made)), subject=("difference", review.pk))


def _brought(one: Made) -> tuple[str, ...]:
    """What was told of the actions of a finding, or how often it was asked and nothing was known."""
    if one.unintended or not one.none_known:
        return one.unintended
    return (f"None is known. It was asked {counted(one.none_known, 'time')}.",)


def _name(one: Made) -> Cell:
    text = shortened(one.finding.text, 120)
    url = address_of("finding", one.finding.pk)
    return Cell(called("finding", one.finding.number), text, url, strong=True)


def _row(one: Made) -> tuple[Cell, ...]:
    said = Cell(one.difference.sentence, sign=one.difference.sign, strong=True)
    return (_name(one), said, *(Cell(value) for _, value in one.counts))


def _grounds(made: Iterable[Made]) -> Iterable[tuple[Cell, ...]]:
    for one in made:
        for row in one.evidence:
            what = Cell(kind_word(row.kind), shortened(row.text, 160), address_of("evidence", row.pk))
            yield Cell(called("finding", one.finding.number)), what, Cell(grade_told(row.grade))
        for measure, word in one.measures:
            what = Cell("Measure", shortened(measure.text, 160), address_of("measure", measure.pk))
            yield Cell(called("finding", one.finding.number)), what, Cell(word)


def _seen(made: Iterable[Made]) -> Iterable[str]:
    for one in made:
        yield f"finding {one.finding.pk}"
        yield from (f"evidence {row.pk}" for row in one.evidence)
        yield from (f"measure {row.pk}" for row, _ in one.measures)
