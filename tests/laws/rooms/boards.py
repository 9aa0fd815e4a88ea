"""Boards: figures of what somebody may see anyway; an agency’s lead sees their own agency’s and those of reviews."""

from __future__ import annotations

from tests.laws import matrix

EVERY = "page: coordinator conflicted chair scrutineer elected_member stranger | 404: rest"
LEADS_TOO = f"page: agency_lead lead_elsewhere {EVERY.removeprefix('page: ')}"
ALL_BODIES = "page: coordinator conflicted chair scrutineer | 404: rest"
OWN_BODY = "page: coordinator conflicted chair agency_lead scrutineer | 404: rest"
SEALED = "page: coordinator chair | 404: rest"
FAR = "page: stranger | 404: rest"


def rows() -> None:
    """The addresses of the room."""
    matrix.row("boards/", get=LEADS_TOO)
    for address, of, may in (
        ("boards/partnership/", "", EVERY),
        ("boards/agencies/<int:id>/", "id=agency", OWN_BODY),
        ("boards/groups/<int:id>/", "id=group", ALL_BODIES),
        ("boards/reviews/<int:id>/", "id=review", matrix.SEES),
        ("boards/reviews/<int:id>/", "id=published_review", matrix.SEES_PUBLISHED),
        ("boards/reviews/<int:id>/", "id=sealed_review", SEALED),
        ("boards/reviews/<int:id>/", "id=far_review", FAR),
    ):
        matrix.row(address, of, get=may)
        matrix.row(f"{address}download", of, get=may)
        matrix.row(f"{address}list", of, get=may)
        matrix.row(f"{address}list/download", of, get=may)
