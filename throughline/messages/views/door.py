"""The pages behind a link that was sent: a door that names nothing, a code, and the one form that the code opens.

No account leads here and none comes of it. A cookie of its own, signed, for this one address and an hour, is all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import day_of, now_of
from throughline.access.sizes import takes_at_most
from throughline.access.texts import TOO_MANY
from throughline.documents.attachments import attachment
from throughline.kernel.refusals import Refused
from throughline.messages import rules
from throughline.messages.forms import CodeForm, NilForm
from throughline.messages.kinds import Kind, kind_of
from throughline.messages.models import Ask, AskAnswer, AskLink, AskOpening
from throughline.messages.queries.asks import ask_of_link, opening_of, partnership_called
from throughline.messages.queries.shut import is_shut
from throughline.messages.services import opening as services
from throughline.ui.pages import render
from throughline.ui.words import day

COOKIE = "__Secure-throughline-ask" if settings.HTTPS else "throughline-ask"
SALT = "throughline.messages.opening"
# Bytes: a code and its token, and an answer: words, or a file of some thousand rows.
A_CODE, AN_ANSWER = 8 * 1024, 8 * 1024 * 1024
LATE = "messages/late.jinja"
WRONG_CODE = "The code is not right, or it is no longer the newest. Look at the newest message, or ask for a new code."


@dataclass(frozen=True)
class DoorPage:
    """The door: where a code is sent from, and nothing else."""

    code_address: str


@dataclass(frozen=True)
class AnswerPage:
    """What is asked, by whom, and until when."""

    title: str
    question: str
    asked_by: str
    partnership: str
    due: str
    offers_nil: bool
    keeps: bool
    more: Any
    checked: Any
    papers: str


@dataclass(frozen=True)
class ThanksPage:
    """The answer is in: as what, and what is to be said of it."""

    word: str
    means: str
    says: str


def too_often(request: HttpRequest) -> bool:
    """True when so many doors were tried from one place that it looks like guessing; opening a page counts too."""
    return not ratelimit.consume(request, app="allauth.account", action="ask_door", limit_get=True)


@takes_at_most(A_CODE)
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """A page that names nobody and nothing. A POST sends a code to the registered address."""
    if too_often(request):
        return render(request, "account/too_many.jinja", TOO_MANY, status=429)
    link = ask_of_link(token)
    if not services.come_to_door(link, at=now_of(request)) or link is None:
        return _over(request)
    code_address = reverse("messages:code", args=[token])
    if request.method != "POST":
        return render(request, "messages/door.jinja", DoorPage(code_address))
    if not services.send_code(link, at=now_of(request)):
        return render(request, "messages/too_many.jinja", None, status=429)
    return HttpResponseRedirect(code_address)


@takes_at_most(A_CODE)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code. The right one opens the form in this browser, for an hour."""
    if too_often(request):
        return render(request, "account/too_many.jinja", TOO_MANY, status=429)
    link = ask_of_link(token)
    if not services.come_to_door(link, at=now_of(request)) or link is None:
        return _over(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opening = services.try_code(link, code=form.cleaned_data["code"], at=now_of(request))
        if opening is not None:
            response = HttpResponseRedirect(reverse("messages:answer", args=[token]))
            response.set_signed_cookie(
                COOKIE,
                str(opening.pk),
                salt=SALT,
                max_age=int(rules.FORM_STANDS.total_seconds()),
                path=reverse("messages:door", args=[token]),
                httponly=True,
                secure=settings.HTTPS,
                samesite="Lax",
            )
            return response
        form.add_error("code", WRONG_CODE)
    return render(request, "messages/code.jinja", DoorPage(reverse("messages:door", args=[token])), form=form)


@takes_at_most(AN_ANSWER)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The form that the code opened; without the code, the door."""
    opening = _opening(request, token)
    if opening is None:
        return HttpResponseRedirect(reverse("messages:door", args=[token]))
    ask = opening.link.ask
    if ask.state in ("answered", "nil"):
        if request.method == "POST":
            return _late(request, opening.link)
        return render(request, "messages/thanks.jinja", _thanks(opening.link))
    if not rules.is_open(ask.state) or is_shut(ask, opening.link.to_id):
        return _over(request)
    kind = kind_of(ask.kind)
    nil = NilForm(request.POST if "nil" in request.POST else None, prefix="nil") if kind.offers_nil else None
    main = request.method == "POST" and "nil" not in request.POST
    who = opening.link.to_id
    of: dict[str, Any] = {"ask": ask, "reader": who, "on": day_of(request)}
    form = kind.asking_form(request.POST if main else None, request.FILES if main else None, **of)
    checked = None
    if "check" in request.POST and kind.check is not None:
        checked = kind.check(ask, form.cleaned_data) if form.is_valid() else None
    elif request.method == "POST":
        taken = _taken(request, opening.link, form=form, nil=None if main else nil)
        if taken is not None:
            to = reverse("messages:answer", args=[token])
            return HttpResponseRedirect(to) if taken else render(request, LATE, None, status=409)
    page = _page(request, ask, kind, checked, token)
    return render(request, kind.template, page, form=form, nil_form=nil)


@require_GET
def paper(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """A file that goes with the question, while its form is open; without the code, the door."""
    opening = _opening(request, token)
    if opening is None:
        return HttpResponseRedirect(reverse("messages:door", args=[token]))
    ask = opening.link.ask
    make = kind_of(ask.kind).papers
    if not rules.is_open(ask.state) or is_shut(ask, opening.link.to_id):
        return _over(request)
    made = make(ask, name) if make is not None else None
    if made is None:
        raise Http404
    return attachment(made.data, made.name, made.media)


def _opening(request: HttpRequest, token: str) -> AskOpening | None:
    """What the code opened in this browser, while it stands."""
    opening = opening_of(request.get_signed_cookie(COOKIE, default="", salt=SALT) or "", token=token)
    return opening if opening is not None and services.stands(opening, now_of(request)) else None


def _thanks(link: AskLink) -> ThanksPage:
    """What became of the answer; what is to be said of it is said to whoever gave it."""
    state = rules.STATES[link.ask.state]
    given: AskAnswer | None = getattr(link.ask, "answer", None)
    own = given if given is not None and given.answered_by_id == link.to_id else None
    kind = kind_of(link.ask.kind)
    says = own.text if own is not None and (kind.cases is not None or kind.tells) else ""
    return ThanksPage(state.word, state.means, says)


def _late(request: HttpRequest, link: AskLink) -> HttpResponse:
    """An answer came before this one."""
    services.come_late(link, by=services.person_of(link), at=now_of(request))
    return render(request, LATE, None, status=409)


def _taken(request: HttpRequest, link: AskLink, *, form: Any, nil: NilForm | None) -> bool | None:
    """True when this answer is in, false when another was before it; ``None`` when it stands refused on the form."""
    sent = form if nil is None else nil
    if not sent.is_valid():
        return None
    by, at = services.person_of(link), now_of(request)
    try:
        if nil is not None:
            return services.return_nil(link, by=by, at=at, **nil.cleaned_data)
        if "so_far" in request.POST:
            return services.keep_so_far(link, values=form.cleaned_data, by=by, at=at)
        return services.answer(link, values=form.cleaned_data, by=by, at=at)
    except Refused as refused:
        sent.add_error(None, f"{refused.says} {refused.do}")
        return None


def _page(request: HttpRequest, ask: Ask, kind: Kind, checked: Any, token: str) -> AnswerPage:
    return AnswerPage(
        title=kind.title,
        question=ask.question,
        asked_by=ask.made_by.name,
        partnership=partnership_called(ask.case.partnership_id, on=day_of(request)),
        due=day(ask.due_on),
        offers_nil=kind.offers_nil,
        keeps=kind.so_far is not None,
        more=kind.more(ask) if kind.more else None,
        checked=checked,
        papers=reverse("messages:answer", args=[token]).removesuffix("answer") + "files/" if kind.papers else "",
    )


def _over(request: HttpRequest) -> HttpResponse:
    """The same page whether a link ran out, was used, or was never sent."""
    return render(request, "messages/over.jinja", None, status=410)
