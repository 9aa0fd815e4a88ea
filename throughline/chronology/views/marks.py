"""What reviewers say of entries, and what becomes of two that tell one event or differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, allowed, form_page
from throughline.chronology import forms, services
from throughline.chronology.models import ChronologyEntry
from throughline.chronology.pages import when_of
from throughline.chronology.permissions import why_not_hold
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.held import get_entry, get_mark
from throughline.chronology.queries.pairs import decisions_of, link_between
from throughline.chronology.rules.holding import DECIDED, KINDS, MARKS, SAID, SETTLED, SIDES
from throughline.chronology.views.shape import form_of, shown
from throughline.partnerships.queries import agency_names
from throughline.ui.words import moment


@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, id: int) -> HttpResponse:
    """Say something of an entry: a comment or a code. It stays with it through every version."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:entry", args=[row.pk])
    page = form_of(held, "Say something of an entry", (f"{when_of(row)}.", f" {row.event[:200]}"), back=back)

    def act(form: Any) -> str:
        services.mark(row, held, **form.cleaned_data, by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.MarkForm,
        page,
        key=f"chronology-entry-{root_of(row)}-mark",
        act=act,
        says="It stands with the entry.",
        shown=shown(held, f"chronology_entry {row.pk}"),
        initial=_asked(request),
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the link that led here said it is: a silence is marked from where it stands."""
    kind, side = request.GET.get("kind", ""), request.GET.get("side", "")
    return {"kind": kind if kind in SAID else "comment", "side": side if side in SIDES else ""}


@require_POST
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Take a comment or a code back."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_mark(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    services.withdraw_mark(row, held, by=actor, at=now_of(request))
    messages.success(request, f"{MARKS[row.kind]}: taken back.")
    return HttpResponseRedirect(reverse("chronology:entry", args=[row.entry_id]))


@dataclass(frozen=True, slots=True)
class Account:
    """One of the two accounts."""

    entry: int
    agency: str
    when: str
    source: str
    event: str
    action: str


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two accounts side by side, why they are held together, and what was decided before."""

    form_page: CaseForm
    accounts: tuple[Account, Account]
    why: str
    decided: tuple[tuple[str, str, str], ...]


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, one: int, other: int) -> HttpResponse:
    """Two accounts side by side: explained, disputed, left open with a reason, or not so."""
    actor, on = actor_of(request), day_of(request)
    first, held = get_entry(one, actor=actor, on=on)
    second, theirs = get_entry(other, actor=actor, on=on)
    if theirs.case_id != held.case_id:
        raise Http404  # of two cases there is nothing to settle, and neither is shown under the other's name
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    found = link_between(first, second)
    names = agency_names(held.case.partnership_id, on=on)
    kind, settled = (found.kind, found.settled) if found else ("same event", "open")
    title = "Accounts differ" if kind == "contradiction" else "Two entries, one event?"
    page = form_of(held, title, (f"{SETTLED[settled]}." if found else "Nothing links these two yet.", ""))
    decided = tuple((DECIDED[d.settled], d.reason, f"{d.by.name}, {moment(d.at)}") for d in decisions_of(first, second))
    accounts = (_account(first, names), _account(second, names))
    around = PairPage(page, accounts, found.why if found else "", decided)

    def act(form: Any) -> str:
        services.settle(held, one=first, other=second, **form.cleaned_data, by=actor, at=now_of(request))
        return reverse("chronology:differences", args=[held.case_id])

    return form_page(
        request,
        forms.SettleForm,
        page,
        key=f"chronology-pair-{root_of(first)}-{root_of(second)}",
        act=act,
        says=f"It is recorded. {KINDS[kind]}.",
        shown=shown(held, f"chronology_entry {first.pk}", f"chronology_entry {second.pk}"),
        initial={"kind": kind, "settled": settled},
        template="chronology/pair.jinja",
        around=around,
    )


def _account(row: ChronologyEntry, names: dict[int, str]) -> Account:
    return Account(row.pk, names.get(row.agency_id, ""), when_of(row), row.source, row.event, row.action)
