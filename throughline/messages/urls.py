"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.messages.views import door

app_name = "messages"
urlpatterns: list[URLPattern] = [
    path("ask/<str:token>/", door.door, name="door"),
    path("ask/<str:token>/code", door.code, name="code"),
    path("ask/<str:token>/answer", door.answer, name="answer"),
]
