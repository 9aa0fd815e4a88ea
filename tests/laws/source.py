"""The project's own source files, read once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "throughline"


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package that is neither a test nor a migration: its path from the root, and its tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield str(path.relative_to(ROOT)), _tree(path)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_named(path: str, name: str) -> bool:
    """True for ``room/name.py`` and for the modules of a folder ``room/name/``."""
    parts = Path(path).parts
    return parts[-1] == f"{name}.py" or name in parts[2:-1]


def templates() -> list[Path]:
    """Every page template."""
    return sorted(PACKAGE.rglob("*.jinja"))


def called(node: ast.AST) -> set[str]:
    """The names of the functions that are called inside: ``record`` for ``record(...)`` and ``audit.record(...)``."""
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            function = call.func
            if isinstance(function, ast.Name):
                names.add(function.id)
            elif isinstance(function, ast.Attribute):
                names.add(function.attr)
    return names
