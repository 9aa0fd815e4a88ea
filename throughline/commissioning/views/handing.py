"""What a review hands over, what it could not have, and the step to complete it as far as possible."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.commissioning.forms.commission import CompleteForm
from throughline.commissioning.models import MissingPiece, Product
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.rules.completing import OWED, UPDATE, Handed, Piece, how_it_stands, owed
from throughline.commissioning.rules.lists import PRODUCTS
from throughline.commissioning.services.completing import complete_as_far_as_possible
from throughline.commissioning.views.kinds import new_part_address, part_address
from throughline.commissioning.views.page import Cell
from throughline.commissioning.views.shape import Listing, opened
from throughline.kernel.periods import stated
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed
from throughline.reviews.permissions import why_not_move_review
from throughline.reviews.rules import move
from throughline.ui.words import capital

AT = "products"


@require_GET
def products(request: Any, id: int) -> HttpResponse:
    """What the review hands over, what it could not have, and what was acted on before the end."""
    review = opened(request, id, AT)
    listing = Listing(request, review)
    made, pieces = list(queries.parts_of(Product, review)), list(queries.parts_of(MissingPiece, review))
    updated = {row.because_id for row in made if row.because_id and row.is_ready}
    stands = {row.pk: Piece(row.has_come, row.changes, row.pk in updated) for row in pieces}
    blocks = (
        listing.block(
            "products",
            "What it hands over",
            ("What", "Why the full report waits", "Ready"),
            lambda row: (
                listing.link("products", row, PRODUCTS[row.kind], row.text),
                Cell(row.waits or "It does not wait"),
                Cell(capital(stated(row.ready_text, row.ready_iso)))
                if row.is_ready
                else Cell("Not yet", sign="waiting"),
            ),
            none="No product is recorded yet.",
            rows=made,
        ),
        listing.block(
            "missing",
            "What the review could not have",
            ("What is missing", "Why", "Came", "What came of it"),
            lambda row: (
                listing.link("missing", row, row.text),
                Cell(row.why),
                Cell(capital(stated(row.came_text, row.came_iso)))
                if row.has_come
                else Cell("Has not come", sign="waiting"),
                _came_of(listing, row, stands[row.pk]),
            ),
            none="Nothing is recorded as missing.",
            rows=pieces,
        ),
        listing.block(
            "early-learning",
            "Learning acted on before the end",
            ("What was learned", "What was done", "When"),
            lambda row: (
                listing.link("early-learning", row, row.text),
                Cell(row.done, row.done_by_name),
                Cell(capital(stated(row.date_text, row.date_iso))),
            ),
            none="Nothing is recorded yet.",
        ),
    )
    ready = [Handed(row.kind, row.waits, _ready(row)) for row in made]
    step = move(review.state, "as_far_as_possible")
    may = step and why_not_move_review(actor=request.actor, thing=review, move=step, on=request.today) is None
    deeds = (("Complete it as far as possible", part_address(review.pk, "complete")),) if may else ()
    lead = how_it_stands(ready, stands.values())
    return listing.shown(AT, "What it hands over, and what is missing", lead, blocks=blocks, deeds=deeds)


@require_http_methods(["GET", "POST"])
def complete(request: Any, id: int) -> HttpResponse:
    """Say what is missing, and complete the review as far as possible."""
    review = opened(request, id, AT)
    step = move(review.state, "as_far_as_possible")
    why = why_not_move_review(actor=request.actor, thing=review, move=step, on=request.today) if step else NOT_NOW
    allowed(why)
    open_ones = [row.text for row in queries.parts_of(MissingPiece, review) if not row.has_come]

    def do(form: Any) -> None:
        given = {name: form.cleaned_data[name] for name in ("missing", "why", "reason")}
        complete_as_far_as_possible(review, by=request.actor, at=request.now, **given)

    on_record = f" On record as missing: {'; '.join(open_ones)}." if open_ones else ""
    return deed_page(
        request,
        review,
        "commission/complete",
        partial(CompleteForm, asks=not open_ones),
        do,
        "Complete the review as far as possible",
        ("What could be done is done; what is missing is on record, with the reason.", on_record),
        home=part_address(review.pk, AT),
        save="It is completed as far as possible",
    )


NOT_NOW = "Only a review that is under way is completed as far as possible."


def _ready(row: Product) -> str:
    return stated(row.ready_text, row.ready_iso) if row.is_ready else ""


def _came(row: MissingPiece) -> Cell:
    if not row.has_come:
        return Cell("Has not come", sign="waiting")
    return Cell(capital(stated(row.came_text, row.came_iso)))


def _came_of(listing: Listing, row: MissingPiece, piece: Piece) -> Cell:
    """What came of it, or what is owed now that it is here."""
    left = owed(piece)
    said = {"yes": "It changes what was found.", "no": "It changes nothing that was found."}.get(row.changes, "")
    if not left:
        return Cell(row.changed_what or said or "Nothing yet")
    to = f"{new_part_address(row.review_id, 'products')}?kind=update&because={row.pk}"
    url = (to if left == UPDATE else listing.link("missing", row, "").url) if listing.writes else ""
    return Cell(OWED[left], row.changed_what or said, url, strong=not url)
