"""The results of a round, its comparison, and the files of both."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of, now_of
from throughline.assurance import services
from throughline.assurance.models import AssuranceRound
from throughline.assurance.pages.results import HEADS, answer_rows, comparison_page, results_page, tally_rows
from throughline.assurance.queries import rounds as queries
from throughline.assurance.queries.results import Results, results_of
from throughline.assurance.rules.levels import levels_of
from throughline.assurance.views.doing import reads
from throughline.assurance.views.rounds import shown_of
from throughline.cases.formpages import show
from throughline.documents.attachments import attachment
from throughline.files.cells import table
from throughline.files.making import Sheet, excel
from throughline.kernel.numbers import whole_number

TEMPLATE = "assurance/drawn.jinja"
KINDS = {
    "excel": ("excel", "xlsx"),
    "csv": ("values", "csv"),
}


@require_GET
def results(request: HttpRequest, id: int) -> HttpResponse:
    """By agency, by standard, and who has not answered."""
    row = _round(request, id)
    page, records = results_page(row, actor_of(request), day_of(request))
    return show(request, TEMPLATE, page, shown=shown_of(row, records))


@require_GET
def compare(request: HttpRequest, id: int) -> HttpResponse:
    """Like with like, round by round; or beside the one round that the address counts back to."""
    row = _round(request, id)
    back = whole_number(request.GET.get("back", ""))
    page, records = comparison_page(row, actor_of(request), day_of(request), back=back)
    return show(request, TEMPLATE, page, shown=shown_of(row, records))


@require_GET
def download(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    """Every answer with its three scores, as far as the person may see them."""
    row = _round(request, id)
    if kind not in KINDS:
        raise Http404
    services.take_results(row, by=actor_of(request), at=now_of(request))
    found = results_of(row, actor_of(request), day_of(request))
    data = table(HEADS, answer_rows(row, found)) if kind == "csv" else _excel(row, found)
    media, ending = KINDS[kind]
    return attachment(data, f"round-{row.case.reference}.{ending}", media)


def _excel(row: AssuranceRound, found: Results) -> bytes:
    levels = [one.label for one in levels_of(row.levels)]
    figures = (*levels, "Does not apply", "Missing", f"At {levels[-1]}")
    widths = (40, *(14 for _ in figures))
    return excel(
        row.title,
        (
            Sheet("Answers", HEADS, (24, 14, 16, 24, 50, 16, 14, 50, 14, 40, 14, 40, 14), answer_rows(row, found)),
            Sheet("By agency", ("Agency", *figures), widths, tally_rows(found.by_agency)),
            Sheet("By standard", ("Standard", *figures), widths, tally_rows(found.by_standard)),
        ),
    )


def _round(request: HttpRequest, id: int) -> AssuranceRound:
    reads(request)
    return queries.get_round(id, actor_of(request), day_of(request))
