"""What a page of a commission shows: frozen, with every choice made."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.reviews.sheets import Block, Cell

__all__ = ("Block", "Cell", "PartPage")


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part of a commission: facts with where they are changed, and its lists."""

    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[str, str, bool], ...]
    lead: tuple[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    facts_title: str = ""
    change: tuple[str, str] | None = None
    blocks: tuple[Block, ...] = ()
    deeds: tuple[tuple[str, str], ...] = ()
