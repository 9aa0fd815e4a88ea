"""The room's entry in Django, under a label of its own: Django has a room called messages too."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Asks, the outbox and digests."""

    name = "throughline.messages"
    label = "correspondence"
    verbose_name = "Messages"

    def ready(self) -> None:
        """A plain question can be asked from now on."""
        import_module("throughline.messages.question").watch()  # models are not there before this moment
