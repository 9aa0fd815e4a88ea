"""What a person may see and do, and why, by the same rules that decide it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.permissions import require
from throughline.access.queries import Standing, actings_of, active_person, memberships_of
from throughline.access.roles import ADMINISTRATOR
from throughline.access.rules import GRAVE, MAY, OWN_AGENCY_ONLY, who_may, why_not
from throughline.audit.services import saw
from throughline.cases.forms import ExplainForm
from throughline.cases.queries import case_by_reference, facts_of, visible_cases
from throughline.cases.rules import why_sees
from throughline.kernel.actor import Actor
from throughline.kernel.numbers import whole_number
from throughline.partnerships.queries.people import get_user, people_of
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that can be done, whether the person may, and why not or what is asked for."""

    verb: str
    may: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One membership explained."""

    standing: Standing
    cases: str
    verdicts: tuple[Verdict, ...]
    case: tuple[bool, str] | None


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """What one person may see and do, by each membership that stands today."""

    name: str
    themselves: bool
    active: bool
    reference: str
    explained: tuple[Explained, ...]
    asks: bool


@require_GET
def explain(request: HttpRequest) -> HttpResponse:
    """Anybody for themselves; a coordinator for anybody here and any case they see; an administrator without cases."""
    actor, on = actor_of(request), day_of(request)
    person = _person(request, actor)
    asks = why_not(actor, "ask what others may see") is None
    choosable = [(row.id, row.name) for row in people_of(actor, on=on)] if asks else [(actor.user, actor.name)]
    form = ExplainForm(
        request.GET if request.GET else None,
        initial={"person": person},
        people=choosable,
        cases=actor.role not in ("", ADMINISTRATOR),
    )
    reference = form.cleaned_data.get("case", "") if form.is_bound and form.is_valid() else ""
    case = case_by_reference(reference, actor=actor, on=on) if reference else None
    if reference and case is None:
        form.add_error("case", "You see no case with that reference.")
    themselves = person == actor.user
    user = active_person(person)
    standings = {row.id: row for row in memberships_of(person, on=on)}
    made = []
    for theirs in actings_of(person, partnership=0 if themselves else actor.partnership, on=on):
        seen = visible_cases(theirs, on=on).count()
        sight = why_sees(facts_of(case, actor=theirs, on=on)) if case else None
        made.append(Explained(standings[theirs.membership], _cases(theirs, seen), verdicts_of(theirs), sight))
    if not themselves:
        saw(
            by=actor,
            at=now_of(request),
            subject=("user", person),
            case=case.pk if case else 0,
            records=[f"user {person}"],
        )
    name = user.name if user else dict(choosable).get(person, "")
    page = ExplainPage(name, themselves, user is not None, case.reference if case else "", tuple(made), asks)
    return render(request, "cases/explain.jinja", page, form=form)


def verdicts_of(actor: Actor) -> tuple[Verdict, ...]:
    """Every verb there is: what the person may first, each with what it asks for, then what not, each with why."""
    made = []
    for verb in MAY:
        refused = why_not(actor, verb)
        also = [
            "A code not older than five minutes is asked for." if verb in GRAVE else "",
            "For their own agency only." if verb in OWN_AGENCY_ONLY and actor.agency else "",
        ]
        why = who_may(verb) if refused else " ".join(text for text in also if text)
        made.append(Verdict(verb, refused is None, why))
    return tuple(sorted(made, key=lambda one: not one.may))


def _person(request: HttpRequest, actor: Actor) -> int:
    said = request.GET.get("person")
    person = whole_number(said) if said else actor.user
    if person != actor.user:
        require(why_not(actor, "ask what others may see"))
        get_user(person, actor=actor)
    return person


def _cases(actor: Actor, seen: int) -> str:
    if actor.role == ADMINISTRATOR:
        return "Sees no case."
    held = "1 case" if seen == 1 else f"{seen} cases"
    return f"Sees {held} today. A conflict or a seal beats the role."
