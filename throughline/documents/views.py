"""A source as it was read, with the words that records rest on; and the file itself, handed out and never shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.step_up import is_fresh, to_code
from throughline.audit.services import saw
from throughline.documents import queries, services
from throughline.documents.attachments import attachment
from throughline.documents.models import Document
from throughline.documents.rules import CALLED, served_name
from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What the page shows: the document, what it is, and a page of its paragraphs."""

    document: Document
    called: str
    source: queries.Source
    mentions: list[queries.Mention]


@require_GET
def source_page(request: HttpRequest, document: int) -> HttpResponse:
    """The text of a document, its paragraphs numbered. ``?span=`` leads to the words that one record rests on."""
    actor = request.actor  # type: ignore[attr-defined]
    row = queries.get_document(document, actor=actor, on=request.today)  # type: ignore[attr-defined]
    cases = queries.cases_of(row)
    if queries.wants_code(cases) and not is_fresh(request):
        return to_code(request)
    source = queries.source(row, span=_number(request, "span"), page=_number(request, "page"))
    cited = queries.mentions_of(row, actor=actor, on=request.today)  # type: ignore[attr-defined]
    for case in cases or (0,):
        saw(
            by=actor,
            at=request.now,  # type: ignore[attr-defined]
            subject=("document", row.pk),
            case=case,
            records=[f"document {row.pk}"]
            + ([f"span {source.chosen}"] if source.chosen else [])
            + [one.record for one in cited if one.case == case],
        )
        request.case_shown = case  # type: ignore[attr-defined]
    return render(request, "documents/source.jinja", SourcePage(row, CALLED[row.media], source, cited))


@require_GET
def download(request: HttpRequest, document: int) -> HttpResponse:
    """The file as it was received: as an attachment, under a safe name, its type not guessed at, in a sandbox."""
    actor = request.actor  # type: ignore[attr-defined]
    row = queries.get_document(document, actor=actor, on=request.today)  # type: ignore[attr-defined]
    cases = queries.cases_of(row)
    if queries.wants_code(cases) and not is_fresh(request):
        return to_code(request)
    try:
        data = services.hand_out(document=row, case=cases[0] if cases else 0, by=actor, at=request.now)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.warning(request, f"{refused.says} {refused.do}")
        return HttpResponseRedirect(reverse("documents:source", args=[row.pk]))
    for case in cases[1:]:  # whoever asks there who looked is told of it too
        saw(by=actor, at=request.now, subject=("document", row.pk), case=case, records=[f"document {row.pk}"])  # type: ignore[attr-defined]
    return attachment(data, served_name(row.name, row.media), row.media)


def _number(request: HttpRequest, name: str) -> int:
    return whole_number(request.GET.get(name))
