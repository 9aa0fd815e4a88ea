"""The pages of a round: open it, change it, bring it on, and say who looks at whose answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.assurance import services
from throughline.assurance.forms import rounds as forms
from throughline.assurance.models import AssuranceRound
from throughline.assurance.pages.rounds import address, round_sheet
from throughline.assurance.permissions import why_not_name_peer, why_not_run
from throughline.assurance.queries import rounds as queries
from throughline.assurance.queries.questionnaires import published
from throughline.assurance.rules import rounds as rules
from throughline.assurance.views.doing import SHEET, about, agencies_here, change, once, reads
from throughline.cases.formpages import Shown, allowed, show
from throughline.partnerships.queries import agency_names


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    reads(request)
    allowed(why_not_run(actor=actor_of(request)))
    lead = ("What is asked is kept with the round as it is asked.", " Answers of the round before are carried forward.")
    page = about("Open a round", "/assurance/", lead, save="Open the round")

    def do(form: Any) -> str:
        return address(services.open_round(by=actor_of(request), at=now_of(request), **form.values()))

    shown = Shown(0, ("assurance", actor_of(request).partnership))
    editions, agencies = published(actor_of(request)), agencies_here(request)
    initial = {"edition": request.GET.get("edition", "")}
    given: dict[str, Any] = {"editions": editions, "agencies": agencies}
    return once(request, forms.OpenForm, page, "round", do, shown, says="The round is open.", initial=initial, **given)


@require_GET
def one(request: HttpRequest, id: int) -> HttpResponse:
    """A round."""
    row = _round(request, id)
    page, records = round_sheet(row, actor_of(request), day_of(request))
    return show(request, SHEET, page, shown=shown_of(row, records))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change its title, day and words."""
    row = _round(request, id)
    page = about("Change the round", address(row), over=row.title, name=row.title)
    why = why_not_run(actor=actor_of(request), thing=row)
    return change(request, row, forms.RoundForm, page, services.change_round, why, shown_of(row))


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, id: int, verb: str) -> HttpResponse:
    """Bring it to its next state."""
    row = _round(request, id)
    allowed(why_not_run(actor=actor_of(request), thing=row))
    move = rules.find(row.state, verb)
    if move is None:
        raise Http404
    after = rules.STATES[move.after]
    lead = (f"It becomes “{after.word}”:", f" {after.means}.")
    page = about(move.label, address(row), lead, over=row.title, name=row.title, save=move.label)

    def do(form: Any) -> str:
        reason = form.cleaned_data.get("reason", "")
        services.move_round(row, verb=verb, reason=reason, by=actor_of(request), at=now_of(request))
        return address(row)

    key = f"round-{row.pk}-{verb}"
    return once(request, forms.StepForm, page, key, do, shown_of(row), says="It is done.", needs_reason=move.reason)


@require_http_methods(["GET", "POST"])
def peers(request: HttpRequest, id: int) -> HttpResponse:
    """Say whose answers each agency looks at."""
    row = _round(request, id)
    allowed(why_not_name_peer(actor=actor_of(request), thing=row))
    actor, on = actor_of(request), day_of(request)
    lead = ("A peer sees the other’s answers while they are challenged,", " and may give another score.")
    page = about("Who is whose peer", address(row), lead, over=row.title, name=row.title)

    def do(form: Any) -> str:
        services.name_peers(row, peers=form.peers(), by=actor, at=now_of(request))
        return address(row)

    given: dict[str, Any] = {
        "returns": queries.returns_of(row, actor, on),
        "names": agency_names(actor.partnership, on=on),
    }
    return once(request, forms.PeersForm, page, f"round-{row.pk}-peers", do, shown_of(row), **given)


def shown_of(row: AssuranceRound, records: list[str] | None = None) -> Shown:
    """Who looked at a round."""
    return Shown(row.case_id, ("assurance_round", row.pk), tuple(records or ()))


def _round(request: HttpRequest, id: int) -> AssuranceRound:
    reads(request)
    return queries.get_round(id, actor_of(request), day_of(request))
