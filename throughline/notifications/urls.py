"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.notifications.views import deciding, lists, recording, safety, telling

app_name = "notifications"
urlpatterns: list[URLPattern] = [
    path("incidents/", lists.incidents, name="incidents"),
    path("incidents/new", recording.new, name="new"),
    path("incidents/rhythm", safety.usual_rhythm, name="rhythm"),
    path("incidents/register", lists.register, name="register"),
    path("incidents/<int:id>/", lists.incident, name="incident"),
    path("incidents/<int:id>/edit", recording.edit, name="edit"),
    path("incidents/<int:id>/account", lists.account, name="account"),
    path("incidents/<int:id>/account/edit", recording.edit_account, name="account-edit"),
    path("incidents/<int:id>/children", recording.whom, name="whom"),
    path("incidents/<int:id>/place", recording.edit_place, name="place"),
    path("incidents/<int:id>/edition", recording.edit_edition, name="edition"),
    path("incidents/<int:id>/withdraw", recording.withdraw, name="withdraw"),
    path("incidents/<int:id>/answers", deciding.answers, name="answers"),
    path("incidents/<int:id>/decision", deciding.decision, name="decision"),
    path("incidents/<int:id>/sheet", telling.sheet, name="sheet"),
    path("incidents/<int:id>/told", telling.told, name="told"),
    path("incidents/<int:id>/ask", safety.ask, name="ask"),
    path("notifications/<int:id>/download", telling.download, name="download"),
    path("safety/<int:id>/", safety.question, name="safety"),
    path("safety/<int:id>/rhythm", safety.rhythm, name="safety-rhythm"),
    path("safety/<int:id>/end", safety.end, name="safety-end"),
]
