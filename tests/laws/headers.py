"""The safe headers that every response carries, and what a file must carry besides."""

from __future__ import annotations

from typing import Any

from throughline.access.taken import SIGHTS, TAKEN
from throughline.audit.models import Event

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "report-uri /csp",
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def wrong_of(response: Any, *, kept: bool = False) -> list[str]:
    """What is missing or other than it should be."""
    wrong = [
        f"{name}: {response.headers.get(name)}" for name, value in SAFE.items() if response.headers.get(name) != value
    ]
    if set(response.headers.get("Content-Security-Policy", "").split("; ")) != POLICY:
        wrong.append(f"policy: {response.headers.get('Content-Security-Policy')}")
    if not kept and response.headers.get("Cache-Control") not in (
        "no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    ):
        wrong.append(f"Cache-Control: {response.headers.get('Cache-Control')}")
    if "Server" in response.headers or "X-Powered-By" in response.headers:
        wrong.append("it tells what it is made with")
    return wrong


def amiss(response: Any, events: list[Event], *, of_a_case: bool) -> list[str]:
    """What is wrong with the headers; a file lies in a sandbox, and an event that is counted tells of it."""
    if "attachment" not in response.headers.get("Content-Disposition", ""):
        return wrong_of(response)
    wrong = [line for line in wrong_of(response) if not line.startswith("policy")]
    if not response.headers.get("Content-Security-Policy", "").startswith("sandbox"):
        wrong.append("a file outside the sandbox")
    if of_a_case and not {event.verb for event in events} & {*TAKEN, *SIGHTS}:
        wrong.append("a file that nobody counts")
    return wrong
