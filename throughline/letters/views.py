"""The letters of a case: what was made, what the record gives for a new one, and who writes them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.access.rules import why_not
from throughline.access.step_up import is_fresh, to_code
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page, show
from throughline.cases.models import Case
from throughline.cases.queries import any_sealed, get_case_at_work
from throughline.documents.attachments import attachment
from throughline.letters import forms, permissions, queries, rules, services
from throughline.letters.rules import Filled, Kind
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render
from throughline.ui.words import moment


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that was made."""

    id: int
    name: str
    to: str
    made: str
    template: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters of a case, and the kinds that can be written; `why_not` keeps this person from it, or is empty."""

    id: int
    reference: str
    rows: tuple[LetterRow, ...]
    kinds: tuple[tuple[Kind, bool], ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class WritePage:
    """One letter before it is made: the form, and each place with what the record gives."""

    form_page: CaseForm
    kind: Kind
    places: tuple[Filled, ...]
    held: bool
    can: bool


@dataclass(frozen=True, slots=True)
class HeadPage:
    """Who writes the partnership's letters; `why_not` keeps this person from changing it, or is empty."""

    why_not: str


@require_GET
def letters(request: HttpRequest, id: int) -> HttpResponse:
    """The letters that were made about the case, and those that can be."""
    case = _case(request, id)
    why = permissions.why_not_write(actor=actor_of(request), thing=case, on=day_of(request)) or ""
    kinds = tuple(rules.KINDS.values())
    ready = queries.kinds_with_something(case, kinds, day_of(request)) if not why else {}
    rows = tuple(
        LetterRow(
            one.pk,
            one.get_kind_display(),
            one.to_name,
            f"{one.made_by.name}, {moment(one.made_at)}",
            one.template,
            one.sha256,
        )
        for one in queries.letters_of(case)
    )
    page = LettersPage(id, case.reference, rows, tuple((one, ready.get(one.key, False)) for one in kinds), why)
    seen = tuple(f"letter {row.id}" for row in rows)
    return show(request, "letters/letters.jinja", page, shown=Shown(id, ("case_letters", id), seen))


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, id: int, kind: str) -> HttpResponse:
    """What the record gives for the letter. A POST makes it, or says what holds it."""
    case, on = _case(request, id), day_of(request)
    allowed(permissions.why_not_write(actor=actor_of(request), thing=case, on=on))
    of = rules.KINDS.get(kind)
    if of is None:
        raise Http404
    abouts, tos = queries.abouts(of, case), queries.tos(of, case, on)
    about, to = _picked(request, "about", abouts), _picked(request, "to", tos)
    facts = queries.facts_for(of, case=case, about=about, to=to, on=on) if about and to else {}
    places = rules.filled(of, facts)
    page = WritePage(_around(case, of), of, places, bool(rules.missing(places)), bool(abouts and tos))

    def act(form: forms.LetterForm) -> str:
        said = form.cleaned_data
        more = {"typed": form.typed(), "once": said["once"], "by": actor_of(request), "at": now_of(request)}
        services.make_letter(case, kind=of.key, about=said["about"], to=said["to"], **more)
        return reverse("letters:letters", args=[id])

    records = tuple(sorted({fact.record for fact in facts.values() if fact.record}))
    return form_page(
        request,
        forms.LetterForm,
        page.form_page,
        key=f"case-{id}-letter-{of.key}",
        act=act,
        says="The letter is made. It stands with its hash and its template below.",
        shown=Shown(id, ("case_letters", id), records),
        initial={"once": uuid4().hex, "about": about, "to": to},
        template="letters/write.jinja",
        around=page,
        kind=of,
        abouts=abouts,
        tos=tos,
    )


@require_GET
def download(request: HttpRequest, id: int) -> HttpResponse:
    """The letter as it was made."""
    letter = queries.get_letter(id, actor_of(request), day_of(request))
    if any_sealed([letter.case_id]) and not is_fresh(request):
        return to_code(request)
    data = services.hand_out_letter(letter, by=actor_of(request), at=now_of(request))
    return attachment(data, f"letter-{letter.kind.replace('_', '-')}-{letter.pk}.docx", "docx")


@require_http_methods(["GET", "POST"])
def head(request: HttpRequest) -> HttpResponse:
    """Who writes the partnership's letters, and how to reach them."""
    actor = actor_of(request)
    now = queries.head_of(actor.partnership)
    why = permissions.why_not_head(actor=actor, on=day_of(request)) or ""
    if request.method == "POST":
        allowed(why or None)
    initial = {name: getattr(now, name) for name in ("address", "telephone", "signs_name", "signs_title")}
    form = with_drafts(forms.HeadForm, request, "letterhead", initial)
    if done(form, lambda said: services.set_letterhead(fields=said, by=actor, at=now_of(request)), request):
        return HttpResponseRedirect(reverse("letters:head"))
    return render(request, "letters/head.jinja", HeadPage(why), form=form, status=422 if form.errors else 200)


def _case(request: HttpRequest, id: int) -> Case:
    """The case for somebody who may read its letters."""
    case = get_case_at_work(id, actor=actor_of(request), on=day_of(request))
    if why_not(actor_of(request), "read letters"):
        raise Http404
    return case


def _picked(request: HttpRequest, name: str, choices: tuple[queries.Choice, ...]) -> str:
    """What was chosen: in the form, in the address, or the only thing there is to choose."""
    asked = request.POST.get(name) or request.GET.get(name, "")
    return asked if asked in {one.key for one in choices} else choices[0].key if choices else ""


def _around(case: Case, of: Kind) -> CaseForm:
    back = reverse("letters:letters", args=[case.pk])
    return CaseForm(
        title=of.name,
        over=f"Case {case.reference}",
        trail=(("Your work", "/"), (f"Letters of {case.reference}", back)),
        lead=("The record fills the letter in.", " Where it says nothing, the letter is held, and nothing is made up."),
        back=back,
        save="Make the letter",
    )
