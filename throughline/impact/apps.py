"""The room's entry in Django: files of what is held back are kept from everybody but its keepers."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Impact."""

    name = "throughline.impact"
    label = "impact"
    verbose_name = "Impact"

    def ready(self) -> None:
        """The files of what is held back for want of consent are closed from now on."""
        import_module("throughline.impact.queries.consent").watch()  # models are not there before this moment
