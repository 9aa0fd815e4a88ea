"""The pages to open an incident and to change what is recorded of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of
from throughline.access.step_up import step_up
from throughline.cases.editing import Changed
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page
from throughline.cases.queries import get_case_at_work
from throughline.identities.permissions import why_not_see
from throughline.identities.queries import children_of
from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused
from throughline.notifications import forms, queries, services
from throughline.notifications.permissions import why_not_record
from throughline.notifications.views.about import home_of, incident_of, page_of, shown_of, who
from throughline.notifications.views.going import first_say_why
from throughline.partnerships.queries import get_partnership

FOLLOWS = "A case opens with the next reference. You, and whoever decides with you, are on it."
FOLLOWS_IN_CASE = "It stands in the same case. The incident that is there keeps the children it was about."


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open an incident; its case opens with it."""
    holder = get_partnership(actor=actor_of(request))
    known = whole_number(request.GET.get("case"))
    case = get_case_at_work(known, actor=actor_of(request), on=day_of(request)) if known else None
    allowed(why_not_record(actor=actor_of(request), thing=case or holder, on=day_of(request)))
    there = children_of(case, actor_of(request), day_of(request)) if case else []
    found = queries.deciding_agencies(actor_of(request), day_of(request))
    agencies = [(str(row.pk), name) for row, name in found]

    def act(form: forms.NewIncidentForm) -> str:
        chosen = [row for row, _ in found if str(row.pk) in form.cleaned_data.get("agencies", ())]
        same = [child for child in there if str(child.pk) in form.cleaned_data.get("same", ())]
        of: dict[str, Any] = {"partnership": holder, "case": case, "agencies": chosen, "same": same}
        made = services.open_incident(**of, **form.values(), **who(request))
        return home_of(made)

    page = CaseForm(
        title="Record another incident of this case" if case else "Record an incident",
        over=f"Case {case.reference}" if case else "",
        trail=(("Your work", "/"), ("Incidents", "/incidents/")),
        lead=("Record it before anybody decides whether it is notified.", " What you type is kept as you go."),
        back="/incidents/",
        save="Record the incident",
        facts=(
            ("What follows", FOLLOWS_IN_CASE if case else FOLLOWS),
            ("Safety first", "Until somebody attests that no child is in danger, each page of the case asks it."),
        ),
    )
    return form_page(
        request,
        forms.NewIncidentForm,
        page,
        key=f"new-incident-{case.pk}" if case else "new-incident",
        act=act,
        says="The incident is on the record, and its case is open.",
        shown=Shown(case.pk if case else 0, ("partnership", holder.pk)),
        initial={"once": uuid4().hex, "agencies": [key for key, _ in agencies]},
        agencies=agencies,
        same=[(str(child.pk), child.pseudonym) for child in there],
    )


def _change(
    request: HttpRequest, id: int, form: type[Any], title: str, lead: tuple[str, str], verb: str, **more: Any
) -> HttpResponse:
    incident = incident_of(request, id)
    allowed(why_not_record(actor=actor_of(request), thing=incident, on=day_of(request)))
    return change_page(
        request,
        incident,
        form,
        page_of(incident, title, lead, further=more.pop("further", ())),
        key=f"incident-{id}-{verb}",
        change=services.change_incident,
        says="What is recorded of the incident is changed.",
        to=home_of(incident),
        shown=shown_of(incident, f"incident_{verb}"),
        **more,
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change when, where and how, and when the authority became aware."""
    lead = ("", "What happened is told on a page of its own. So is who the children are.")
    before = incident_of(request, id)
    sees = why_not_see(actor=actor_of(request), thing=before.case, on=day_of(request)) is None
    place = (("The precise place", f"/incidents/{id}/place"),) if sees else ()
    links = (
        *place,
        ("The edition of the guidance", f"/incidents/{id}/edition"),
        ("It was recorded by mistake", f"/incidents/{id}/withdraw"),
    )
    return _change(request, id, forms.IncidentForm, "What is recorded", lead, "edit", before=before, further=links)


@require_http_methods(["GET", "POST"])
def edit_account(request: HttpRequest, id: int) -> HttpResponse:
    """Change the account of what happened."""
    lead = ("Only those who choose to read it see this.", " That you read it is recorded.")
    return _change(request, id, forms.AccountForm, "Write what happened", lead, "account")


@require_http_methods(["GET", "POST"])
def whom(request: HttpRequest, id: int) -> HttpResponse:
    """Say which children of the case the incident is about."""
    incident = incident_of(request, id)
    allowed(why_not_record(actor=actor_of(request), thing=incident, on=day_of(request)))
    of_case = children_of(incident.case, actor_of(request), day_of(request))
    about = {child.pk for child in queries.children_of_incident(incident)}
    lead = ("Where a case has more than one incident, each says whom it is about.", " A sheet names those alone.")

    def act(form: forms.WhomForm) -> str:
        chosen = [child for child in of_case if str(child.pk) in form.cleaned_data["children"]]
        version = form.cleaned_data["version"]
        services.say_whom(incident, children=chosen, version=version, **who(request))
        return home_of(incident)

    try:
        return form_page(
            request,
            forms.WhomForm,
            page_of(incident, "Whom it is about", lead, save="Save"),
            key=f"incident-{id}-whom",
            act=act,
            says="It is on record whom the incident is about.",
            shown=shown_of(incident, "incident_whom", tuple(f"child {child.pk}" for child in of_case)),
            initial={"version": incident.version, "children": [str(key) for key in sorted(about)]},
            children=[(str(child.pk), child.pseudonym) for child in of_case],
        )
    except Changed as changed:
        raise Refused(
            "E1953", f"{changed.by_name} changed this incident since you opened the page.", "Open it again, and choose."
        ) from changed


@require_http_methods(["GET", "POST"])
def edit_place(request: HttpRequest, id: int) -> HttpResponse:
    """Change the precise place, for the people of the case who said why they look."""
    incident = incident_of(request, id)
    allowed(why_not_see(actor=actor_of(request), thing=incident.case, on=day_of(request)))
    ask = first_say_why(request, incident, "The precise place")
    if ask is not None:
        return ask
    lead = ("For the people of the case.", " It stands on the notification, and nowhere else.")
    return _change(request, id, forms.PreciseForm, "The precise place", lead, "place")


@require_http_methods(["GET", "POST"])
def edit_edition(request: HttpRequest, id: int) -> HttpResponse:
    """Choose another edition of the guidance, and say why."""
    incident = incident_of(request, id)
    book = queries.book_of(incident, day_of(request))
    governing = queries.governs(incident, book)
    names = tuple((key, one.name) for key, one in book.editions.items())
    lead = (f"{governing.why}", " A decision already made keeps the edition it was made under.")
    return _change(request, id, forms.EditionForm, "The edition of the guidance", lead, "edition", editions=names)


@step_up
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """The incident was recorded by mistake."""
    incident = incident_of(request, id)
    allowed(why_not_record(actor=actor_of(request), thing=incident, on=day_of(request)))

    def act(form: forms.ReasonForm) -> str:
        services.withdraw_incident(incident, reason=form.cleaned_data["reason"], **who(request))
        return "/incidents/"

    lead = ("It is kept with your reason, and shown no more.", " Its case stays open.")
    return form_page(
        request,
        forms.ReasonForm,
        page_of(incident, "Withdraw the incident", lead, save="Withdraw the incident"),
        key=f"incident-{id}-withdraw",
        act=act,
        says="The incident is withdrawn. It is kept, and shown no more.",
        shown=shown_of(incident),
    )
