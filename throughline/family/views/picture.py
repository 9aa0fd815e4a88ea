"""The family on a day: as a picture, as each agency had it, and in words."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.access.step_up import is_fresh
from throughline.cases.formpages import Shown, show
from throughline.cases.queries import get_case_at_work
from throughline.family.dayform import FamilyDayForm
from throughline.family.pages.shared import elsewhere_of
from throughline.family.picturing import FamilyPage, days_to, drawn_of, lead_of, picture_of, whose_to
from throughline.family.queries import records_of
from throughline.family.rules.asat import as_at
from throughline.family.rules.days import Moment, moments, veiled
from throughline.family.rules.inwords.beliefs import beliefs_of
from throughline.family.rules.inwords.family import told
from throughline.family.rules.inwords.taken import taken_of
from throughline.identities.queries import standing_people
from throughline.identities.views.about import first_open, may_write, trail_of
from throughline.notifications.queries import visible_incidents
from throughline.ui.words import day, listed


@require_GET
def picture(request: HttpRequest, id: int) -> HttpResponse:
    """The family on the day that is asked for; at first on the day of the incident, or today."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    ask = first_open(request, case)
    if ask is not None:
        return ask
    records = records_of(case, actor, on)
    carers = [one.id for one in standing_people(case, actor, on) if one.carer]
    drawn = {one.key for one in records.figures}
    waits = bool(drawn & set(carers)) and not is_fresh(request)
    if waits:
        records = veiled(records, carers)
    incidents = visible_incidents(actor, on).filter(case=case).order_by("pk").values_list("when_iso", flat=True)
    days = moments(records, next((one for one in incidents if one), ""))
    form = FamilyDayForm(request.GET if any(name.startswith("day_") for name in request.GET) else None)
    chosen = _chosen(form, days, on)
    then = as_at(records, chosen)
    taken = taken_of(then)
    agencies = sorted({one.agency for one in records.beliefs})
    agency = next((one for one in agencies if one == request.GET.get("believed")), "")
    drawn_besides = drawn_of(taken, agency)
    drawing, key, out = picture_of(then, records, drawn_besides)
    beliefs = beliefs_of(then)
    subjects = [one.name for one in records.figures if one.subject]
    page = FamilyPage(
        id=id,
        over=f"{listed(subjects)}, {case.reference}" if subjects else f"Case {case.reference}",
        trail=trail_of(case),
        moments=days_to(request.path, days, chosen, agency),
        elsewhere=elsewhere_of(id, "picture"),
        day=day(chosen),
        lead=lead_of(then, beliefs),
        picture=drawing,
        key=key,
        beliefs=beliefs,
        taken=taken,
        told=told(then, records),
        drawn=drawn_besides,
        whose=whose_to(request.path, agencies, agency, chosen),
        outside=out,
        code=f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}" if waits else "",
        add=reverse("identities:person-new", args=[id]) if may_write(request, case) else "",
        register=reverse("identities:people", args=[id]),
        ends=(min(days[0].day, chosen), max(on, chosen), chosen) if days else (),
    )
    if not form.is_bound:
        form = FamilyDayForm(initial={"day": chosen})
    seen = tuple(f"identity of person {one.figure.key}" for one in then.figures)
    return show(request, "family/picture.jinja", page, shown=Shown(id, ("case_family", id), seen), form=form)


def _chosen(form: FamilyDayForm, days: tuple[Moment, ...], on: date) -> date:
    """The day that was asked for, else that of the incident, else today."""
    if form.is_bound and form.is_valid() and form.cleaned_data["day"]:
        asked: date = form.cleaned_data["day"]
        return asked
    return next((one.day for one in days if one.words.endswith("the day of the incident")), on)
