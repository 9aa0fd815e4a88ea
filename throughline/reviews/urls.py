"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.reviews import partviews, stateviews, views

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("reviews/new", views.new, name="review-new"),
    path("rapid-reviews/<int:id>/review", views.follow, name="review-follow"),
    path("reviews/<int:id>/edit", views.edit, name="review-edit"),
    path("reviews/<int:id>/state", stateviews.state, name="review-state"),
    path("reviews/<int:id>/state/confirm", stateviews.second, {"verb": "confirm"}, name="review-state-confirm"),
    path("reviews/<int:id>/state/decline", stateviews.second, {"verb": "decline"}, name="review-state-decline"),
    path("reviews/<int:id>/account/edit", views.account, name="review-account-edit"),
    path("reviews/<int:id>/withdraw", views.withdraw, name="review-withdraw"),
    path("reviews/<int:id>/record", views.record, name="review-record"),
    *partviews.urls,
]
