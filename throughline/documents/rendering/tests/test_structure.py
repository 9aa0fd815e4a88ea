"""A report's PDF has no fault of structure, and the check finds each fault that is put into one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from throughline.documents.rendering import pdf
from throughline.documents.rendering.structure import faults

AT = datetime(2026, 3, 12, 9, 12, tzinfo=UTC)
TEMPLATE = Path(__file__).resolve().parents[3] / "reporting/templates/progress/1/report.typ"


def values() -> dict[str, Any]:
    """A report of three sheets with everything a report can hold."""
    part = {"heading": "Progress", "paragraphs": ["Handover calls are held within ten days of a move. " * 30] * 6}
    block = {"heading": "Finding 1", "paragraphs": ["When the family moved, work began again."], "parts": [part]}
    return {
        "title": "Progress report on the findings from the Alder review",
        "subtitle": "As the record stood on 12 March 2026",
        "reference": "WX-2026-01",
        "header": "Alder, WX-2026-01",
        "footer": "Copy for Ruth Adeyemi, made 12 March 2026 at 09:12.",
        "brand": {"name": "Wexmoor Safeguarding Children Partnership", "colour": "#0d4f5e", "line": "Learn together"},
        "sections": [
            {"heading": "1. Introduction", "paragraphs": ["One.\nTwo, after a break of line."], "blocks": []},
            {"heading": "2. Our response to the findings", "paragraphs": [], "blocks": [block]},
        ],
        "glossary": [["WSCP", "Wexmoor Safeguarding Children Partnership"]],
    }


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf.render(TEMPLATE, values(), at=AT)


def test_a_report_has_no_fault(report: bytes) -> None:
    assert faults(report) == []


def test_the_same_values_give_the_same_bytes(report: bytes) -> None:
    assert pdf.render(TEMPLATE, values(), at=AT) == report


def test_words_never_act_as_markup() -> None:
    given = values()
    given["sections"][0]["paragraphs"] = ["#panic() *not bold* $x$ @nowhere <label> \\ // none"]
    import pypdfium2

    text = pypdfium2.PdfDocument(pdf.render(TEMPLATE, given, at=AT))[0].get_textpage().get_text_range()
    assert "#panic() *not bold* $x$ @nowhere <label> \\ // none" in text


def first(node: Any, kind: str) -> Any:
    """The first tag of that kind, in reading order."""
    if isinstance(node, pikepdf.Array):
        return next((found for child in node if (found := first(child, kind)) is not None), None)
    if not isinstance(node, pikepdf.Dictionary):
        return None
    if str(node.get("/S", "")) == f"/{kind}":
        return node
    return first(node.K, kind) if "/K" in node else None


def rename(kind: str, to: str) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        first(file.Root.StructTreeRoot.K, kind).S = pikepdf.Name(f"/{to}")

    return change


def drop(*path: str) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        holder = file.Root
        for name in path[:-1]:
            holder = holder[name]
        del holder[path[-1]]

    return change


def no_heads(file: pikepdf.Pdf) -> None:
    while (head := first(file.Root.StructTreeRoot.K, "TH")) is not None:
        head.S = pikepdf.Name("/TD")


def turned_round(file: pikepdf.Pdf) -> None:
    document = first(file.Root.StructTreeRoot.K, "Document")
    document.K = pikepdf.Array(list(reversed(list(document.K))))


def no_title(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as metadata:
        del metadata["dc:title"]


def untagged_text(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.contents_coalesce()
    page.Contents.write(page.Contents.read_bytes() + b"\nBT (loose) Tj ET\n")


FAULTS: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (drop("/Lang"), "language"),
    (drop("/MarkInfo"), "tagged"),
    (drop("/ViewerPreferences"), "title"),
    (drop("/StructTreeRoot"), "no structure tree"),
    (no_title, "no title"),
    (no_heads, "no head cells"),
    (turned_round, "another order"),
    (rename("H1", "H3"), "not of the first level"),
    (rename("H2", "H4"), "follows one of level 1"),
    (rename("P", "Wobble"), "which no reader knows"),
    (rename("P", "Figure"), "no words that say the same"),
    (untagged_text, "neither tagged nor marked"),
]


@pytest.mark.parametrize(("change", "says"), FAULTS, ids=[says for _, says in FAULTS])
def test_each_fault_is_found(report: bytes, change: Callable[[pikepdf.Pdf], None], says: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(report)) as file:
        change(file)
        file.save(out)
    assert any(says in fault for fault in faults(out.getvalue())), faults(out.getvalue())
