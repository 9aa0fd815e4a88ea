"""The partners' answers, and the decision criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of
from throughline.access.roles import AGENCY_LEAD
from throughline.cases.formpages import CaseForm, allowed, form_page, show
from throughline.notifications import forms, overview, queries, rules, services, stages
from throughline.notifications.models import Incident
from throughline.notifications.permissions import why_not_answer, why_not_decide
from throughline.notifications.views.about import home_of, incident_of, page_of, shown_of, who
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import get_agency
from throughline.ui.words import day, listed, moment


@dataclass(frozen=True, slots=True)
class Said:
    """One answer or decision as it stands on the page."""

    sign: str
    word: str
    what: str
    why: str
    when: str


@dataclass(frozen=True)
class AnswersPage:
    """What the partners said, oldest first, and the form for one more answer where the person may give it."""

    form_page: CaseForm
    said: tuple[Said, ...]
    missing: tuple[str, ...]
    why_not: str


@dataclass(frozen=True)
class Limb:
    """A criterion as it was answered."""

    words: str
    answer: str
    fact: str
    source: str


@dataclass(frozen=True)
class Past:
    """One decision with its criteria, the edition it was made under, and who had said otherwise."""

    outcome: str
    sign: str
    why: str
    edition: str
    when: str
    limbs: tuple[Limb, ...]


@dataclass(frozen=True)
class DecisionPage:
    """What was decided, and the form to decide where the person may."""

    form_page: CaseForm
    past: tuple[Past, ...]
    said: tuple[Said, ...]
    dissent: str
    edition: str
    edition_why: str
    clocks: tuple[overview.Clock, ...]
    why_not: str


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, id: int) -> HttpResponse:
    """What each partner says, and one more answer."""
    incident = incident_of(request, id)
    agencies = _agencies(request)
    may_answer, why = _partners(request, incident, agencies)
    rows = queries.answers_of(incident)
    known = rules.standing([(row.partner, row.answer) for row in rows])
    missing = tuple(rules.PARTNERS[key] for key in rules.ALWAYS_ASKED if key not in known)
    lead = (
        f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} not answered."
        if missing
        else "All have answered.",
        " They answer in any order. A no with its reason is an answer, and dissent is kept.",
    )
    page = AnswersPage(
        page_of(incident, "What the partners say", lead, save="Record the answer"), said_of(rows), missing, why
    )
    shown = shown_of(incident, "incident_answers", tuple(f"answer {row.pk}" for row in rows))
    if request.method == "POST":
        allowed(why or None)
    if not may_answer:
        return show(request, "notifications/answers.jinja", page, shown=shown, form=None)

    def act(form: forms.AnswerForm) -> str:
        agency = agencies.get(form.cleaned_data["partner"])
        services.answer_for(incident, agency=agency, **form.cleaned_data, **who(request))
        return home_of(incident)

    picked = request.GET.get("partner", "")
    return form_page(
        request,
        forms.AnswerForm,
        page.form_page,
        key=f"incident-{id}-answer",
        act=act,
        says="The answer is on the record.",
        shown=shown,
        initial={"once": uuid4().hex, "partner": picked if picked in dict(may_answer) else ""},
        template="notifications/answers.jinja",
        around=page,
        partners=may_answer,
    )


def _agencies(request: HttpRequest) -> dict[str, Agency]:
    """The agency that speaks for each partner: the lead's own, else the first of that kind."""
    actor = actor_of(request)
    if actor.role == AGENCY_LEAD and actor.agency:
        own = get_agency(actor.agency, actor=actor)
        return {own.kind: own}
    found = queries.deciding_agencies(actor, day_of(request))
    return {row.kind: row for row, _ in reversed(found)}


def _partners(
    request: HttpRequest, incident: Incident, agencies: dict[str, Agency]
) -> tuple[list[tuple[str, str]], str]:
    """The partners for which the person may answer, and why for none where there is none."""
    found, why = [], ""
    for key, name in rules.PARTNERS.items():
        agency = agencies.get(key)
        number, kind = (agency.pk, agency.kind) if agency else (0, "")
        said = why_not_answer(
            actor=actor_of(request), thing=incident, partner=key, agency=number, kind=kind, on=day_of(request)
        )
        if said is None:
            found.append((key, name))
        why = why or said or ""
    return found, "" if found else why


def said_of(rows: list[Any]) -> tuple[Said, ...]:
    """The answers as they stand on a page."""
    words = dict(rules.YES_OR_NO)
    return tuple(
        Said(
            "done" if row.answer == rules.YES else "not_agreed",
            words[row.answer],
            rules.PARTNERS[row.partner],
            row.reason,
            f"{row.said_by_name + ', recorded by ' if row.said_by_name else ''}{row.by.name}, {moment(row.at)}",
        )
        for row in rows
    )


@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, id: int) -> HttpResponse:
    """Decide whether the incident is notified, criterion by criterion."""
    incident = incident_of(request, id)
    now = stages.standing_of(incident, day_of(request))
    governing = now.governing
    outcomes, why = _outcomes(request, incident, now)
    rows = [(row.partner, row.answer) for row in now.answers]
    last = now.decisions[-1].outcome if now.decisions else ""
    other = rules.dissent(rows, last)
    page = DecisionPage(
        form_page=page_of(incident, "Is it notified?", _lead(now), save="Record the decision"),
        past=tuple(_past(one) for one in reversed(now.decisions)),
        said=said_of(now.answers),
        dissent=listed(rules.PARTNERS[key] for key in other),
        edition=governing.edition.name if governing.edition else "",
        edition_why=governing.why,
        clocks=overview.clocks_of(now, day_of(request)),
        why_not=why,
    )
    shown = shown_of(incident, "incident_decision", tuple(f"decision {one.pk}" for one in now.decisions))
    if request.method == "POST":
        allowed(why or None)
    if governing.edition is None or not outcomes:
        return show(request, "notifications/decision.jinja", page, shown=shown, form=None)

    def act(form: forms.DecisionForm) -> str:
        said = {name: form.cleaned_data[name] for name in ("outcome", "why", "decided_on", "once")}
        services.decide(incident, limbs=form.limbs(), **said, **who(request))
        return home_of(incident)

    return form_page(
        request,
        forms.DecisionForm,
        page.form_page,
        key=f"incident-{id}-decision-{len(now.decisions)}",
        act=act,
        says="The decision is on the record.",
        shown=shown,
        initial={"once": uuid4().hex},
        template="notifications/decision.jinja",
        around=page,
        criteria=governing.edition.criteria_of("notification"),
        outcomes=outcomes,
    )


def _outcomes(request: HttpRequest, incident: Incident, now: stages.Standing) -> tuple[list[tuple[str, str]], str]:
    """What the person may decide in the state that the incident is in, and why nothing where that is so."""
    actor, on = actor_of(request), day_of(request)
    why = {
        key: why_not_decide(actor=actor, thing=incident, state=now.state, outcome=key, on=on)
        for key, _ in rules.OUTCOMES
    }
    mine = [(key, word) for key, word in rules.OUTCOMES if why[key] is None]
    return mine, "" if mine else next(said for said in why.values() if said)


def _lead(now: stages.Standing) -> tuple[str, str]:
    if now.governing.edition is None:
        return "No edition of the guidance governs yet.", f" {now.governing.why}"
    if not now.decisions:
        return "Nobody has decided yet.", f" The criteria are those of {now.governing.edition.name}."
    last = now.decisions[-1]
    word = "It is to be notified." if last.outcome == "notifiable" else "It is not notified."
    return word, f" Decided on {day(last.decided)}. A change of mind is one more decision; this one stays."


def _decided(one: Any) -> str:
    """By whom and when; where a day was given, that day first, and then who recorded it."""
    who_and_when = f"{one.by.name}, {moment(one.at)}"
    return (
        f"Decided on {day(one.decided_on)}, recorded by {who_and_when}"
        if one.decided_on
        else f"Decided by {who_and_when}"
    )


def _past(one: Any) -> Past:
    answers = dict(rules.ANSWERS)
    limbs = sorted(one.limbs.all(), key=lambda limb: limb.pk)
    return Past(
        dict(rules.OUTCOMES)[one.outcome],
        "done" if one.outcome == "notifiable" else "not_agreed",
        one.why,
        f"{one.edition_name}. {one.edition_governs_because}".strip(),
        _decided(one),
        tuple(Limb(limb.words, answers[limb.answer], limb.fact, limb.source) for limb in limbs),
    )
