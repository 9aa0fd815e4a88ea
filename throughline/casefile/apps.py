"""The room's entry in Django: it says which days of the record stand in calendars."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    """Pages that read across rooms."""

    name = "throughline.casefile"
    label = "casefile"
    verbose_name = "Casefile"

    def ready(self) -> None:
        """Days due, what a rapid review became, and what was acted on are found from now on."""
        import_module("throughline.casefile.queries.due").watch()  # models are not there before this moment
        import_module("throughline.casefile.queries.following").watch()
        import_module("throughline.casefile.queries.acted").watch()
