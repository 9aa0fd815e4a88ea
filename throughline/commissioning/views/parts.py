"""The pages on which a record of a commission is added, changed and withdrawn: one way for all kinds."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from throughline.cases import editing
from throughline.commissioning.models import AgencyReport
from throughline.commissioning.permissions import why_not_tell, why_not_write, why_not_write_part
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.queries.before import said_before
from throughline.commissioning.services import parts as services
from throughline.commissioning.services.reports import ask_agency
from throughline.commissioning.views.kinds import KINDS, Kind, one_address, part_address
from throughline.kernel.refusals import Refused
from throughline.reviews.formpages import (
    Both,
    FormPage,
    allowed,
    begun_again,
    in_sentence,
    last_changed,
    offered,
    saved,
    show,
    trail_of,
)
from throughline.reviews.models import Review
from throughline.reviews.recordforms import About, meet
from throughline.reviews.recordpages import WithdrawForm, prefilled
from throughline.reviews.services import sent_once, withdraw_record
from throughline.ui import drafts
from throughline.ui.words import clock_time


def trail(review: Review, part: str = "") -> tuple[tuple[str, str], ...]:
    """The way down to that part of the commission."""
    return (*trail_of(review), ("Commission", part_address(review.pk)))


@require_http_methods(["GET", "POST"])
def new(request: Any, id: int, kind: Kind) -> HttpResponse:
    """Add a record of that kind to the commission of a review."""
    review = queries.get_commissioned(id, request.actor, request.today)
    why = why_not_write_part(actor=request.actor, thing=review, model=kind.model, report=None, on=request.today)
    allowed(why)
    standing = queries.parts_of(kind.model, review).first() if kind.once else None
    if standing is not None:
        return HttpResponseRedirect(one_address(review.pk, kind.key, standing.pk))
    key = f"commission-{review.pk}-{kind.key}"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today)
    before = said_before(kind.model, review, request.actor, request.today)
    initial = before | {"once": uuid4().hex} | prefilled(kind.form, request.GET)
    form = drafts.with_drafts(kind.form, request, key, initial=initial, about=about)
    if request.method == "POST" and form.is_valid():

        def do() -> str:
            made = ADDS.get(kind.key, partial(services.add_part, kind.model))(
                review=review, fields=form.values(), by=request.actor, at=request.now
            )
            return _place_of(made, kind)

        try:
            to = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
            to = request.path if "another" in request.POST else to
            return saved(request, key, f"The {kind.word} is in the record.", to)
        except Refused as refused:
            in_sentence(form, refused)
    page = FormPage(
        title=" ".join(f"{'Write' if kind.once else 'Add'} {kind.article} {kind.word}".split()),
        over=review.name,
        trail=trail(review),
        lead=("", kind.explains),
        back=part_address(review.pk, kind.part),
        another="" if kind.once else "Save and add another",
    )
    return show(request, "reviews/record_form.jinja", page, about=review, records=offered(form), form=form)


@require_http_methods(["GET", "POST"])
def edit(request: Any, id: int, record: int, kind: Kind) -> HttpResponse:
    """Change a record of that kind on a page that loses nothing, whoever else changes it meanwhile."""
    review = queries.get_commissioned(id, request.actor, request.today)
    row = queries.get_part(kind.model, record, review, request.actor)
    allowed(_why_not_change(request, kind, row))
    key = f"{kind.key}-{row.pk}-edit"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today, row)
    initial = kind.form.initial_of(row) | {"version": row.version}
    form: Any = drafts.with_drafts(kind.form, request, key, initial=initial, about=about)
    to, both, status = _place_of(row, kind), None, 200
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            services.change_part(row, fields=form.values(), version=version, by=request.actor, at=request.now)
            return saved(request, key, f"The {kind.word} is changed.", to)
        except editing.Changed as changed:
            met = meet(form, changed.theirs)
            form, status = met.form, 409
            both = Both(changed.by_name, clock_time(changed.at) if changed.at else "", met.versions)
            form.is_valid()
        except Refused as refused:
            in_sentence(form, refused)
    further = (f"Withdraw this {kind.word}", one_address(review.pk, kind.key, row.pk, "withdraw"))
    page = FormPage(
        title=f"Change {'the' if kind.once else 'this'} {kind.word}",
        over=review.name,
        trail=trail(review),
        lead=("", kind.explains),
        back=to,
        both=both,
        last_changed=last_changed(row),
        further=(further,) if kind.withdraws else (),
    )
    seen = (f"{editing.kind_of(row)} {row.pk}", *offered(form))
    return show(request, "reviews/record_form.jinja", page, about=review, records=seen, status=status, form=form)


@require_http_methods(["GET", "POST"])
def withdraw(request: Any, id: int, kind: str, record: int) -> HttpResponse:
    """Withdraw a record of a commission, with the reason. It is kept, and shown no more."""
    review = queries.get_commissioned(id, request.actor, request.today)
    of = KINDS.get(kind)
    if of is None or not of.withdraws:
        raise Http404
    row = queries.get_part(of.model, record, review, request.actor)
    allowed(why_not_write(actor=request.actor, thing=review, on=request.today))
    key = f"{of.key}-{row.pk}-withdraw"
    again = begun_again(request, key)
    if again is not None:
        return again
    form = drafts.with_drafts(WithdrawForm, request, key, about=About(review, request.actor, request.today, row))
    if request.method == "POST" and form.is_valid():
        withdraw_record(row, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        to = part_address(review.pk, of.part)
        return saved(request, key, f"The {of.word} is withdrawn. It is kept, and shown no more.", to)
    page = FormPage(
        title=f"Withdraw this {of.word}",
        over=review.name,
        trail=trail(review),
        lead=("It is kept with your reason, and shown no more.", " Nothing is deleted."),
        back=one_address(review.pk, of.key, row.pk),
        save=f"Withdraw this {of.word}",
    )
    seen = (f"{editing.kind_of(row)} {row.pk}",)
    return show(request, "reviews/record_form.jinja", page, about=review, records=seen, form=form)


# Kinds that begin with more than their record.
ADDS: dict[str, Any] = {"agency-reports": ask_agency}


def _place_of(row: Any, kind: Kind) -> str:
    """The page on which the record stands: that of its report, else the part of the commission."""
    report = row if isinstance(row, AgencyReport) else getattr(row, "report", None)
    if report is not None:
        return one_address(row.review_id, "agency-reports", report.pk, "")
    return part_address(row.review_id, kind.part)


def _why_not_change(request: Any, kind: Kind, row: Any) -> str | None:
    """Why this person may not change that record: what an agency says in its report is the agency's own."""
    if kind.key == "authors":
        return why_not_tell(actor=request.actor, thing=row, on=request.today)
    report = getattr(row, "report", None)
    return why_not_write_part(actor=request.actor, thing=row.review, model=kind.model, report=report, on=request.today)


urls: list[URLPattern] = [
    made
    for kind in KINDS.values()
    for made in (
        *(
            [path(f"reviews/<int:id>/commission/{kind.key}/new", new, {"kind": kind}, name=f"{kind.key}-new")]
            if kind.adds
            else []
        ),
        path(
            f"reviews/<int:id>/commission/{kind.key}/<int:record>/edit", edit, {"kind": kind}, name=f"{kind.key}-edit"
        ),
    )
] + [path("reviews/<int:id>/commission/<slug:kind>/<int:record>/withdraw", withdraw, name="part-withdraw")]
