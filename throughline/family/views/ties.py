"""The ties, roles and stays of one person: read together, and each added, changed or withdrawn on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.step_up import is_fresh, to_code
from throughline.cases.formpages import CaseForm, Shown, change_page, form_page, show
from throughline.family import forms, queries, services
from throughline.family.pages import ties as pages
from throughline.identities.models import Person
from throughline.identities.queries import get_person, someone_of, standing_people, standing_places
from throughline.identities.views.about import first_open, first_open_to_write, may_write, trail_of, withdraw_page
from throughline.partnerships.queries import agency_names

WORDS = {
    "parentage": (
        "Add a parent or a child",
        "By birth or adoption, in foster care, as step-parent or guardian.",
        "Child and parent are tied.",
    ),
    "union": ("Add a partner", "Two people together, from when until when.", "The two are tied."),
    "twins": ("Add a twin", "Two children of one birth.", "The twins are tied."),
    "stay": (
        "Add where they lived",
        "What is now known, or what an agency believed. Both can stand side by side.",
        "Where they lived is recorded.",
    ),
    "role_held": (
        "Add a role",
        "What somebody was to the family, at which agency, from when until when.",
        "The role is recorded.",
    ),
}


@require_GET
def ties(request: HttpRequest, id: int) -> HttpResponse:
    """How somebody is tied, what they were to the family, and where they lived."""
    found, elsewhere = _opened(request, id)
    if elsewhere is not None:
        return elsewhere
    actor, on, case = actor_of(request), day_of(request), found.case
    people = standing_people(case, actor, on)
    names = {number: one.pseudonym for one in people for number in one.ids}
    ids = next((one.ids for one in people if one.id == id), (id,))
    agencies, may = agency_names(case.partnership_id, on=on), may_write(request, found)
    every = queries.ties_of(case, frozenset(ids), actor, on)
    rows = {
        kind: tuple(pages.tie_row(one, id, ids, names, agencies, may=may) for one in every[kind])
        for kind in queries.TIES
    }
    tied = (*rows["parentage"], *rows["union"], *rows["twins"])
    page = pages.TiesPage(
        id=id,
        name=found.pseudonym,
        over=f"Case {case.reference}",
        trail=trail_of(case, (found.pseudonym, reverse("identities:person", args=[id]))),
        lead=pages.ties_lead(found.pseudonym, len(tied), len(rows["role_held"]), len(rows["stay"])),
        ties=tied,
        roles=rows["role_held"],
        stays=rows["stay"],
        may_write=may,
        adds=tuple((kind, WORDS[kind][0]) for kind in WORDS),
    )
    seen = tuple(f"{kind} {one.pk}" for kind, held in every.items() for one in held)
    return show(request, "family/ties.jinja", page, shown=Shown(case.pk, ("person", id), (f"person {id}", *seen)))


@require_http_methods(["GET", "POST"])
def new_tie(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    """Add a tie, a stay or a role of that person."""
    if kind not in forms.FORMS:
        raise Http404
    found, elsewhere = _opened(request, id, to_write=True)
    if elsewhere is not None:
        return elsewhere
    back = reverse("family:ties", args=[id])

    def act(form: forms.TieForm) -> str:
        _ADD[kind](form, found, request)
        return back

    title, means, says = WORDS[kind]
    page = CaseForm(
        title=f"{title}: {found.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=_trail(found),
        lead=(means, ""),
        back=back,
        save="Add it",
    )
    return form_page(
        request,
        forms.FORMS[kind],
        page,
        key=f"person-{id}-{kind}",
        act=act,
        says=says,
        shown=Shown(found.case_id, ("person", id), (f"person {id}",)),
        initial={"once": uuid4().hex},
        given=_given(request, found),
    )


@require_http_methods(["GET", "POST"])
def change_tie(request: HttpRequest, id: int, kind: str, tie: int) -> HttpResponse:
    """Change what is recorded of a tie, a stay or a role; who is tied stays as it is."""
    found, elsewhere = _opened(request, id, to_write=True)
    if elsewhere is not None:
        return elsewhere
    row = queries.get_tie(kind, tie, found, actor_of(request), day_of(request))
    back = reverse("family:ties", args=[id])
    page = CaseForm(
        title=f"Change a {_noun(kind)} of {found.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=_trail(found),
        lead=(f"{_told(request, found, row)}.", ""),
        back=back,
        further=(("This was a mistake: take it back", reverse("family:tie-withdraw", args=[id, kind, tie])),),
    )
    return change_page(
        request,
        row,
        forms.FORMS[kind],
        page,
        key=f"{kind}-{tie}",
        change=services.change_tie,
        says="It is changed.",
        to=back,
        shown=Shown(found.case_id, (kind, tie), (f"{kind} {tie}",)),
        given=_given(request, found, is_new=False),
    )


@require_http_methods(["GET", "POST"])
def withdraw_tie(request: HttpRequest, id: int, kind: str, tie: int) -> HttpResponse:
    """A tie, a stay or a role was a mistake."""
    found, elsewhere = _opened(request, id, to_write=True)
    if elsewhere is not None:
        return elsewhere
    row = queries.get_tie(kind, tie, found, actor_of(request), day_of(request))
    back = reverse("family:ties", args=[id])
    page = CaseForm(
        title=f"Take back a {_noun(kind)} of {found.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=_trail(found),
        lead=(f"{_told(request, found, row)}.", " It is kept with your reason, and shown no more."),
        back=back,
        save="Take it back",
    )
    return withdraw_page(request, row, kind, services.withdraw_tie, page, says="It is taken back.", to=back)


def _opened(request: HttpRequest, id: int, *, to_write: bool = False) -> tuple[Person, HttpResponse | None]:
    """The person, where they said why they look; else the way to where they say so. A carer is behind a fresh code."""
    found = get_person(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found) if to_write else first_open(request, found)
    if ask is not None:
        return found, ask
    someone = someone_of(found, actor_of(request), day_of(request))
    if someone.carer and not is_fresh(request):
        return found, to_code(request)
    if someone.id != id:
        return found, HttpResponseRedirect(reverse("family:ties", args=[someone.id]))
    return found, None


def _noun(kind: str) -> str:
    return {"union": "partner", "parentage": "parent or child", "twins": "twin", "stay": "stay"}.get(kind, "role")


def _trail(found: Person) -> tuple[tuple[str, str], ...]:
    to_person = (found.pseudonym, reverse("identities:person", args=[found.pk]))
    return trail_of(found.case, to_person, ("Ties, roles and stays", reverse("family:ties", args=[found.pk])))


def _told(request: HttpRequest, found: Person, row: Any) -> str:
    people = standing_people(found.case, actor_of(request), day_of(request))
    names = {number: one.pseudonym for one in people for number in one.ids}
    ids = next((one.ids for one in people if one.id == found.pk), (found.pk,))
    return pages.told_of(row, ids, names, agency_names(found.case.partnership_id, on=day_of(request)))


def _given(request: HttpRequest, found: Person, *, is_new: bool = True) -> forms.Given:
    actor, on, case = actor_of(request), day_of(request), found.case
    people = standing_people(case, actor, on) if is_new else ()
    places = standing_places(case, actor, on) if is_new else ()
    return forms.Given(
        found.pk,
        found.pseudonym,
        tuple((one.id, one.pseudonym) for one in people if one.id != found.pk),
        tuple((one.pk, one.pseudonym) for one in places),
        tuple(agency_names(case.partnership_id, on=on).items()),
        is_new,
    )


def _other(form: forms.TieForm, request: HttpRequest) -> Person:
    return get_person(form.end("other"), actor_of(request), day_of(request))


def _add_union(form: Any, found: Person, request: HttpRequest) -> None:
    services.add_union(case=found.case, one=found, other=_other(form, request), **_made(form, request))


def _add_parentage(form: Any, found: Person, request: HttpRequest) -> None:
    ends = (found, _other(form, request))
    child, parent = ends if form.cleaned_data["way"] == "child" else ends[::-1]
    services.add_parentage(case=found.case, child=child, parent=parent, **_made(form, request))


def _add_twins(form: Any, found: Person, request: HttpRequest) -> None:
    services.add_twins(case=found.case, one=found, other=_other(form, request), **_made(form, request))


def _add_stay(form: Any, found: Person, request: HttpRequest) -> None:
    place = queries.get_place_of(found, form.end("place"), actor_of(request), day_of(request))
    services.add_stay(case=found.case, person=found, place=place, **_made(form, request))


def _add_role(form: Any, found: Person, request: HttpRequest) -> None:
    services.add_role(case=found.case, person=found, **_made(form, request))


def _made(form: Any, request: HttpRequest) -> dict[str, Any]:
    return {**form.values(), "by": actor_of(request), "at": now_of(request)}


_ADD: dict[str, Callable[[Any, Person, HttpRequest], None]] = {
    "union": _add_union,
    "parentage": _add_parentage,
    "twins": _add_twins,
    "stay": _add_stay,
    "role_held": _add_role,
}
