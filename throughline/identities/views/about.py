"""What the pages of the register share: whose case it is, whether it is open to the person, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.access.step_up import is_fresh
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page
from throughline.cases.models import Case, OfCase
from throughline.identities import forms, permissions, queries, services
from throughline.identities.models import Child, Person, Place
from throughline.identities.opened import has_said_why, is_open, mark_said_why
from throughline.ui.drafts import with_drafts

OURS = ("/children/", "/incidents/", "/persons/", "/places/", "/cases/", "/other-names/", "/joinings/")


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the page shows who the people are: `why_not` where it may not, `code` the way to a code that it wants."""

    opened: bool
    why_not: str
    code: str
    outside: bool


def opening_of(request: HttpRequest, case: Case) -> tuple[Opening, Any]:
    """How a page that shows pseudonyms until a reason is given stands for this person, and its form that asks why."""
    actor, on = actor_of(request), day_of(request)
    why = permissions.why_not_look(actor=actor, thing=case, on=on) or ""
    outside = not why and permissions.is_outside(actor=actor, thing=case, on=on)
    code = f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
    asks = code if outside and not is_fresh(request) else ""
    form = with_drafts(forms.ReasonForm, request, f"case-{case.pk}-identities")
    return Opening(not why and is_open(request, case), why, asks, outside), form


def said_why(request: HttpRequest, case: Case, form: Any, back: str) -> HttpResponse | None:
    """Where a reason that was sent leads: back, or to where the person was going. Nothing where none was."""
    by, at, code = actor_of(request), now_of(request), is_fresh(request)
    if not done(
        form, lambda said: services.say_why(case=case, reason=said["reason"], by=by, at=at, code_given=code), request
    ):
        return None
    mark_said_why(request, case)
    return HttpResponseRedirect(safe_next(request) or back)


def first_open(request: HttpRequest, thing: OfCase | Case) -> HttpResponse | None:
    """Nothing, or the way to the register, where the person says first why they look."""
    case = thing.case if isinstance(thing, OfCase) else thing
    allowed(permissions.why_not_look(actor=actor_of(request), thing=case, on=day_of(request)))
    if is_open(request, case):
        return None
    ask = reverse("identities:people", args=[case.pk])
    return HttpResponseRedirect(f"{ask}?{urlencode({'next': request.path})}")


def first_open_to_write(request: HttpRequest, thing: OfCase | Case, ask: str = "") -> HttpResponse | None:
    """The same for somebody who changes what is recorded. `ask` is another page that asks for the reason."""
    case = thing.case if isinstance(thing, OfCase) else thing
    allowed(permissions.why_not_write(actor=actor_of(request), thing=thing, on=day_of(request)))
    if has_said_why(request, case):
        return None
    ask = ask or reverse("identities:people", args=[case.pk])
    return HttpResponseRedirect(f"{ask}?{urlencode({'next': request.path})}")


def may_write(request: HttpRequest, thing: OfCase | Case) -> bool:
    """Whether this person may change what is recorded."""
    return permissions.why_not_write(actor=actor_of(request), thing=thing, on=day_of(request)) is None


def safe_next(request: HttpRequest) -> str:
    """Where the person was going: a page of this system about a case, else nothing."""
    to = request.GET.get("next", "")
    return to if to.startswith(OURS) and "//" not in to and "\\" not in to else ""


def warn(request: HttpRequest, thing: Child | Person | Place) -> None:
    """Says on the next page where else the pseudonym is given."""
    others = queries.also_called_so(thing.pseudonym, actor=actor_of(request), on=day_of(request), but=thing.case_id)
    if others:
        messages.warning(request, f"“{thing.pseudonym}” is a pseudonym in {', '.join(others)} too.")


def withdraw_page(
    request: HttpRequest, thing: OfCase, kind: str, withdraw: Callable[..., Any], page: CaseForm, *, says: str, to: str
) -> HttpResponse:
    """The page that asks why something of the register is shown no more; `withdraw` is the service that does it."""

    def act(form: forms.WithdrawForm) -> str:
        withdraw(thing, by=actor_of(request), at=now_of(request), **form.cleaned_data)
        return to

    key = f"{kind.replace('_', '-')}-{thing.pk}-withdraw"
    shown = Shown(thing.case_id, (kind, thing.pk), (f"{kind} {thing.pk}",))
    return form_page(request, forms.WithdrawForm, page, key=key, act=act, says=says, shown=shown)


def trail_of(case: Case, *further: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The way back from a page behind the register."""
    register = (f"People of {case.reference}", reverse("identities:people", args=[case.pk]))
    return (("Your work", "/"), register, *further)
