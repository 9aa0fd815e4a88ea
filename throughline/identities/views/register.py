"""The register of a case: everybody and every place by pseudonym, and who they are once the person said why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, Shown, form_page, show
from throughline.cases.queries import get_case_at_work
from throughline.identities import forms, queries, services
from throughline.identities.models import Place
from throughline.identities.queries import Someone
from throughline.identities.rules.people import CARER, CLOSE, FAMILY, NOT_IDENTIFIED, OTHER, PLACE_KINDS, PROFESSIONAL
from throughline.identities.views.about import (
    Opening,
    first_open_to_write,
    may_write,
    opening_of,
    said_why,
    trail_of,
    warn,
)
from throughline.kernel.periods import in_words
from throughline.partnerships.queries import agency_names
from throughline.ui.words import capital

BEHIND = "Behind a fresh code"
# The heads of the tables, in columns that stand under each other.
WIDE: tuple[Mapping[str, Any], ...] = (
    {"text": "Called here", "width": 24},
    {"text": "Who they are", "width": 28},
    {"text": "Relation, or job", "width": 28},
    {"text": "Born"},
)
WORKERS = (*WIDE[:2], {"text": "Job and agency"})
PLACES = (WIDE[0], {"text": "Which it is", "width": 28}, {"text": "Kind"})
GROUPS = (
    ("Children", "The children whom the case is about.", None),
    ("Family", "", FAMILY),
    ("Carers", "Who they are stands on a page of its own, behind a fresh code.", CARER),
    ("Professionals", "", PROFESSIONAL),
    ("Others", "", OTHER),
    ("Not identified", "Somebody was there, and nobody knows yet who it was.", NOT_IDENTIFIED),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person or place: its pseudonym, its page, and where it is shown who it is, in a few words."""

    pseudonym: str
    url: str
    who: str
    also: str
    relation: str
    born: str
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind, or the places."""

    title: str
    lead: str
    heads: tuple[Mapping[str, Any], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Everybody of a case by pseudonym, and who they are where it is open to this person."""

    id: int
    reference: str
    count: str
    groups: tuple[Group, ...]
    opening: Opening
    alike: int
    may_write: bool


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, id: int) -> HttpResponse:
    """Everybody of the case by pseudonym. A POST says why one looks at who they are; the session remembers."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    opening, form = opening_of(request, case)
    leads = said_why(request, case, form, reverse("identities:people", args=[id]))
    if leads is not None:
        return leads
    everybody, places = queries.standing_people(case, actor, on), queries.standing_places(case, actor, on)
    elsewhere = queries.names_elsewhere(case, _called(everybody, places), actor=actor, on=on)
    agencies = agency_names(case.partnership_id, on=on) if opening.opened else {}
    alike = queries.proposals(everybody, queries.settled(case, actor, on)) if opening.opened else ()
    groups = _groups(everybody, places, opening.opened, elsewhere, agencies)
    count = f"{len(everybody)} {'person' if len(everybody) == 1 else 'people'}"
    page = RegisterPage(id, case.reference, count, groups, opening, len(alike), may_write(request, case))
    word = "identity of person" if opening.opened else "person"
    seen = tuple(f"{word} {one.id}" for one in everybody)
    return show(request, "identities/people.jinja", page, shown=Shown(id, ("case_people", id), seen), form=form)


def _called(everybody: Iterable[Someone], places: Iterable[Place]) -> list[str]:
    return [*(one.pseudonym for one in everybody), *(one.pseudonym for one in places)]


def _groups(
    everybody: Iterable[Someone],
    places: Iterable[Place],
    opened: bool,
    elsewhere: Mapping[str, tuple[str, ...]],
    agencies: Mapping[int, str],
) -> tuple[Group, ...]:
    found = []
    for title, lead, kind in GROUPS:
        of = [one for one in everybody if (one.child is not None if kind is None else _is(one, kind))]
        rows = tuple(_person(one, opened, elsewhere, agencies) for one in of)
        if rows:
            heads = WIDE[:2] if kind == CARER else WORKERS if kind == PROFESSIONAL else WIDE
            found.append(Group(title, lead if opened or kind in (None, NOT_IDENTIFIED) else "", heads, rows))
    rows = tuple(_place(one, opened, elsewhere, agencies) for one in places)
    if rows:
        found.append(Group("Places, vehicles and numbers", "", PLACES, rows))
    return tuple(found)


def _is(one: Someone, kind: str) -> bool:
    return one.child is None and one.kind == kind


def _person(one: Someone, opened: bool, elsewhere: Mapping[str, tuple[str, ...]], agencies: Mapping[int, str]) -> Row:
    others = elsewhere.get(one.pseudonym.casefold(), ())
    url = reverse("identities:person", args=[one.id]) if opened else ""
    if not opened:
        return Row(one.pseudonym, url, "", "", "", "", others)
    if one.carer:
        return Row(one.pseudonym, url, BEHIND, "", BEHIND, BEHIND, others)
    job = ", ".join(part for part in (one.job, agencies.get(one.agency or 0, "")) if part)
    also = f"Also {', '.join(name for _, name in one.other_names)}" if one.other_names else ""
    who = one.real_name or ("Not identified" if not one.identified else "Name not recorded")
    born = capital(in_words(one.born)) if one.born or not one.age_words else one.age_words
    return Row(one.pseudonym, url, who, also, "; ".join(part for part in (one.relation, job) if part), born, others)


def _place(one: Place, opened: bool, elsewhere: Mapping[str, tuple[str, ...]], agencies: Mapping[int, str]) -> Row:
    others = elsewhere.get(one.pseudonym.strip().casefold(), ())
    kind = dict(PLACE_KINDS)[one.kind]
    if not opened:
        return Row(one.pseudonym, "", "", "", kind, "", others)
    which = BEHIND if one.kind in CLOSE else one.words or agencies.get(one.agency_id or 0, "") or "Not recorded"
    return Row(one.pseudonym, reverse("identities:place", args=[one.pk]), which, "", kind, "", others)


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, id: int) -> HttpResponse:
    """Record somebody who is no child of the case."""
    case = get_case_at_work(id, actor=actor_of(request), on=day_of(request))
    ask = first_open_to_write(request, case)
    if ask is not None:
        return ask

    def act(form: forms.PersonForm) -> str:
        made = services.add_person(case=case, by=actor_of(request), at=now_of(request), **form.values())
        warn(request, made)
        return reverse("identities:person", args=[made.pk])

    page = CaseForm(
        title="Add a person",
        over=f"Case {case.reference}",
        trail=trail_of(case),
        lead=("Everybody at work on the case knows them by the pseudonym.", " The rest is for those who say why."),
        back=reverse("identities:people", args=[id]),
        save="Add the person",
        further=(("A child whom the case is about", reverse("identities:child-new", args=[id])),),
    )
    return form_page(
        request,
        forms.PersonForm,
        page,
        key=f"case-{id}-person",
        act=act,
        says="The person is in the register.",
        shown=Shown(id, ("case_people", id)),
        initial={"once": uuid4().hex},
        agencies=tuple(agency_names(case.partnership_id, on=day_of(request)).items()),
    )


@require_http_methods(["GET", "POST"])
def add_place(request: HttpRequest, id: int) -> HttpResponse:
    """Record a place, a vehicle or a number."""
    case = get_case_at_work(id, actor=actor_of(request), on=day_of(request))
    ask = first_open_to_write(request, case)
    if ask is not None:
        return ask

    def act(form: forms.PlaceForm) -> str:
        made = services.add_place(case=case, by=actor_of(request), at=now_of(request), **form.values())
        warn(request, made)
        return reverse("identities:people", args=[id])

    page = CaseForm(
        title="Add a place",
        over=f"Case {case.reference}",
        trail=trail_of(case),
        lead=(
            "A school, an address, a placement, a vehicle or a number.",
            " Which it is is for those who say why.",
        ),
        back=reverse("identities:people", args=[id]),
        save="Add the place",
    )
    return form_page(
        request,
        forms.PlaceForm,
        page,
        key=f"case-{id}-place",
        act=act,
        says="The place is in the register.",
        shown=Shown(id, ("case_people", id)),
        initial={"once": uuid4().hex},
        agencies=tuple(agency_names(case.partnership_id, on=day_of(request)).items()),
    )
