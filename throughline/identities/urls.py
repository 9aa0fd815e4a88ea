"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.identities import views

app_name = "identities"
urlpatterns: list[URLPattern] = [
    path("cases/<int:id>/children", views.children, name="children"),
    path("cases/<int:id>/children/new", views.add_child, name="child-new"),
    path("children/<int:id>/edit", views.change_child, name="child-edit"),
    path("children/<int:id>/home", views.home, name="home"),
    path("children/<int:id>/withdraw", views.withdraw_child, name="child-withdraw"),
]
