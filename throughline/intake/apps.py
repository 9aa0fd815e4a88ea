"""The room's entry in Django: it says what opens a document to a person, and what closes it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Documents into the record."""

    name = "throughline.intake"
    label = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        """Cases and proposals hold documents from now on."""
        import_module("throughline.intake.queries.sight").watch()  # models are not there before this moment
