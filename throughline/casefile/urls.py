"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.casefile.views import records, reviews, searching, work

RECORDS = {
    "findings": "finding",
    "learning-points": "learning_point",
    "recommendations": "recommendation",
    "themes": "theme",
    "actions": "action",
    "statements": "statement",
    "evidence": "evidence",
    "measures": "measure",
}

app_name = "casefile"
urlpatterns: list[URLPattern] = [
    path("", work.home_page, name="home"),
    path("search", searching.search_page, name="search"),
    path("thread/", work.thread_page, name="whole-thread"),
    path("open-ends/", work.open_ends_page, name="open-ends"),
    path("actions/", work.actions_page, name="actions"),
    path("impact/", work.impact_page, name="impact"),
    path("reviews/", reviews.review_list_page, name="reviews"),
    path("reviews/<int:id>/", reviews.overview, name="review"),
    path("reviews/<int:id>/thread", reviews.thread, name="review-thread"),
    path("reviews/<int:id>/open-ends", reviews.open_ends, name="review-open-ends"),
    path("reviews/<int:id>/documents", reviews.documents, name="review-documents"),
    path("reviews/<int:id>/who-looked", reviews.who_looked, name="review-who-looked"),
    path("reviews/<int:id>/account", reviews.account, name="review-account"),
    *(
        path(f"{slug}/<int:id>/", records.record, {"kind": kind}, name=kind.replace("_", "-"))
        for slug, kind in RECORDS.items()
    ),
    path("statements/<int:id>/words", records.study, name="study"),
    path("committee-recommendations/<int:id>/", records.committee_recommendation, name="committee-recommendation"),
]
