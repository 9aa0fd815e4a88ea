"""A page that shows records of a review: facts in pairs, lists in tables, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from throughline.access.rules import may
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import show
from throughline.reviews.models import Review

Deeds = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table: words, more under them, where they lead, and the sign of a state."""

    text: str
    second: str = ""
    url: str = ""
    sign: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """How a date was worked out, line by line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One section: its title, its table or what is said where there is none, and what can be done there."""

    title: str
    hint: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    none: str = ""
    lines: tuple[str, ...] = ()
    deeds: Deeds = ()
    proofs: tuple[Proof, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Words that nobody meets by accident: what they are, what they contain, and where they are read."""

    title: str
    contains: str
    url: str


@dataclass(frozen=True)
class Sheet:
    """The whole page."""

    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    tabs: tuple[tuple[str, str, bool], ...] = ()
    warnings: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    steps: tuple[Step, ...] = ()
    deeds: Deeds = ()


def tabs_of(review: Review, current: str, actor: Actor) -> tuple[tuple[str, str, bool], ...]:
    """The parts of one review that this person may open, the current one marked."""
    base = address_of("review", review.pk)
    tabs = [
        ("Overview", base),
        ("Thread", f"{base}thread"),
        ("Answers", f"{base}answers"),
        ("Open ends", f"{base}open-ends"),
        ("Difference", f"{base}difference"),
        ("Board", f"/boards{base}"),
    ]
    if may(actor.role, "see how a review is commissioned"):
        tabs.append(("Commission", f"{base}commission"))
    if may(actor.role, "see a review that is not published"):
        tabs += [("Proceedings", f"{base}proceedings"), ("Voices", f"{base}voices")]
    if may(actor.role, "see source documents"):
        tabs.append(("Documents", f"{base}documents"))
    if may(actor.role, "see who looked"):
        tabs.append(("Who looked", f"{base}who-looked"))
    return tuple((label, url, label == current) for label, url in tabs)


def show_sheet(
    request: Any, page: Sheet, *, about: Any, records: Iterable[str], subject: tuple[str, int] | None = None
) -> HttpResponse:
    """The page, and one sight of the records that it shows."""
    return show(request, "reviews/sheet.jinja", page, about=about, records=tuple(records), subject=subject)
