"""Addresses of reports."""

from django.urls import URLPattern, path

from throughline.reporting import trackerviews, views

urlpatterns: list[URLPattern] = [
    path("reviews/<int:review>/report", views.progress, name="progress_report"),
    path("reviews/<int:review>/report/texts", views.texts, name="progress_report_texts"),
    path("reviews/<int:review>/tracker", trackerviews.tracker, name="tracker"),
    path("reviews/<int:review>/tracker/edit", trackerviews.tracker_facts, name="tracker_facts"),
    path("reviews/<int:review>/tracker/download", trackerviews.tracker_file, name="tracker_file"),
    path("reports/look", views.look, name="report_look"),
]
