"""The room's entry in Django: it says which partnerships hold a case that came under pseudonyms."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CaseExportConfig(AppConfig):
    """A whole case in one file, and back from it."""

    name = "throughline.caseexport"
    label = "caseexport"
    verbose_name = "Exports of cases"

    def ready(self) -> None:
        """Whoever acts is told from now on."""
        import_module("throughline.caseexport.frames").watch()  # models are not there before this moment
