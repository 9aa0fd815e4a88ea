"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.rulebook import views

app_name = "rulebook"
urlpatterns: list[URLPattern] = [
    path("rulebook/", views.book, name="book"),
    path("rulebook/export", views.export, name="export"),
    path("rulebook/<slug:edition>/", views.edition, name="edition"),
    path("rulebook/<slug:edition>/<slug:part>/<slug:entry>/correct", views.correct, name="correct"),
]
