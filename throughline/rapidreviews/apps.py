"""The room's entry in Django: from here on agencies can be asked for a rapid review."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RapidReviewsConfig(AppConfig):
    """Rapid reviews."""

    name = "throughline.rapidreviews"
    label = "rapidreviews"
    verbose_name = "Rapid reviews"

    def ready(self) -> None:
        """An agency can be asked what it knows."""
        import_module("throughline.rapidreviews.asking").watch()  # models are not there before this moment
