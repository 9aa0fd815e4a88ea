"""Doubts about numbering: a number used twice, and a number left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..blocks import Block
from ..result import Doubt, Item
from ..words import fold, words_of
from .asking import Context, doubt


def repeated_sections(context: Context) -> Iterator[Doubt]:
    """Two sections of one depth that carry one number."""
    seen: dict[tuple[int, str], Block] = {}
    last: dict[int, str] = {}
    for index in sorted(context.headings):
        heading = context.headings[index]
        number = heading.block.number
        if heading.label or not number or not number[0].isdecimal():
            continue
        depth = len([piece for piece in number.split(".") if piece != "0"])
        earlier = seen.get((depth, number))
        if (
            earlier is not None
            and fold(earlier.text) != fold(heading.block.text)
            and (depth > 1 or last.get(depth) == number)
        ):
            says = (
                f"The number {number} stands over “{earlier.text.strip(': ')}” and over "
                f"“{heading.block.text.strip(': ')}”."
            )
            yield doubt("duplicate_number", "high", says, (heading.block.start, heading.block.end))
        if last.get(depth) and number.isdecimal() and last[depth].isdecimal() and int(number) < int(last[depth]):
            seen = {key: value for key, value in seen.items() if key[0] < depth}
        seen[depth, number] = heading.block
        last[depth] = number


def repeated_labels(context: Context) -> Iterator[Doubt]:
    """Two findings, learning points or recommendations that carry one number, in one run."""
    for key, what in (
        ("findings", "finding"),
        ("learning_points", "learning point"),
        ("recommendations", "recommendation"),
        ("actions", "action"),
    ):
        yield from _repeated(context.lists[key], what)
    yield from _repeated(context.lists["committee_recommendations"], "ask")


def _repeated(items: object, what: str) -> Iterator[Doubt]:
    runs: dict[tuple[str, str], list[Item]] = {}
    rows: list[Item] = list(items)  # type: ignore[call-overload]
    previous: Item | None = None
    running = _runs_on(rows)
    for item in rows:
        if not item.number:
            previous = item
            continue
        about = ("", "") if running else (item.about.kind, item.about.number + item.about.name)
        group = runs.setdefault(about, [])
        if group and _begins_again(item, previous):
            group.clear()
        same = next((other for other in group if other.number == item.number), None)
        if same and words_of(same.text) != words_of(item.text):
            says = f"Two {what}s are numbered {item.number}."
            yield doubt("duplicate_number", "high", says, item.at)
        elif group and _leaves_out(group[-1].number, item.number):
            says = f"The {what}s go from {group[-1].number} to {item.number}."
            yield doubt("numbering", "low", says, item.at)
        group.append(item)
        previous = item


def _runs_on(rows: list[Item]) -> bool:
    """True of plain numbers that go on from one heading to the next: 1 to 3 under one, 4 to 6 under another."""
    plain = [item for item in rows if item.number.isdecimal()]
    pairs = list(itertools.pairwise(plain))
    over = [(one, two) for one, two in pairs if one.about != two.about]
    on = sum(int(two.number) in {int(one.number), int(one.number) + 1} and int(two.number) > 1 for one, two in over)
    return len(plain) == len(rows) and bool(over) and on == len(over)


def _begins_again(item: Item, previous: Item | None) -> bool:
    """True where a new list begins at its first number."""
    first = item.number in {"1", "a", "i", "A", "I", "One", "one"} or item.number.endswith((".1", "1"))
    return first and previous is not None and previous.number != item.number


def _leaves_out(before: str, after: str) -> bool:
    return before.isdecimal() and after.isdecimal() and 1 < int(after) - int(before) <= 3


CHECKS = [repeated_sections, repeated_labels]
