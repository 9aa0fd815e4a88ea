"""What a page of a commission shows: frozen, with every choice made."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words, a second line, where it leads, and the sign it is drawn with."""

    text: str
    second: str = ""
    url: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One list of a page: its title and what it is, its table, and where one more is added."""

    title: str
    hint: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str
    add: tuple[str, str] | None = None
    foot: str = ""


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
    blocks: tuple[Block, ...] = field(default=())
    deeds: tuple[tuple[str, str], ...] = ()
