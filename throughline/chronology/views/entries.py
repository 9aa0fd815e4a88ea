"""Entries: type one in, mend a refused row, correct one, split one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.roles import AGENCY_LEAD
from throughline.cases.formpages import allowed, form_page
from throughline.chronology import forms, services
from throughline.chronology.permissions import sees_all, why_not_correct, why_not_mend, why_not_send
from throughline.chronology.queries import uses
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.queries.held import agency_of, columns_of, get_entry, get_refused
from throughline.chronology.rules import CHECKS
from throughline.chronology.rules.typed import as_typed
from throughline.chronology.views.sending import sendable
from throughline.chronology.views.shape import form_of, opened, shown
from throughline.ui import drafts


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, id: int) -> HttpResponse:
    """Type an entry in."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_send(actor=actor, thing=held, agency=actor.agency if actor.role == AGENCY_LEAD else None, on=on))
    agencies = sendable(held, actor, request)
    page = form_of(held, "Add an entry", ("One fact.", " What several agencies tell is an entry of each."))

    def act(form: Any) -> str:
        chosen = form.cleaned_data.get("agency") or next(iter(agencies))
        agency = agency_of(chosen, case=held.case)
        made = services.type_in(held, agency=agency, typed=form.typed(), by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made.pk])

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-{held.pk}-entry",
        act=act,
        says="The entry is in the timeline.",
        shown=shown(held),
        agencies=agencies,
        columns=columns_of(held.case.partnership_id),
        today=on,
    )


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, id: int) -> HttpResponse:
    """Mend a refused row: what stood in it is in the form."""
    actor, on = actor_of(request), day_of(request)
    line, held = get_refused(id, actor=actor, on=on)
    allowed(why_not_mend(actor=actor, thing=line, held=held, on=on))
    columns = columns_of(held.case.partnership_id)
    typed = {str(heading): str(words) for heading, words in line.typed.items()}
    back = reverse("chronology:submission", args=[line.submission_id])
    page = form_of(
        held,
        f"Mend row {line.row}",
        (f"{line.rule}.", f" {line.why} The row stays as it came; a new entry stands for it."),
        back=back,
        further=((f"What {line.rule} asks, and what to do", reverse("chronology:check", args=[line.rule])),)
        if line.rule in CHECKS
        else (),
    )

    def act(form: Any) -> str:
        services.mend(line, held, typed=form.typed(), by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-refused-{line.pk}",
        act=act,
        says="It is mended, and the entry is in the timeline.",
        shown=shown(held, f"refused_line {line.pk}"),
        words=typed,
        agencies={line.submission.agency_id: ""},
        columns=columns,
        today=on,
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, id: int) -> HttpResponse:
    """Put a corrected entry in the place of this one, with the reason."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_correct(actor=actor, thing=row, held=held, on=on))
    columns = columns_of(held.case.partnership_id)
    page = form_of(
        held,
        "Correct an entry",
        ("An entry is never changed.", " A new one stands in its place, and this one is kept beside it."),
        back=reverse("chronology:entry", args=[row.pk]),
    )

    def act(form: Any) -> str:
        given = {"typed": form.typed(), "why": form.cleaned_data["why"]}
        made = services.correct(row, held, **given, by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made.pk])

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-entry-{row.pk}-correct",
        act=act,
        says="The corrected entry is in the timeline.",
        shown=shown(held, f"chronology_entry {row.pk}"),
        words=as_typed(as_entry(row, "")),
        agencies={row.agency_id: ""},
        columns=columns,
        today=on,
        corrects=True,
    )


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, id: int) -> HttpResponse:
    """Split an entry that tells several facts; each keeps its row and its file."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_correct(actor=actor, thing=row, held=held, on=on))
    whole = as_typed(as_entry(row, ""))
    mine = uses.uses(row, actor=actor, on=on) if sees_all(actor=actor, thing=held) else []
    cited = [use for use in mine if use.back]
    page = form_of(
        held,
        "Split an entry",
        ("One fact, one entry.", " Each part keeps source, row, file and episodes; comments stay with the first."),
        save="Split it",
        back=reverse("chronology:entry", args=[row.pk]),
    )
    key = f"chronology-entry-{row.pk}-split"
    initial = forms.room_for(drafts.take(owner=actor.user, key=key))
    initial |= {f"start_{part}": row.start_text for part in (1, 2)} | {"event_1": row.event, "action_1": row.action}

    def act(form: Any) -> str:
        given = {"parts": form.parts(whole), "why": form.cleaned_data["why"], "cited": form.cited()}
        made = services.split(row, held, **given, by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made[0].pk])

    return form_page(
        request,
        forms.SplitForm,
        page,
        key=key,
        act=act,
        says="Its facts are in the timeline.",
        shown=shown(held, f"chronology_entry {row.pk}"),
        initial=initial,
        template="chronology/split.jinja",
        today=on,
        uses=cited,
    )
