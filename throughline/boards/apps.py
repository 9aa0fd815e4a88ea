"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Boards of agencies, groups, reviews and the partnership."""

    name = "throughline.boards"
    label = "boards"
    verbose_name = "Boards"
