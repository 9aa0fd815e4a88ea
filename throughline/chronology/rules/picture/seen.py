"""The child seen by anyone: while sightings lie close together a line, else a gap with its days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

MOST_BETWEEN = 56


def seen_by_anyone(days: Iterable[tuple[date | None, date | None]], most: int = MOST_BETWEEN) -> dict[str, Any]:
    """Stretches in which the child was seen at least every `most` days, the gaps between them, and the days in all.

    Each gap has its first and last day, and how many days it lasted at the least and at the most: a sighting whose day
    is uncertain makes it as short as it can have been, so that no longer one is claimed.
    """
    sights = sorted((first or last, last or first) for first, last in days if first or last)
    stretches: list[list[str]] = []
    gaps: list[list[Any]] = []
    until = since = longest = None
    for first, last in sights:
        if first is None or last is None:
            continue
        if until is None or longest is None or since is None:
            since, until, longest = first, last, first
            continue
        if (first - until).days > most:
            stretches.append([since.isoformat(), until.isoformat()])
            gaps.append([until.isoformat(), first.isoformat(), (first - until).days, (last - longest).days])
            since = first
        until, longest = max(until, last), max(longest, first)
    if since is not None and until is not None:
        stretches.append([since.isoformat(), until.isoformat()])
    sighted = [[first.toordinal(), last.toordinal()] for first, last in sights if first and last]
    return {"stretches": stretches, "gaps": gaps, "days": sighted}
