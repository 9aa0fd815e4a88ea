"""Browsers in which somebody signed in before. They are told by a sealed cookie, which opens nothing by itself."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

LASTS = timedelta(days=90)
MOST = 5
SALT = "throughline.access.browsers"


def cookie_name() -> str:
    """What the cookie is called; with HTTPS no other host can set it."""
    return "__Host-browser" if settings.HTTPS else "browser"


def known(request: HttpRequest, email: str) -> str:
    """The browser's own mark when somebody signed in here with that address before; else nothing."""
    said = _said(request)
    return str(said["id"]) if _mark(email) in said["for"] else ""


def make_known(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """The browser is known for that address from now on, with at most `MOST` others, for three months."""
    said = _said(request)
    mark = _mark(email)
    said["for"] = [mark, *(other for other in said["for"] if other != mark)][:MOST]
    response.set_cookie(
        cookie_name(),
        signing.dumps(said, salt=SALT),
        max_age=LASTS,
        path="/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _said(request: HttpRequest) -> dict[str, Any]:
    try:
        said: dict[str, Any] = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {"id": secrets.token_hex(16), "for": []}
    return said


def _mark(email: str) -> str:
    """Stands for the address in the cookie, and tells nobody what it is."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
