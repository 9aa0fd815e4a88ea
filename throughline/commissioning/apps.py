"""The room's entry in Django: from here on what is decided about a review carries the edition that governs it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CommissioningConfig(AppConfig):
    """Commissioning."""

    name = "throughline.commissioning"
    label = "commissioning"
    verbose_name = "Commissioning"

    def ready(self) -> None:
        """Decisions about reviews are stamped."""
        import_module("throughline.commissioning.queries.governing").watch()  # models are not there before this moment
