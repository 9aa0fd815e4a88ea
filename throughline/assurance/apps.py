"""The room's entry in Django: agencies can be asked in a round, and its uploads are seen by whoever may."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Assurance."""

    name = "throughline.assurance"
    label = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        """Its questions and files are known from now on."""
        import_module("throughline.assurance.asking").watch()  # models are not there before this moment
