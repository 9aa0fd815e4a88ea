"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look of every page."""

    name = "throughline.ui"
    label = "ui"
    verbose_name = "Look"
