"""Where a thread stops: every open end of a review in plain words, with the deed that mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from throughline.casefile.rules import ends_asked, ends_done, ends_told
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import Thread

Rule = Callable[[Thread, date], Iterator[OpenEnd]]
RULES: tuple[Rule, ...] = (
    ends_asked.nothing_asked,
    ends_asked.answers_no_line,
    ends_asked.without_finding,
    ends_asked.without_action,
    ends_asked.answers_nothing,
    ends_asked.not_said,
    ends_done.late_and_nothing_sent,
    ends_done.nothing_attached,
    ends_done.nothing_measured,
    ends_done.not_accepted,
    ends_told.effect_unmeasured,
    ends_told.effect_unsaid,
    ends_told.progress_untold,
    ends_told.tied_to_no_finding,
    ends_told.without_baseline,
    ends_told.without_consent,
)


def open_ends(thread: Thread, on: date) -> tuple[OpenEnd, ...]:
    """Every open end of the thread on that day, longest open first; of the same day in the order of the thread."""
    found = [end for rule in RULES for end in rule(thread, on)]
    place = {item.key: number for number, item in enumerate((*thread.items, *thread.held))}
    return tuple(sorted(found, key=lambda end: (end.since, place[end.item.key], end.rule)))
