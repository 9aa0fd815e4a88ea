"""The colours with which cells are filled, as the file names them: plain, by the theme, or by an old palette."""

from __future__ import annotations

import colorsys
import re

from lxml import etree

from throughline.files import wordnames as w

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHADE, _FILL = w.TC.removesuffix("tc") + "shd", w.TC.removesuffix("tc") + "fill"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
# A sheet numbers the colours of a theme in another order than the theme lists them.
_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_OFFICE = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
# The first 64 colours of Excel before themes, from 8 on; the eight before them are the same as 8 to 15.
_PALETTE = re.findall(
    "[0-9A-F]{6}",
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333",
)


def colour_of(shade: etree._Element) -> str:
    """The colour that a ``SHADE`` among the properties of a Word cell gives it; ``""`` where it gives none."""
    return _hex(shade.get(_FILL, ""))


def theme_colours(root: etree._Element | None) -> tuple[str, ...]:
    """The colours of an Excel file's theme, in the order in which its styles number them."""
    if root is None:
        return _OFFICE
    scheme = root.find(f".//{_A}clrScheme")
    found = []
    for name in _ORDER:
        holder = scheme.find(_A + name) if scheme is not None else None
        inner = holder[0] if holder is not None and len(holder) else None
        found.append("" if inner is None else _hex(str(inner.get("lastClr") or inner.get("val") or "")))
    return tuple(found)


def fills_of(styles: etree._Element, theme: tuple[str, ...]) -> list[str]:
    """The colour of each style of an Excel file, in the order in which cells name them."""
    fills = [_pattern(each.find(_S + "patternFill"), theme) for each in styles.iterfind(f"{_S}fills/{_S}fill")]
    found = []
    for each in styles.iterfind(f"{_S}cellXfs/{_S}xf"):
        number = int(each.get("fillId", "0"))
        found.append(fills[number] if number < len(fills) else "")
    return found


def _pattern(pattern: etree._Element | None, theme: tuple[str, ...]) -> str:
    if pattern is None or pattern.get("patternType", "none") != "solid":
        return ""
    colour = pattern.find(_S + "fgColor")
    if colour is None:
        return ""
    if colour.get("rgb"):
        return _hex(colour.get("rgb", "")[-6:])
    if colour.get("theme"):
        number = int(colour.get("theme", "0"))
        return _tinted(theme[number] if number < len(theme) else "", float(colour.get("tint", "0")))
    number = int(colour.get("indexed", "64"))
    return _PALETTE[number % 8 if number < 8 else number - 8] if number < len(_PALETTE) + 8 else ""


def _tinted(colour: str, tint: float) -> str:
    """Made lighter towards white or darker towards black, as a tint of a theme's colour does."""
    if not colour or not tint:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(min(max(one, 0), 1) * 255):02X}" for one in colorsys.hls_to_rgb(hue, light, full))


def _hex(words: str) -> str:
    return words.upper() if _HEX.fullmatch(words) else ""
