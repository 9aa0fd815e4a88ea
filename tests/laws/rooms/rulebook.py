"""Rows of the rule book: everybody with a role reads it, the administrator corrects it."""

from __future__ import annotations

from tests.laws.matrix import row

CORRECTS = "page: administrator | 403: rest"


def rows() -> None:
    """The addresses of the room."""
    row("rulebook/", get="403: without | page: rest")
    row("rulebook/export", get="403: without | page: rest")
    row("rulebook/<slug:edition>/", "edition=wt2023", get="403: without | page: rest")
    row("rulebook/<slug:edition>/", "edition=wt1999", get="403: without | 404: rest")
    route = "rulebook/<slug:edition>/<slug:part>/<slug:entry>/correct"
    row(route, "edition=wt2023 part=clocks entry=rapid_review", get=CORRECTS, post=CORRECTS)
    nothing = "404: administrator | 403: rest"
    row(route, "edition=wt2023 part=clocks entry=nothing", get=nothing, post=nothing)
