"""The sheet for the national service, the notification as it was sent, and the proof of whom was told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of
from throughline.access.step_up import is_fresh, to_code
from throughline.cases.formpages import CaseForm, allowed, form_page, show
from throughline.cases.queries import any_sealed
from throughline.documents.attachments import attachment
from throughline.documents.rules import served_name
from throughline.identities.opened import has_said_why
from throughline.identities.permissions import why_not_see
from throughline.notifications import forms, queries, rules, services, stages
from throughline.notifications.models import Notification, Telling
from throughline.notifications.permissions import why_not_send, why_not_tell
from throughline.notifications.sheets import Section, sheet_of
from throughline.notifications.views.about import home_of, incident_of, page_of, shown_of, who
from throughline.notifications.views.going import first_say_why
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class SentRow:
    """A notification as it was sent."""

    id: int
    reference: str
    when: str
    child: str
    sha256: str
    by: str


@dataclass(frozen=True)
class SheetPage:
    """The sheet ready to key, what was sent, and the form to record one more sending."""

    form_page: CaseForm
    sections: tuple[Section, ...]
    sent: tuple[SentRow, ...]
    forms: tuple[tuple[str, str, str], ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class Line:
    """A body that is to be told or was: its name and why, and when, by whom, how, under what reference and proof."""

    name: str
    why: str
    sign: str
    when: str
    by: str = ""
    how: str = ""
    reference: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class ToldPage:
    """Each body that the rules want told and each other that was, a line each, and the form for one more proof."""

    form_page: CaseForm
    lines: tuple[Line, ...]
    owed: int
    why_not: str


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, id: int) -> HttpResponse:
    """Every field of the national notification with its answer; a POST freezes it as sent."""
    incident = incident_of(request, id)
    allowed(why_not_see(actor=actor_of(request), thing=incident.case, on=day_of(request)))
    ask = first_say_why(request, incident, "The national notification")
    if ask is not None:
        return ask
    now = stages.standing_of(incident, day_of(request))
    why = why_not_send(actor=actor_of(request), thing=incident, state=now.state, on=day_of(request)) or ""
    sent = queries.notifications_of(incident)
    children, decision = queries.children_of_incident(incident), now.decisions[-1] if now.decisions else None
    book = queries.book_of(incident, day_of(request))
    page = SheetPage(
        form_page=page_of(incident, "The national notification", _lead(now), save="Keep it as sent"),
        sections=sheet_of(incident, children, decision, notifier="", on=day_of(request)),
        sent=tuple(_row(one) for one in sent),
        forms=tuple((one.name, one.words, one.source) for one in book.forms_on(incident.aware_on or day_of(request))),
        why_not=why,
    )
    shown = shown_of(incident, "sheet", tuple(f"identity {child.pk}" for child in children))
    if why:
        if request.method == "POST":
            allowed(why)
        return show(request, "notifications/sheet.jinja", page, shown=shown, form=None)

    def act(form: forms.SendForm) -> str:
        said = {name: form.cleaned_data[name] for name in ("reference", "sent_on", "notifier", "once")}
        child = next((one for one in children if str(one.pk) == form.cleaned_data.get("child", "")), None)
        services.send_notification(incident, child=child, **said, **who(request))
        return home_of(incident)

    return form_page(
        request,
        forms.SendForm,
        page.form_page,
        key=f"incident-{id}-sent",
        act=act,
        says="The notification is kept as it was sent, with its hash.",
        shown=shown,
        initial={"once": uuid4().hex, "sent_on": day_of(request)},
        template="notifications/sheet.jinja",
        around=page,
        children=[(str(child.pk), child.pseudonym) for child in children],
    )


def _lead(now: stages.Standing) -> tuple[str, str]:
    if now.sent_on:
        return f"Sent on {day(now.sent_on)}.", " What was sent stays as it was sent."
    return "Key this into the national service.", " Then record the reference that it gives you."


def _row(one: Notification) -> SentRow:
    child = one.child.pseudonym if one.child else ""
    return SentRow(one.pk, one.reference, day(one.sent_on), child, one.sha256, f"{one.by.name}, {moment(one.at)}")


@require_GET
def download(request: HttpRequest, id: int) -> HttpResponse:
    """The notification as it was sent, byte for byte."""
    found = queries.get_notification(id, actor_of(request), day_of(request))
    allowed(why_not_see(actor=actor_of(request), thing=found.incident.case, on=day_of(request)))
    if not has_said_why(request, found.incident.case):
        return HttpResponseRedirect(f"/incidents/{found.incident_id}/sheet")
    if any_sealed([found.incident.case_id]) and not is_fresh(request):
        return to_code(request)
    data = services.hand_out_sheet(found, **who(request))
    return attachment(data, served_name(f"notification {found.reference}.docx", "docx"), "docx")


@require_http_methods(["GET", "POST"])
def told(request: HttpRequest, id: int) -> HttpResponse:
    """Who was told, and the proof; a POST adds one."""
    incident = incident_of(request, id)
    now = stages.standing_of(incident, day_of(request))
    why = why_not_tell(actor=actor_of(request), thing=incident, on=day_of(request)) or ""
    lines = _lines(now)
    lead = ("Each body that is told has its own line:", " whom, when, how, and what shows it.")
    page = ToldPage(
        form_page=page_of(incident, "Who was told", lead, save="Record that it was told"),
        lines=lines,
        owed=sum(one.sign == "due" for one in lines),
        why_not=why,
    )
    shown = shown_of(incident, "incident_told", tuple(f"telling {one.pk}" for one in now.tellings))
    if why:
        if request.method == "POST":
            allowed(why)
        return show(request, "notifications/told.jinja", page, shown=shown, form=None)

    def act(form: forms.TellForm) -> str:
        services.tell(incident, **form.cleaned_data, **who(request))
        return f"/incidents/{id}/told"

    picked, areas = request.GET.get("body", ""), [body for body in now.bodies if body.key == "other_area"]
    offered = {*rules.BODIES, *(body.choice for body in areas)}
    return form_page(
        request,
        forms.TellForm,
        page.form_page,
        key=f"incident-{id}-told",
        act=act,
        says="The proof is on the record.",
        shown=shown,
        initial={"once": uuid4().hex, "body": picked if picked in offered else "", "told_on": day_of(request)},
        template="notifications/told.jinja",
        around=page,
        areas=areas,
    )


def _lines(now: stages.Standing) -> tuple[Line, ...]:
    """Those whom the rules want told first, in their order, then whoever was told besides."""
    made, shown = [], set()
    for body in now.bodies:
        proof = rules.told_of(body, now.tellings)
        if proof is None:
            made.append(Line(body.name, f"{body.why} {body.source}", "due", "Not told yet"))
        else:
            shown.add(proof.pk)
            made.append(_told(proof, body.name, f"{body.why} {body.source}"))
    return (*made, *(_told(one, one.body_name, "") for one in now.tellings if one.pk not in shown))


def _told(one: Telling, name: str, why: str) -> Line:
    return Line(name, why, "done", day(one.told_on), one.by.name, one.how, one.reference, one.evidence)
