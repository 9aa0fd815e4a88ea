"""The addresses of this room alone, so that its tests stand without the rooms below it."""

from django.urls import include, path

urlpatterns = [path("", include("throughline.ui.urls"))]
