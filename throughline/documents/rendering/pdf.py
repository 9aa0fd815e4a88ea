"""A tagged PDF from a Typst template. The words travel as data, so they can never act as markup. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from throughline.documents.rendering.words import written
from throughline.kernel.refusals import Refused

FONTS = Path(__file__).resolve().parent.parent / "fonts"


def render(template: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF that `template` makes of `values` (JSON): PDF/UA-1 and PDF/A-2a as declared, our fonts only, no network.

    `at` becomes the creation date, so the same values give the same bytes. Refused when the words hold a letter that
    such a PDF cannot show, such as a little picture.
    """
    try:
        return typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(written(values), ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        if "PDF/A" not in str(error):
            raise
        found = re.search(r'`"(.{1,20}?)"`', str(error))
        raise Refused(
            "E1608",
            f"The record holds {f'“{found[1]}”' if found else 'something'} that a PDF to be kept cannot show.",
            "Make it in Word, or say it in other letters in the record.",
        ) from error
