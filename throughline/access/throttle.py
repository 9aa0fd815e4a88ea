"""How often a password or a code may be wrong, so that guessing is slow and nobody can shut anybody else out.

Tries are counted for an address on the internet, for that address and an account together, and for an account from
everywhere. A browser in which the person signed in before has a count of its own: whoever fails elsewhere, on purpose
or not, does not keep them out. What nobody has is counted like what somebody has.
"""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

from allauth.core.internal.ratelimit import RateLimitUsage, SingleRateLimitUsage, cache_lock, consume, get_ip
from django.core.cache import cache
from django.http import HttpRequest

from throughline.access import browsers
from throughline.access.rules import ACCOUNT_REMEMBERED, pause_after

KNOWN = {"password": "5/15m/key", "code": "5/15m/key"}
PLACE_AND_ACCOUNT = {"password": "5/15m/key", "code": "5/15m/key"}
PLACE = {"password": "20/15m/ip", "code": "20/15m/ip"}


class Try(Protocol):
    """A try that was counted, and can be taken back when the password was right."""

    def rollback(self) -> None:
        """It does not count."""


class Tries:
    """Several counts of one try."""

    def __init__(self, *counted: Try) -> None:
        self.counted = counted

    def rollback(self) -> None:
        """None of them counts."""
        for one in self.counted:
            one.rollback()


def count(request: HttpRequest, email: str, *, what: str = "password") -> Try | None:
    """The try is counted; ``None`` when there were too many already, and this one must wait whatever was typed.

    `what` was tried, a ``password`` or a ``code``; each has its own counts. So whoever knows a password and no code
    holds off themselves, and not the owner.
    """
    email = email.strip().lower()
    browser = browsers.known(request, email)
    if browser:
        return _count(request, what, KNOWN, f"browser:{browser}:{email}")
    both = _count(request, what, PLACE_AND_ACCOUNT, f"place:{get_ip(request)}:{email}")
    place = both and _count(request, what, PLACE)
    account = place and _count_account(email, what, request.now.timestamp())  # type: ignore[attr-defined]
    return Tries(both, place, account) if both and place and account else None


def _count(request: HttpRequest, what: str, rates: dict[str, str], key: str | None = None) -> RateLimitUsage | None:
    more: dict[str, Any] = {"key": key} if key else {}
    usage: RateLimitUsage | None = consume(request, app="throughline.access", action=what, config=rates, **more)
    return usage


def _count_account(email: str, what: str, now: float) -> SingleRateLimitUsage | None:
    """Failures from everywhere: after many, each next one waits longer."""
    key = f"{what}-tries:" + hashlib.sha256(email.encode()).hexdigest()
    lasts = ACCOUNT_REMEMBERED.total_seconds()
    with cache_lock(key) as locked:
        if not locked:
            return None
        failed = [moment for moment in cache.get(key, []) if now - moment < lasts]
        if failed and now - failed[0] < pause_after(len(failed)).total_seconds():
            return None
        cache.set(key, [now, *failed], lasts)
        return SingleRateLimitUsage(cache_key=key, cache_duration=lasts, timestamp=now)
