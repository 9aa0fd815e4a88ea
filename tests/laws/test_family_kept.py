"""The picture of a family is made for one page, and is part of nothing that leaves the system."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "throughline"
DRAWS = ("drawing", "picturing", "rules.laying", "rules.inwords", "rules.relations", "rules.households")
# The one module that shows it, and that its address leads to.
SHOWN_BY = {"throughline/family/views/picture.py"}


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, by its whole name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def draws(module: str) -> bool:
    """The module is one that draws or tells a family."""
    return any(
        module == f"throughline.family.{part}" or module.startswith(f"throughline.family.{part}.") for part in DRAWS
    )


def test_no_other_room_can_draw_a_family_or_tell_it_in_words() -> None:
    asked = {
        path.relative_to(ROOT.parent).as_posix()
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and any(map(draws, imports(path)))
    }
    inside = tuple(f"throughline/family/{part.replace('.', '/')}" for part in DRAWS)
    beyond = {path for path in asked if not path.startswith(inside)}
    assert beyond >= SHOWN_BY, "the law looks where the picture is shown"
    assert beyond == SHOWN_BY, "a family is drawn for its own page only, never for a report, an edition or a file"


def test_no_template_beyond_its_page_holds_it() -> None:
    held = {
        path.relative_to(ROOT).as_posix()
        for kind in ("*.jinja", "*.typ", "*.html")
        for path in ROOT.rglob(kind)
        if "tl-genogram" in (text := path.read_text(encoding="utf-8")) or "family/picture.jinja" in text
    }
    assert held == set()
    page = (ROOT / "family/jinja2/family/picture.jinja").read_text(encoding="utf-8")
    assert "page.picture" in page and "Never part of anything published" in page


# Rooms that make what is published or handed to a committee, and what adds up several cases.
PUBLISH = ("reporting", "documents", "boards", "patterns", "impact", "actionplans", "national", "responses")


def test_what_is_published_can_read_nothing_of_the_register_of_identities() -> None:
    reads = [
        path.relative_to(ROOT).as_posix()
        for room in PUBLISH
        for path in (ROOT / room).rglob("*.py")
        if "tests" not in path.parts and any(module.startswith("throughline.identities") for module in imports(path))
    ]
    assert reads == [], "a report, a board or a pattern has pseudonyms alone, and no register"
    assert all((ROOT / room).is_dir() for room in PUBLISH), "the law looks where reports are made"
