"""The pages to write a recommendation, which show what was asked before, and to say how two stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.cases import editing
from throughline.findings.forms import RecommendationForm
from throughline.findings.models import Recommendation
from throughline.findings.queries import get_recommendation
from throughline.findings.rules import Remark, wording
from throughline.kernel.refusals import Refused
from throughline.patterns import queries, services
from throughline.patterns.forms import EarlierForm
from throughline.patterns.queries import Advice, Earlier
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import (
    Both,
    FormPage,
    allowed,
    begun_again,
    in_sentence,
    last_changed,
    name_of,
    saved,
    show,
    trail_of,
)
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordforms import RecordForm, meet
from throughline.reviews.recordpages import Edit, Kind, RecordPages
from throughline.ui import drafts
from throughline.ui.words import clock_time


def advice(request: Any, form: RecordForm, record: Any | None) -> Advice:
    """What is noticed of the words that the form holds."""
    owner = _held(form, "owner_name") or ("named" if _held(form, "owner") else "")
    but = record.pk if record is not None else None
    return queries.advice_on(_held(form, "text"), owner=owner, but=but, actor=request.actor, on=request.today)


def _held(form: RecordForm, name: str) -> str:
    return str(form[name].value() or "")


recommendation = RecordPages(
    Kind(
        "recommendation",
        RecommendationForm,
        services.add_recommendation,
        get_recommendation,
        "A recommendation is what the review asks to be changed. What somebody then does is an action.",
        (
            Edit(
                "edit",
                RecommendationForm,
                services.change_recommendation,
                "Change {name}",
                withdraws=True,
                beside=advice,
            ),
        ),
        beside=advice,
    )
)


@dataclass(frozen=True)
class EarlierPage:
    """A recommendation beside the earlier ones like it, and the later ones that were said to follow it."""

    id: int
    name: str
    text: str
    trail: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]
    earlier: tuple[Earlier, ...]
    later: tuple[Earlier, ...]
    writes: bool


@require_GET
def earlier(request: Any, id: int) -> HttpResponse:
    """What was asked before like this recommendation, in every review the person may see, and what was done."""
    held = get_recommendation(id, request.actor, request.today)
    given = {"actor": request.actor, "on": request.today}
    owner = held.owner_name or ("named" if held.owner_id else "")
    page = EarlierPage(
        id=held.pk,
        name=name_of(held),
        text=held.text,
        trail=trail_of(held.review, held),
        remarks=wording(held.text, owner=owner),
        earlier=queries.earlier_of(held, **given),
        later=queries.later_of(held, **given),
        writes=why_not_record(actor=request.actor, thing=held, on=request.today) is None,
    )
    shown = tuple(f"recommendation {one.id}" for one in (*page.earlier, *page.later))
    return show(request, "patterns/earlier.jinja", page, about=held, records=(f"recommendation {id}", *shown))


@require_http_methods(["GET", "POST"])
def answer(request: Any, id: int, earlier: int) -> HttpResponse:
    """Say how a recommendation stands to an earlier one."""
    held = get_recommendation(id, request.actor, request.today)
    before = queries.get_earlier(earlier, actor=request.actor, on=request.today)
    allowed(why_not_record(actor=request.actor, thing=held, on=request.today))
    to = f"{address_of('recommendation', held.pk)}earlier"
    key = f"recommendation-{held.pk}-earlier-{before.pk}"
    again = begun_again(request, key)
    if again is not None:
        return again
    row = queries.get_answer(held, before)
    initial = EarlierForm.initial_of(row) | {"version": row.version} if row else {}
    form = drafts.with_drafts(EarlierForm, request, key, initial=initial)
    both, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            services.answer_earlier(held, before, version=version, by=request.actor, at=request.now, **form.values())
            return saved(request, key, f"It is said how {name_of(held)} stands to the earlier one.", to)
        except editing.Changed as changed:
            met = meet(form, changed.theirs)
            form, status = met.form, 409
            both = Both(changed.by_name, clock_time(changed.at) if changed.at else "", met.versions)
            form.is_valid()
        except Refused as refused:
            in_sentence(form, refused)
    page = _answer_page(held, before, row, to, both)
    shown = (f"recommendation {held.pk}", f"recommendation {before.pk}")
    return show(request, "reviews/record_form.jinja", page, about=held, records=shown, status=status, form=form)


def _answer_page(held: Recommendation, before: Recommendation, row: Any, to: str, both: Both | None) -> FormPage:
    return FormPage(
        title="Two that ask for the same",
        over=held.review.name,
        trail=trail_of(held.review, held),
        lead=("", "Say how the two stand to each other. Both stay on the record, and each shows the other."),
        back=to,
        both=both,
        last_changed=last_changed(row) if row else "",
        facts=(
            ("What is asked now", held.text),
            (
                f"{before.review.name}, {name_of(before).lower()}"
                if before.number
                else f"What {before.review.name} asked",
                before.text,
            ),
        ),
    )
