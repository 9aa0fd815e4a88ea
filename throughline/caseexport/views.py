"""The pages on which a case leaves in a file, somebody agrees to it, and a case comes from one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.step_up import step_up
from throughline.caseexport import forms, permissions, queries, services
from throughline.caseexport.models import IDENTITIES, CaseExport
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page, show
from throughline.cases.models import Case
from throughline.cases.queries import get_case_at_work
from throughline.documents.attachments import attachment
from throughline.kernel.refusals import Refused
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file of the case that was made or asked for, how it stands, and what this person can do about it."""

    id: int
    mark: str
    scope: str
    by: str
    asked: str
    reason: str
    sign: str
    word: str
    about: str
    sha256: str
    settles: bool
    takes: bool


@dataclass(frozen=True, slots=True)
class ExportPage:
    """The files of a case, and why this person may not ask for one with identities, or is empty."""

    id: int
    reference: str
    rows: tuple[ExportRow, ...]
    why_not_identities: str


@step_up
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, id: int) -> HttpResponse:
    """The files of the case. A POST makes one under pseudonyms, or asks for one with who the children are."""
    case, actor, on = (
        get_case_at_work(id, actor=actor_of(request), on=day_of(request)),
        actor_of(request),
        day_of(request),
    )
    allowed(permissions.why_not_export(actor=actor, thing=case, on=on))
    form = with_drafts(forms.ExportForm, request, f"case-{id}-export")
    if request.method == "POST" and form.is_valid():
        try:
            return _made_or_asked(request, case, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    rows = tuple(_row(one, request) for one in queries.exports_of(case))
    why = permissions.why_not_ask(actor=actor, thing=case, on=on) or ""
    page = ExportPage(id, case.reference, rows, why)
    seen = tuple(f"case_export {row.id}" for row in rows)
    return show(request, "caseexport/export.jinja", page, shown=Shown(id, ("case_export", id), seen), form=form)


def _made_or_asked(request: HttpRequest, case: Case, said: dict[str, str]) -> HttpResponse:
    by, at = actor_of(request), now_of(request)
    if said["scope"] != IDENTITIES:
        return _handed_out(services.make_export(case, by=by, at=at))
    services.ask_with_identities(case, reason=said["reason"], by=by, at=at)
    messages.success(request, "Your request waits for another coordinator or chair to agree.")
    return HttpResponseRedirect(reverse("caseexport:export", args=[case.pk]))


@step_up
@require_POST
def agree(request: HttpRequest, id: int) -> HttpResponse:
    """Another person agrees that who the children are leaves in a file."""
    row = queries.get_export(id, actor=actor_of(request), on=day_of(request))
    allowed(permissions.why_not_settle(actor=actor_of(request), thing=row, on=day_of(request)))
    services.agree(row, by=actor_of(request), at=now_of(request))
    messages.success(request, f"You agreed. {row.made_by.name} can take the file once, within a week.")
    return HttpResponseRedirect(reverse("caseexport:export", args=[row.case_id]))


@step_up
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, id: int) -> HttpResponse:
    """Another person does not agree, and says why."""
    row = queries.get_export(id, actor=actor_of(request), on=day_of(request))
    allowed(permissions.why_not_settle(actor=actor_of(request), thing=row, on=day_of(request)))
    back = reverse("caseexport:export", args=[row.case_id])

    def act(form: forms.DeclineForm) -> str:
        services.decline(row, why=form.cleaned_data["why"], by=actor_of(request), at=now_of(request))
        return back

    page = CaseForm(
        title="Decline the export",
        over=f"Case {row.case.reference}",
        trail=(("Your work", "/"), ("Export", back)),
        lead=(f"{row.made_by.name} asked for it: {row.reason}", ""),
        back=back,
        save="Decline it",
    )
    shown = Shown(row.case_id, ("case_export", row.case_id), (f"case_export {id}",))
    says = "It is declined, with your reason."
    return form_page(request, forms.DeclineForm, page, key=f"export-{id}-decline", act=act, says=says, shown=shown)


@step_up
@require_POST
def take(request: HttpRequest, id: int) -> HttpResponse:
    """The file with who the children are, once, for whoever asked."""
    row = queries.get_export(id, actor=actor_of(request), on=day_of(request))
    allowed(permissions.why_not_take(actor=actor_of(request), thing=row, at=now_of(request), on=day_of(request)))
    return _handed_out(services.take_with_identities(row, by=actor_of(request), at=now_of(request)))


@step_up
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """A case from its file."""
    allowed(permissions.why_not_load(actor=actor_of(request), on=day_of(request)))
    form = forms.LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            loaded = services.load_case(form.cleaned_data["file"].read(), by=actor_of(request), at=now_of(request))
        except Refused as refused:
            form.add_error("file", f"{refused.says} {refused.do}")
        else:
            messages.success(request, f"The case is loaded: {loaded.rows} records.")
            return HttpResponseRedirect(reverse("case-members", args=[loaded.case.pk]))
    return render(request, "caseexport/load.jinja", None, form=form, status=422 if form.errors else 200)


def _handed_out(made: services.Made) -> HttpResponse:
    """The file to keep: never shown in the browser, its type not guessed at, kept by nobody on the way."""
    return attachment(made.data, made.name, "application/zip")


def _row(one: CaseExport, request: HttpRequest) -> ExportRow:
    actor, on, at = actor_of(request), day_of(request), now_of(request)
    sign, word, about = _state(one)
    return ExportRow(
        id=one.pk,
        mark=one.mark,
        scope=one.get_scope_display(),
        by=one.made_by.name,
        asked=moment(one.made_at),
        reason=one.reason,
        sign=sign,
        word=word,
        about=about,
        sha256=one.sha256,
        settles=permissions.why_not_settle(actor=actor, thing=one, on=on) is None,
        takes=one.taken_at is None and permissions.why_not_take(actor=actor, thing=one, at=at, on=on) is None,
    )


def _state(one: CaseExport) -> tuple[str, str, str]:
    """The sign and the word of how it stands, and who settled it when."""
    agreed = f"{one.agreed_by.name} agreed on {day(one.agreed_at)}" if one.agreed_by and one.agreed_at else ""
    if one.taken_at:
        return "done", "Taken", agreed
    if one.declined_at and one.declined_by:
        return "not_agreed", "Declined", f"{one.declined_by.name}: {one.declined_why}"
    if agreed:
        return "waiting", "Agreed, not taken yet", agreed
    return "waiting", "Waits for somebody to agree", ""
