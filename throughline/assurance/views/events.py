"""The pages of peer reviews, challenge events and inspections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.sizes import takes_files
from throughline.assurance import services
from throughline.assurance.forms import events as forms
from throughline.assurance.forms.questionnaires import ReasonForm
from throughline.assurance.models import AssuranceEvent, AssurancePoint
from throughline.assurance.pages.events import address, event_sheet
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries import events as queries
from throughline.assurance.services.uploads import keep_upload
from throughline.assurance.views.doing import SHEET, about, agencies_here, change, once, reads
from throughline.cases.formpages import Shown, allowed, show
from throughline.documents.models import Document


@takes_files
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record one."""
    reads(request)
    allowed(why_not_run(actor=actor_of(request)))
    lead = ("What was found comes on the next page.", "")
    page = about("Record a look from outside", "/assurance/", lead, save="Record it")

    def do(form: Any) -> str:
        given = form.values()
        document = _kept(request, given.pop("file"))
        by, at = actor_of(request), now_of(request)
        return address(services.add_event(document=document, by=by, at=at, **given))

    shown = Shown(0, ("assurance", actor_of(request).partnership))
    return once(request, forms.EventForm, page, "assurance-event", do, shown)


@require_GET
def one(request: HttpRequest, id: int) -> HttpResponse:
    """One of them."""
    row = _event(request, id)
    page, records = event_sheet(row, actor_of(request), day_of(request))
    return show(request, SHEET, page, shown=Shown(0, ("assurance_event", row.pk), tuple(records)))


@takes_files
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change it."""
    row = _event(request, id)

    def service(record: AssuranceEvent, *, fields: dict[str, Any], **more: Any) -> AssuranceEvent:
        document = _kept(request, fields.pop("file"))
        return services.change_event(record, fields=fields | ({"document": document} if document else {}), **more)

    page = about("Change it", address(row), over=row.title, name=row.title)
    return change(
        request, row, forms.EventForm, page, service, why_not_run(actor=actor_of(request), thing=row), _shown(row)
    )


@require_http_methods(["GET", "POST"])
def new_point(request: HttpRequest, id: int) -> HttpResponse:
    """Add a result."""
    row = _event(request, id)
    allowed(why_not_run(actor=actor_of(request), thing=row))
    page = about("Add a result", address(row), over=row.title, name=row.title)

    def do(form: Any) -> str:
        services.add_point(event=row, by=actor_of(request), at=now_of(request), **form.values())
        return address(row)

    key = f"event-{row.pk}-point"
    return once(request, forms.PointForm, page, key, do, _shown(row), agencies=agencies_here(request))


@require_http_methods(["GET", "POST"])
def edit_point(request: HttpRequest, id: int) -> HttpResponse:
    """Change a result."""
    row = _point(request, id)
    base = f"/assurance-points/{row.pk}"
    further = (("Bring it into a review", f"{base}/bring"), ("Withdraw this result", f"{base}/withdraw"))
    page = about("Change the result", address(row.event), over=row.event.title, name=row.event.title, further=further)
    why = why_not_run(actor=actor_of(request), thing=row)
    given = {"agencies": agencies_here(request)}
    return change(request, row, forms.PointForm, page, services.change_point, why, _shown(row.event), **given)


@require_http_methods(["GET", "POST"])
def withdraw_point(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraw a result."""
    row = _point(request, id)
    allowed(why_not_run(actor=actor_of(request), thing=row))
    lead = ("It is kept with your reason, and shown no more.", " What was brought of it stays in its review.")
    name = row.event.title
    page = about("Withdraw this result", address(row.event), lead, over=name, name=name, save="Withdraw this result")

    def do(form: Any) -> str:
        services.withdraw_point(row, reason=form.cleaned_data["reason"], by=actor_of(request), at=now_of(request))
        return address(row.event)

    return once(request, ReasonForm, page, f"point-{row.pk}-withdraw", do, _shown(row.event))


def _kept(request: HttpRequest, file: Any) -> Document | None:
    if not file:
        return None
    actor = actor_of(request)
    return keep_upload(partnership=actor.partnership, name=file.name, data=file.read(), by=actor, at=now_of(request))


def _event(request: HttpRequest, id: int) -> AssuranceEvent:
    reads(request)
    return queries.get_event(id, actor_of(request))


def _point(request: HttpRequest, id: int) -> AssurancePoint:
    reads(request)
    return queries.get_point(id, actor_of(request))


def _shown(row: AssuranceEvent) -> Shown:
    return Shown(0, ("assurance_event", row.pk))
