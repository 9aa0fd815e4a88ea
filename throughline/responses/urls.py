"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.responses import views

app_name = "responses"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/answers", views.of_review, name="review-answers"),
    path("reviews/<int:id>/answers/due", views.due, name="answers-due"),
    path("recommendations/<int:id>/answer", views.draft, name="recommendation-answer"),
    path("answers/<int:id>/", views.one_answer, name="answer"),
    path("answers/<int:id>/stage", views.stage, name="answer-stage"),
    *views.dissent.urls(),
    path("dissents/<int:id>/", views.one_dissent, name="dissent"),
    path("committee-recommendations/<int:id>/follow-up", views.follow, name="committee-follow-up"),
]
