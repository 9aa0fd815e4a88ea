"""Words on their way into a file: only letters that the file can hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from throughline.kernel.letters import writable


def written(value: Any) -> Any:
    """The value with every text in it free of letters that a file cannot hold or that turn its writing round."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {key: written(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [written(inner) for inner in value]
    return value
