"""Events about signing in. They name a person by number only, and never what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from throughline.access.queries import acting, anybody_with_address
from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor
from throughline.partnerships.models import User


def tell(*, verb: str, user: Any, details: Mapping[str, Any] | None = None) -> None:
    """An event about a person's sign-in stands in the chain of their partnership, or in the system's own."""
    now = timezone.now()
    actor = acting(user=user, on=timezone.localdate(now)).actor if user else Actor(user=0, name="")
    record(
        by=actor, at=now, verb=verb, subject=("user", actor.user), chain=actor.partnership or SYSTEM, details=details
    )


def held_off(credentials: Mapping[str, Any]) -> None:
    """Somebody tried again after too many failures."""
    tell(verb="sign_in.held_off", user=whoever_has(credentials))


def whoever_has(credentials: Mapping[str, Any]) -> User | None:
    """The person whose address was typed, if anybody has it."""
    return anybody_with_address(str(credentials.get("email") or ""))
