"""Why a person looks at who the children are, asked in the place of the page that shows them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from throughline.cases.formpages import form_page
from throughline.identities.forms import ReasonForm
from throughline.identities.opened import has_said_why, mark_said_why
from throughline.identities.services import say_why
from throughline.notifications.models import Incident
from throughline.notifications.views.about import page_of, shown_of, who


def first_say_why(request: HttpRequest, incident: Incident, title: str, to: str = "") -> HttpResponse | None:
    """The page that asks why, until the person has said so in this session; then nothing, and the page they wanted.

    The reason leads back to the same address, or to `to`.
    """
    if has_said_why(request, incident.case):
        return None

    def act(form: ReasonForm) -> str:
        say_why(case=incident.case, reason=form.cleaned_data["reason"], **who(request))
        mark_said_why(request, incident.case)
        return to or request.get_full_path()

    lead = ("It shows who the children are.", " That is for the people of the case, who say why they look.")
    return form_page(
        request,
        ReasonForm,
        page_of(incident, title, lead, save="Show who they are"),
        key=f"case-{incident.case_id}-identities",
        act=act,
        says="You see who they are, for the reason you gave. That you looked is recorded.",
        shown=shown_of(incident),
    )
