"""Look over the structure of a PDF: tags, language, title, headings, table heads, alternatives, reading order. Pure.

This is our own check of what PDF/UA-1 (ISO 14289-1) asks of the file's structure; it is no independent validation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

HEADINGS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
KNOWN = frozenset(HEADINGS) | frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "H", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
    )
)


@dataclass
class Seen:
    """What the walk over the tags has met."""

    headings: list[int] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    order: dict[int, list[int]] = field(default_factory=dict)
    tagged: int = 0


def faults(data: bytes) -> list[str]:
    """Every fault found, as a sentence; none when the structure holds."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [*of_the_file(pdf)]
        if "/StructTreeRoot" not in pdf.Root:
            return [*found, "The file has no structure tree."]
        seen = Seen()
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        roles = dict(pdf.Root.StructTreeRoot.get("/RoleMap", {}))
        walk(pdf.Root.StructTreeRoot.get("/K"), None, seen, roles, pages)
        return [*found, *seen.faults, *of_headings(seen.headings), *of_tables(seen.tables), *of_order(pdf, seen)]


def of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Faults of what the file says of itself."""
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "The file does not say its language."
    if not flag(root, "/MarkInfo", "/Marked"):
        yield "The file does not say that it is tagged."
    if not flag(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "A reader would show the file's name and not its title."
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "The file has no title."
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield "The file does not declare PDF/UA-1."
    for number, page in enumerate(pdf.pages, start=1):
        if str(page.get("/Tabs", "")) != "/S" and "/Annots" in page:
            yield f"Page {number} does not follow the structure when one tabs through it."


def flag(root: Any, holder: str, name: str) -> bool:
    """True when the file's root says so."""
    held = root.get(holder)
    return held is not None and bool(held.get(name, False))


def walk(node: Any, page: int | None, seen: Seen, roles: dict[str, Any], pages: dict[Any, int]) -> None:
    """Every tag below `node` has been met, in the order in which it is read."""
    if node is None:
        return
    if isinstance(node, pikepdf.Array):
        for child in node:
            walk(child, page, seen, roles, pages)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Pg" in node:
            page = pages.get(node.Pg.objgen, page)
        if str(node.get("/Type", "")) == "/MCR":
            met(int(node.MCID), page, seen)
        elif "/S" in node:
            element(node, page, seen, roles, pages)
    else:
        met(int(node), page, seen)


def met(content: int, page: int | None, seen: Seen) -> None:
    """One piece of a page's content has been read."""
    seen.tagged += 1
    seen.order.setdefault(-1 if page is None else page, []).append(content)


def element(node: Any, page: int | None, seen: Seen, roles: dict[str, Any], pages: dict[Any, int]) -> None:
    """One tag: its kind is known, a figure has words beside it, a table has heads; then what is in it."""
    kind = str(node.S)
    kind = str(roles.get(kind, kind)).removeprefix("/")
    if kind not in KNOWN:
        seen.faults.append(f"There is a tag “{kind}”, which no reader knows.")
    if kind in HEADINGS:
        seen.headings.append(HEADINGS[kind])
    if kind in ("Figure", "Formula") and not str(node.get("/Alt", "")) and not str(node.get("/ActualText", "")):
        seen.faults.append("A picture has no words that say the same.")
    if kind == "Table":
        seen.tables.append((count(node, "TH", roles), count(node, "TR", roles)))
    walk(node.get("/K"), page, seen, roles, pages)


def count(node: Any, kind: str, roles: dict[str, Any]) -> int:
    """How many tags of that kind stand below `node`."""
    if isinstance(node, pikepdf.Array):
        return sum(count(child, kind, roles) for child in node)
    if not isinstance(node, pikepdf.Dictionary) or ("/K" not in node and "/S" not in node):
        return 0
    mine = str(node.get("/S", ""))
    own = int(str(roles.get(mine, mine)).removeprefix("/") == kind)
    return own + (count(node.K, kind, roles) if "/K" in node else 0)


def of_headings(levels: list[int]) -> Iterator[str]:
    """Faults in the order of headings: none at all, none of the first level, or a level skipped on the way down."""
    if not levels:
        yield "The file has no headings."
    elif levels[0] != 1:
        yield "The first heading is not of the first level."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"A heading of level {after} follows one of level {before}."


def of_tables(tables: list[tuple[int, int]]) -> Iterator[str]:
    """Faults of tables: one without a head, or without rows."""
    for heads, rows in tables:
        if not heads:
            yield "A table has no head cells."
        if not rows:
            yield "A table has no rows."


def of_order(pdf: pikepdf.Pdf, seen: Seen) -> Iterator[str]:
    """Faults of reading order: content of a page that is read in another order than it is written, or never."""
    if not seen.tagged:
        yield "Nothing in the file is tagged."
    for number, page in enumerate(pdf.pages):
        written, loose = content_of(page)
        read = seen.order.get(number, [])
        if sorted(read) != sorted(written):
            yield f"Page {number + 1} has content that its tags leave out, or tags without content."
        elif read != written:
            yield f"Page {number + 1} is read in another order than it is written."
        if loose:
            yield f"Page {number + 1} shows text that is neither tagged nor marked as an artefact."


def content_of(page: pikepdf.Page) -> tuple[list[int], bool]:
    """The numbers of a page's marked content in the order of writing, and whether text stands outside any mark."""
    numbers: list[int] = []
    depth, loose = 0, False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
            named = instruction.operands[1] if operator == "BDC" else None
            if isinstance(named, pikepdf.Dictionary) and "/MCID" in named:
                numbers.append(int(named.MCID))
        elif operator == "EMC":
            depth -= 1
        elif operator in ("Tj", "TJ", "'", '"') and depth == 0:
            loose = True
    return numbers, loose
