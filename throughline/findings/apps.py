"""The room's entry in Django: the chronology shows what its entries are used for."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Findings."""

    name = "throughline.findings"
    label = "findings"
    verbose_name = "Findings"

    def ready(self) -> None:
        """What cites an entry stands on its page."""
        import_module("throughline.findings.queries.citing").watch()  # models are not there before this moment
        import_module("throughline.findings.services.citing").watch()
