"""The pages to write what a review found and asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

from throughline.findings import forms, queries, services
from throughline.findings.models import CommitteeRecommendation
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.reviews.recordpages import Edit, Kind, RecordPages, change_fields


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


finding = RecordPages(
    Kind(
        "finding",
        forms.FindingForm,
        services.add_finding,
        queries.get_finding,
        "A finding is what was true of the way agencies worked. What should change is a recommendation.",
        (Edit("edit", forms.FindingForm, services.change_finding, "Change {name}", withdraws=True),),
    )
)
theme = RecordPages(
    Kind(
        "theme",
        forms.ThemeForm,
        services.add_theme,
        queries.get_theme,
        "A theme is a heading under which a report tells of progress, when it does not go finding by finding.",
        (Edit("edit", forms.ThemeForm, change_fields, "Change {name}", withdraws=True),),
    )
)
learning_point = RecordPages(
    Kind(
        "learning_point",
        forms.LearningPointForm,
        services.add_learning_point,
        queries.get_learning_point,
        "A learning point is a lesson. It asks nobody to do anything.",
        (Edit("edit", forms.LearningPointForm, change_fields, "Change {name}", withdraws=True),),
    )
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
