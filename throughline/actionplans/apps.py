"""The room's entry in Django: from here on owners can be asked about their actions."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    """Action plans."""

    name = "throughline.actionplans"
    label = "actionplans"
    verbose_name = "Action plans"

    def ready(self) -> None:
        """The monthly round has its question."""
        import_module("throughline.actionplans.asking").watch()  # models are not there before this moment
