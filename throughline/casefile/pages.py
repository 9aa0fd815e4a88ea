"""What the pages of this room show: frozen, with every choice made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughline.casefile.queries.looks import Look
from throughline.casefile.queries.surroundings import Surroundings
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import Item
from throughline.casefile.rules.rail import Folded, Step
from throughline.casefile.rules.sentences import Lead
from throughline.casefile.rules.table import Table
from throughline.reviews.rules import State
from throughline.safeguards.models import Safeguard
from throughline.ui.lifeline import Stands

Links = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over every page of one review."""

    id: int
    name: str
    over: str
    reference: str
    state: State
    tabs: Links
    may_record: bool
    may_report: bool
    may_import: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of what a review holds: a word, how many, how they stand, and where they are."""

    title: str
    count: str
    tasks: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of a review. `case` is 0 for people who may not see who is on it."""

    head: Head
    lead: Lead
    line: Stands
    held: str
    on: date
    ends: tuple[OpenEnd, ...]
    more_ends: int
    tallies: tuple[Tally, ...]
    round: Surroundings
    facts: tuple[tuple[str, str], ...]
    case: int
    account_contains: str
    has_account: bool
    may_write_account: bool
    shows: tuple[str, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """The thread of one review: its picture, on screen and on paper, its table and its narrow form."""

    head: Head
    lead: Lead
    picks: Links
    screen: Markup | None
    papers: tuple[Markup, ...]
    table: Table
    rail: tuple[Folded, ...]
    loose: tuple[Step, ...]
    has_measures: bool
    picked: Item | None
    on: date
    is_folded: bool
    is_shortened: bool
    ends: tuple[OpenEnd, ...]
    safeguards: tuple[Safeguard, ...]
    shows: tuple[str, ...]
    print_url: str


@dataclass(frozen=True, slots=True)
class EndsPage:
    """The open ends of one review."""

    head: Head
    lead: Lead
    ends: tuple[OpenEnd, ...]
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Who looked at a review, fifty at a time."""

    head: Head
    lead: Lead
    looks: tuple[Look, ...]
    after: int


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The documents of a review."""

    head: Head
    round: Surroundings


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What happened. It is on no other page."""

    head: Head
    contains: str
    paragraphs: tuple[str, ...]
