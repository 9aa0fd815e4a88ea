"""The pages of the register of safeguards: read it, keep it, and say whether something is alive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.sizes import takes_files
from throughline.access.step_up import step_up
from throughline.actionplans.queries import get_action
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page, show
from throughline.findings.queries import get_finding
from throughline.kernel.numbers import whole_number
from throughline.messages.queries import recipients
from throughline.reviews.addresses import called as record_called
from throughline.reviews.services import sent_once
from throughline.safeguards import forms, pages, queries, services
from throughline.safeguards.models import Safeguard
from throughline.safeguards.permissions import why_not_attest, why_not_keep, why_not_see

SHEET = "reviews/sheet.jinja"


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The register, the worst first."""
    _reads(request)
    asked = request.GET
    filters = pages.Filters(
        show=asked.get("show", ""),
        kind=asked.get("kind", ""),
        owner=asked.get("owner", ""),
        words=asked.get("words", "")[:200],
        page=min(max(1, whole_number(asked.get("page"))), 100_000),
    )
    page = pages.register_page(filters, actor=actor_of(request), on=day_of(request))
    shown = Shown(
        0, ("safeguards", actor_of(request).partnership), tuple(f"safeguard {one.row.pk}" for one in page.lines)
    )
    return show(request, "safeguards/register.jinja", page, shown=shown)


@require_GET
def safeguard(request: HttpRequest, id: int) -> HttpResponse:
    """One safeguard, with its thread back to findings."""
    row = _safeguard(request, id)
    page, shown = pages.safeguard_sheet(row, actor=actor_of(request), on=day_of(request))
    return show(request, SHEET, page, shown=Shown(0, ("safeguard", row.pk), tuple(shown)))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put a safeguard in the register; `finding` or `action` in the address says which one it came from."""
    _reads(request)
    allowed(why_not_keep(actor=actor_of(request)))
    told, about, back = _came_from(request)

    def do(form: Any) -> str:
        made = services.add_safeguard(told=told, by=actor_of(request), at=now_of(request), **form.values())
        return f"/safeguards/{made.pk}/"

    lead = ("What works in practice now, because of what was learned.", f" It will cite {about}." if about else "")
    page = CaseForm("Add a safeguard", "", (*pages.HOME, pages.REGISTER), lead, back, "Add it to the register")
    subject = ("safeguards", actor_of(request).partnership)
    key = f"safeguard-new-{request.GET.urlencode()}"[:60]
    return _once(request, forms.NewSafeguardForm, page, key, do, subject, agencies=_agencies(request))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change what a safeguard is."""
    row = _safeguard(request, id)
    further = (("Withdraw it: it was never a safeguard", f"/safeguards/{row.pk}/withdraw"),)
    page = _about(row, "Change the safeguard", ("", "Its owners and what was attested stay as they are."), further)
    return _change(request, row, forms.SafeguardForm, page, services.change_safeguard, safeguard=row)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, id: int) -> HttpResponse:
    """Say that a safeguard ended, and what took its place."""
    row = _safeguard(request, id)
    others = queries.others_alive(row, actor_of(request))
    lead = ("What it guarded is unguarded then,", " unless something else that is alive guards it.")
    page = _about(row, "End the safeguard", lead, save="It ended")
    return _change(request, row, forms.EndForm, page, services.end_safeguard, others=others)


@require_http_methods(["GET", "POST"])
def owner(request: HttpRequest, id: int) -> HttpResponse:
    """Give a safeguard an owner from a day on."""
    row = _safeguard(request, id)
    allowed(why_not_keep(actor=actor_of(request), thing=row))

    def do(form: Any) -> str:
        services.give_owner(row, by=actor_of(request), at=now_of(request), **form.values())
        return f"/safeguards/{row.pk}/"

    lead = ("The owners before are kept.", " An owner says at each turn whether it is alive.")
    page = _about(row, "Give it an owner", lead, save="Record the owner")
    key = f"safeguard-{row.pk}-owner"
    return _once(request, forms.OwnerForm, page, key, do, ("safeguard", row.pk), agencies=_agencies(request))


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Ask somebody of the agency that owns it, by a link."""
    row = _safeguard(request, id)
    allowed(why_not_keep(actor=actor_of(request), thing=row))
    now = queries.owner_of(row)
    people = recipients(row.partnership_id, on=day_of(request), agency=now.agency_id) if now and now.agency_id else ()

    def do(form: Any) -> str:
        services.ask_owner(row, by=actor_of(request), at=now_of(request), **form.values())
        return f"/safeguards/{row.pk}/"

    lead = ("They get a link by e-mail, and a code when they open it.", " The message names no child and no safeguard.")
    page = _about(row, "Ask its owner whether it is alive", lead, save="Send the link")
    offered = [(one.key, f"{one.name}, {one.about}") for one in people]
    return _once(request, forms.AskForm, page, f"safeguard-{row.pk}-ask", do, ("safeguard", row.pk), people=offered)


@takes_files
@require_http_methods(["GET", "POST"])
def attest(request: HttpRequest, id: int) -> HttpResponse:
    """Say whether a safeguard is alive, and what was looked at."""
    row = _safeguard(request, id)
    now = queries.owner_of(row)
    allowed(why_not_attest(actor=actor_of(request), thing=row, owner=(now.agency_id or 0) if now else 0))

    def do(form: Any) -> str:
        services.attest(row, by=actor_of(request), at=now_of(request), **form.values())
        return f"/safeguards/{row.pk}/"

    known = (("Known to work by", row.known_how),) if row.known_how else ()
    facts = (*known, ("Guards against", row.guards_against or "Nobody has written it"))
    lead = ("Say what you looked at, not what should be so.", " Nothing said before is changed.")
    page = _about(row, "Is it alive?", lead, save="Attest it", facts=facts)
    return _once(request, forms.AttestForm, page, f"safeguard-{row.pk}-attest", do, ("safeguard", row.pk))


@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, id: int) -> HttpResponse:
    """Say which findings of a review asked for it, and which actions made it."""
    row = _safeguard(request, id)
    actor, on = actor_of(request), day_of(request)
    allowed(why_not_keep(actor=actor, thing=row))

    def do(form: Any) -> str:
        services.cite(row, told=services.Told(**form.values()), by=actor, at=now_of(request))
        return f"/safeguards/{row.pk}/"

    lead = ("A safeguard may rest on several reviews.", " Whoever may not see a review does not see that it is cited.")
    page = _about(row, "Cite a review", lead, save="Cite it")
    given: dict[str, Any] = {
        "reviews": queries.reviews_to_cite(actor, on),
        "find": {"findings": queries.findings_by_number, "actions": queries.actions_by_number},
    }
    return _once(request, forms.CiteForm, page, f"safeguard-{row.pk}-cite", do, ("safeguard", row.pk), **given)


@step_up
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraw a safeguard that never was one, with the reason."""
    row = _safeguard(request, id)
    allowed(why_not_keep(actor=actor_of(request), thing=row))

    def do(form: Any) -> str:
        services.withdraw_safeguard(row, by=actor_of(request), at=now_of(request), **form.values())
        return "/safeguards/"

    lead = ("It is kept with your reason, and shown no more.", " A safeguard that is over ends; it is not withdrawn.")
    page = _about(row, "Withdraw this safeguard", lead, save="Withdraw it")
    return _once(request, forms.WithdrawForm, page, f"safeguard-{row.pk}-withdraw", do, ("safeguard", row.pk))


@require_http_methods(["GET", "POST"])
def withdraw_citation(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraw what one review says of a safeguard."""
    _reads(request)
    row = queries.get_citation(id, actor_of(request), day_of(request))
    allowed(why_not_keep(actor=actor_of(request), thing=row.safeguard))

    def do(form: Any) -> str:
        services.withdraw_citation(row, by=actor_of(request), at=now_of(request), **form.values())
        return f"/safeguards/{row.safeguard_id}/"

    lead = (f"{row.review.name} cites it.", " It is kept with your reason, and shown no more.")
    page = _about(row.safeguard, "Withdraw the citation", lead, save="Withdraw the citation")
    subject = ("safeguard", row.safeguard_id)
    return _once(request, forms.WithdrawForm, page, f"safeguard-citation-{row.pk}", do, subject, case=row.case_id)


def _came_from(request: HttpRequest) -> tuple[services.Told | None, str, str]:
    """The finding or the action that the address says it came from, in words, and where it is."""
    actor, on = actor_of(request), day_of(request)
    finding, action = (whole_number(request.GET.get(name)) for name in ("finding", "action"))
    if finding:
        row = get_finding(finding, actor, on)
        about = f"{record_called('finding', row.number).lower()} of {row.review.name}"
        return services.Told(row.review, findings=[row]), about, f"/findings/{row.pk}/"
    if action:
        made = get_action(action, actor, on)
        about = f"{record_called('action', made.number).lower()} of {made.review.name}"
        told = services.Told(made.review, findings=queries.asked_by(made), actions=[made])
        return told, about, f"/actions/{made.pk}/"
    return None, "", "/safeguards/"


def _reads(request: HttpRequest) -> None:
    """Nothing, or the 404 of whoever may not read the register at all."""
    if why_not_see(actor=actor_of(request)) is not None:
        raise Http404


def _safeguard(request: HttpRequest, id: int) -> Safeguard:
    _reads(request)
    return queries.get_safeguard(id, actor_of(request))


def _agencies(request: HttpRequest) -> list[Any]:
    return queries.agencies_to_own(actor_of(request), day_of(request))


def _about(
    row: Safeguard,
    title: str,
    lead: tuple[str, str],
    further: tuple[tuple[str, str], ...] = (),
    save: str = "Save",
    facts: tuple[tuple[str, str], ...] = (),
) -> CaseForm:
    back = f"/safeguards/{row.pk}/"
    trail = (*pages.HOME, pages.REGISTER, (row.name, back))
    return CaseForm(title, row.name, trail, lead, back, save, facts=facts, further=further)


def _once(
    request: HttpRequest,
    form: type[Any],
    page: CaseForm,
    key: str,
    do: Callable[[Any], str],
    subject: tuple[str, int],
    *,
    case: int = 0,
    **more: Any,
) -> HttpResponse:
    """The page with a form that is done once, however often it is sent."""

    def act(sent: Any) -> str:
        once = sent.cleaned_data["once"]
        return sent_once(key=once, by=actor_of(request), at=now_of(request), do=lambda: do(sent))

    given = {"once": uuid4().hex}
    says = "It is in the register."
    shown = Shown(case, subject)
    return form_page(request, form, page, key=key, act=act, says=says, shown=shown, initial=given, **more)


def _change(
    request: HttpRequest, row: Safeguard, form: type[Any], page: CaseForm, change: Callable[..., Any], **more: Any
) -> HttpResponse:
    """The page on which a safeguard is changed, with nothing lost whoever else changes it meanwhile."""
    allowed(why_not_keep(actor=actor_of(request), thing=row))
    key = f"safeguard-{row.pk}-{page.title.split()[0].lower()}"
    to, shown = f"/safeguards/{row.pk}/", Shown(0, ("safeguard", row.pk))
    return change_page(
        request, row, form, page, key=key, change=change, says="It is changed.", to=to, shown=shown, **more
    )
