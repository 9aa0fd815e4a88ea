"""The room's entry in Django: agencies can be asked for their chronologies, and its files are seen by its own rule."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """Chronologies."""

    name = "throughline.chronology"
    label = "chronology"
    verbose_name = "Chronologies"

    def ready(self) -> None:
        """An agency can be asked, and what it sent is seen by those who may see its rows."""
        import_module("throughline.chronology.asking").watch()  # models are not there before this moment
        import_module("throughline.chronology.queries.sight").watch()
