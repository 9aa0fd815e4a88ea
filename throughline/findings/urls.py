"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern

from throughline.findings import views

app_name = "findings"
urlpatterns: list[URLPattern] = [address for pages in views.ALL for address in pages.urls()]
