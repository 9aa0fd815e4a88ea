"""One ask with every step of it, what the coordinator and the chair may do to it, and a new one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.cases.formpages import Shown, show
from throughline.cases.queries import get_case_at_work
from throughline.kernel.refusals import Refused
from throughline.messages import rules, services
from throughline.messages.forms import AskForm, EscalateForm, ToldForm, ToldNilForm
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask
from throughline.messages.permissions import why_not_ask, why_not_chase
from throughline.messages.queries.asks import cases_under, get_ask
from throughline.messages.queries.owed import (
    agency_of,
    how_long,
    names_of,
)
from throughline.messages.queries.people import recipients
from throughline.messages.question import KEY
from throughline.messages.views.about import WORDS, AskFormPage, allowed
from throughline.ui.drafts import with_drafts
from throughline.ui.words import day, listed, moment


@dataclass(frozen=True)
class Step:
    """What happened to an ask, and when."""

    when: str
    what: str
    who: str


@dataclass(frozen=True)
class AskPage:
    """One ask: what, of whom, by when, every step of it, and the answer."""

    id: int
    title: str
    reference: str
    who: str
    agency: str
    asked: str
    due: str
    sign: str
    state: str
    means: str
    late: str
    question: str
    answer: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    may_chase: bool
    may_escalate: bool
    may_ask_again: bool
    may_record: bool


@require_GET
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """One ask, with every step of it."""
    actor, on = actor_of(request), day_of(request)
    row = get_ask(id, actor=actor, on=on)
    chases = why_not_chase(actor=actor, thing=row, on=on) is None
    state = rules.STATES[row.state]
    late = rules.working_days_late(row.state, row.due_on, on)
    under = cases_under(row, actor, on=on)
    page = AskPage(
        id=row.pk,
        title=kind_of(row.kind).title,
        reference=listed(under.values()),
        who=row.to_name,
        agency=agency_of(row, actor, on=on),
        asked=f"{row.made_by.name}, {moment(row.made_at)}",
        due=day(row.due_on),
        sign="overdue" if late else state.sign,
        state=state.word,
        means=state.means,
        late=how_long(late, 0) if late else "",
        question=row.question,
        answer=_answer(row),
        steps=_steps(row, names_of(actor, {one.to_id for one in row.messages.all()})),
        may_chase=chases and rules.is_open(row.state),
        may_escalate=chases and rules.is_open(row.state) and bool(services.higher(row, on=on)),
        may_ask_again=chases and rules.may_become(row.state, "asked"),
        may_record=chases and _over(row) is None,
    )
    return show(request, "messages/ask.jinja", page, shown=_shown(row, under))


def _shown(row: Ask, under: Collection[int]) -> Shown:
    """Who looked at it, told in a case that they may see: that under which it is kept, else another that it names."""
    case = row.case_id if row.case_id in under else min(under)
    return Shown(case, ("ask", row.pk), (f"ask {row.pk}",))


def _answer(row: Ask) -> tuple[tuple[str, str], ...]:
    found = getattr(row, "answer", None)
    if found is None:
        return ()
    came = ("It came", moment(found.answered_at))
    told = (("Told by", f"{found.told_by_name}, {found.told_how}"),) if found.told_how else ()
    if found.nil:
        return (
            ("Answer", "They looked and hold nothing."),
            ("Searched", found.searched),
            ("By", found.searched_name),
            *told[:1],
            came,
        )
    return (("Answer", found.text or "It stands in the record that it was asked for."), *told, came)


def _steps(row: Ask, names: dict[int, str]) -> tuple[Step, ...]:
    """States and messages in one line of time, codes left out."""
    states = [(one.at, rules.STATES[one.state].word, "") for one in row.states.all()]
    letters = [
        (one.since, f"{WORDS[one.kind]}: {one.get_state_display().lower()}", names.get(one.to_id, ""))
        for one in row.messages.all()
        if one.kind != "code"
    ]
    return tuple(Step(moment(at), what, who) for at, what, who in sorted((*states, *letters), key=lambda one: one[0]))


Deed = Callable[[Ask, HttpRequest], str]


def _remind(row: Ask, request: HttpRequest) -> str:
    services.remind(row, by=actor_of(request), at=now_of(request))
    return f"A reminder to {row.to_name} waits to be sent."


def _again(row: Ask, request: HttpRequest) -> str:
    services.ask_again(row, by=actor_of(request), at=now_of(request))
    return f"{row.to_name} is asked again. The message waits to be sent."


def _withdraw(row: Ask, request: HttpRequest) -> str:
    services.withdraw_ask(row, by=actor_of(request), at=now_of(request))
    return f"{row.to_name} need not answer any more."


DEEDS: dict[str, Deed] = {"remind": _remind, "ask-again": _again, "withdraw": _withdraw}


@require_POST
def deed(request: HttpRequest, id: int, deed: str) -> HttpResponse:
    """Remind, ask again or withdraw; what is refused is said on the ask's own page."""
    row = get_ask(id, actor=actor_of(request), on=day_of(request))
    if deed not in DEEDS:
        raise Http404
    allowed(why_not_chase(actor=actor_of(request), thing=row, on=day_of(request)))
    try:
        messages.success(request, DEEDS[deed](row, request))
    except Refused as refused:
        messages.warning(request, f"{refused.says} {refused.do}")
    return HttpResponseRedirect(reverse("messages:ask", args=[row.pk]))


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, id: int) -> HttpResponse:
    """Write down an answer that was given by telephone, or that they looked and hold nothing."""
    actor, on, at = actor_of(request), day_of(request), now_of(request)
    row = get_ask(id, actor=actor, on=on)
    allowed(why_not_chase(actor=actor, thing=row, on=on) or _over(row))
    kind, back = kind_of(row.kind), reverse("messages:ask", args=[row.pk])
    nil_sent = "nil" in request.POST
    who, form, nil = _record_forms(request, row, actor.user, on)
    if nil_sent and nil is not None:
        in_ = done(nil, lambda said: services.record_nil(row, **said, by=actor, at=at), request)
    else:
        in_ = who.is_valid() and done(
            form, lambda said: services.record_answer(row, values=said, **who.cleaned_data, by=actor, at=at), request
        )
    if in_:
        messages.success(request, "The answer is in, with who gave it and how.")
        return HttpResponseRedirect(back)
    page = AskFormPage(
        "Write down the answer",
        f"{row.to_name}, {kind.title.lower()}",
        (
            "For an answer by telephone or across a table.",
            " It stands like any other, and the links open nothing more.",
        ),
        "Keep the answer",
        back,
    )
    return show(
        request,
        "messages/record.jinja",
        page,
        shown=_shown(row, cases_under(row, actor, on=on)),
        who=who,
        form=form,
        nil_form=nil,
    )


def _record_forms(request: HttpRequest, row: Ask, reader: int, on: date) -> tuple[ToldForm, Any, ToldNilForm | None]:
    """Who answered, what they said, and that they hold nothing: one of the two is sent, and both keep what is typed."""
    kind, key = kind_of(row.kind), f"ask-{row.pk}-record"
    first = {"told_by_name": row.to_name}
    form: Any = kind.asking_form
    if "nil" in request.POST:
        nil = with_drafts(ToldNilForm, request, f"{key}-nil", prefix="nil") if kind.offers_nil else None
        return ToldForm(prefix="told", initial=first), form(ask=row, reader=reader, on=on), nil
    who = with_drafts(ToldForm, request, key, first, prefix="told")
    form = with_drafts(form, request, key, ask=row, reader=reader, on=on)
    if not kind.offers_nil:
        return who, form, None
    sent = request.method == "POST"
    return (
        who,
        form,
        ToldNilForm(prefix="nil") if sent else with_drafts(ToldNilForm, request, f"{key}-nil", prefix="nil"),
    )


def _over(row: Ask) -> str | None:
    """Why no answer to it can be written down any more."""
    if rules.may_become(row.state, "answered"):
        return None
    return f"This ask is {rules.STATES[row.state].word.lower()}."


@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, id: int) -> HttpResponse:
    """Write to somebody further up the agency."""
    actor, on = actor_of(request), day_of(request)
    row = get_ask(id, actor=actor, on=on)
    allowed(why_not_chase(actor=actor, thing=row, on=on))
    people = services.higher(row, on=on)
    form = EscalateForm(request.POST or None, people=people, initial={"to": people[0].key if people else ""})
    at = now_of(request)
    if done(form, lambda said: services.escalate(row, to=said["to"], by=actor, at=at), request):
        messages.success(request, "The message further up waits to be sent.")
        return HttpResponseRedirect(reverse("messages:ask", args=[row.pk]))
    page = AskFormPage(
        "Write further up the agency",
        f"{row.to_name}, {kind_of(row.kind).title.lower()}",
        ("They get a link of their own,", " and can answer there themselves."),
        "Escalate",
        reverse("messages:ask", args=[row.pk]),
        nobody=not people,
    )
    return show(request, "messages/form.jinja", page, shown=_shown(row, cases_under(row, actor, on=on)), form=form)


@require_http_methods(["GET", "POST"])
def new_ask(request: HttpRequest, case: int) -> HttpResponse:
    """Ask somebody a plain question about a case."""
    actor, on = actor_of(request), day_of(request)
    about = get_case_at_work(case, actor=actor, on=on)
    allowed(why_not_ask(actor=actor, thing=about, on=on))
    people = recipients(actor.partnership, on=on)
    form = with_drafts(AskForm, request, f"case-{about.pk}-ask", people=people)
    asked: list[Ask] = []

    def act(said: dict[str, object]) -> None:
        asked.append(
            services.ask(case=about, kind=KEY, subject=("case", about.pk), by=actor, at=now_of(request), **said)  # type: ignore[arg-type]
        )

    if done(form, act, request):
        messages.success(request, f"{asked[0].to_name} is asked. The message waits to be sent.")
        return HttpResponseRedirect(reverse("messages:ask", args=[asked[0].pk]))
    page = AskFormPage(
        "Ask somebody outside",
        f"Case {about.reference}",
        ("They need no account.", " They get a link by e-mail and a code with which it opens, and answer on one page."),
        "Ask",
        reverse("messages:owed"),
        nobody=not people,
    )
    return show(request, "messages/form.jinja", page, shown=Shown(about.pk, ("case", about.pk)), form=form)
