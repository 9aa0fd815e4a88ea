"""What rooms say to one another when they start: each thing under one name, said once."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def registered(register: dict[str, T], name: str, thing: T) -> None:
    """The thing stands under that name. Another under the same name is a mistake in the program; the same again is not.

    One that silently took the place of the first would open what the first kept shut.
    """
    if register.setdefault(name, thing) != thing:
        raise ValueError(f"Two things are registered as {name!r}: give the second a name of its own.")
