"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.safeguards import views

app_name = "safeguards"
urlpatterns: list[URLPattern] = [
    path("safeguards/", views.register, name="register"),
    path("safeguards/new", views.new, name="new"),
    path("safeguards/<int:id>/", views.safeguard, name="safeguard"),
    path("safeguards/<int:id>/edit", views.edit, name="edit"),
    path("safeguards/<int:id>/owner", views.owner, name="owner"),
    path("safeguards/<int:id>/attest", views.attest, name="attest"),
    path("safeguards/<int:id>/ask", views.ask, name="ask"),
    path("safeguards/<int:id>/cite", views.cite, name="cite"),
    path("safeguards/<int:id>/end", views.end, name="end"),
    path("safeguards/<int:id>/withdraw", views.withdraw, name="withdraw"),
    path("safeguard-citations/<int:id>/withdraw", views.withdraw_citation, name="withdraw-citation"),
]
