"""The pages of readings: entered by hand or from a file, assured by somebody else, and why they slid back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from throughline.access.sizes import takes_files
from throughline.impact import forms, queries, services
from throughline.impact.models import Measure, ReadingsFile
from throughline.impact.permissions import why_not_assure
from throughline.impact.queries.sheets import figure
from throughline.impact.rules import State, is_guarded
from throughline.impact.rules.tables import Columns, RowRead, guess, rows_of
from throughline.kernel.periods import sort_key, stated
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, name_of, saved, show, trail_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordforms import About
from throughline.reviews.services import sent_once
from throughline.ui import drafts
from throughline.ui.words import counted, day


@dataclass(frozen=True)
class MeasurePage:
    """A page about a measure with one form: what is measured, and what its readings come to."""

    form_page: FormPage
    text: str
    target: str
    state: State
    guard: str
    guarded_by: str
    readings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class FilePage:
    """A file of values before its readings are taken: what each row comes to."""

    form_page: FormPage
    name: str
    rows: tuple[RowRead, ...]
    new: int
    taken: str
    heads: tuple[str, ...]
    earliest: str = ""
    before: forms.BaselineForm | None = None


@require_http_methods(["GET", "POST"])
def add_reading(request: Any, id: int) -> HttpResponse:
    """Add a reading to a measure."""
    row = queries.get_measure(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))
    key = f"measure-{row.pk}-reading"
    again = begun_again(request, key)
    if again is not None:
        return again
    first = not queries.readings_of(row)
    about = About(row.review, request.actor, request.today, row)
    initial = {"once": uuid4().hex, "baseline": first}
    form = drafts.with_drafts(forms.ReadingForm, request, key, initial=initial, about=about)
    if request.method == "POST" and form.is_valid():

        def do() -> str:
            services.add_reading(row, by=request.actor, at=request.now, **form.values())
            return address_of("measure", row.pk)

        try:
            to = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
            return saved(request, key, f"The reading of {name_of(row)} is in the record.", to)
        except Refused as refused:
            in_sentence(form, refused)
    words = (" A reading stands for ever; a wrong one is corrected by another.", "Save the reading")
    page = _page(
        row,
        f"Add a reading of {name_of(row)}",
        *words,
        more=(("Read them from a file", f"{address_of('measure', row.pk)}readings/file"),),
    )
    return show(request, "impact/reading.jinja", page, about=row, records=(f"measure {row.pk}",), form=form)


@require_http_methods(["GET", "POST"])
def assure(request: Any, id: int) -> HttpResponse:
    """Say that the source of a reading was looked at, by somebody who did not enter it."""
    reading = queries.get_reading(id, request.actor, request.today)
    row = reading.measure
    allowed(why_not_assure(actor=request.actor, thing=reading, on=request.today))
    form = forms.AssureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.assure_reading(reading, how=form.cleaned_data["how"], by=request.actor, at=request.now)
            return saved(request, f"reading-{id}", "The reading is assured.", address_of("measure", row.pk))
        except Refused as refused:
            in_sentence(form, refused)
    told = f"{figure(reading.value, row.unit)}, {stated(reading.date_text, reading.date_iso)}"
    lead = f" It was entered by {reading.made_by.name} on {day(reading.made_at)}."
    page = _page(row, f"Assure the reading {told}", lead, "I looked, and it is right")
    return show(request, "impact/reading.jinja", page, about=row, records=(f"measure {row.pk}",), form=form)


@require_http_methods(["GET", "POST"])
def slide(request: Any, id: int) -> HttpResponse:
    """Say why a measure slid back, and open again what was confirmed."""
    row = queries.get_measure(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))
    actions = queries.confirmed_of(row)
    key, initial = f"measure-{row.pk}-slide", {"once": uuid4().hex}
    slid = queries.has_slid(row)
    form = drafts.with_drafts(forms.SlideForm, request, key, initial=initial, actions=actions, slid=slid)
    if request.method == "POST" and form.is_valid():

        def do() -> str:
            services.say_why_it_slid(row, by=request.actor, at=request.now, **form.values())
            return address_of("measure", row.pk)

        try:
            to = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
            return saved(request, key, f"Why {name_of(row)} slid back is in the record.", to)
        except Refused as refused:
            in_sentence(form, refused)
    lead = " Its cause is asked for, and what was confirmed can be opened again."
    page = _page(row, f"Why did {name_of(row)} slide back?", lead, "Save the cause")
    return show(request, "impact/reading.jinja", page, about=row, records=(f"measure {row.pk}",), form=form)


@takes_files
@require_http_methods(["GET", "POST"])
def send_file(request: Any, id: int) -> HttpResponse:
    """Send a file of values for a measure; nothing of it is a reading until its rows were looked at."""
    row = queries.get_measure(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))
    form = forms.ReadingsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = services.receive_readings_file(
                row, name=sent.name, data=sent.read(), by=request.actor, at=request.now
            )
            return HttpResponseRedirect(f"/readings-files/{file.pk}/")
        except Refused as refused:
            form.add_error("file", f"{refused.says} {refused.do}")
    lead = " You see what each row comes to before anything is in the record."
    waiting = tuple(
        (f"Look at {one.name}, sent earlier", f"/readings-files/{one.pk}/") for one in queries.files_waiting(row)
    )
    page = _page(row, f"Read a file of {name_of(row)}", lead, "Look at it", more=waiting)
    return show(request, "impact/reading.jinja", page, about=row, records=(f"measure {row.pk}",), form=form)


@require_http_methods(["GET", "POST"])
def take_file(request: Any, id: int) -> HttpResponse:
    """Choose the columns of a file of values, see what each row comes to, and take the readings."""
    file = queries.get_readings_file(id, request.actor, request.today)
    row = file.measure
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))
    guessed = guess(file.cells)
    asked = request.POST if request.method == "POST" else request.GET
    initial = {"when": str(guessed.when), "value": str(guessed.value), "counted": "", "comes_from": ""}
    form = forms.ColumnsForm(asked if "value" in asked else None, initial=initial, cells=file.cells)
    columns = form.columns() if form.is_bound and form.is_valid() else guessed
    before = forms.BaselineForm(request.POST or None) if queries.lacks_baseline(row) else None
    if request.method == "POST" and form.is_bound and form.is_valid() and (before is None or before.is_valid()):
        try:
            more = before.cleaned_data if before is not None else {}
            comes_from = form.cleaned_data["comes_from"]
            added = services.take_readings(
                file, columns=columns, comes_from=comes_from, **more, by=request.actor, at=request.now
            )
            said = f"{counted(added, 'reading')} added." if added else "The file was taken before, and adds nothing."
            messages.success(request, said)
            return HttpResponseRedirect(address_of("measure", row.pk))
        except Refused as refused:
            in_sentence(form, refused)
    page = _file_page(row, file, columns, before)
    return show(request, "impact/readings_file.jinja", page, about=row, records=(f"measure {row.pk}",), form=form)


def _file_page(
    row: Measure, file: ReadingsFile, columns: Columns, before: forms.BaselineForm | None = None
) -> FilePage:
    rows = rows_of(file.cells, columns, () if file.taken_at else queries.known_of(row), unit=row.unit)
    new, wrong = sum(one.is_new for one in rows), sum(bool(one.wrong) for one in rows)
    early = min((one for one in rows if one.is_new), key=lambda one: sort_key(one.date_iso), default=None)
    taken = f"{file.taken_by.name} took it on {day(file.taken_at)}." if file.taken_by and file.taken_at else ""
    rest = f" {counted(wrong, 'row')} cannot be read, and will be left out." if wrong else " Every row can be read."
    return FilePage(
        form_page=FormPage(
            title=f"What “{file.name}” says",
            over=row.review.name,
            trail=trail_of(row.review, row),
            lead=("It was taken before, and adds nothing.", "") if taken else (f"{counted(new, 'new reading')}.", rest),
            back=address_of("measure", row.pk),
            save=f"Add {counted(new, 'reading')}",
        ),
        name=file.name,
        rows=rows,
        new=new,
        taken=taken,
        heads=tuple(file.cells[0]) if file.cells else (),
        earliest=f"{figure(early.value, row.unit)}, {early.date_text}" if early and early.value is not None else "",
        before=before,
    )


def _page(row: Measure, title: str, rest: str, save: str, *, more: tuple[tuple[str, str], ...] = ()) -> MeasurePage:
    readings = queries.readings_of(row)
    state = queries.state_of(row, readings)
    shown = tuple(
        (stated(one.date_text, one.date_iso), figure(one.value, row.unit), _note(one, readings)) for one in readings
    )
    base = address_of("measure", row.pk)
    return MeasurePage(
        form_page=FormPage(
            title=title,
            over=row.review.name,
            trail=trail_of(row.review, row),
            lead=(f"{state.word}: {state.means}.", rest),
            back=base,
            save=save,
            further=more,
        ),
        text=row.text,
        target="No target" if row.target is None else figure(row.target, row.unit),
        state=state,
        guard="guarded" if is_guarded(row.guarded_by) else "unguarded",
        guarded_by=row.guarded_by or "Nobody attests that it goes on",
        readings=shown,
    )


def _note(one: Any, readings: list[Any]) -> str:
    words = ["The baseline"] * one.baseline
    words += ["Corrected since"] * any(other.corrects_id == one.pk for other in readings)
    words += ["Corrects an earlier one"] * (one.corrects_id is not None)
    return ". ".join(words)
