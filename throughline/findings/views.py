"""The pages to write what a review found and asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from throughline.findings import forms, queries, services
from throughline.findings.models import CommitteeRecommendation
from throughline.findings.services import taking_over
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_review, visible_reviews
from throughline.reviews.recordpages import Edit, Kind, RecordPages, change_fields, pages_of
from throughline.ui.words import counted


def review_of(record: CommitteeRecommendation, actor: Actor, on: date) -> Review:
    """The first review that the report was on, else a review of its case, that this person may see; or a 404."""
    seen = visible_reviews(actor, on).select_related("case").order_by("id")
    found = seen.filter(committee_recommendations=record).first() or seen.filter(case=record.case_id).first()
    if found is None:
        raise Http404
    return found


def add_committee_recommendation(*, review: Review, **given: Any) -> CommitteeRecommendation:
    """What a report on that review asks stands under the review's case."""
    return services.add_committee_recommendation(case=review.case, reviews=[review], **given)


finding = pages_of(
    "finding",
    forms.FindingForm,
    services.add_finding,
    queries.get_finding,
    "A finding is what was true of the way agencies worked. What should change is a recommendation.",
    services.change_finding,
)
theme = pages_of(
    "theme",
    forms.ThemeForm,
    services.add_theme,
    queries.get_theme,
    "A theme is a heading under which a report tells of progress, when it does not go finding by finding.",
)
learning_point = pages_of(
    "learning_point",
    forms.LearningPointForm,
    services.add_learning_point,
    queries.get_learning_point,
    "A learning point is a lesson. It asks nobody to do anything.",
)
committee_recommendation = RecordPages(
    Kind(
        "committee_recommendation",
        forms.CommitteeRecommendationForm,
        add_committee_recommendation,
        queries.get_committee_recommendation,
        "What the report itself asks of the committee, cabinet or board that it is addressed to.",
        (
            Edit("edit", forms.CommitteeRecommendationForm, change_fields, "Change {name}", withdraws=True),
            Edit(
                "resolution",
                forms.ResolutionForm,
                services.record_resolution,
                "What was resolved on {name}",
                ("", "What the committee or board decided, in the words of its minutes."),
                "Save what was resolved",
                may="record what a committee resolved",
            ),
        ),
        review_of=review_of,
    )
)
ALL = (finding, theme, learning_point, committee_recommendation)


@require_http_methods(["GET", "POST"])
def take_over(request: Any, id: int) -> HttpResponse:
    """Take what agencies ask of themselves into the review’s recommendations."""
    review = get_review(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today))
    number = len(queries.to_take_over(review))
    if not number and (request.method == "GET" or not queries.to_take_over(review, again=True)):
        messages.info(
            request, "Nothing waits. What an agency asks of itself can be followed once its report is accepted."
        )
        return HttpResponseRedirect(address_of("review", review.pk, "commission/agency-reports"))
    waits = "recommendation of an agency to itself waits", "recommendations of agencies to themselves wait"
    lead = f"{counted(number, *waits)}.", " Each keeps its origin, and is followed like the others."

    def do(form: Any) -> None:
        taking_over.take_over(review=review, rows=form.chosen("rows_of"), by=request.actor, at=request.now)

    home = address_of("review", review.pk, "thread")
    title, save = "Follow what agencies ask of themselves", "Put them in the tracker"
    form = forms.TakeOverForm
    return deed_page(request, review, "agency-recommendations", form, do, title, lead, home=home, save=save)
