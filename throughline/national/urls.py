"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.national import views

app_name = "national"
urlpatterns: list[URLPattern] = [
    path("national/", views.national, name="national"),
    path("reviews/<int:id>/national", views.of_review, name="review-national"),
    *views.ask.urls(),
    path("national-asks/<int:id>/", views.one_ask, name="ask"),
    path("national-asks/<int:id>/state", views.state, name="ask-state"),
    path("advice/new", views.new_advice, name="advice-new"),
    path("advice/<int:id>/", views.one_advice, name="advice"),
    path("advice/<int:id>/edit", views.edit_advice, name="advice-edit"),
    path("advice/<int:id>/decide", views.decide, name="advice-decide"),
    path("advice/<int:id>/withdraw", views.withdraw_advice, name="advice-withdraw"),
]
