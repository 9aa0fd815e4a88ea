"""Addresses of this room."""

from django.urls import path

from throughline.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<int:document>/", views.source_page, name="source"),
    path("documents/<int:document>/download", views.download, name="download"),
]
