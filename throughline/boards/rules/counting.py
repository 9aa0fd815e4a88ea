"""What a thread holds of each figure: the one definition by which boards count and lists show. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from throughline.actionplans import rules as actions
from throughline.boards.rules.figures import AHEAD
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import ACTION, EVIDENCE, MEASURE, RECOMMENDATION, STATEMENTS, Item, Thread
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.states import is_overdue
from throughline.impact.rules import measure_state
from throughline.patterns.rules import REPLACED

FIGURE_OF = {
    "not_started": "not_started",
    "under_way": "under_way",
    "claimed_done": "claimed",
    "confirmed": "confirmed",
    "returned": "returned",
    "stopped": "stopped",
}
"""Under which figure an action of each state is counted."""
DOUBTFUL = frozenset({"partly", "unknown"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What boards know of an action beside its thread: what the latest re-test since its last step found, whether it
    was confirmed and opened again, and the groups that watch it, by number."""

    answer: str = ""
    reopened: bool = False
    groups: frozenset[int] = frozenset()


NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class Hit:
    """That an item counts under a figure: why, where that is worth a word, and whose boards count it."""

    figure: str
    item: Item
    why: str = ""
    url: str = ""
    agencies: frozenset[int] = field(default=frozenset())
    groups: frozenset[int] = field(default=frozenset())


def is_soon(item: Item, on: date) -> bool:
    """An unfinished, unclaimed action that is due today or in the next `AHEAD` days."""
    if item.kind != ACTION or item.due_on is None or item.state in (*actions.CLOSED, "claimed_done"):
        return False
    return on <= item.due_on <= on + timedelta(days=AHEAD)


def slid_why(item: Item, beside: Beside) -> str:
    """Why an action or a measure is doubtful or slid back; empty where it is not."""
    if item.kind == MEASURE:
        state = measure_state(item.readings, better=item.better, target=item.target, unit=item.unit)
        return state.word if state.key in ("sliding", "fell_once") else ""
    if item.kind != ACTION:
        return ""
    if beside.reopened:
        return "Opened again"
    if item.state == "confirmed" and (beside.answer == "gone" or beside.answer in DOUBTFUL):
        return actions.ANSWERS[beside.answer].word
    return ""


def went_back(item: Item, beside: Beside) -> bool:
    """True when an action or a measure not only is in doubt but slid back."""
    if item.kind == MEASURE:
        state = measure_state(item.readings, better=item.better, target=item.target, unit=item.unit)
        return state.key == "sliding"
    return beside.reopened or (item.state == "confirmed" and beside.answer == "gone")


def came_to(thread: Thread, item: Item, beside: Mapping[int, Beside]) -> set[str]:
    """The figures of `FLOW` that a recommendation counts under. One whose place was taken waits for no answer."""
    found = {"asked"}
    if item.state or item.passed != REPLACED:
        found.add("answered" if item.state else "unanswered")
    if item.state in ("accepted", "in_principle", "in_part"):
        found.add("accepted")
    doing = thread.later(item, ACTION)
    standing = [one for one in doing if one.state != "stopped"]
    measures = [thread.by_key[key] for key in thread.onwards(item) if key.kind == MEASURE]
    slid = any(went_back(one, beside.get(one.id, NOTHING)) for one in doing) or any(
        went_back(one, NOTHING) for one in measures
    )
    if slid:
        found.add("slid_back")
    if standing and all(one.state in ("claimed_done", "confirmed") for one in standing):
        found.add("done")
        if all(one.state == "confirmed" for one in standing):
            found.add("proved")
            answers = {beside.get(one.id, NOTHING).answer for one in standing} - {""}
            if answers == {"lasts"} and not slid:
                found.add("sustained")
    return found


def hits(
    thread: Thread, beside: Mapping[int, Beside], on: date, more_ends: Iterable[OpenEnd] = (), state: str = ""
) -> list[Hit]:
    """Everything that the thread of a review counts under any figure, each figure in the order of the thread.

    `more_ends` are open ends that do not hang from the thread. `state` is that of the review: what was stopped has no
    open ends.
    """
    found = [*_asked(thread, beside), *_done(thread, beside, on), *_slid(thread, beside)]
    if state != "stopped":
        found += [
            Hit("ends", end.item, end.sentence, end.url, *_whose(thread, end.item, beside))
            for end in (*open_ends(thread, on), *more_ends)
        ]
    return found


def _asked(thread: Thread, beside: Mapping[int, Beside]) -> Iterator[Hit]:
    for item in thread.of(RECOMMENDATION):
        whose = _whose(thread, item, beside)
        for figure in sorted(came_to(thread, item, beside)):
            yield Hit(figure, item, "", item.url, *whose)


def _done(thread: Thread, beside: Mapping[int, Beside], on: date) -> Iterator[Hit]:
    for item in thread.of(ACTION):
        whose = _whose(thread, item, beside)
        figures = ["actions", FIGURE_OF[item.state]]
        if is_overdue(item, on):
            figures.append("overdue")
        elif is_soon(item, on):
            figures.append("soon")
        for figure in figures:
            yield Hit(figure, item, "", item.url, *whose)


def _slid(thread: Thread, beside: Mapping[int, Beside]) -> Iterator[Hit]:
    for item in thread.of(ACTION, MEASURE):
        why = slid_why(item, beside.get(item.id, NOTHING) if item.kind == ACTION else NOTHING)
        if why:
            yield Hit("slid", item, why, item.url, *_whose(thread, item, beside))


def _whose(thread: Thread, item: Item, beside: Mapping[int, Beside]) -> tuple[frozenset[int], frozenset[int]]:
    """The agencies and groups on whose boards the item counts: its own, and those of the actions that it hangs with."""
    doing: list[Item] = []
    if item.kind == ACTION:
        doing = [item]
    elif item.kind == RECOMMENDATION:
        doing = thread.later(item, ACTION)
    elif item.kind in (EVIDENCE, MEASURE, *STATEMENTS):
        doing = [thread.by_key[key] for key in thread.backwards(item) if key.kind == ACTION]
    agencies = {one.agency for one in (item, *doing)} - {0}
    groups: set[int] = set()
    for one in doing:
        groups |= beside.get(one.id, NOTHING).groups
    return frozenset(agencies), frozenset(groups)


def tally(found: Iterable[Hit]) -> dict[tuple[str, int], dict[str, int]]:
    """How many count under each figure: for the review, each agency and each group, as (``agency``, number)."""
    counts: dict[tuple[str, int], dict[str, int]] = {("review", 0): {}}
    for hit in found:
        whose = [("review", 0), *(("agency", one) for one in hit.agencies), *(("group", one) for one in hit.groups)]
        for scope in whose:
            numbers = counts.setdefault(scope, {})
            numbers[hit.figure] = numbers.get(hit.figure, 0) + 1
    return counts


def plain_name(name: str) -> str:
    """A group's name as it is compared: one space between words, small letters, no “the” before it."""
    return " ".join(name.split()).casefold().removeprefix("the ")


def watched_by(words: str, names: Mapping[str, int]) -> frozenset[int]:
    """The groups that a plan's words name: whole, or one of several set apart. `names` by their lower-case names."""
    parts = [words]
    for mark in (";", "/", "\n", ","):
        parts += [piece for part in parts for piece in part.split(mark)]
    plain = {plain_name(part) for part in parts}
    return frozenset(names[part] for part in plain if part in names)
