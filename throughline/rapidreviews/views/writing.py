"""Pages on which a rapid review is opened and written, and its agencies asked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.messages.queries.people import recipients
from throughline.notifications.queries import get_incident
from throughline.rapidreviews import forms, rules, services
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import require, why_not_open, why_not_write
from throughline.rapidreviews.queries import of_incident, quality_of
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
    form = with_drafts(forms.OpenForm, request, f"rapid-review-of-{row.pk}")
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
    asked = review.agency_answers.values_list("agency_id", flat=True)
    form = with_drafts(forms.AskForm, request, f"rapid-review-{review.pk}-ask", recipients=people, asked=asked)

    def act(said: dict[str, Any]) -> None:
        for to in said["to"]:
            services.ask_agency(review, to=to, due_on=said["due_on"], by=actor, at=now_of(request))

    about = (
        "Each gets a message with a link and no name. A code sent to their registered address opens this one question.",
    )
    return form_page(request, review, form, act, "Ask agencies what they know", "Ask them", about, "They are asked.")


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: int, section: str) -> HttpResponse:
    """Write one section."""
    review = given(request, id)
    one = next((each for each in rules.SECTIONS if each.key == section), None)
    if one is None:
        raise Http404
    return written_page(
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
    review = given(request, id)
    ticked = [key for key in rules.CHECKS if getattr(review, key)]
    return written_page(
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
