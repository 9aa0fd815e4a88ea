"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.impact import ties, views
from throughline.impact.views import difference, measuring

app_name = "impact"
urlpatterns: list[URLPattern] = [
    *views.statement.urls(),
    *views.evidence.urls(),
    *views.measure.urls(),
    path("measures/<int:id>/readings/new", measuring.add_reading, name="measure-reading"),
    path("measures/<int:id>/readings/file", measuring.send_file, name="measure-file"),
    path("measures/<int:id>/slide", measuring.slide, name="measure-slide"),
    path("reviews/<int:id>/difference", difference.difference_page, name="difference"),
    path("readings/<int:id>/assure", measuring.assure, name="reading-assure"),
    path("readings-files/<int:id>/", measuring.take_file, name="readings-file"),
    path("evidence/<int:id>/accept", views.accept, name="evidence-accept"),
    *ties.urls,
]
