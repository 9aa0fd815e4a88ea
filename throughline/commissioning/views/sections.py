"""The commission itself, and its terms of reference."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from throughline.commissioning.models import Commission
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.queries.governing import governing_of
from throughline.commissioning.rules.governing import ruled
from throughline.commissioning.rules.lists import METHODS, STATUTES
from throughline.commissioning.views.kinds import new_part_address, one_address
from throughline.commissioning.views.page import Cell
from throughline.commissioning.views.shape import Listing, opened
from throughline.kernel.periods import stated
from throughline.reviews.models import Review
from throughline.reviews.rules import STATES
from throughline.rulebook.queries import RuleBook, rule_book
from throughline.ui.words import capital


@require_GET
def commission(request: Any, id: int) -> HttpResponse:
    """On what basis the review is done, and about what."""
    review = opened(request, id, "")
    listing = Listing(request, review)
    written = queries.commission_of(review)
    blocks = (
        listing.block(
            "bases",
            "Legal bases",
            ("Under which law", "Whose duty", "In which words"),
            lambda row: (
                listing.link("bases", row, STATUTES[row.statute]),
                Cell(row.body_name or "Not said"),
                Cell(row.words or "None given"),
            ),
            none="No legal basis is recorded yet.",
        ),
        listing.block(
            "incidents",
            "Incidents it is about",
            ("What it was", "Which children", "When"),
            lambda row: (
                listing.link("incidents", row, row.text),
                Cell(row.children or "Not said"),
                Cell(capital(stated(row.date_text, row.date_iso))),
            ),
            none="No incident is recorded here yet.",
        ),
    )
    return listing.shown(
        "",
        "Commission",
        _lead(review, written),
        facts_title="How it was commissioned",
        facts=_facts(written, rule_book(review.case.partnership_id, on=request.today)) if written else (),
        change=_change(listing, written),
        blocks=blocks,
    )


@require_GET
def terms(request: Any, id: int) -> HttpResponse:
    """What the review is for, and what it is asked to find out."""
    review = opened(request, id, "terms")
    listing = Listing(request, review)
    written = queries.commission_of(review)
    lines = listing.block(
        "lines",
        "Lines of enquiry",
        ("Number", "What it is to find out", "Why it is asked"),
        lambda row: (Cell(row.number), listing.link("lines", row, row.text), Cell(row.why)),
        none="No line of enquiry is recorded yet.",
    )
    purpose = written.purpose if written else ""
    lead = (
        "",
        "A finding answers a line of enquiry, or is marked as extra. A withdrawn line is kept.",
    )
    facts = (("What the review is for", purpose or "Not written yet"),)
    return listing.shown(
        "terms",
        "Terms of reference",
        lead,
        facts_title="Purpose",
        facts=facts,
        change=_change(listing, written),
        blocks=(lines,),
    )


def _lead(review: Review, written: Commission | None) -> tuple[str, str]:
    state = STATES[review.state]
    if written is None:
        return (f"{state.word}:", f" {state.means}. Nobody has written how it was commissioned.")
    when = stated(written.commissioned_text, written.commissioned_iso)
    return (f"Commissioned: {when}.", f" {state.word}: {state.means}.")


def _facts(written: Commission, book: RuleBook) -> tuple[tuple[str, str], ...]:
    method = METHODS.get(written.method, "Not said")
    under = ruled(governing_of(written.review, written, book), book.editions)
    return (
        ("Rules", under.why if under.why.startswith(under.name) else f"{under.name}. {under.why}"),
        ("Commissioned", stated(written.commissioned_text, written.commissioned_iso)),
        ("Led by", written.lead_body or "Not said"),
        ("Looks at", stated(written.scope_text, written.scope_iso)),
        ("Method", f"{method}. {written.method_note}" if written.method_note else method),
    )


def _change(listing: Listing, written: Commission | None) -> tuple[str, str] | None:
    if not listing.writes:
        return None
    review = listing.review.pk
    if written is None:
        return ("Write how it was commissioned", new_part_address(review, "facts"))
    return ("Change this", one_address(review, "facts", written.pk))
