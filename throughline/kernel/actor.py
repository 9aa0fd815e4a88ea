"""Who does a thing: one person, in one role, in one partnership, by one way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Via = Literal["web", "machine", "job", "loaded"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as they act now. `role` is a key of ``access.roles.ROLES``, ``""`` for a person without membership.

    `partnership` is 0 and `agency` is 0 where there is none. `via` is ``machine`` when a command was given at the
    machine for that person, ``job`` when a background worker does what they asked for, and ``loaded`` for what was
    done in another system and came with its case in a file.
    """

    user: int
    name: str
    role: str = ""
    partnership: int = 0
    agency: int = 0
    membership: int = 0
    via: Via = "web"
