"""Django's system check of what an installation must never run without; ``throughline check`` asks it too."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

YEAR = 365 * 24 * 3600
SHORTEST_KEY, FEWEST_LETTERS = 50, 12


@register()
def is_safe_to_run(app_configs: Any = None, **more: Any) -> list[CheckMessage]:
    """One error for each: debugging is on, the key is weak, HTTPS is not insisted on, SQLite would lock people out."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG is on, so errors would show records.", "Leave it off.", id="throughline.E001"))
    if settings.MODE == "production":
        key = settings.SECRET_KEY
        if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS:
            hint = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
            found.append(Error("THROUGHLINE_SECRET_KEY is easily guessed.", hint, id="throughline.E002"))
        if settings.SECURE_HSTS_SECONDS < YEAR:
            hint = "Let THROUGHLINE_HTTPS stand as it is."
            found.append(Error("Browsers are not told to insist on HTTPS for a year.", hint, id="throughline.E003"))
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE":
        hint = "Set transaction_mode to IMMEDIATE in its OPTIONS."
        found.append(Error("SQLite would refuse people who write at once.", hint, id="throughline.E004"))
    return found
