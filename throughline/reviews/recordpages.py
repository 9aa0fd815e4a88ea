"""The pages on which any record is added and changed: one way for all kinds, told apart by a `Kind`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from throughline.access.sizes import takes_files
from throughline.cases import editing
from throughline.cases.formpages import begun_at_older_version
from throughline.cases.models import OfCase
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import SLUGS, TIED, WORDS, address_of
from throughline.reviews.formpages import (
    Both,
    FormPage,
    allowed,
    begun_again,
    in_sentence,
    last_changed,
    name_of,
    offered,
    saved,
    show,
    source_of,
    trail_of,
)
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_review
from throughline.reviews.recordforms import About, Line, RecordForm, meet
from throughline.reviews.services import change_record, sent_once, withdraw_record
from throughline.ui import drafts
from throughline.ui.words import clock_time

Change = Callable[..., OfCase]
# What stands beside a form while its words are written: of the request, the form and the record, if there is one.
Beside = Callable[[Any, RecordForm, Any | None], Any]


@dataclass(frozen=True)
class Edit:
    """One way to change a record: its form, the service that does it, and the page's words."""

    verb: str
    form: type[RecordForm]
    change: Change
    title: str
    lead: tuple[str, str] = ("", "")
    save: str = "Save"
    withdraws: bool = False
    may: str = "write records"
    seen_as: str = ""
    beside: Beside | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of record: its form while it is new, the service that adds it, how it is found, and its ways to change."""

    key: str
    form: type[RecordForm]
    add: Callable[..., Any]
    get: Callable[[int, Actor, date], Any]
    explains: str
    edits: tuple[Edit, ...] = ()
    why_not_add: Callable[..., str | None] = why_not_record
    review_of: Callable[[Any, Actor, date], Review] = lambda record, actor, on: record.review
    article: str = "a"
    listed_at: str = ""
    beside: Beside | None = None
    brings_files: bool = False


class WithdrawForm(RecordForm):
    """Why a record is shown no more."""

    reason = Line("Why it is withdrawn", 500, required=True)


def change_fields(record: OfCase, *, version: int, by: Actor, at: datetime, **fields: Any) -> OfCase:
    """The record has the values that its form gives."""
    return change_record(record, fields=fields, version=version, by=by, at=at)


class RecordPages:
    """The pages of one kind of record."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.word = WORDS[kind.key]

    def urls(self) -> list[URLPattern]:
        """The addresses to add it and, one for each way, to change it."""
        slug, name = SLUGS[self.kind.key], self.kind.key.replace("_", "-")
        view = require_http_methods(["GET", "POST"])
        new = takes_files(view(self.new)) if self.kind.brings_files else view(self.new)
        made = [path(f"reviews/<int:review>/{slug}/new", new, name=f"{name}-new")]
        for edit in self.kind.edits:
            made.append(path(f"{slug}/<int:id>/{edit.verb}", view(self.page_of(edit)), name=f"{name}-{edit.verb}"))
        made.append(path(f"{slug}/<int:id>/withdraw", view(self.withdraw), name=f"{name}-withdraw"))
        return made

    def new(self, request: Any, review: int) -> HttpResponse:
        """Add a record of this kind to a review."""
        held = get_review(review, request.actor, request.today)
        allowed(self.kind.why_not_add(actor=request.actor, thing=held, on=request.today))
        key = f"new-{self.kind.key}-{held.pk}"
        again = begun_again(request, key)
        if again is not None:
            return again
        about = About(held, request.actor, request.today)
        initial = {"once": uuid4().hex} | prefilled(self.kind.form, request.GET)
        form = drafts.with_drafts(self.kind.form, request, key, initial=initial, about=about)
        if looked_at(request, self.kind.beside):
            return look(request, form, key)
        if request.method == "POST" and form.is_valid():
            answer = self._added(request, form, held, key)
            if answer is not None:
                return answer
        page = FormPage(
            title=" ".join(f"Add {self.kind.article} {self.word}".split()),
            over=held.name,
            trail=trail_of(held),
            lead=("", self.kind.explains),
            back=address_of("review", held.pk, self.kind.listed_at),
            another="Save and add another",
            beside=self.kind.beside(request, form, None) if self.kind.beside else None,
        )
        return show(request, "reviews/record_form.jinja", page, about=held, records=offered(form), form=form)

    def _added(self, request: Any, form: RecordForm, review: Review, key: str) -> HttpResponse | None:
        """Where to go once the record stands; nothing when it was refused, and the form says why."""

        def do() -> str:
            made = self.kind.add(review=review, by=request.actor, at=request.now, **form.values())
            return address_of(self.kind.key, made.pk)

        try:
            made = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
        except Refused as refused:
            in_sentence(form, refused)
            return None
        to = request.path if "another" in request.POST else made
        return saved(request, key, f"The {self.word} is in the record.", to)

    def withdraw(self, request: Any, id: int) -> HttpResponse:
        """Withdraw a record of this kind."""
        record = self.kind.get(id, request.actor, request.today)
        review = self.kind.review_of(record, request.actor, request.today)
        return withdraw_page(request, record, review, to=address_of("review", review.pk, self.kind.listed_at))

    def page_of(self, edit: Edit) -> Callable[[Any, int], HttpResponse]:
        """The view that changes a record of this kind in that way."""

        explains = ("", self.kind.explains)

        def view(request: Any, id: int) -> HttpResponse:
            record = self.kind.get(id, request.actor, request.today)
            review = self.kind.review_of(record, request.actor, request.today)
            return edit_record(request, record, edit, review=review, lead=edit.lead if any(edit.lead) else explains)

        return view


def pages_of(
    key: str,
    form: type[RecordForm],
    add: Callable[..., Any],
    get: Callable[[int, Actor, date], Any],
    explains: str,
    change: Change = change_fields,
    **more: Any,
) -> RecordPages:
    """The pages of a kind that is added, changed and withdrawn by one form; `more` is what else a `Kind` takes."""
    edits = (Edit("edit", form, change, "Change {name}", withdraws=True),)
    return RecordPages(Kind(key, form, add, get, explains, edits, **more))


def edit_record(
    request: Any,
    record: Any,
    edit: Edit,
    *,
    review: Review,
    to: str = "",
    more: Mapping[str, Any] | None = None,
    lead: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """Change a record on a page that loses nothing, whoever else changes it meanwhile."""
    allowed(why_not_record(actor=request.actor, thing=record, on=request.today, verb=edit.may))
    kind = editing.kind_of(record)
    key = f"{kind}-{record.pk}-{edit.verb.replace('/', '-')}"
    to = to or address_of(kind, record.pk)
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today, record)
    initial = edit.form.initial_of(record) | {"version": record.version}
    form = drafts.with_drafts(edit.form, request, key, initial=initial, about=about)
    if looked_at(request, edit.beside):
        return look(request, form, key)
    older = begun_at_older_version(request, form, record, key)
    both, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            edit.change(record, version=version, by=request.actor, at=request.now, **form.values())
            return saved(request, key, f"{name_of(record)} is changed.", to)
        except editing.Changed as changed:
            met = meet(form, changed.theirs)
            form, status = met.form, 409
            both = Both(changed.by_name, clock_time(changed.at) if changed.at else "", met.versions)
            form.is_valid()
        except Refused as refused:
            in_sentence(form, refused)
    source = source_of(record, actor=request.actor, on=request.today)
    page = _edit_page(record, edit, review, source=source, back=to, lead=lead, both=both, older=older, **(more or {}))
    if edit.beside is not None:
        page = replace(page, beside=edit.beside(request, form, record))
    subject = (edit.seen_as or kind, record.pk)
    shown: dict[str, Any] = {"subject": subject, "records": (f"{subject[0]} {record.pk}", *offered(form))}
    return show(request, "reviews/record_form.jinja", page, about=record, status=status, form=form, **shown)


def _edit_page(record: Any, edit: Edit, review: Review, *, lead: tuple[str, str], **more: Any) -> FormPage:
    """What the page to change a record shows beside its form."""
    kind = editing.kind_of(record)
    return FormPage(
        title=edit.title.format(name=name_of(record)),
        over=review.name if kind != "review" else "",
        trail=trail_of(review, record if kind != "review" else None),
        lead=lead if any(lead) else edit.lead,
        save=edit.save,
        last_changed=last_changed(record),
        further=further(kind, record.pk) if edit.withdraws else (),
        **more,
    )


def further(kind: str, id: int) -> tuple[tuple[str, str], ...]:
    """What else may be done with a record: tie it, withdraw it."""
    ties = (("Choose what it is tied to", address_of(kind, id, "ties")),) if kind in TIED else ()
    return (*ties, (f"Withdraw this {WORDS[kind]}", address_of(kind, id, "withdraw")))


def withdraw_page(request: Any, record: Any, review: Review, *, to: str = "") -> HttpResponse:
    """Withdraw a record, with the reason. It is kept, and shown no more."""
    allowed(why_not_record(actor=request.actor, thing=record, on=request.today))
    kind = editing.kind_of(record)
    key = f"{kind}-{record.pk}-withdraw"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today, record)
    form = drafts.with_drafts(WithdrawForm, request, key, about=about)
    if request.method == "POST" and form.is_valid():
        withdraw_record(record, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        says = f"{name_of(record)} is withdrawn. It is kept, and shown no more."
        return saved(request, key, says, to or address_of("review", review.pk))
    page = FormPage(
        title=f"Withdraw {name_of(record)}",
        over=review.name if kind != "review" else "",
        trail=trail_of(review, record if kind != "review" else None),
        lead=("It is kept with your reason, and shown no more.", " Nothing is deleted. What was tied to it stays."),
        back=address_of(kind, record.pk),
        save=f"Withdraw this {WORDS[kind]}",
        facts=(("What it says", record.text),) if kind != "review" else (),
    )
    shown = (f"{kind} {record.pk}",)
    return show(request, "reviews/record_form.jinja", page, about=record, records=shown, form=form)


def looked_at(request: Any, beside: Beside | None) -> bool:
    """The person asked to see what stands beside the form, and did not ask to save."""
    return beside is not None and request.method == "POST" and "look" in request.POST


def look(request: Any, form: RecordForm, key: str) -> HttpResponse:
    """The words are kept as they are, and the page is shown anew with what is noticed of them. Nothing is saved."""
    drafts.keep_form(form, request, key, at=request.now)
    return HttpResponseRedirect(f"{request.get_full_path()}#beside")


def prefilled(form: type[RecordForm], asked: Any) -> dict[str, Any]:
    """What the link that led here chose already: ``?findings=3`` ticks that finding."""
    names = [name for name in form.base_fields if name in asked and name not in ("version", "once")]
    return {name: asked.getlist(name) if name in form.ties else asked.get(name) for name in names}
