"""An open end, and the words that open ends are told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.items import BEGINNINGS, MEASURE, RECOMMENDATION, STATEMENTS, THEME, Item, Thread
from throughline.ui.words import counted, in_words


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One place where the thread stops.

    `rule` is a stable word, `item` where it stops, `short` and `how_long` what the picture writes, `sentence` and
    `more` what the list writes, `since` the day from which it has been open, `deed` the words of the link and `url`
    where it goes. `before` is true where what is missing lies to the left.
    """

    rule: str
    item: Item
    short: str
    how_long: str
    sentence: str
    more: str
    since: date
    deed: str
    url: str
    before: bool = False


def ago(since: date, on: date) -> str:
    """``today``, ``12 days ago`` or ``nine months ago``."""
    days = (on - since).days
    if days <= 0:
        return "today"
    if days < 61:
        return f"{counted(days, 'day')} ago"
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    if months < 24:
        return f"{in_words(months)} months ago"
    return f"{in_words(months // 12)} years ago"


def mending(review: int, path: str, item: Item) -> str:
    """The form that adds what is missing after the item, with the item chosen."""
    return f"/reviews/{review}/{path}/new?{item.kind if item.kind not in STATEMENTS else 'statement'}={item.id}"


def whose(item: Item) -> str:
    """A sentence that says who owns it."""
    return f"Owner: {item.owner}." if item.owner else "Nobody owns it."


def by_subject(thread: Thread, kind: str) -> Iterable[list[Item]]:
    """Statements of one kind, grouped by the thing that they speak of."""
    groups: dict[object, list[Item]] = {}
    for item in thread.of(kind):
        before = thread.earlier(item, *BEGINNINGS, RECOMMENDATION)
        groups.setdefault(before[0].key if before else None, []).append(item)
    return groups.values()


def is_measured(thread: Thread, item: Item) -> bool:
    """What the statement speaks of has a measure of its own."""
    return any(thread.later(subject, MEASURE) for subject in thread.earlier(item, *BEGINNINGS, RECOMMENDATION))


def subject_of(thread: Thread, item: Item) -> str:
    """What a statement speaks of, as a sentence begins with it."""
    before = thread.earlier(item, *BEGINNINGS, RECOMMENDATION)
    if not before:
        return "The review as a whole"
    return f"“{gist(before[0].text)[:-1]}”" if before[0].kind == THEME else before[0].name


def gist(text: str, most: int = 90) -> str:
    """The first words of a text, whole words only, ending in a full stop or in dots."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line if line.endswith((".", "?", "!")) else f"{line}."
    return f"{line[:most].rsplit(' ', 1)[0].rstrip(',;:.')} …"
