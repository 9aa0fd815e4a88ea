"""Threads to try the rules on: a small language for items and lines, and random ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from throughline.casefile.rules.items import (
    ACTION,
    CASE_STUDY,
    EVIDENCE,
    FINDING,
    IMPACT,
    LEARNING_POINT,
    MEASURE,
    PROGRESS,
    RECOMMENDATION,
    THEME,
    Item,
    Key,
    Thread,
    thread_of,
)
from throughline.impact.rules import Read

ON = date(2026, 3, 12)
SINCE = date(2025, 6, 12)
LETTERS = {
    "F": FINDING,
    "T": THEME,
    "L": LEARNING_POINT,
    "R": RECOMMENDATION,
    "A": ACTION,
    "P": PROGRESS,
    "E": EVIDENCE,
    "I": IMPACT,
    "C": CASE_STUDY,
    "M": MEASURE,
}
WHOLE: dict[str, dict[str, Any]] = {
    ACTION: {"state": "under_way", "owner": "Police", "due_on": date(2026, 12, 1), "updates": 1},
    EVIDENCE: {"state": "accepted"},
    RECOMMENDATION: {"state": "accepted"},
    MEASURE: {"readings": (Read(1, Decimal(40), "2025-01", baseline=True),), "unit": "%"},
}


def key(short: str) -> Key:
    """``F1`` is the first finding."""
    return Key(LETTERS[short[0]], int(short[1:]))


def item(short: str, **more: Any) -> Item:
    """An item with all that it needs, unless told."""
    kind, number = key(short)
    numbered = kind not in (PROGRESS, IMPACT, CASE_STUDY, THEME)
    values = {"text": f"Words of {short}", "since": SINCE, "number": str(number) if numbered else ""}
    return Item(kind=kind, id=number, **{**values, **WHOLE.get(kind, {}), **more})


def thread(lines: str, **more: dict[str, Any]) -> Thread:
    """``"F1-R1-A1 F2-R1"``: three lines between four items; a word without a line is an item alone."""
    shorts: dict[str, None] = {}
    links = []
    for path in lines.split():
        steps = path.split("-")
        shorts.update(dict.fromkeys(steps))
        links += [(key(a), key(b)) for a, b in pairwise(steps)]
    return thread_of(1, [item(short, **more.get(short, {})) for short in shorts], links)


ALDER = (
    "F1-R1-A1-E1-M1 R1-A2-E2-M1 R1-A3-E1 F1-R2-A3 F2-R2-A4-E1 F3-R3-A5-E3-M2 R3-A6-E4-M2 F4-R3 F4-R4-A7-E5-M3 "
    "R4-A8 F4-R5-A9-E6 F5-R6-A10-E7-M4 F6-R7-A11 F7-R8-A12-E8 R8-A13 F7-R9 A14"
)


def alder() -> Thread:
    """The shape of the thread in the picture that sets the standard."""
    done = {f"A{n}": {"state": "confirmed", "state_on": date(2025, 10, 1)} for n in (1, 3, 4, 5, 6, 7, 9, 10, 12)}
    claimed = {f"A{n}": {"state": "claimed_done", "state_on": date(2026, 3, 2)} for n in (2, 11)}
    late = {"A8": {"due_on": date(2026, 2, 20)}}
    return thread(ALDER, **{**done, **claimed, **late})


FORWARD = {
    FINDING: (LEARNING_POINT, RECOMMENDATION, ACTION, PROGRESS, IMPACT, CASE_STUDY, MEASURE),
    THEME: (PROGRESS, IMPACT, CASE_STUDY),
    LEARNING_POINT: (RECOMMENDATION, ACTION, PROGRESS, IMPACT),
    RECOMMENDATION: (ACTION, PROGRESS, IMPACT),
    ACTION: (EVIDENCE, MEASURE),
    PROGRESS: (EVIDENCE, MEASURE),
    IMPACT: (EVIDENCE, MEASURE),
    CASE_STUDY: (MEASURE,),
    EVIDENCE: (MEASURE,),
}


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Any thread: some of every kind, joined any way that the record allows."""
    made: list[Item] = []
    for letter in LETTERS:
        for number in range(1, draw(st.integers(0, 4)) + 1):
            made.append(item(f"{letter}{number}", text=" ".join(["words"] * draw(st.integers(1, 40)))))
    pairs = [(a.key, b.key) for a in made for b in made if b.kind in FORWARD.get(a.kind, ())]
    links = draw(st.lists(st.sampled_from(pairs), max_size=24)) if pairs else []
    return thread_of(1, made, links)
