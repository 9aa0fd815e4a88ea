"""An entry was split: what cited the whole cites its parts. The rooms that keep citations say how, when they start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from throughline.chronology.models import ChronologyEntry
from throughline.kernel.actor import Actor

# By the number of a citation, the places of the parts that it goes to; one that is not named goes to every part.
Cited = Mapping[int, Collection[int]]
Share = Callable[[ChronologyEntry, Sequence[ChronologyEntry], Cited, Actor, datetime], None]
_SHARES: list[Share] = []


def watch(share: Share) -> None:
    """Citations of an entry that is split are shared out so from now on."""
    _SHARES[:] = [share]


def pass_on(whole: ChronologyEntry, parts: Sequence[ChronologyEntry], cited: Cited, by: Actor, at: datetime) -> None:
    """What cited the whole cites those parts. An event for each change, of the room that keeps the citation."""
    for share in _SHARES:
        share(whole, parts, cited, by, at)
