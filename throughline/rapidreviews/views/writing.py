"""Pages on which a rapid review is opened and written, and its agencies asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.cases.queries import agencies_on
from throughline.messages.queries.people import recipients
from throughline.notifications.queries import get_incident
from throughline.rapidreviews import forms, rules, services
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import require, why_not_open, why_not_write
from throughline.rapidreviews.queries import asks_of, held_last, of_incident, quality_of
from throughline.rapidreviews.views.forming import FormPage, form_page, given, written_page
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, incident: int) -> HttpResponse:
    """Open the rapid review of an incident, or go to the one there is."""
    actor, on = actor_of(request), day_of(request)
    row = get_incident(incident, actor, on)
    there = of_incident(row)
    if there is not None:
        return HttpResponseRedirect(reverse("rapidreviews:rapid-review", args=[there.pk]))
    require(why_not_open(actor=actor, thing=row, notified=row.notifications.exists(), on=on))
    usual = held_last(row)
    form = with_drafts(forms.OpenForm, request, f"rapid-review-of-{row.pk}", initial=usual)
    if request.method == "POST" and "starts_from" not in request.POST:
        form = forms.OpenForm(usual)
    made: list[RapidReview] = []
    if done(form, lambda said: made.append(services.open_for(row, **said, by=actor, at=now_of(request))), request):
        return HttpResponseRedirect(reverse("rapidreviews:rapid-review", args=[made[0].pk]))
    page = FormPage("Open the rapid review", row.name, f"/incidents/{row.pk}/", "Open it")
    return render(request, "rapidreviews/form.jinja", page, form=form)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Ask agencies what they know."""
    review = given(request, id)
    actor, on = actor_of(request), day_of(request)
    require(why_not_write(actor=actor, thing=review, on=on))
    people = recipients(review.case.partnership_id, on=on)
    asked = set(review.agency_answers.values_list("agency_id", flat=True))
    asked |= {one.agency_id for one in asks_of(review, actor=actor, on=on) if one.agency_id}
    known = agencies_on(review.case, on=on) - asked
    to = [one.key for one in people if one.agency in known and one.rank == "lead"]
    form = with_drafts(
        forms.AskForm,
        request,
        f"rapid-review-{review.pk}-ask",
        recipients=people,
        asked=asked,
        initial={"to": to},
    )

    def act(said: dict[str, Any]) -> None:
        for to in said["to"]:
            services.ask_agency(review, to=to, due_on=said["due_on"], by=actor, at=now_of(request))

    about = (
        "Each gets a message with a link and no name. A code sent to their registered address opens this one question.",
    )
    return form_page(request, review, form, act, "Ask agencies what they know", "Ask them", about, "They are asked.")


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, id: int) -> HttpResponse:
    """Write its sections, tick off what was done, and say how this partnership holds it."""
    review = given(request, id)
    written = {key: getattr(review, key) for key in (*rules.KEYS, "starts_from", "partners_sign", "version")}
    ticked = [key for key in rules.CHECKS if getattr(review, key)]
    return written_page(
        request,
        review,
        lambda: with_drafts(
            forms.WriteForm, request, f"rapid-review-{review.pk}-write", initial={**written, "done": ticked}
        ),
        lambda said: {
            **{key: said[key] for key in (*rules.KEYS, "starts_from", "partners_sign")},
            **{key: key in said["done"] for key in rules.CHECKS},
        },
        "Write the rapid review",
        as_it_stands,
    )


def as_it_stands(review: RapidReview) -> str:
    """The sections and checks as they are now, for somebody whose own words were not kept."""
    parts = [f"{one.heading}\n{getattr(review, one.key)}" for one in rules.SECTIONS if getattr(review, one.key)]
    done = "; ".join(words for key, words in rules.CHECKS.items() if getattr(review, key)) or "Nothing"
    return "\n".join([*parts, f"Ticked off: {done}."])


@require_http_methods(["GET", "POST"])
def quality(request: HttpRequest, id: int) -> HttpResponse:
    """Mark its quality."""
    review = given(request, id)
    actor = actor_of(request)
    require(why_not_write(actor=actor, thing=review, on=day_of(request)))
    form = with_drafts(forms.QualityForm, request, f"rapid-review-{review.pk}-quality", standing=quality_of(review))

    def act(said: dict[str, Any]) -> None:
        services.mark_quality(review, marks=form.marks, by=actor, at=now_of(request))

    about = ("Marks compare over the years. They are about the review, never about practice.",)
    return form_page(request, review, form, act, "Mark its quality", "Keep the marks", about, "The marks are kept.")
