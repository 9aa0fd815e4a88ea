"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.actionplans import views
from throughline.actionplans.views import dues, pilots, plans

app_name = "actionplans"
urlpatterns: list[URLPattern] = [
    *views.action.urls(),
    path("reviews/<int:id>/plan", plans.plan, name="plan"),
    path("reviews/<int:id>/plan/download", plans.download, name="plan-download"),
    path("plan-colours/", plans.colours, name="colours"),
    path("actions/<int:id>/state", views.state, name="action-state"),
    path("actions/<int:id>/due", dues.move, name="action-due"),
    path("actions/<int:id>/again", views.again, name="action-again"),
    path("actions/<int:id>/pilot", pilots.pilot, name="action-pilot"),
    path("actions/<int:id>/updates/new", views.add_update, name="action-update"),
]
