"""Who is on a case, who must not see it, and its seal."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.access.rules import why_not
from throughline.access.step_up import step_up
from throughline.audit.services import saw
from throughline.cases import permissions, services
from throughline.cases.forms import ConflictForm, MemberForm, SealForm
from throughline.cases.models import Case
from throughline.cases.queries import (
    ConflictRow,
    MemberRow,
    SealRow,
    conflicts_of,
    get_case_at_work,
    get_conflict,
    get_member,
    get_standing_seal,
    members_of,
    people_here,
    person_here,
    seals_of,
)
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class CirclePage:
    """One of the three pages about who is round a case. `why_not` keeps the actor from changing it, or is empty."""

    id: int
    reference: str
    why_not: str
    members: tuple[MemberRow, ...] = ()
    conflicts: tuple[tuple[ConflictRow, str], ...] = ()
    seals: tuple[SealRow, ...] = ()
    why_not_unseal: str = ""
    sees_seals: bool = True
    may_export: bool = False
    sees_letters: bool = False


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, id: int) -> HttpResponse:
    """Who is on the case. A POST adds somebody."""
    case, actor, on = _case(request, id), actor_of(request), day_of(request)
    form = with_drafts(
        MemberForm,
        request,
        f"case-{id}-member",
        initial={"from_on": on},
        people=people_here(case, on=on),
        agencies=agencies_of(actor, on=on),
    )

    def add(said: dict[str, str]) -> None:
        kind, key = said["who"].split("-")
        who = (
            {"agency": get_agency(int(key), actor=actor)}
            if kind == "agency"
            else {"user": person_here(int(key), case, on=on)}
        )
        services.add_member(case=case, **who, from_on=said["from_on"], by=actor, at=now_of(request))  # type: ignore[arg-type]

    if done(form, add, request):
        return HttpResponseRedirect(reverse("case-members", args=[id]))
    rows = members_of(case, on=on)
    _saw(request, case, [f"case_member {row.id}" for row in rows])
    why = permissions.why_not_say_who_is_on(actor=actor, thing=case, on=on) or ""
    return render(
        request,
        "cases/members.jinja",
        CirclePage(
            id,
            case.reference,
            why,
            members=rows,
            sees_seals=_sees_seals(request),
            may_export=_may_export(request),
            sees_letters=_sees_letters(request),
        ),
        form=form,
    )


@require_POST
def end_member(request: HttpRequest, id: int, member: int) -> HttpResponse:
    """Somebody is on the case no more."""
    case = _case(request, id)
    services.end_member(member=get_member(member, case=case), by=actor_of(request), at=now_of(request))
    messages.success(request, "They are on the case no more.")
    return HttpResponseRedirect(reverse("case-members", args=[id]))


@require_http_methods(["GET", "POST"])
def conflicts(request: HttpRequest, id: int) -> HttpResponse:
    """Who must not see the case. A POST declares a conflict; anybody may declare their own."""
    case, actor, on = _case(request, id), actor_of(request), day_of(request)
    why = permissions.why_not_declare(actor=actor, thing=case, person=0, on=on) or ""
    people = [one for one in people_here(case, on=on) if not why or one.key == str(actor.user)]
    form = with_drafts(ConflictForm, request, f"case-{id}-conflict", people=people)

    def declare(said: dict[str, str]) -> None:
        who = person_here(int(said["person"]), case, on=on)
        services.declare_conflict(case=case, user=who, reason=said["reason"], by=actor, at=now_of(request))

    if done(form, declare, request):
        mine = form.cleaned_data["person"] == str(actor.user)
        return HttpResponseRedirect("/" if mine else reverse("case-conflicts", args=[id]))
    rows = conflicts_of(case, actor=actor)
    _saw(request, case, [f"conflict {row.id}" for row in rows])
    shown = tuple((row, permissions.why_not_lift(actor=actor, thing=row.row, on=on) or "") for row in rows)
    return render(
        request,
        "cases/conflicts.jinja",
        CirclePage(
            id,
            case.reference,
            why,
            conflicts=shown,
            sees_seals=_sees_seals(request),
            may_export=_may_export(request),
            sees_letters=_sees_letters(request),
        ),
        form=form,
    )


@step_up
@require_POST
def lift_conflict(request: HttpRequest, id: int, conflict: int) -> HttpResponse:
    """A conflict stands no more."""
    case = _case(request, id)
    row = get_conflict(conflict, case=case)
    services.lift_conflict(conflict=row, by=actor_of(request), at=now_of(request))
    messages.success(request, "The conflict is lifted. It stays on record that it stood.")
    return HttpResponseRedirect(reverse("case-conflicts", args=[id]))


@step_up
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, id: int) -> HttpResponse:
    """The case's seal. A POST seals it."""
    case, actor, on = _case(request, id), actor_of(request), day_of(request)
    permissions.require(why_not(actor, "see conflicts and seals"))
    readers = [one for one in people_here(case, on=on) if one.key != str(actor.user)]
    form = with_drafts(SealForm, request, f"case-{id}-seal", people=readers)

    def put(said: dict[str, list[str] | str]) -> None:
        who = [person_here(int(key), case, on=on) for key in said["readers"]]
        services.seal(case=case, reason=str(said["reason"]), readers=who, by=actor, at=now_of(request))

    if done(form, put, request):
        return HttpResponseRedirect(reverse("case-seal", args=[id]))
    rows = seals_of(case, actor=actor)
    _saw(request, case, [f"seal {row.id}" for row in rows])
    why = permissions.why_not_seal(actor=actor, thing=case, on=on) or ""
    lift = ""
    if rows and rows[0].lifted_at is None:
        lift = permissions.why_not_unseal(actor=actor, thing=get_standing_seal(case), on=on) or ""
    page = CirclePage(id, case.reference, why, seals=rows, why_not_unseal=lift)
    return render(request, "cases/seal.jinja", page, form=form)


@step_up
@require_POST
def unseal(request: HttpRequest, id: int) -> HttpResponse:
    """The seal stands no more."""
    case = _case(request, id)
    services.unseal(seal=get_standing_seal(case), by=actor_of(request), at=now_of(request))
    messages.success(request, "The seal is lifted. It stays on record that it stood.")
    return HttpResponseRedirect(reverse("case-seal", args=[id]))


def _case(request: HttpRequest, id: int) -> Case:
    return get_case_at_work(id, actor=actor_of(request), on=day_of(request))


def _sees_letters(request: HttpRequest) -> bool:
    return why_not(actor_of(request), "read letters") is None


def _may_export(request: HttpRequest) -> bool:
    return why_not(actor_of(request), "export a case") is None


def _sees_seals(request: HttpRequest) -> bool:
    return why_not(actor_of(request), "see conflicts and seals") is None


def _saw(request: HttpRequest, case: Case, records: list[str]) -> None:
    saw(by=actor_of(request), at=now_of(request), subject=("case", case.pk), case=case.pk, records=records)
    request.case_shown = case.pk  # type: ignore[attr-defined]
