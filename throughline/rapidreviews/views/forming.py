"""What the pages with a form of a rapid review share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.cases.editing import Changed
from throughline.rapidreviews import services
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import require, why_not_act, why_not_write
from throughline.rapidreviews.queries import get_rapid_review, standing_of
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


def given(request: HttpRequest, id: int) -> RapidReview:
    review = get_rapid_review(id, actor_of(request), day_of(request))
    sighted(request, review)
    return review


def act_page(
    request: HttpRequest, id: int, verb: str, form_class: Any, service: Callable[..., object], title: str, says: str
) -> HttpResponse:
    """A page of one act that the states allow."""
    review = given(request, id)
    actor, on = actor_of(request), day_of(request)
    require(why_not_act(actor=actor, thing=review, state=standing_of(review).state, verb=verb, on=on))
    form = with_drafts(form_class, request, f"rapid-review-{review.pk}-{verb}")
    return form_page(
        request,
        review,
        form,
        lambda said: service(review, **said, by=actor, at=now_of(request)),
        title,
        "Record it",
        (),
        says,
    )


def form_page(
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


def written_page(
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
