"""The pages of what is asked of national bodies, and of what they advise."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.actionplans.queries import get_action
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page, show
from throughline.findings.queries import get_recommendation
from throughline.national import forms, pages, queries, services
from throughline.national.models import Advice
from throughline.national.permissions import ASKS, why_not_advise, why_not_ask, why_not_move_ask
from throughline.national.rules import advice as advised
from throughline.national.rules import asks
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.queries import get_review
from throughline.reviews.recordpages import Edit, Kind, RecordPages
from throughline.reviews.services import sent_once
from throughline.reviews.sheets import show_sheet

SHEET = "reviews/sheet.jinja"
EXPLAINS = "A national recommendation or a letter of concern: to whom, in which words, and by when a reply is due."
ask = RecordPages(
    Kind(
        "national_ask",
        forms.AskForm,
        services.add_ask,
        queries.get_ask,
        EXPLAINS,
        (Edit("edit", forms.AskForm, services.change_ask, "Change what is asked", withdraws=True, may=ASKS),),
        why_not_add=why_not_ask,
        listed_at="national",
    )
)


@require_GET
def national(request: HttpRequest) -> HttpResponse:
    """What waits on national bodies, and the advice that came from them."""
    queries.reads_advice(actor_of(request))
    page, shown = pages.national_sheet(actor=actor_of(request), on=day_of(request))
    subject = ("national", actor_of(request).partnership)
    return show(request, SHEET, page, shown=Shown(0, subject, tuple(shown)))


@require_GET
def of_review(request: Any, id: int) -> HttpResponse:
    """What one review asks of national bodies."""
    review = get_review(id, request.actor, request.today)
    page, records = pages.review_sheet(review, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=review, records=records, subject=("national", review.pk))


@require_GET
def one_ask(request: Any, id: int) -> HttpResponse:
    """One ask of a national body."""
    row = queries.get_ask(id, request.actor, request.today)
    page, records = pages.ask_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_http_methods(["GET", "POST"])
def state(request: Any, id: int) -> HttpResponse:
    """Say what has become of what was asked."""
    row = queries.get_ask(id, request.actor, request.today)
    every = asks.moves_from(row.state)
    why = [why_not_move_ask(actor=request.actor, thing=row, move=one, on=request.today) for one in every]
    mine = tuple(one for one, said in zip(every, why, strict=True) if said is None)
    allowed(None if mine else why[0])

    def do(form: Any) -> None:
        services.move_ask(row, by=request.actor, at=request.now, **form.values())

    now = asks.STATES[row.state]
    lead = (f"{now.word}:", f" {now.means}. What is said here stands for ever.")
    verb = f"state-{row.state}-{len(queries.steps_of(row))}"
    return deed_page(
        request, row, verb, partial(forms.StepForm, moves=mine), do, "What has become of what was asked", lead
    )


@require_GET
def one_advice(request: HttpRequest, id: int) -> HttpResponse:
    """One piece of advice."""
    row = queries.get_advice(id, actor_of(request))
    page, shown = pages.advice_sheet(row, actor=actor_of(request), on=day_of(request))
    return show(request, SHEET, page, shown=Shown(0, ("advice", row.pk), tuple(shown)))


@require_http_methods(["GET", "POST"])
def new_advice(request: HttpRequest) -> HttpResponse:
    """Record what a national review or report advises."""
    queries.reads_advice(actor_of(request))
    allowed(why_not_advise(actor=actor_of(request)))

    def do() -> str:
        made = services.add_advice(by=actor_of(request), at=now_of(request), **kept["form"].values())
        return f"/advice/{made.pk}/"

    kept: dict[str, Any] = {}

    def act(form: Any) -> str:
        kept["form"] = form
        return sent_once(key=form.cleaned_data["once"], by=actor_of(request), at=now_of(request), do=do)

    lead = ("Where it comes from, and what it says.", " What the partnership decides about it comes next.")
    page = CaseForm("Record national advice", "", (*pages.HOME, pages.NATIONAL), lead, "/national/", "Record it")
    shown = Shown(0, ("national", actor_of(request).partnership))
    given: dict[str, Any] = {"says": "It is in the record.", "shown": shown, "initial": {"once": uuid4().hex}}
    return form_page(request, forms.AdviceForm, page, key="advice-new", act=act, **given, found=_found(request))


@require_http_methods(["GET", "POST"])
def edit_advice(request: HttpRequest, id: int) -> HttpResponse:
    """Change what is on record of advice."""
    row = queries.get_advice(id, actor_of(request))
    allowed(why_not_advise(actor=actor_of(request), thing=row))
    asked = queries.asked_because_of(row, actor_of(request), day_of(request))
    done = queries.done_because_of(row, actor_of(request), day_of(request))
    seen = [address_of("recommendation", one.pk) for one in asked] + [address_of("action", one.pk) for one in done]
    row.__dict__["seen"] = seen

    def change(record: Advice, *, fields: dict[str, Any], **more: Any) -> Advice:
        hidden = {
            "recommendations": record.recommendations.exclude(pk__in=[one.pk for one in asked]),
            "actions": record.actions.exclude(pk__in=[one.pk for one in done]),
        }
        kept = {name: [*fields[name], *rows] for name, rows in hidden.items()}
        return services.change_advice(record, fields={**fields, **kept}, **more)

    page = _about(row, "Change the advice", ("", "What was decided about it stays as it is."))
    return change_page(
        request,
        row,
        forms.AdviceForm,
        page,
        key=f"advice-{row.pk}-edit",
        change=change,
        says="It is changed.",
        to=f"/advice/{row.pk}/",
        shown=Shown(0, ("advice", row.pk)),
        found=_found(request),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, id: int) -> HttpResponse:
    """Say what the partnership decided about advice."""
    row = queries.get_advice(id, actor_of(request))
    allowed(why_not_advise(actor=actor_of(request), thing=row))
    now = pages.stage(row)

    def act(form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("state", "reason", "day_on")}
        services.decide_advice(row, by=actor_of(request), at=now_of(request), **given)
        return f"/advice/{row.pk}/"

    page = _about(row, "What was decided about this advice", (row.text, ""))
    key, shown = f"advice-{row.pk}-decide-{now}", Shown(0, ("advice", row.pk))
    moves = advised.moves_from(now)
    says = "The decision is in the record."
    return form_page(request, forms.DecideForm, page, key=key, act=act, says=says, shown=shown, moves=moves)


@require_http_methods(["GET", "POST"])
def withdraw_advice(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraw advice, with the reason."""
    row = queries.get_advice(id, actor_of(request))
    allowed(why_not_advise(actor=actor_of(request), thing=row))

    def act(form: Any) -> str:
        reason = form.cleaned_data["reason"]
        services.withdraw_advice(row, reason=reason, by=actor_of(request), at=now_of(request))
        return "/national/"

    page = _about(row, "Withdraw this advice", ("It is kept with your reason, and shown no more.", ""))
    key, shown = f"advice-{row.pk}-withdraw", Shown(0, ("advice", row.pk))
    return form_page(request, forms.WithdrawForm, page, key=key, act=act, says="It is withdrawn.", shown=shown)


def _about(row: Advice, title: str, lead: tuple[str, str]) -> CaseForm:
    back = f"/advice/{row.pk}/"
    return CaseForm(title, row.title, (*pages.HOME, pages.NATIONAL, ("The advice", back)), lead, back)


def _found(request: HttpRequest) -> Any:
    """Finds a recommendation or an action that the person may see; nothing where there is none."""

    def find(folder: str, id: int) -> Any:
        get = get_action if folder == "actions" else get_recommendation
        try:
            return get(id, actor_of(request), day_of(request))
        except Http404:
            return None

    return find
