"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.family.views import counts, picture, services, ties

app_name = "family"
urlpatterns: list[URLPattern] = [
    path("cases/<int:id>/family", picture.picture, name="picture"),
    path("cases/<int:id>/counts", counts.counts, name="counts"),
    path("cases/<int:id>/services", services.services, name="services"),
    path("persons/<int:id>/ties", ties.ties, name="ties"),
    path("persons/<int:id>/ties/new/<str:kind>", ties.new_tie, name="tie-new"),
    path("persons/<int:id>/ties/<str:kind>/<int:tie>", ties.change_tie, name="tie-edit"),
    path("persons/<int:id>/ties/<str:kind>/<int:tie>/withdraw", ties.withdraw_tie, name="tie-withdraw"),
]
