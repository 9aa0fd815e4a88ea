"""The sentence that opens a page about a thread, chosen by rule from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import (
    ACTION,
    EFFECTS,
    FINDING,
    KINDS,
    LEARNING_POINT,
    MEASURE,
    PROGRESS,
    RECOMMENDATION,
    THEME,
    Item,
    Key,
    Thread,
)
from throughline.casefile.rules.states import measure_status
from throughline.ui.words import capital, in_words, listed

PATHS = {
    "holding": ("holds", "hold"),
    "rising": ("is rising", "are rising"),
    "sliding": ("is sliding back", "are sliding back"),
    "unguarded": ("holds with nobody to watch it", "hold with nobody to watch them"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """The first clause, written bold, and the rest."""

    first: str
    rest: str = ""


def some(number: int, kind: str) -> str:
    """``three recommendations``, ``one action``, ``no actions``."""
    if number == 1:
        one = {PROGRESS: "statement of progress", "impact": "statement of effect", "evidence": "piece of evidence"}
        return f"one {one.get(kind, KINDS[kind].word.lower())}"
    return f"{in_words(number) if number else 'no'} {KINDS[kind].many}"


def thread_lead(thread: Thread, ends: tuple[OpenEnd, ...], picked: Item | None) -> Lead:
    """What the picked path, or the whole thread, comes to."""
    keys = thread.onwards(picked) - {picked.key} if picked else frozenset(item.key for item in thread.items)
    within = [end for end in ends if not picked or end.item.key in keys or end.item.key == picked.key]
    begins = picked.name if picked else _beginnings(keys)
    if not begins:
        return Lead("Nothing has been found or asked yet.")
    return Lead(*_leads(begins, keys, thread, within, plural=not picked and not begins.startswith("One ")))


def _leads(begins: str, keys: frozenset[Key], thread: Thread, ends: list[OpenEnd], *, plural: bool) -> tuple[str, str]:
    asked = {kind: sum(key.kind == kind for key in keys) for kind in (RECOMMENDATION, ACTION)}
    told, effects = sum(key.kind == PROGRESS for key in keys), sum(key.kind in EFFECTS for key in keys)
    verb = "lead" if plural else "leads"
    if any(asked.values()):
        first = f"{begins} {verb} to {listed(some(n, kind) for kind, n in asked.items() if n)}."
        return first, f" {_paths(keys, thread, ends)}"
    if told or effects:
        said = [some(told, PROGRESS)] * bool(told) + [some(effects, "impact")] * bool(effects)
        has = "have" if plural else "has"
        return f"{begins} {has} {listed(said)}, and nothing on the record that was asked.", f" {_stops(ends)}"
    stand = "stand" if plural else "stands"
    return f"{begins} {stand} alone:", " nothing was asked and nothing is told of it."


def _beginnings(keys: frozenset[Key]) -> str:
    found = [(kind, sum(key.kind == kind for key in keys)) for kind in (FINDING, LEARNING_POINT, THEME)]
    return capital(listed(some(number, kind) for kind, number in found if number))


def _paths(keys: frozenset[Key], thread: Thread, ends: list[OpenEnd]) -> str:
    states: dict[str, int] = {}
    for key in keys:
        if key.kind == MEASURE:
            state = measure_status(thread.by_key[key]).key
            states[state] = states.get(state, 0) + 1
    said = [f"{in_words(states[key])} {words[states[key] != 1]}" for key, words in PATHS.items() if states.get(key)]
    if ends:
        said.append(f"{in_words(len(ends))} {'stops' if len(ends) == 1 else 'stop'} short")
    if not said:
        return "No path stops short, and none has reached a measure."
    first, *others = said
    word = "path" if first.startswith("one ") else "paths"
    number, _, rest = first.partition(" ")
    return f"{capital(listed([f'{number} {word} {rest}', *others]))}."


def _stops(ends: list[OpenEnd]) -> str:
    if not ends:
        return "No path stops short."
    return f"The thread stops in {in_words(len(ends))} {'place' if len(ends) == 1 else 'places'}."


def review_lead(thread: Thread, ends: tuple[OpenEnd, ...], state: str, on: date) -> Lead:
    """Where a review stands: its state, what is confirmed of its actions, and how many ends are open."""
    actions = list(thread.of(ACTION))
    done = sum(item.state == "confirmed" for item in actions)
    found = _beginnings(frozenset(item.key for item in thread.items))
    parts = []
    if actions:
        parts.append(f"{capital(in_words(done)) if done else 'None'} of {in_words(len(actions))} actions confirmed")
    elif found:
        parts.append(f"{found} on the record, and no action")
    stops = f"the thread has {in_words(len(ends))} open {'end' if len(ends) == 1 else 'ends'}"
    longest = f" Longest open: {ends[0].sentence}" if ends else ""
    if not thread.items:
        return Lead(f"{state}.", " Nothing that was found or asked is on the record yet.")
    return Lead(
        f"{state}.",
        f" {parts[0]}; {stops if ends else 'no end is open'}.{longest}" if parts else f" {capital(stops)}.{longest}",
    )
