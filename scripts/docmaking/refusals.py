"""The numbers of refusals, and what the docs link to."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

from scripts.docmaking.pages import MADE, PACKAGE, ROOT, page, table

NUMBER = re.compile(r"^(E1\d{3})(?::|$)")


LISTED = re.compile(r"^\| (E1\d{3}) \| ([^|]+) \|", re.MULTILINE)


def numbers_raised() -> dict[str, set[str]]:
    """Every refusal number that stands in the code, and the files in which it stands."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.body[0].value) for node in ast.walk(tree) if has_docstring(node)}
        for node in ast.walk(tree):
            written = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
            if isinstance(written, str) and (match := NUMBER.match(written)):
                found.setdefault(match[1], set()).add(path.relative_to(ROOT).as_posix())
    return dict(sorted(found.items()))


def has_docstring(node: Any) -> bool:
    """True for a module, class or function that begins with its docstring."""
    body = getattr(node, "body", None)
    return (
        isinstance(body, list)
        and bool(body)
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
    )


def numbers_explained() -> list[tuple[str, str]]:
    """Every refusal number of docs/guide/errors.md with what it is, in the order of the page."""
    return [
        (number, what.strip())
        for number, what in LISTED.findall((ROOT / "docs/guide/errors.md").read_text(encoding="utf-8"))
    ]


def links_of(text: str) -> list[str]:
    """The files that a page of Markdown links to, without their anchors; code blocks and other sites left out."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", plain)
    return [link.split("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def refusals() -> str:
    """docs/domain/refusals.md."""
    explained = dict(numbers_explained())
    rows = (
        (
            number,
            explained.get(number, "not explained yet"),
            ", ".join(f"[{Path(file).stem}](../../{file})" for file in sorted(files)),
        )
        for number, files in numbers_raised().items()
    )
    return page(
        [
            "# Refusals, and where each comes from",
            MADE,
            "What each means for the person who meets it, and what to do, is in [errors.md](../guide/errors.md).",
            table(("Number", "What", "Where in the code"), rows),
        ]
    )
