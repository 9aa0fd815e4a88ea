"""A peer review, challenge event or inspection: its judgement in its own words, its results, and what came of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline.assurance.models import AssuranceEvent, AssurancePoint, Brought, RoundQuestion
from throughline.assurance.pages import TRAIL
from throughline.assurance.pages.drawing import said_of
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.events import points_of
from throughline.assurance.queries.rounds import answers_of, returns_of, scores_of
from throughline.assurance.rules.comparing import tally
from throughline.assurance.rules.events import KINDS, POINTS, SIGNS
from throughline.assurance.rules.levels import levels_of
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names
from throughline.reviews.addresses import address_of
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day


def address(row: AssuranceEvent) -> str:
    """Where it is read."""
    return f"/assurance-events/{row.pk}/"


def event_sheet(row: AssuranceEvent, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """All of it, with the reviews into which results were brought as far as the person may see them."""
    points = points_of(row, actor, on)
    names = agency_names(row.partnership_id, on=on)
    runs = why_not_run(actor=actor, thing=row) is None
    brought = sum(len(into_of(one)) for one in points)
    lead = f"{counted(len(points), 'result')} on record." if points else "No result is on record."
    page = Sheet(
        title=row.title,
        over=f"{KINDS[row.kind]}, {row.body}",
        trail=TRAIL,
        lead=(lead, f" {counted(brought, 'record')} of reviews came of them." if brought else ""),
        pairs=(
            ("Day", day(row.held_on)),
            ("Published", day(row.published_on) if row.published_on else "Not published"),
            ("Judgement, in its exact words", f"“{row.judgement}”" if row.judgement else "None was given"),
            ("Report", row.document.name if row.document else "None is kept"),
        ),
        blocks=(
            Block(
                "What was found",
                "",
                ("Result", "What it is", "Of which agency", "Into the thread", *(("Change",) if runs else ())),
                tuple(_point(one, names, runs) for one in points),
                "Nothing is on record yet.",
                deeds=(("Add a result", f"{address(row)}points/new"),) if runs else (),
            ),
        ),
        deeds=(
            *((("Change it", f"{address(row)}edit"),) if runs else ()),
            *((("Read the report", f"/documents/{row.document_id}/"),) if row.document_id else ()),
        ),
    )
    return page, [f"assurance_event {row.pk}", *(f"assurance_point {one.pk}" for one in points)]


def into_of(point: Any) -> list[Brought]:
    """What was brought from a point that `points_of` gave."""
    return list(point.into)


def _point(one: AssurancePoint, names: dict[int, str], runs: bool) -> tuple[Cell, ...]:
    into = into_of(one)
    nowhere = Cell("Bring it into a review", url=f"/assurance-points/{one.pk}/bring") if runs else Cell("Nowhere yet")
    cells = (
        Cell(one.text),
        Cell(POINTS[one.kind], sign=SIGNS[one.kind]),
        Cell(names.get(one.agency_id or 0, "All of them")),
        _into(into) if into else nowhere,
    )
    return (*cells, Cell("Change or bring again", url=f"/assurance-points/{one.pk}/edit")) if runs else cells


def _into(into: list[Brought]) -> Cell:
    first = into[0]
    where = (
        address_of("evidence", first.evidence_id) if first.evidence_id else address_of("action", first.action_id or 0)
    )
    return Cell(_said(first), "; ".join(_said(one) for one in into[1:]), where)


def _said(one: Brought) -> str:
    if one.evidence is not None:
        return f"Evidence in {one.evidence.review.name}"
    return f"Action of {one.action.review.name}" if one.action else ""


def words_of(result: AssurancePoint | RoundQuestion, actor: Actor, on: date) -> str:
    """What a result says, as evidence begins: where it is from, its day, and its words or figures."""
    if isinstance(result, AssurancePoint):
        event = result.event
        return f"{event.body}, {event.title}, {day(event.held_on)}: {result.text}"
    row = result.round
    answers = [one for one in answers_of(returns_of(row, actor, on)) if one.question_id == result.pk]
    figures = said_of(tally((scores_of(one).final for one in answers), levels_of(row.levels)), levels_of(row.levels))
    return f"{row.title} ({row.case.reference}), “{result.text}”: {figures}."
