"""Addresses of boards."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.boards import views

app_name = "boards"
ONE = (
    ("partnership", "boards/partnership/", "partnership"),
    ("agency", "boards/agencies/<int:id>/", "agency"),
    ("group", "boards/groups/<int:id>/", "group"),
    ("review", "boards/reviews/<int:id>/", "review"),
)
urlpatterns: list[URLPattern] = [path("boards/", views.boards, name="boards")]
for kind, route, name in ONE:
    urlpatterns += [
        path(route, views.board, {"kind": kind}, name=name),
        path(f"{route}download", views.download, {"kind": kind}, name=f"{name}-download"),
        path(f"{route}list", views.listed, {"kind": kind}, name=f"{name}-list"),
        path(f"{route}list/download", views.listed_download, {"kind": kind}, name=f"{name}-list-download"),
    ]
