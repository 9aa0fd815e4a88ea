"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.commissioning.views import course, inside, parts, sections

app_name = "commissioning"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/commission", sections.commission, name="commission"),
    path("reviews/<int:id>/commission/terms", sections.terms, name="commission-terms"),
    path("reviews/<int:id>/commission/people", inside.people, name="commission-people"),
    path("reviews/<int:id>/commission/panel", inside.panel, name="commission-panel"),
    path("reviews/<int:id>/commission/decisions", inside.decisions, name="commission-decisions"),
    path("reviews/<int:id>/commission/timetable", course.timetable, name="commission-timetable"),
    path("reviews/<int:id>/commission/cost", inside.cost, name="commission-cost"),
    path("reviews/<int:id>/commission/quality", course.quality, name="commission-quality"),
    path("reviews/<int:id>/commission/reviewers/<int:record>/settle", inside.settle, name="reviewer-settle"),
    path("commissions/methods", course.methods, name="methods"),
    *parts.urls,
]
