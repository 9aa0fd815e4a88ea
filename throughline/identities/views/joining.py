"""Who may be one person under two names: each pair side by side with why, for somebody of the case to decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.step_up import step_up
from throughline.cases.formpages import CaseForm, Shown, form_page, show
from throughline.cases.queries import get_case_at_work
from throughline.identities import forms, queries, services
from throughline.identities.models import Joining
from throughline.identities.queries import Someone
from throughline.identities.rules.children import said
from throughline.identities.rules.people import KINDS, SEXES
from throughline.identities.views.about import first_open_to_write, trail_of
from throughline.kernel.periods import in_words
from throughline.ui.words import capital, day


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two who may be one: why, and both in the same lines side by side."""

    one: str
    other: str
    reasons: tuple[str, ...]
    lines: tuple[tuple[str, str, str], ...]
    url: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was said of two, by whom and why, and the address that undoes it."""

    says: str
    why: str
    who: str
    undo: str


@dataclass(frozen=True, slots=True)
class JoiningPage:
    """The pairs that are proposed, what was said already, and two that somebody may choose themselves."""

    id: int
    reference: str
    trail: tuple[tuple[str, str], ...]
    pairs: tuple[PairRow, ...]
    said: tuple[SaidRow, ...]


@dataclass(frozen=True, slots=True)
class PairPage:
    """One pair side by side with the form that decides it."""

    form_page: CaseForm
    pair: PairRow


@step_up
@require_GET
def joining(request: HttpRequest, id: int) -> HttpResponse:
    """The pairs of a case that may be one person, and what was said of pairs."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    ask = first_open_to_write(request, case)
    if ask is not None:
        return ask
    everybody, settled = queries.standing_people(case, actor, on), queries.settled(case, actor, on)
    form = forms.TwoForm(
        request.GET if "one" in request.GET else None, people=[(one.id, one.pseudonym) for one in everybody]
    )
    if form.is_valid():
        two = [int(form.cleaned_data[name]) for name in ("one", "other")]
        return HttpResponseRedirect(reverse("identities:settle", args=[id, *two]))
    pairs = queries.proposals(everybody, settled)
    rows = tuple(_pair(id, found.one, found.other, found.reasons) for found in pairs)
    page = JoiningPage(id, case.reference, trail_of(case), rows, tuple(map(_said, settled)))
    shown = {f"identity of person {one.id}" for found in pairs for one in (found.one, found.other)}
    return show(
        request,
        "identities/joining.jinja",
        page,
        shown=Shown(id, ("case_joining", id), tuple(sorted(shown))),
        form=form if len(everybody) > 1 else None,
    )


@step_up
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, id: int, one: int, other: int) -> HttpResponse:
    """Say of two that they are one person, or that they are two."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    ask = first_open_to_write(request, case)
    if ask is not None:
        return ask
    everybody = {someone.id: someone for someone in queries.standing_people(case, actor, on)}
    if one == other or not {one, other} <= everybody.keys():
        raise Http404
    both = (everybody[one], everybody[other])
    found = queries.proposals(both, queries.settled(case, actor, on))
    pair = _pair(id, *both, found[0].reasons if found else ())
    back = reverse("identities:joining", args=[id])

    def act(form: forms.JoinForm) -> str:
        first, second = (queries.get_person(number, actor, on) for number in (one, other))
        given = {"reason": form.cleaned_data["reason"], "by": actor, "at": now_of(request)}
        says = form.cleaned_data["says"]
        if says == "two":
            services.keep_apart(one=first, other=second, **given)
        else:
            kept, joined = (first, second) if says == str(one) else (second, first)
            services.join(kept=kept, other=joined, **given)
        return back

    page = CaseForm(
        title=f"{both[0].pseudonym} and {both[1].pseudonym}",
        over=f"Case {case.reference}",
        trail=trail_of(case, ("Joining", back)),
        lead=("You decide whether they are one person.", " Nothing is deleted, and it can be undone."),
        back=back,
        save="Keep what you say",
    )
    children = [someone for someone in both if someone.child]
    return form_page(
        request,
        forms.JoinForm,
        page,
        key=f"case-{id}-joining-{one}-{other}",
        act=act,
        says="What you said of the two stands.",
        shown=Shown(id, ("case_joining", id), tuple(f"identity of person {someone.id}" for someone in both)),
        template="identities/pair.jinja",
        around=PairPage(page, pair),
        kept=[(someone.id, someone.pseudonym) for someone in (children if len(children) == 1 else both)],
    )


@step_up
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, id: int) -> HttpResponse:
    """What was said of two is said no more."""
    found = queries.get_joining(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found)
    if ask is not None:
        return ask
    back = reverse("identities:joining", args=[found.case_id])

    def act(form: forms.WithdrawForm) -> str:
        services.undo_joining(found, by=actor_of(request), at=now_of(request), **form.cleaned_data)
        return back

    row = _said(found)
    page = CaseForm(
        title="Undo what was said of two people",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case, ("Joining", back)),
        lead=(row.says, " Each is read for themselves again, and may be proposed again."),
        back=back,
        save="Undo it",
        facts=(("Why it was said", row.why),),
    )
    return form_page(
        request,
        forms.WithdrawForm,
        page,
        key=f"joining-{id}-undo",
        act=act,
        says="It is undone.",
        shown=Shown(found.case_id, ("joining", id), (f"joining {id}",)),
    )


def _pair(case: int, one: Someone, other: Someone, reasons: tuple[str, ...]) -> PairRow:
    lines = zip(_lines(one), _lines(other), strict=True)
    return PairRow(
        one.pseudonym,
        other.pseudonym,
        reasons,
        tuple((label, first, second) for (label, first), (_, second) in lines if first or second),
        reverse("identities:settle", args=[case, one.id, other.id]),
    )


def _lines(one: Someone) -> tuple[tuple[str, str], ...]:
    return (
        ("Name", one.real_name or "Not recorded"),
        ("Other names", ", ".join(name for _, name in one.other_names)),
        ("Born", capital(in_words(one.born))),
        ("Sex", said(SEXES, one.sex)),
        ("To the case", "A child whom the case is about" if one.child else said(KINDS, one.kind)),
        ("In the family, or job", one.relation or one.job),
    )


def _said(row: Joining) -> SaidRow:
    if row.same:
        says = f"{row.other.pseudonym} is {row.kept.pseudonym}."
    else:
        says = f"{row.kept.pseudonym} and {row.other.pseudonym} are two people."
    undo = reverse("identities:joining-undo", args=[row.pk])
    return SaidRow(says, row.reason, f"{row.made_by.name}, {day(row.made_at)}", undo)
