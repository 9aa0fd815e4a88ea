"""What a room adds to the laws: `fill` makes one record of each of its kinds in a case, `rows` its rows.

A module here is named like its room. ``fill(case, ids, agency=)`` returns the ids it made by name; ``rows()`` calls
``matrix.row``. ``hides(canary, role)`` is true for words that have fewer readers than their class says.
All are optional, and found by themselves.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType


def modules() -> list[ModuleType]:
    """The modules of this folder, in the order of their names."""
    return [import_module(f"{__name__}.{found.name}") for found in sorted(pkgutil.iter_modules(__path__))]


# Whoever loads a room first loads the whole matrix with it; else the rows of that room would be missing from it.
from tests.laws import matrix  # noqa: E402, F401  last, and for what loading it does
