"""Under which edition of the guidance a review was decided on. A later room knows which governs, and says so here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

from throughline.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Stamp:
    """The edition that governed, its name, and the fingerprint of its words; all empty where none can be named."""

    edition: str = ""
    edition_name: str = ""
    edition_sha256: str = ""


Stamper = Callable[[Review, date], Stamp]
_STAMPERS: list[Stamper] = []


def stamp_with(stamper: Stamper) -> None:
    """What is decided about a review is stamped so from now on."""
    if stamper not in _STAMPERS:
        _STAMPERS.append(stamper)


def stamped(review: Review, on: date) -> dict[str, str]:
    """The stamp of whatever is decided about that review on that day, by the names of the fields that keep it."""
    return asdict(next((stamper(review, on) for stamper in _STAMPERS), Stamp()))
