"""What pages of asks share: a form about an ask, and who may come."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class AskFormPage:
    """A form about a case or an ask."""

    title: str
    over: str
    lead: tuple[str, str]
    button: str
    back: str
    nobody: bool = False


def allowed(why: str | None) -> None:
    """Nothing, or the page that says why not."""
    if why:
        raise PermissionDenied(why)


WORDS = {
    "ask": "The message with the link",
    "reminder": "A reminder",
    "escalation": "A message further up",
    "code": "A code",
    "digest": "What needs you today",
}
