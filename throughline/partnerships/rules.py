"""What a body is called on a day, and what else it is and was called; when an account is dormant. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DORMANT_AFTER = timedelta(days=90)
# Words that carry no name.
SMALL = frozenset({"and", "of", "the", "for", "in"})


def is_dormant(*, seen_on: date | None, made_on: date, on: date) -> bool:
    """True when nobody signed in to an open account for 90 days, nor, where nobody ever did, since it was made."""
    return on - max(seen_on or made_on, made_on) > DORMANT_AFTER


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the days on which it was borne, open where a day is not known. An alias is used beside another."""

    name: str
    from_on: date | None = None
    to_on: date | None = None
    alias: bool = False

    def stands(self, on: date) -> bool:
        """True when the name is borne on that day."""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or self.to_on >= on)


def called(names: Iterable[Named], on: date) -> str:
    """The official name on the day; else the last official one before it, else the first after it, else any, else none.

    Where two stand, the one that began later.
    """
    official = sorted((name for name in names if not name.alias), key=lambda name: name.from_on or date.min)
    standing = [name for name in official if name.stands(on)]
    before = [name for name in official if name.to_on is not None and name.to_on < on]
    return next((some[-1].name for some in (standing, before) if some), official[0].name if official else "")


def also_called(names: Iterable[Named], on: date) -> list[str]:
    """Its other names in words: aliases of the day, and official names of before with their last day."""
    own = list(names)
    now = called(own, on)
    words = [name.name for name in own if name.alias and name.stands(on)]
    for name in sorted(
        (n for n in own if not n.alias and n.name != now), key=lambda n: n.to_on or date.max, reverse=True
    ):
        if name.to_on and name.to_on < on:
            words.append(f"{name.name} until {_day(name.to_on)}")
        elif name.from_on and name.from_on > on:
            words.append(f"{name.name} from {_day(name.from_on)}")
    return words


def why_not_rename(names: Iterable[Named], new: str, from_on: date) -> str | None:
    """Why a body cannot be called that from that day, or ``None``: a name of now must have begun before it."""
    latest = max((name.from_on or date.min for name in names if not name.alias), default=date.min)
    if any(name.name == new.strip() and not name.alias and name.to_on is None for name in names):
        return "That is its name already."
    if from_on <= latest:
        return "Its name of now begins on that day or later. Give a later day."
    return None


def initials(name: str) -> str:
    """``WP`` for Wexmoor Police: the first letters of the words that carry the name, four at most."""
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return "".join(word[0].upper() for word in words if len(word) > 1 and word.lower() not in SMALL)[:4]


def day_before(on: date) -> date:
    """The day before."""
    return on - timedelta(days=1)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
