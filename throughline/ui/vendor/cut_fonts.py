"""Makes the screen typeface, its table of widths and the two files for paper: `python cut_fonts.py UNPACKED_PACKAGE`.

Needs fonttools and brotli, which the product itself does not.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UI = Path(__file__).resolve().parent.parent
SCREEN = UI / "static" / "ui" / "fonts"
PAPER = UI.parent / "documents" / "fonts"
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x131,
    0x152,
    0x153,
    0x160,
    0x161,
    0x174,
    0x175,
    0x176,
    0x177,
    0x178,
]
MARKS = [0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC, 0x2212]
WEIGHTS = {"400": "Regular", "600": "Semibold"}
OWN_NAME = "Throughline Sans"


def renamed(font: TTFont) -> None:
    """Takes the reserved name out of a file that was changed, as its licence asks."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 16):
            names.setName(OWN_NAME, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in (3, 4, 6, 25) or (record.nameID > 255 and "Source" in str(record)):
            names.setName(OWN_NAME.replace(" ", ""), record.nameID, record.platformID, record.platEncID, record.langID)


def cut_screen(package: Path) -> None:
    """Weights 400 to 600, Latin letters and punctuation, as one woff2."""
    font = TTFont(package / "VF/SourceSans3VF-Upright.ttf")
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 25]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS + MARKS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 400, 600)})
    renamed(font)
    font.flavor = "woff2"
    SCREEN.mkdir(parents=True, exist_ok=True)
    font.save(SCREEN / "throughline-sans.woff2")
    shutil.copy(package / "LICENSE.md", SCREEN / "OFL.md")


def cut_paper(package: Path) -> None:
    """The two weights for paper, unchanged but for unpacking, and the widths of both."""
    PAPER.mkdir(parents=True, exist_ok=True)
    widths: dict[str, dict[str, int]] = {}
    for weight, name in WEIGHTS.items():
        font = TTFont(package / f"WOFF2/TTF/SourceSans3-{name}.ttf.woff2")
        font.flavor = None
        font.save(PAPER / f"SourceSans3-{name.replace('Semib', 'SemiB')}.ttf")
        per_em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        widths[weight] = {
            chr(code): round(advances[glyph][0] * 1000 / per_em)
            for code, glyph in sorted(font.getBestCmap().items())
            if 0x20 <= code < 0x250 or 0x2010 <= code <= 0x2026 or code in MARKS
        }
    shutil.copy(package / "LICENSE.md", PAPER / "OFL.md")
    (UI / "typeface.json").write_text(
        json.dumps(widths, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    cut_screen(Path(sys.argv[1]))
    cut_paper(Path(sys.argv[1]))
