"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.commissioning.views import parts, sections

app_name = "commissioning"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/commission", sections.commission, name="commission"),
    path("reviews/<int:id>/commission/terms", sections.terms, name="commission-terms"),
    *parts.urls,
]
