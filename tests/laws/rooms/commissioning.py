"""The records of a commission, and who gets what at its addresses."""

from __future__ import annotations

from typing import Any

from tests.commissions import one_of_each
from tests.laws import matrix
from throughline.commissioning.views import shape
from throughline.commissioning.views.kinds import KINDS
from throughline.reviews.models import Review

INSIDE = "page: coordinator chair scrutineer | 403: agency_lead | 404: rest"
PARTS = {f"commission/{part}" if part else "commission": inside for part, _, inside in shape.PARTS}


TOLD = ("answers", "own-recommendations")


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One record of each kind under the case's review."""
    made: dict[str, Any] = one_of_each(Review.objects.get(pk=ids["review"]), agency)
    return made | {f"slug_{key}": key for key in KINDS}


def rows() -> None:
    """Who gets what."""
    elected_not = matrix.SEES
    for part, inside in PARTS.items():
        matrix.row(f"reviews/<int:id>/{part}", "id=review", get=INSIDE if inside else elected_not)
        matrix.row(f"reviews/<int:id>/{part}", "id=published_review", get=INSIDE if inside else elected_not)
        matrix.row(f"reviews/<int:id>/{part}", "id=sealed_review", get="page: coordinator chair | 404: rest")
        matrix.row(f"reviews/<int:id>/{part}", "id=far_review", get="page: stranger | 404: rest")
    for key, kind in KINDS.items():
        new = f"reviews/<int:id>/commission/{key}/new"
        only = "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"
        writes = only if kind.once else matrix.WRITES
        tells = key in TOLD
        if kind.adds:
            writes = matrix.TELLS if tells else writes
            matrix.row(new, "id=review", get=writes, post=writes)
        may = matrix.TELLS if tells or key == "authors" else matrix.WRITES
        edit = f"reviews/<int:id>/commission/{key}/<int:record>/edit"
        matrix.row(edit, f"id=review record={key}", get=may, post=may)
        matrix.row(edit, f"id=review record=far_{key}", get="404: rest", post="404: rest")
    one = "reviews/<int:id>/commission/agency-reports/<int:record>"
    matrix.row(one, "id=review record=agency-reports", get=matrix.SEES)
    matrix.row(one, "id=review record=far_agency-reports", get="404: rest")
    matrix.row(f"{one}/version", "id=review record=agency-reports", get=matrix.TELLS, post=matrix.TELLS)
    matrix.row(f"{one}/state", "id=review record=agency-reports", get=matrix.WRITES, post=matrix.WRITES)
    settle = "reviews/<int:id>/commission/reviewers/<int:record>/settle"
    matrix.row(settle, "id=review record=reviewers", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row("reviews/<int:id>/commission/complete", "id=review", get=matrix.WRITES, post=matrix.WRITES)
    inside = "page: coordinator conflicted stranger chair scrutineer | 403: rest"
    matrix.row("commissions/reviewers", get=inside)
    taken = "reviews/<int:id>/agency-recommendations"
    # No report of the world is accepted, so nothing waits to be followed and it leads on.
    leads_on = matrix.WRITES.replace("page", "on")
    matrix.row(taken, "id=review", get=leads_on, post=leads_on)
    matrix.row("commissions/methods", get="page: coordinator conflicted stranger chair scrutineer | 403: rest")
    gone = "reviews/<int:id>/commission/<slug:kind>/<int:record>/withdraw"
    matrix.row(gone, "id=review kind=slug_lines record=lines", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(gone, "id=review kind=slug_facts record=facts", get="404: rest", post="404: rest")
