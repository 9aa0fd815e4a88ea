"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.caseexport import views

app_name = "caseexport"
urlpatterns: list[URLPattern] = [
    path("cases/load", views.load, name="load"),
    path("cases/<int:id>/export", views.export, name="export"),
    path("exports/<int:id>/agree", views.agree, name="agree"),
    path("exports/<int:id>/decline", views.decline, name="decline"),
    path("exports/<int:id>/take", views.take, name="take"),
]
