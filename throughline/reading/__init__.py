"""A review document in, its structure out: findings, recommendations, progress, impact, counts and doubts.

    from throughline.reading import read, read_text

`read` takes a path, `read_text` a text; both give a `Reading`. No model, no network, the same answer every time.
"""

from __future__ import annotations

from .reader import read, read_bytes, read_opened, read_text
from .result import About, CaseStudy, Claim, DateSaid, Doubt, Item, Mended, Reading, ReviewNamed, Subject

__all__ = [
    "About",
    "CaseStudy",
    "Claim",
    "DateSaid",
    "Doubt",
    "Item",
    "Mended",
    "Reading",
    "ReviewNamed",
    "Subject",
    "read",
    "read_bytes",
    "read_opened",
    "read_text",
]
