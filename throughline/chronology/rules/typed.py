"""A row that somebody types in on a page, checked as a row of a file is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from throughline.chronology.rules.checking import KNOWN, SEEN, Checked, check_row
from throughline.chronology.rules.columns import plain_heading
from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.gathering import RawRow

KINDS = (
    "sequence", "start", "time", "end", "end_time", "source", "who", "event", "action", "comment", "agency", "row"
)  # fmt: skip
# What a form asks beside the kinds that an entry has a place for; it stands in the comment, under its heading.
BESIDE = {"seen": SEEN, "known": KNOWN}
# Which field of a form each check speaks of.
FIELDS = {
    "C101": "start", "C102": "start", "C103": "start", "C104": "start", "C105": "start", "C106": "end", "C107": "end",
    "C108": "time", "C110": "source", "C111": "event",
}  # fmt: skip


def shared_out(typed: Mapping[str, str], columns: Sequence[tuple[str, str]]) -> tuple[list[str], dict[str, str]]:
    """The words that stand in each of the columns, by kind and heading; and what else was typed, under its own key.

    Keys of `typed` are kinds or headings. No word is in two places, and none in neither.
    """
    left = {key: words for key, words in typed.items() if words.strip()}
    found = []
    for kind, heading in columns:
        names = {plain_heading(name) for name in (heading, BESIDE.get(kind, "")) if name}
        keys = [key for key in left if (kind and key == kind)] or [key for key in left if plain_heading(key) in names]
        found.append(left.pop(keys[0]) if keys else "")
    return found, left


def read_typed(
    agency: str, row: int, typed: Mapping[str, str], today: date, must: tuple[tuple[str, str], ...] = ()
) -> Checked:
    """The row of the agency: an entry, or what is wrong with it. Keys of `typed` are kinds, of BESIDE, or headings."""
    texts = {kind: words for kind in KINDS if (words := typed.get(kind, "").strip())}
    others = tuple(
        (BESIDE.get(key, key), words.strip()) for key, words in typed.items() if key not in KINDS and words.strip()
    )
    return check_row(agency, RawRow(number=row, texts=texts, others=others), today, must)


def as_typed(entry: Entry) -> dict[str, str]:
    """The entry as it would be typed: what stands under headings in its comment goes back under them."""
    typed = {
        "sequence": "" if entry.sequence is None else str(entry.sequence),
        "start": entry.start.text,
        "time": entry.time_text or entry.time or "",
        "end": entry.end.text if entry.end else "",
        "source": entry.source,
        "who": entry.who,
        "event": entry.event,
        "action": entry.action,
    }
    left = []
    headings = {heading: key for key, heading in BESIDE.items()}
    for line in entry.comment.split("\n"):
        head, parted, rest = line.partition(": ")
        if parted and head in headings and headings[head] not in typed:
            typed[headings[head]] = rest
        elif not (parted and head == "Child" and rest == entry.who):
            left.append(line)
    return typed | {"comment": "\n".join(left)}
