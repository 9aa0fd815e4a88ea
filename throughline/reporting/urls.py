"""Addresses of reports."""

from django.urls import URLPattern, path

from throughline.reporting import views

urlpatterns: list[URLPattern] = [
    path("reviews/<int:review>/report", views.progress, name="progress_report"),
    path("reviews/<int:review>/report/texts", views.texts, name="progress_report_texts"),
    path("reports/look", views.look, name="report_look"),
]
