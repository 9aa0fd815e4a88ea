"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.letters import views

app_name = "letters"
urlpatterns: list[URLPattern] = [
    path("letters/head", views.head, name="head"),
    path("letters/<int:id>/download", views.download, name="download"),
    path("cases/<int:id>/letters", views.letters, name="letters"),
    path("cases/<int:id>/letters/<slug:kind>", views.write, name="write"),
]
