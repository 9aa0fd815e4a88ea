"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.commissioning.views import course, handing, inside, parts, register, reports, sections

app_name = "commissioning"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/commission", sections.commission, name="commission"),
    path("reviews/<int:id>/commission/terms", sections.terms, name="commission-terms"),
    path("reviews/<int:id>/commission/products", handing.products, name="commission-products"),
    path("reviews/<int:id>/commission/complete", handing.complete, name="commission-complete"),
    path("reviews/<int:id>/commission/people", inside.people, name="commission-people"),
    path("reviews/<int:id>/commission/panel", inside.panel, name="commission-panel"),
    path("reviews/<int:id>/commission/decisions", inside.decisions, name="commission-decisions"),
    path("reviews/<int:id>/commission/cost", inside.cost, name="commission-cost"),
    path("reviews/<int:id>/commission/quality", course.quality, name="commission-quality"),
    path("reviews/<int:id>/commission/reviewers/<int:record>/settle", inside.settle, name="reviewer-settle"),
    path("reviews/<int:id>/commission/agency-reports", reports.reports, name="commission-agency-reports"),
    path("reviews/<int:id>/commission/agency-reports/<int:record>", reports.report, name="agency-report"),
    path("reviews/<int:id>/commission/agency-reports/<int:record>/version", reports.hand_in, name="report-version"),
    path("reviews/<int:id>/commission/agency-reports/<int:record>/state", reports.state, name="report-state"),
    path("commissions/reviewers", register.reviewers, name="reviewers"),
    path("commissions/methods", course.methods, name="methods"),
    *parts.urls,
]
