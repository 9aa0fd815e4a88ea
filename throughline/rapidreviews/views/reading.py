"""Pages on which a rapid review is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.permissions import require as allowed
from throughline.access.rules import why_not
from throughline.audit.services import saw
from throughline.rapidreviews import pages, queries, rules
from throughline.rapidreviews.after import After, after
from throughline.rapidreviews.models import AgencyAnswer, RapidReview
from throughline.rapidreviews.queries import Row
from throughline.ui.pages import render
from throughline.ui.words import day


@dataclass(frozen=True, slots=True)
class ListPage:
    """The rapid reviews, what they led to, and how they marked themselves over the years."""

    rows: tuple[tuple[Row, str, str], ...]
    conversion: rules.Conversion
    outcomes: dict[str, str]
    years: tuple[tuple[int, int, int, int], ...]
    became: dict[int, After]
    leads: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """What the rapid review says, and what agencies answered: one step away, since it tells of harm."""

    id: int
    name: str
    reference: str
    sections: tuple[tuple[str, str], ...]
    answers: tuple[tuple[AgencyAnswer, str], ...]


@require_GET
def rapid_reviews(request: HttpRequest) -> HttpResponse:
    """The rapid reviews that this person may see."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not(actor, "see a rapid review"))
    rows = queries.rows_of(actor, on)
    shown = tuple((row, *_clock(row)) for row in rows)
    years = tuple(queries.scores_by_year(actor, on))
    became = after([row.id for row in rows], actor=actor, on=on)
    page = ListPage(shown, queries.outcomes_of(rows, became), dict(rules.OUTCOMES), years, became, rules.LEADS)
    records = [f"rapid_review {row.id}" for row in rows]
    saw(by=actor, at=now_of(request), subject=("rapid_reviews", 0), records=records)
    return render(request, "rapidreviews/list.jinja", page)


@require_GET
def rapid_review(request: HttpRequest, id: int) -> HttpResponse:
    """How one rapid review stands."""
    actor, on = actor_of(request), day_of(request)
    review = queries.get_rapid_review(id, actor, on)
    page = pages.overview(review, actor=actor, on=on)
    sighted(request, review)
    return render(request, "rapidreviews/rapid_review.jinja", page)


@require_GET
def words(request: HttpRequest, id: int) -> HttpResponse:
    """What it says and what agencies know, for whoever chose to read it."""
    actor, on = actor_of(request), day_of(request)
    review = queries.get_rapid_review(id, actor, on)
    answers = tuple((row, dict(rules.KNOWN)[row.knows]) for row in queries.answers_of(review, on=on))
    sections = tuple((one.heading, getattr(review, one.key)) for one in rules.SECTIONS)
    page = WordsPage(review.pk, review.incident.name, review.case.reference, sections, answers)
    sighted(request, review, *(f"agency_answer {row.pk}" for row, _ in answers))
    return render(request, "rapidreviews/words.jinja", page)


def sighted(request: HttpRequest, review: RapidReview, *more: str) -> None:
    """The page is one sight of the rapid review and what else it shows. The frame learns whose case it is."""
    request.case_shown = review.case_id  # type: ignore[attr-defined]
    saw(
        by=actor_of(request),
        at=now_of(request),
        subject=("rapid_review", review.pk),
        case=review.case_id,
        records=[f"rapid_review {review.pk}", *more],
    )


def _clock(row: Row) -> tuple[str, str]:
    if row.sent_on:
        return row.state.sign, f"{row.state.word}; sent {day(row.sent_on)}"
    if row.due_on:
        return row.state.sign, f"{row.state.word}; due {day(row.due_on)}"
    return row.state.sign, row.state.word
