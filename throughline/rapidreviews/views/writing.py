"""Pages on which a rapid review is written, concluded, signed and sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.cases.editing import Changed
from throughline.messages.queries.people import recipients
from throughline.notifications.queries import book_of, get_incident, governs
from throughline.notifications.rules import PARTNERS
from throughline.partnerships.queries import get_agency
from throughline.rapidreviews import forms, rules, services
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import require, why_not_act, why_not_open, why_not_sign, why_not_write
from throughline.rapidreviews.queries import get_rapid_review, of_incident, quality_of, standing_of
from throughline.rapidreviews.views.reading import sighted
from throughline.ui.drafts import forget, with_drafts
from throughline.ui.pages import render
from throughline.ui.words import clock_time


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form of a rapid review: its title, what stands above it, its button, and what somebody else wrote meanwhile."""

    title: str
    over: str
    back: str
    button: str
    about: tuple[str, ...] = ()
    theirs: str = ""


@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, incident: int) -> HttpResponse:
    """Open the rapid review of an incident, or go to the one there is."""
    actor, on = actor_of(request), day_of(request)
    row = get_incident(incident, actor, on)
    there = of_incident(row)
    if there is not None:
        return HttpResponseRedirect(reverse("rapidreviews:rapid-review", args=[there.pk]))
    require(why_not_open(actor=actor, thing=row, notified=row.notifications.exists(), on=on))
    form = with_drafts(forms.OpenForm, request, f"rapid-review-of-{row.pk}")
    made: list[RapidReview] = []
    if done(form, lambda said: made.append(services.open_for(row, **said, by=actor, at=now_of(request))), request):
        return HttpResponseRedirect(reverse("rapidreviews:rapid-review", args=[made[0].pk]))
    page = FormPage("Open the rapid review", row.name, f"/incidents/{row.pk}/", "Open it")
    return render(request, "rapidreviews/form.jinja", page, form=form)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Ask agencies what they know."""
    review = _given(request, id)
    actor, on = actor_of(request), day_of(request)
    require(why_not_write(actor=actor, thing=review, on=on))
    people = recipients(review.case.partnership_id, on=on)
    asked = review.agency_answers.values_list("agency_id", flat=True)
    form = with_drafts(forms.AskForm, request, f"rapid-review-{review.pk}-ask", recipients=people, asked=asked)

    def act(said: dict[str, Any]) -> None:
        for to in said["to"]:
            services.ask_agency(review, to=to, due_on=said["due_on"], by=actor, at=now_of(request))

    about = (
        "Each gets a message with a link and no name. A code sent to their registered address opens this one question.",
    )
    return _page(request, review, form, act, "Ask agencies what they know", "Ask them", about, "They are asked.")


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: int, section: str) -> HttpResponse:
    """Write one section."""
    review = _given(request, id)
    one = next((each for each in rules.SECTIONS if each.key == section), None)
    if one is None:
        raise Http404
    return _written(
        request,
        review,
        lambda: with_drafts(
            forms.SectionForm,
            request,
            f"rapid-review-{review.pk}-{one.key}",
            section=one,
            initial={"text": getattr(review, one.key), "version": review.version},
        ),
        lambda said: {one.key: said["text"]},
        f"Write: {one.heading.lower()}",
        lambda now: getattr(now, one.key),
    )


@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest, id: int) -> HttpResponse:
    """Tick off what was done."""
    review = _given(request, id)
    ticked = [key for key in rules.CHECKS if getattr(review, key)]
    return _written(
        request,
        review,
        lambda: with_drafts(
            forms.ChecksForm,
            request,
            f"rapid-review-{review.pk}-checks",
            initial={"done": ticked, "version": review.version},
        ),
        lambda said: {key: key in said["done"] for key in rules.CHECKS},
        "Tick off the checks",
        lambda now: "; ".join(words for key, words in rules.CHECKS.items() if getattr(now, key)) or "Nothing ticked",
    )


@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, id: int) -> HttpResponse:
    """Conclude limb by limb."""
    review = _given(request, id)
    actor, on = actor_of(request), day_of(request)
    require(why_not_act(actor=actor, thing=review, state=standing_of(review).state, verb="conclude", on=on))
    governing = governs(review.incident, book_of(review.incident, on))
    criteria = governing.edition.criteria_of("review") if governing.edition else ()
    form = with_drafts(forms.ConclusionForm, request, f"rapid-review-{review.pk}-conclude", criteria=criteria)

    def act(said: dict[str, Any]) -> None:
        kept = {name: said[name] for name in ("outcome", "why", "national", "national_fact", "joins", "once")}
        services.conclude(review, limbs=form.limbs, **kept, by=actor, at=now_of(request))

    return _page(
        request,
        review,
        form,
        act,
        "Conclude the rapid review",
        "Record the conclusion",
        (governing.why,),
        "It is concluded.",
    )


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, id: int) -> HttpResponse:
    """Sign the conclusion for a partner."""
    review = _given(request, id)
    actor, on = actor_of(request), day_of(request)
    state = standing_of(review).state
    why = {
        key: why_not_sign(actor=actor, thing=review, state=state, partner=key, agency=agency, kind=kind, on=on)
        for key in PARTNERS
        for agency, kind in [_speaks(actor.agency, actor)]
    }
    mine = [key for key, said in why.items() if said is None]
    if not mine:
        require(next(iter(why.values())))
    form = with_drafts(forms.SignForm, request, f"rapid-review-{review.pk}-sign", partners=mine)

    def act(said: dict[str, Any]) -> None:
        agency = get_agency(actor.agency, actor=actor) if actor.agency else None
        services.sign(review, **said, agency=agency, by=actor, at=now_of(request))

    about = ("Partners sign in any order. What a partner does not agree to is kept with its reason.",)
    return _page(request, review, form, act, "Sign the conclusion", "Sign", about, "It is signed.")


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, id: int) -> HttpResponse:
    """Record that it went to the Panel."""
    return _act(
        request,
        id,
        "send",
        forms.SendForm,
        services.send_to_panel,
        "Send it to the Panel",
        "It is kept as it was sent.",
    )


@require_http_methods(["GET", "POST"])
def panel(request: HttpRequest, id: int) -> HttpResponse:
    """Record what the Panel answered."""
    return _act(
        request,
        id,
        "hear",
        forms.PanelForm,
        services.hear_panel,
        "Record the Panel’s answer",
        "The answer is recorded.",
    )


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, id: int) -> HttpResponse:
    """Record the partnership's reply."""
    return _act(
        request,
        id,
        "reply",
        forms.ReplyForm,
        services.reply_to_panel,
        "Record the partnership’s reply",
        "The reply is recorded.",
    )


@require_http_methods(["GET", "POST"])
def quality(request: HttpRequest, id: int) -> HttpResponse:
    """Mark its quality."""
    review = _given(request, id)
    actor = actor_of(request)
    require(why_not_write(actor=actor, thing=review, on=day_of(request)))
    form = with_drafts(forms.QualityForm, request, f"rapid-review-{review.pk}-quality", standing=quality_of(review))

    def act(said: dict[str, Any]) -> None:
        services.mark_quality(review, marks=form.marks, by=actor, at=now_of(request))

    about = ("Marks compare over the years. They are about the review, never about practice.",)
    return _page(request, review, form, act, "Mark its quality", "Keep the marks", about, "The marks are kept.")


def _given(request: HttpRequest, id: int) -> RapidReview:
    review = get_rapid_review(id, actor_of(request), day_of(request))
    sighted(request, review)
    return review


def _speaks(agency: int, actor: Any) -> tuple[int, str]:
    """The agency for which this person speaks, and its kind; nobody's for the business unit."""
    return (agency, get_agency(agency, actor=actor).kind) if agency else (0, "")


def _act(
    request: HttpRequest, id: int, verb: str, form_class: Any, service: Callable[..., object], title: str, says: str
) -> HttpResponse:
    """A page of one act that the states allow."""
    review = _given(request, id)
    actor, on = actor_of(request), day_of(request)
    require(why_not_act(actor=actor, thing=review, state=standing_of(review).state, verb=verb, on=on))
    form = with_drafts(form_class, request, f"rapid-review-{review.pk}-{verb}")
    return _page(
        request,
        review,
        form,
        lambda said: service(review, **said, by=actor, at=now_of(request)),
        title,
        "Record it",
        (),
        says,
    )


def _page(
    request: HttpRequest,
    review: RapidReview,
    form: Any,
    act: Callable[[dict[str, Any]], object],
    title: str,
    button: str,
    about: tuple[str, ...],
    says: str,
) -> HttpResponse:
    """The form, or back to the rapid review once the act is done."""
    back = reverse("rapidreviews:rapid-review", args=[review.pk])
    if done(form, act, request):
        messages.success(request, says)
        return HttpResponseRedirect(back)
    over = f"{review.incident.name}, {review.case.reference}"
    return render(request, "rapidreviews/form.jinja", FormPage(title, over, back, button, about), form=form)


def _written(
    request: HttpRequest,
    review: RapidReview,
    make: Callable[[], Any],
    fields: Callable[[dict[str, Any]], dict[str, Any]],
    title: str,
    shown: Callable[[Any], str],
) -> HttpResponse:
    """A page that changes the rapid review itself; when somebody changed it meanwhile, both are shown."""
    actor = actor_of(request)
    require(why_not_write(actor=actor, thing=review, on=day_of(request)))
    form, theirs = make(), ""
    back = reverse("rapidreviews:rapid-review", args=[review.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.write(review, fields=fields(said), version=said["version"], by=actor, at=now_of(request))
            forget(owner=actor.user, key=form.draft_key)
            messages.success(request, "It is kept.")
            return HttpResponseRedirect(back)
        except Changed as changed:
            when = clock_time(changed.at) if changed.at else ""
            form.add_error(
                None, f"Your words are kept. {changed.by_name} changed this page at {when}; see both versions."
            )
            theirs = shown(changed.theirs)
            form.data = form.data.copy()
            form.data["version"] = changed.theirs.version
    over = f"{review.incident.name}, {review.case.reference}"
    return render(request, "rapidreviews/form.jinja", FormPage(title, over, back, "Keep it", (), theirs), form=form)
