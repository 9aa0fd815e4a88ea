"""What the pages of a family share: when something was, and the ways to the other pages."""

from __future__ import annotations

from django.urls import reverse

from throughline.ui.words import capital
from throughline.ui.words import period as told


def when(since: str, until: str) -> str:
    """``from March 2016 to 2018``, ``from 2016``, ``until 2018``, or that no date is stated."""
    parts = [f"from {told(since)}" if since else "", f"until {told(until)}" if until else ""]
    return capital(" ".join(part for part in parts if part)) or "No date stated"


def elsewhere_of(case: int, current: str) -> tuple[tuple[str, str, bool], ...]:
    """The other pages that read the register."""
    pages = (
        ("People and places", "identities:people"),
        ("Family and households", "family:picture"),
        ("How many there were", "family:counts"),
        ("Services around the child", "family:services"),
    )
    return tuple((words, reverse(name, args=[case]), name.endswith(f":{current}")) for words, name in pages)


def small(words: str) -> str:
    return words[:1].lower() + words[1:]
