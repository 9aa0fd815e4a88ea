"""The room's entry in Django: owners can be asked whether a safeguard is alive, and its files are seen by who may."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SafeguardsConfig(AppConfig):
    """Safeguards."""

    name = "throughline.safeguards"
    label = "safeguards"
    verbose_name = "Safeguards"

    def ready(self) -> None:
        """Its questions and files are known from now on."""
        import_module("throughline.safeguards.asking").watch()  # models are not there before this moment
