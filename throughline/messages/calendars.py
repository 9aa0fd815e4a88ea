"""Deadlines written as an iCalendar file (RFC 5545): whole days, a title, and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from throughline.messages.deadlines import Deadline

LONGEST_LINE = 75


def as_icalendar(deadlines: Iterable[Deadline], *, name: str, at: datetime) -> str:
    """The file, each deadline an event of a day that takes no time of the person's."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Throughline//Deadlines//EN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    for one in deadlines:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(one.key)}@throughline",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(one.title)}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _text(said: str) -> str:
    """The text with what means something in such a file written so that it does not."""
    flat = " ".join(said.split())
    for mark in ("\\", ";", ","):
        flat = flat.replace(mark, f"\\{mark}")
    return flat


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of 75 bytes at most, each after the first begun by a space; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
