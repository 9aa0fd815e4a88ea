"""Headings that are themselves the points of a list: "1. Fathers were not seen" under "Findings"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .frames import Scope
from .lexicon import FINDING, LEARNING
from .listing import is_title
from .result import Item


def headed_points(scopes: list[Scope], labelled: Mapping[str, bool]) -> dict[int, bool]:
    """The places of scopes whose headings are themselves the points: "1. Fathers were not seen" under "Findings".

    True where all the headings of a run only name a matter, and the point itself is what stands below.
    """
    found: dict[int, bool] = {}
    run: list[int] = []
    for place, scope in enumerate([*scopes, None]):
        below = (
            scope is not None and scope.inherited and scope.role in {FINDING, LEARNING} and scope.role not in labelled
        )
        if below and (not run or scopes[run[0]].role == (scope.role if scope else "")):
            run.append(place)
            continue
        if len(run) >= 2 and _are_points([scopes[one] for one in run]):
            below_it = all(_named_only(scopes[one]) for one in run)
            found.update(dict.fromkeys(run, below_it))
        run = [place] if below else []
    return found


def _are_points(run: list[Scope]) -> bool:
    headings = [scope.heading for scope in run if scope.heading and not scope.heading.label]
    if len(headings) != len(run) or any(block.shape in {"item", "row"} for scope in run for block in scope.blocks):
        return False
    numbers = [heading.number for heading in headings]
    counted = numbers == [str(place + 1) for place in range(len(numbers))]
    return counted or all(len(heading.name.split()) >= 4 and not is_title(heading.name) for heading in headings)


def _named_only(scope: Scope) -> bool:
    """True of a heading that only names a matter, with one or two paragraphs under it."""
    paragraphs = [block for block in scope.blocks if block.shape == "paragraph"]
    few = 1 <= len(paragraphs) <= 2 and len(scope.blocks) == len(paragraphs)
    return few and scope.heading is not None and _only_names(scope.heading.name)


def heading_item(scope: Scope, below: bool = False) -> Item:
    """The heading of a scope, as a point."""
    heading = scope.heading
    if heading is None:
        raise ValueError("only a scope with a heading has one for a point")
    start = heading.block.start
    if below:
        under = scope.blocks[0]
        return Item(heading.number, under.text, "", scope.around, (under.start, under.end))
    return Item(heading.number, heading.name, "", scope.around, (start, start + len(heading.name)))


def _only_names(words: str) -> bool:
    """True of a heading that names a matter or asks about it, so that the point itself is what stands below."""
    return is_title(words) or re.match(r"(?:what|who|how|when|where|why)\b", words, re.IGNORECASE) is not None
