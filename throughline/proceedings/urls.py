"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.proceedings import timetable, views

app_name = "proceedings"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/proceedings", views.beside, name="review-proceedings"),
    path("reviews/<int:id>/commission/timetable", timetable.timetable, name="commission-timetable"),
    *views.proceeding.urls(),
    path("proceedings/<int:id>/", views.one_proceeding, name="proceeding"),
    path("proceedings/<int:id>/state", views.state, name="proceeding-state"),
    path("proceedings/<int:id>/outcomes/new", views.new_outcome, name="outcome-new"),
    *(url for url in views.outcome.urls() if url.name != "outcome-new"),
    path("outcomes/<int:id>/", views.one_outcome, name="outcome"),
    *views.hold.urls(),
    path("holds/<int:id>/", views.one_hold, name="hold"),
    path("holds/<int:id>/end", views.end, name="hold-end"),
    path("holds/<int:id>/look", views.look, name="hold-look"),
    path("holds/<int:id>/explain", views.explain, name="hold-explain"),
    *views.disclosure.urls(),
    path("disclosures/<int:id>/", views.one_disclosure, name="disclosure"),
]
