"""A small builder of SVG: elements with attributes, text that is escaped, and nothing that a strict policy forbids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

# A picture that is wider goes on A3, where its words can still be read; the stylesheet says so of `tl-broad`.
BROAD = 1500.0


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def element(name: str, *inside: Any, **attributes: Any) -> Markup:
    """``stroke_width=2`` becomes ``stroke-width="2"``, ``class_`` is ``class``; ``None`` is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-") if key != "viewBox" else key}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = joined(inside)
    if not body:
        return Markup(f"<{name}{written}/>")  # noqa: S704 every part was escaped above
    return Markup(f"<{name}{written}>{body}</{name}>")  # noqa: S704 every part was escaped above


def joined(parts: Iterable[Any]) -> Markup:
    """Parts one after another, each escaped unless it is markup already."""
    return Markup("").join(escape(part) for part in parts)


def figure(
    identity: str, title: str, description: str, box: tuple[float, float, float, float], *inside: Any, **more: Any
) -> Markup:
    """A whole picture with its title and description for those who do not see it."""
    left, top, width, height = (number(value) for value in box)
    return element(
        "svg",
        element("title", title, id=f"{identity}-title"),
        element("desc", description, id=f"{identity}-desc"),
        *inside,
        viewBox=f"{left} {top} {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{identity}-title {identity}-desc",
        **more,
    )


def _value(value: Any) -> Any:
    return number(value) if isinstance(value, float | int) and not isinstance(value, bool) else escape(value)
