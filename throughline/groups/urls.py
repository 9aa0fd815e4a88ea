"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.groups import views

app_name = "groups"
urlpatterns: list[URLPattern] = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new", views.new, name="meeting-new"),
    path("meetings/<int:id>/", views.meeting, name="meeting"),
    path("meetings/<int:id>/edit", views.edit, name="meeting-edit"),
    path("meetings/<int:id>/<slug:slug>/new", views.new_item, name="item-new"),
    path("group-items/<int:id>/edit", views.edit_item, name="item-edit"),
    path("group-items/<int:id>/withdraw", views.withdraw_item, name="item-withdraw"),
    path("group-referrals/<int:id>/answer", views.answer, name="item-answer"),
    path("group-items/<int:id>/conditions/new", views.new_condition, name="condition-new"),
    path("group-conditions/<int:id>/edit", views.edit_condition, name="condition-edit"),
]
