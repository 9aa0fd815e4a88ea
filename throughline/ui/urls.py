"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("cover/", views.cover, name="cover"),
    path("support/", views.text_page, {"name": "support"}, name="support"),
    path("help/", views.text_page, {"name": "help"}, name="help"),
    path("words/", views.text_page, {"name": "words"}, name="words"),
    path("accessibility/", views.text_page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.text_page, {"name": "privacy"}, name="privacy"),
    path("gallery/", views.gallery, name="gallery"),
    path("drafts/<str:key>/", views.draft, name="draft"),
]
