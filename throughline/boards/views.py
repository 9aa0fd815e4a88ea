"""The pages of boards, the lists behind their figures, and both as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.rules import may
from throughline.boards.files import KINDS, board_file, file_name, list_file
from throughline.boards.permissions import SEES
from throughline.boards.queries.boards import Board, board_of, boards_of
from throughline.boards.queries.guards import reads_register
from throughline.boards.queries.lists import Asked, figure_list, whole_list
from throughline.boards.queries.scopes import Scope, get_scope
from throughline.boards.rules.drawing import draw_flow
from throughline.boards.rules.figures import FIGURES, FLOW, OF_REGISTER
from throughline.boards.rules.years import totals
from throughline.boards.services import bring_up_to_date, take_board
from throughline.cases.formpages import Shown, show
from throughline.documents.attachments import attachment
from throughline.kernel.numbers import whole_number


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One board with its picture."""

    board: Board
    trail: tuple[tuple[str, str], ...]
    wide: Any
    narrow: Any
    totals: dict[str, int]
    flow: tuple[Any, ...]


@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Every board that the person may see."""
    actor = actor_of(request)
    if not actor.role or not may(actor.role, SEES):
        raise Http404
    left = bring_up_to_date(partnership=actor.partnership, on=day_of(request))
    page = boards_of(
        page=_number(request, "page") or 1, left=left, named=_named(request), actor=actor, on=day_of(request)
    )
    shown = Shown(0, ("boards", actor.partnership), tuple(f"review {one.url.split('/')[3]}" for one in page.reviews))
    return show(request, "boards/boards.jinja", page, shown=shown)


@require_GET
def board(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """The figures of one board."""
    scope, left = _scope(request, kind, id)
    found = board_of(scope, left=left, actor=actor_of(request), on=day_of(request))
    wide, narrow = draw_flow(found.years, identity="flow") if found.years else ("", "")
    flow = tuple(FIGURES[key] for key in FLOW)
    page = BoardPage(found, _trail(scope), wide, narrow, totals(found.years), flow)
    return show(request, "boards/board.jinja", page, shown=_shown(scope))


@require_GET
def listed(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """The list behind a figure: ``?of=overdue``, ``&year=2024`` or ``&before=2012``."""
    scope, left = _scope(request, kind, id)
    asked = _asked(request)
    page = figure_list(scope, asked, left=left, actor=actor_of(request), on=day_of(request))
    shown = _shown(scope, tuple(dict.fromkeys(one.record for one in page.lines)))
    return show(request, "boards/list.jinja", page, shown=shown, trail=(*_trail(scope), (scope.name, scope.url)))


@require_GET
def download(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """The board as a file: ``?as=xlsx`` or ``csv``."""
    scope, left = _scope(request, kind, id)
    ending = _ending(request)
    found = board_of(scope, left=left, actor=actor_of(request), on=day_of(request))
    take_board(scope.kind, scope.key, case=scope.case, by=actor_of(request), at=now_of(request))
    return _file(request, board_file(found, ending), scope, "", ending)


@require_GET
def listed_download(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """The list behind a figure as a file, up to as many lines as one holds."""
    scope, left = _scope(request, kind, id)
    asked, ending = _asked(request), _ending(request)
    actor, on = actor_of(request), day_of(request)
    page = figure_list(scope, asked, left=left, actor=actor, on=on)
    lines, _ = whole_list(scope, asked, actor=actor, on=on)
    take_board(scope.kind, scope.key, figure=asked.figure, case=scope.case, by=actor, at=now_of(request))
    return _file(request, list_file(page, lines, ending), scope, asked.figure, ending)


def _scope(request: HttpRequest, kind: str, id: int) -> tuple[Scope, int]:
    """The board for whoever may see it, counted as it stands, and how many reviews were not reached."""
    actor, on = actor_of(request), day_of(request)
    scope = get_scope(kind, id, partnership_name=_named(request), actor=actor, on=on)
    return scope, bring_up_to_date(partnership=actor.partnership, on=on)


def _named(request: HttpRequest) -> str:
    return str(request.acting.partnership_name)  # type: ignore[attr-defined]  # ours: access.middleware


def _asked(request: HttpRequest) -> Asked:
    actor, figure = actor_of(request), request.GET.get("of", "asked")
    if figure not in FIGURES or (figure in OF_REGISTER and not reads_register(actor)):
        raise Http404
    year, before = (_number(request, name) if figure in FLOW else 0 for name in ("year", "before"))
    return Asked(figure, year, before, max(1, _number(request, "page")))


def _number(request: HttpRequest, name: str) -> int:
    return min(max(0, whole_number(request.GET.get(name))), 99_999)


def _ending(request: HttpRequest) -> str:
    ending = request.GET.get("as", "xlsx")
    if ending not in KINDS:
        raise Http404
    return ending


def _trail(scope: Scope) -> tuple[tuple[str, str], ...]:
    if scope.kind == "review":
        return ("Your work", "/"), ("Reviews", "/reviews/"), (scope.name, f"/reviews/{scope.key}/")
    return ("Your work", "/"), ("Boards", "/boards/")


def _shown(scope: Scope, records: tuple[str, ...] = ()) -> Shown:
    of = (f"review {scope.key}",) if scope.kind == "review" else ()
    return Shown(scope.case, ("board_of_" + scope.kind, scope.key), (*of, *records))


def _file(request: HttpRequest, data: bytes, scope: Scope, figure: str, ending: str) -> HttpResponse:
    return attachment(data, file_name(scope.url, figure, day_of(request), ending), KINDS[ending])
