"""Plain text as it comes out of old systems: hard-wrapped, tables flattened by tabs, page furniture left in."""

from __future__ import annotations

import re
import textwrap
from typing import Any

WIDTH = 72


def plain(body: str, layout: dict[str, Any]) -> str:
    """The body as Markdown or text, in the way ``layout`` asks for."""
    if not layout.get("wrap"):
        return body
    lines = []
    for line in body.split("\n"):
        lines += wrapped(line, layout["wrap"])
    text = "\n".join(lines)
    return with_pages(text, layout) if layout.get("running") else text


def wrapped(line: str, width: int) -> list[str]:
    """One line as a typist's column, its bullet or number hanging; tables and rules are left alone."""
    if "\t" in line or line.startswith("|") or len(line) <= width:
        return [line]
    lead = re.match(r"^( *(?:[-•*o·] +|\(?[0-9a-zA-Z.]{1,5}[.)] +)?)", line)
    hang = " " * len(lead.group(1)) if lead else ""
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=hang,
        break_on_hyphens=False,
        break_long_words=False,
    )


def with_pages(text: str, layout: dict[str, Any]) -> str:
    """Put a running header and a page number between every so many lines, in mid-sentence where it falls so."""
    lines = text.split("\n")
    every, made = layout.get("lines_a_page", 48), []
    for page, start in enumerate(range(0, len(lines), every), 1):
        made += lines[start : start + every]
        if start + every < len(lines):
            made += ["", f"Page {page}", "\f" + layout["running"], ""]
    return "\n".join(made)
