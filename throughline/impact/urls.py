"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.impact import ties, views

app_name = "impact"
urlpatterns: list[URLPattern] = [
    *views.statement.urls(),
    *views.evidence.urls(),
    *views.measure.urls(),
    path("measures/<int:id>/readings/new", views.add_reading, name="measure-reading"),
    path("evidence/<int:id>/accept", views.accept, name="evidence-accept"),
    *ties.urls,
]
