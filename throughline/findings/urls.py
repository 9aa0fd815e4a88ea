"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.findings import citingviews, views

app_name = "findings"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/agency-recommendations", views.take_over, name="agency-recommendations"),
    path("chronology-entries/<int:id>/cite", citingviews.cite, name="cite"),
    path("chronology-episodes/<int:id>/serves", citingviews.serves, name="serves"),
    path("chronology-citations/<int:id>/withdraw", citingviews.uncite, name="uncite"),
    path("findings/<int:id>/entries", citingviews.entries, name="finding-entries"),
    *(address for pages in views.ALL for address in pages.urls()),
]
