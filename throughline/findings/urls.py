"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.findings import views

app_name = "findings"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/agency-recommendations", views.take_over, name="agency-recommendations"),
    *(address for pages in views.ALL for address in pages.urls()),
]
