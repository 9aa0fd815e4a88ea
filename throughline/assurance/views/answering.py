"""The pages on which an agency answers, and on which its answers are sent, challenged and moderated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.sizes import takes_files
from throughline.assurance import services
from throughline.assurance.forms import rounds as forms
from throughline.assurance.forms.questionnaires import ReasonForm, SureForm
from throughline.assurance.models import AgencyReturn, ReturnAnswer
from throughline.assurance.pages.returns import return_sheet
from throughline.assurance.permissions import (
    why_not_answer,
    why_not_challenge,
    why_not_moderate,
    why_not_run,
    why_not_send_back,
)
from throughline.assurance.queries import rounds as queries
from throughline.assurance.rules.levels import described, label_of, levels_of
from throughline.assurance.services.uploads import keep_upload
from throughline.assurance.views.doing import SHEET, about, once, reads
from throughline.cases.formpages import Shown, allowed, show
from throughline.messages.queries import recipients
from throughline.partnerships.queries import agency_names


@require_GET
def one(request: HttpRequest, id: int) -> HttpResponse:
    """What one agency answers."""
    row = _return(request, id)
    page, records = return_sheet(row, actor_of(request), day_of(request))
    return show(request, SHEET, page, shown=_shown(row, records))


@takes_files
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, id: int, number: int) -> HttpResponse:
    """Answer one part: a standard, or a sampled case."""
    row = _return(request, id)
    allowed(why_not_answer(actor=actor_of(request), thing=row))
    parts = queries.parts_of(row)
    mine = next((one for one in parts if one.number == number), None)
    if mine is None:
        raise Http404
    after = f"/agency-returns/{row.pk}/parts/{number + 1}" if number < len(parts) else _at(row)
    lead = (f"Part {number} of {len(parts)}.", " What you save is kept; you can come back until you send it.")
    save = "Save and go on" if number < len(parts) else "Save"
    page = about(mine.title, _at(row), lead, over=row.round.title, name=_called(row, request), save=save)

    def do(form: Any) -> str:
        said = dict(form.cleaned_data["said"])
        for name, file in form.files_sent().items():
            document = keep_upload(
                partnership=row.chain, name=file.name, data=file.read(), by=actor_of(request), at=now_of(request)
            )
            said[name] = replace(said[name], document=document)
        services.save_answers(row, said=said, by=actor_of(request), at=now_of(request))
        return after

    given: dict[str, Any] = {"parts": (mine,), "levels": levels_of(row.round.levels)}
    key = f"return-{row.pk}-{number}"
    return once(request, forms.AnswersForm, page, key, do, _shown(row), says="It is saved.", **given)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, id: int) -> HttpResponse:
    """Send the answers."""
    row = _return(request, id)
    allowed(why_not_answer(actor=actor_of(request), thing=row))
    lead = ("Your agency stands by these answers.", " They cannot be changed unless the business unit sends them back.")
    page = about("Send the answers", _at(row), lead, over=row.round.title, name=_called(row, request), save="Send them")

    def do(form: Any) -> str:
        services.send_answers(row, by=actor_of(request), at=now_of(request))
        return _at(row)

    return once(request, SureForm, page, f"return-{row.pk}-send", do, _shown(row), says="The answers are sent.")


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, id: int) -> HttpResponse:
    """Send the answers back to the agency."""
    row = _return(request, id)
    allowed(why_not_send_back(actor=actor_of(request), thing=row))
    lead = ("The agency can change its answers again, and sees your reason.", "")
    name = _called(row, request)
    page = about("Send the answers back", _at(row), lead, over=row.round.title, name=name, save="Send them back")

    def do(form: Any) -> str:
        services.send_back(row, reason=form.cleaned_data["reason"], by=actor_of(request), at=now_of(request))
        return _at(row)

    return once(request, ReasonForm, page, f"return-{row.pk}-back", do, _shown(row), says="They are sent back.")


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Send somebody of the agency a link to the questions."""
    row = _return(request, id)
    allowed(why_not_run(actor=actor_of(request), thing=row))
    people = recipients(row.chain, on=day_of(request), agency=row.agency_id)
    lead = ("They get a link by e-mail, and a code when they open it.", " The message names no child and no question.")
    back = f"/rounds/{row.round_id}/"
    page = about("Send a link", back, lead, over=_called(row, request), name=row.round.title, save="Send the link")

    def do(form: Any) -> str:
        services.ask_agency(row, to=form.cleaned_data["to"], by=actor_of(request), at=now_of(request))
        return back

    offered = [(one.key, f"{one.name}, {one.about}") for one in people]
    key = f"return-{row.pk}-ask"
    return once(request, forms.AskForm, page, key, do, _shown(row), says="The link waits to be sent.", people=offered)


@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, id: int) -> HttpResponse:
    """Give an answer another score."""
    row = _answer(request, id)
    allowed(why_not_challenge(actor=actor_of(request), thing=row, on=day_of(request)))
    return _score(request, row, "Challenge this answer", services.challenge_answer)


@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest, id: int) -> HttpResponse:
    """Settle the score of a challenged answer."""
    row = _answer(request, id)
    allowed(why_not_moderate(actor=actor_of(request), thing=row, on=day_of(request)))
    return _score(request, row, "Moderate this score", services.moderate_answer)


def _score(request: HttpRequest, row: ReturnAnswer, title: str, service: Any) -> HttpResponse:
    levels = levels_of(row.of.round.levels)
    last = row.scores.order_by("-id").select_related("by").first()
    facts = (
        ("What they say", row.words or "No words"),
        ("Their own score", label_of(row.level, levels)),
        *((("Peer’s score", f"{label_of(last.level, levels)}. {last.reason} ({last.by.name})"),) if last else ()),
    )
    name = _called(row.of, request)
    page = about(title, _at(row.of), (row.question.text, ""), over=name, name=name, facts=facts)

    def do(form: Any) -> str:
        given = form.cleaned_data
        service(row, level=int(given["level"]), reason=given["reason"], by=actor_of(request), at=now_of(request))
        return _at(row.of)

    offered = described(row.question.descriptors, levels)
    key = f"answer-{row.pk}-{title.split()[0].lower()}"
    shown = Shown(row.case_id, ("return_answer", row.pk))
    return once(request, forms.ScoreForm, page, key, do, shown, levels=offered)


def _return(request: HttpRequest, id: int) -> AgencyReturn:
    reads(request)
    return queries.get_return(id, actor_of(request), day_of(request))


def _answer(request: HttpRequest, id: int) -> ReturnAnswer:
    reads(request)
    return queries.get_answer(id, actor_of(request), day_of(request))


def _at(row: AgencyReturn) -> str:
    return f"/agency-returns/{row.pk}/"


def _called(row: AgencyReturn, request: HttpRequest) -> str:
    return agency_names(row.chain, on=day_of(request)).get(row.agency_id, "")


def _shown(row: AgencyReturn, records: list[str] | None = None) -> Shown:
    return Shown(row.case_id, ("agency_return", row.pk), tuple(records or ()))
