"""The room as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Listens to the sign-in library once everything is loaded."""

    name = "throughline.access"

    def ready(self) -> None:
        """The sign-in library's signals are heard, in one file; Django's system check has one of ours."""
        import_module("throughline.access.hearing")
        import_module("throughline.access.checks")
