"""Cells of a table that a spreadsheet shows as they are and never runs, and that read back the same. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

# What a spreadsheet may take for a formula or a command, whatever white space or unseen signs stand before it; and a
# sign that moves to another cell or line.
_RUNS = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@|%＝＋－＠]|[ \u00a0\u200b\ufeff]*[\x00-\x1f]")
# So that it can be taken off again, our own mark is marked too.
MARK = "'"


def safe(text: str) -> str:
    """The text, with a mark before it where a spreadsheet could run it."""
    return MARK + text if runs(text) or text.lstrip(" \u00a0\u200b\ufeff").startswith(MARK) else text


def runs(text: str) -> bool:
    """True where a spreadsheet could take the text for a formula or a command."""
    return _RUNS.match(text) is not None


def plain(cell: str) -> str:
    """What `safe` made that cell of."""
    return cell.removeprefix(MARK)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as a CSV file in UTF-8 with a mark of its encoding, every cell safe, no cell left unquoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe(name) for name in head])
    writer.writerows([safe(cell_of(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def cell_of(value: Any) -> str:
    """A value as one cell says it: lists joined by semicolons, yes and no in words, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(cell_of(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {cell_of(one)}" for name, one in value.items())
    return str(value)
