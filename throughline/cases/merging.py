"""Two people changed one form: what each changed alone is kept, what both changed is laid before them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The values that come of both versions. In a clash the value is mine: what was typed is never lost.

    `taken` are the fields that only they changed, `clashes` those that both changed, each in another way.
    """

    values: dict[str, Any]
    taken: tuple[str, ...]
    clashes: tuple[str, ...]


def merge(*, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Field by field, from what both began with. The three hold the same fields."""
    values, taken, clashes = {}, [], []
    for name, typed in mine.items():
        values[name] = typed
        if typed == theirs[name] or theirs[name] == base[name]:
            continue
        if typed == base[name]:
            values[name] = theirs[name]
            taken.append(name)
        else:
            clashes.append(name)
    return Merged(values, tuple(taken), tuple(clashes))
