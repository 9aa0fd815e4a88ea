"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.patterns import views

app_name = "patterns"
urlpatterns: list[URLPattern] = [
    *views.recommendation.urls(),
    path("recommendations/<int:id>/earlier", views.earlier, name="recommendation-earlier"),
    path("recommendations/<int:id>/earlier/<int:earlier>", views.answer, name="recommendation-earlier-answer"),
]
