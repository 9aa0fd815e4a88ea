"""One person of a case: who they are, their other names, what is recorded. A carer is behind a fresh code."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.step_up import is_fresh, step_up, to_code
from throughline.cases.formpages import CaseForm, Shown, change_page, form_page, last_changed, show
from throughline.identities import forms, queries, services
from throughline.identities.models import OtherName, Person
from throughline.identities.queries import Someone
from throughline.identities.rules.children import said
from throughline.identities.rules.people import CARER, CLOSE, KINDS, NAME_KINDS, PREGNANCY, SEXES, STATES
from throughline.identities.views.about import (
    first_open,
    first_open_to_write,
    may_write,
    trail_of,
    warn,
    withdraw_page,
)
from throughline.kernel.periods import in_words
from throughline.partnerships.queries import agency_names
from throughline.ui.words import capital


@dataclass(frozen=True, slots=True)
class NameRow:
    """One more name: what kind, where it stands, and the address that takes it away; one that was joined has none."""

    name: str
    kind: str
    where: str
    withdraw: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A person or a place with its facts and other names; `further` are links to what else may be done."""

    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    facts: tuple[tuple[str, str], ...]
    names: tuple[NameRow, ...]
    further: tuple[tuple[str, str], ...]
    may_write: bool
    last_changed: str
    name_form: CaseForm


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, id: int) -> HttpResponse:
    """Who somebody is. A POST adds another name. One who was joined is read under the one kept."""
    found = queries.get_person(id, actor_of(request), day_of(request))
    actor, on = actor_of(request), day_of(request)
    someone = queries.someone_of(found, actor, on)
    ask = first_open(request, found) or (to_code(request) if someone.carer and not is_fresh(request) else None)
    if ask is not None:
        return ask
    if someone.id != id:
        return HttpResponseRedirect(reverse("identities:person", args=[someone.id]))
    writes = may_write(request, found)
    page = ThingPage(
        title=found.pseudonym,
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case),
        lead=("Who they are stands here.", " That you read it is recorded."),
        facts=_facts(someone, agency_names(found.case.partnership_id, on=on)),
        names=_names(someone, queries.other_names_of(someone.ids), writes),
        further=(_ties(id), *(_further(found, someone) if writes else ())),
        may_write=writes,
        last_changed=last_changed(found),
        name_form=CaseForm("", "", (), ("", ""), back="", save="Add the name"),
    )
    return thing_page(request, found, page, seen=f"identity of person {id}")


def thing_page(request: HttpRequest, thing: object, page: ThingPage, *, seen: str) -> HttpResponse:
    """The page of a person or place, with the form for another name where this person may write."""
    of, subject = thing, seen.split()[-2:]
    shown = Shown(of.case_id, (subject[0], int(subject[1])), (seen,))  # type: ignore[attr-defined]
    if not page.may_write:
        return show(request, "identities/thing.jinja", page, shown=shown, form=None)

    def act(form: forms.NameForm) -> str:
        services.add_other_name(of=of, by=actor_of(request), at=now_of(request), **form.cleaned_data)  # type: ignore[arg-type]
        return request.path

    return form_page(
        request,
        forms.NameForm,
        page.name_form,
        key=f"{subject[0]}-{subject[1]}-name",
        act=act,
        says="The name is in the register.",
        shown=shown,
        template="identities/thing.jinja",
        around=page,
    )


@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, id: int) -> HttpResponse:
    """Change what is recorded of somebody; of a child of the case what is not recorded with the child."""
    found = queries.get_person(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found) or _code_for(request, found)
    if ask is not None:
        return ask
    back = reverse("identities:person", args=[id])
    if found.child_id:
        further = ("What is recorded with the child", reverse("identities:child-edit", args=[found.child_id]))
    else:
        further = ("They do not belong to the case", reverse("identities:person-withdraw", args=[id]))
    page = CaseForm(
        title=f"Change what is recorded of {found.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case, (found.pseudonym, back)),
        lead=("", "Everybody at work on the case knows them by the pseudonym."),
        back=back,
        further=(further,),
    )
    agencies = tuple(agency_names(found.case.partnership_id, on=day_of(request)).items())

    def change(record: Person, **given: object) -> Person:
        changed = services.change_person(record, **given)  # type: ignore[arg-type]
        if changed.pseudonym != found.pseudonym:
            warn(request, changed)
        return changed

    return change_page(
        request,
        found,
        forms.OfChildForm if found.child_id else forms.PersonForm,
        page,
        key=f"person-{id}",
        change=change,
        says="What is recorded of the person is changed.",
        to=back,
        shown=Shown(found.case_id, ("person", id), (f"identity of person {id}",)),
        **({} if found.child_id else {"agencies": agencies}),
    )


@step_up
@require_http_methods(["GET", "POST"])
def withdraw_person(request: HttpRequest, id: int) -> HttpResponse:
    """They do not belong to the case."""
    found = queries.get_person(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found)
    if ask is not None:
        return ask
    back = reverse("identities:people", args=[found.case_id])
    page = CaseForm(
        title=f"{found.pseudonym} does not belong to the case",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case),
        lead=("What is recorded is kept with your reason, and shown no more.", ""),
        back=reverse("identities:person", args=[id]),
        save="Take the person off the register",
    )
    return withdraw_page(
        request, found, "person", services.withdraw_person, page, says="The person is off the register.", to=back
    )


@require_http_methods(["GET", "POST"])
def withdraw_name(request: HttpRequest, id: int) -> HttpResponse:
    """They do not go by that name."""
    found = queries.get_other_name(id, actor_of(request), day_of(request))
    of = found.person or found.place
    ask = first_open_to_write(request, found) or _code_for_name(request, found)
    if ask is not None or of is None:
        return ask or HttpResponseRedirect("/")
    word = "person" if found.person else "place"
    back = reverse(f"identities:{word}", args=[of.pk])
    page = CaseForm(
        title=f"Take away a name of {of.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case, (of.pseudonym, back)),
        lead=(f"The name is “{found.name}”.", " It is kept with your reason, and shown no more."),
        back=back,
        save="Take the name away",
    )
    return withdraw_page(
        request, found, "other_name", services.withdraw_other_name, page, says="The name is taken away.", to=back
    )


def _code_for_name(request: HttpRequest, name: OtherName) -> HttpResponse | None:
    """The same of a name that says who a carer is, or where somebody lives or is reached."""
    if name.person:
        return _code_for(request, name.person)
    return to_code(request) if name.place and name.place.kind in CLOSE and not is_fresh(request) else None


def _code_for(request: HttpRequest, found: Person) -> HttpResponse | None:
    """Nothing, or the page that asks for a code: who a carer is is behind one, also where one was joined into them."""
    if is_fresh(request):
        return None
    carer = found.kind == CARER or queries.someone_of(found, actor_of(request), day_of(request)).carer
    return to_code(request) if carer else None


def _facts(one: Someone, agencies: dict[int, str]) -> tuple[tuple[str, str], ...]:
    pregnancy = one.state == PREGNANCY
    facts = (
        ("Name", one.real_name or ("It is not known who this is" if not one.identified else "Not recorded")),
        ("To the case", "A child whom the case is about" if one.child else said(KINDS, one.kind)),
        ("In the family", one.relation),
        ("Job", ", ".join(part for part in (one.job, agencies.get(one.agency or 0, "")) if part)),
        ("Sex as recorded", said(SEXES, one.sex)),
        ("Born, or a pregnancy", said(STATES, one.state) if one.state != "born" else ""),
        ("Expected" if pregnancy else "Born", capital(in_words(one.born))),
        ("Died", in_words(one.died) if one.died else ""),
        ("Age, as a source has it", one.age_words),
        ("Not certain", "" if one.certain else one.uncertain_why or "It was marked as not certain."),
    )
    return tuple((label, words) for label, words in facts if words)


def _names(one: Someone, rows: tuple[queries.OtherNameRow, ...], writes: bool) -> tuple[NameRow, ...]:
    own = [
        NameRow(
            row.name,
            said(NAME_KINDS, row.kind),
            row.source_words,
            reverse("identities:name-withdraw", args=[row.id]) if writes else "",
        )
        for row in rows
    ]
    told = {row.name for row in own}
    joined = [NameRow(name, "Joined from", "", "") for _, name in one.other_names if name not in told]
    return (*own, *joined)


def _ties(id: int) -> tuple[str, str]:
    """The way to what a later room keeps of them, by the name of its address."""
    return "Family ties, roles, and where they lived", reverse("family:ties", args=[id])


def _further(found: Person, one: Someone) -> tuple[tuple[str, str], ...]:
    """What else may be done with them."""
    change = ("Change what is recorded", reverse("identities:person-edit", args=[found.pk]))
    joining = ("Is this one person with somebody else", reverse("identities:joining", args=[found.case_id]))
    if one.child:
        child = ("Change what is recorded with the child", reverse("identities:child-edit", args=[one.child]))
        home = ("Where the child lives, and with whom", reverse("identities:home", args=[one.child]))
        return (change, child, home, joining)
    return (change, joining, ("They do not belong to the case", reverse("identities:person-withdraw", args=[found.pk])))
