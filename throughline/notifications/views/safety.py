"""Is any child in danger now? The question, who attests, and when the reports end."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page, show
from throughline.notifications import forms, queries, rules, services, stages
from throughline.notifications.models import SafetyAnswer, SafetyQuestion
from throughline.notifications.permissions import why_not_ask, why_not_attest, why_not_set_rhythm
from throughline.notifications.views.about import home_of, incident_of, page_of, shown_of, who
from throughline.partnerships.queries import get_partnership
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class Attested:
    """What somebody attested to, as it stands on the page."""

    sign: str
    word: str
    knows: str
    by: str
    when: str


@dataclass(frozen=True)
class SafetyPage:
    """One question of safety: how it stands, what was attested to, and the form to answer it."""

    form_page: CaseForm
    sign: str
    word: str
    said: tuple[Attested, ...]
    facts: tuple[tuple[str, str], ...]
    why_not: str
    rhythm: str
    end: str


SIGNS = {"safe": "done", "danger": "overdue", "not_known": "waiting"}


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Ask whether a child, or any, is in danger now."""
    incident = incident_of(request, id)
    allowed(why_not_ask(actor=actor_of(request), thing=incident, on=day_of(request)))
    children = queries.children_of_incident(incident)

    def act(form: forms.AskForm) -> str:
        said = form.cleaned_data
        child = next((one for one in children if str(one.pk) == said["child"]), None)
        asked = {"asked_of": said["asked_of"], "every_weeks": said["every_weeks"]}
        made = services.ask_safety(incident, child=child, **asked, **who(request))
        return f"/safety/{made.pk}/"

    lead = ("The question stays on top of every page of the case", " until a named person attests.")
    return form_page(
        request,
        forms.AskForm,
        page_of(incident, "Ask whether a child is in danger", lead, save="Ask"),
        key=f"incident-{id}-ask",
        act=act,
        says="The question is asked.",
        shown=shown_of(incident),
        initial={"every_weeks": queries.rhythm_of(incident.case.partnership_id)},
        children=[(str(child.pk), child.pseudonym) for child in children],
    )


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, id: int) -> HttpResponse:
    """How a question of safety stands; a POST records who attests and what they know."""
    found = queries.get_question(id, actor_of(request), day_of(request))
    why = why_not_attest(actor=actor_of(request), thing=found, on=day_of(request)) or ""
    said = queries.answers_on_safety(found)
    line = queries.line_of(found, day_of(request))
    sign, word = stages.safety_status(line)
    may_end = not why and why_not_ask(actor=actor_of(request), thing=found, on=day_of(request)) is None
    page = SafetyPage(
        form_page=page_of(found.incident, _title(found), _lead(line), save="Record the answer"),
        sign=sign,
        word=word,
        said=tuple(_attested(one) for one in reversed(said)),
        facts=_facts(found, line),
        why_not=why,
        rhythm=f"/safety/{id}/rhythm" if may_end else "",
        end=f"/safety/{id}/end" if may_end and said and said[-1].answer == "safe" else "",
    )
    shown = _shown(found, tuple(f"safety_answer {one.pk}" for one in said))
    if why:
        if request.method == "POST":
            allowed(why)
        return show(request, "notifications/safety.jinja", page, shown=shown, form=None)

    def act(form: forms.AttestForm) -> str:
        services.attest(found, **form.cleaned_data, **who(request))
        return home_of(found.incident)

    return form_page(
        request,
        forms.AttestForm,
        page.form_page,
        key=f"safety-{id}-{len(said)}",
        act=act,
        says="The answer is on the record.",
        shown=shown,
        initial={"once": uuid4().hex, "known_on": day_of(request), "attested_by_name": found.asked_of},
        template="notifications/safety.jinja",
        around=page,
    )


@require_http_methods(["GET", "POST"])
def rhythm(request: HttpRequest, id: int) -> HttpResponse:
    """Change how often reports on this child's safety come back."""
    found = queries.get_question(id, actor_of(request), day_of(request))
    allowed(why_not_ask(actor=actor_of(request), thing=found, on=day_of(request)))

    def act(form: forms.RhythmForm) -> str:
        services.change_rhythm(found, every_weeks=form.cleaned_data["every_weeks"], **who(request))
        return f"/safety/{id}/"

    lead = ("It holds for this question alone,", " from the day to which somebody last attested.")
    return form_page(
        request,
        forms.RhythmForm,
        page_of(found.incident, "How often reports come back", lead, save="Change the rhythm", back=f"/safety/{id}/"),
        key=f"safety-{id}-rhythm",
        act=act,
        says="The rhythm is changed.",
        shown=_shown(found),
        initial={"every_weeks": found.every_weeks},
    )


@require_http_methods(["GET", "POST"])
def usual_rhythm(request: HttpRequest) -> HttpResponse:
    """Say how often this partnership asks again, where nothing else is said for one question."""
    holder = get_partnership(actor=actor_of(request))
    allowed(why_not_set_rhythm(actor=actor_of(request), thing=holder, on=day_of(request)))

    def act(form: forms.RhythmForm) -> str:
        services.set_rhythm(partnership=holder, every_weeks=form.cleaned_data["every_weeks"], **who(request))
        return "/incidents/"

    page = CaseForm(
        title="How often you ask again if children are safe",
        over="",
        trail=(("Your work", "/"), ("Incidents", "/incidents/")),
        lead=("It holds for each question asked from now on.", " One that was asked keeps its own rhythm."),
        back="/incidents/",
        save="Save",
    )
    return form_page(
        request,
        forms.RhythmForm,
        page,
        key="safety-rhythm",
        act=act,
        says="Questions that are asked from now on come back so.",
        shown=Shown(0, ("partnership", holder.pk)),
        initial={"every_weeks": queries.rhythm_of(holder.pk)},
    )


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, id: int) -> HttpResponse:
    """No more reports on a child's safety, and why."""
    found = queries.get_question(id, actor_of(request), day_of(request))
    allowed(why_not_ask(actor=actor_of(request), thing=found, on=day_of(request)))

    def act(form: forms.ReasonForm) -> str:
        services.end_reports(found, why=form.cleaned_data["reason"], **who(request))
        return home_of(found.incident)

    lead = (
        "Reports on the safety of the children go on after the review is over.",
        " They end when somebody says why.",
    )
    return form_page(
        request,
        forms.ReasonForm,
        page_of(found.incident, "End the reports on safety", lead, save="End the reports", back=f"/safety/{id}/"),
        key=f"safety-{id}-end",
        act=act,
        says="No more reports are asked for. The reason is on the record.",
        shown=_shown(found),
    )


def _title(found: SafetyQuestion) -> str:
    return f"Is {found.child.pseudonym if found.child else 'any child'} in danger now?"


def _lead(line: queries.SafetyLine) -> tuple[str, str]:
    key = line.watch.key
    if key == "ended":
        return "The reports have ended.", f" {line.ended_why}"
    if key in ("watching", "late") and line.watch.due_on:
        late = "was due" if key == "late" else "is due"
        attested = f"{line.last_by} attested that no child is in danger."
        return attested, f" The next report {late} on {day(line.watch.due_on)}."
    first = "A child is in danger now." if key == "danger" else "An answer is owed."
    return first, " Until somebody attests that no child is in danger, this stays on top of every page of the case."


def _facts(found: SafetyQuestion, line: queries.SafetyLine) -> tuple[tuple[str, str], ...]:
    weeks = "week" if found.every_weeks == 1 else f"{found.every_weeks} weeks"
    return (
        ("Asked of", found.asked_of or "Nobody by name"),
        ("Asked on", moment(found.made_at)),
        ("Reports back", f"Every {weeks}" if line.watch.key != "ended" else "Ended"),
    )


def _attested(one: SafetyAnswer) -> Attested:
    when = f"{moment(one.at)}, recorded by {one.by.name}"
    return Attested(SIGNS[one.answer], dict(rules.SAFETY)[one.answer], one.knows, one.attested_by_name, when)


def _shown(found: SafetyQuestion, records: tuple[str, ...] = ()) -> Shown:
    return Shown(found.case_id, ("safety_question", found.pk), (f"safety_question {found.pk}", *records))
