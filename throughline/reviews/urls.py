"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.reviews import partviews, views

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("reviews/new", views.new, name="review-new"),
    path("reviews/<int:id>/edit", views.edit, name="review-edit"),
    path("reviews/<int:id>/state", views.state, name="review-state"),
    path("reviews/<int:id>/account/edit", views.account, name="review-account-edit"),
    path("reviews/<int:id>/withdraw", views.withdraw, name="review-withdraw"),
    path("reviews/<int:id>/record", views.record, name="review-record"),
    *partviews.urls,
]
