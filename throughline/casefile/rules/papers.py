"""The sheets of paper that a thread takes: whole findings on each, none taller than a sheet."""

from __future__ import annotations

from datetime import date

from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.figure import Figure, figure_of
from throughline.casefile.rules.items import Item, Key, Thread
from throughline.casefile.rules.rows import roots
from throughline.casefile.rules.sheets import sheet_of

TALLEST = 1150
"""What an A4 sheet holds under its heading, in the units of the picture, with text of 8 points."""


def papers_of(thread: Thread, ends: tuple[OpenEnd, ...], on: date, picked: Item | None) -> list[Figure]:
    """One picture where all fits; else as many as it takes, broken between findings. What two share stands on both."""
    sheet = sheet_of(thread, paper=True)
    whole = figure_of(thread, ends, sheet, on, picked)
    begins = roots(thread, sheet)
    if whole.height <= TALLEST or len(begins) < 2:
        return [whole]
    papers: list[Figure] = []
    held: list[Item] = []
    for item in begins:
        if held and figure_of(_part(thread, [*held, item]), ends, sheet, on, picked).height > TALLEST:
            papers.append(figure_of(_part(thread, held), ends, sheet, on, picked))
            held = []
        held.append(item)
    papers.append(figure_of(_part(thread, held), ends, sheet, on, picked))
    return papers


def _part(thread: Thread, begins: list[Item]) -> Thread:
    keys: set[Key] = set()
    for item in begins:
        keys |= thread.onwards(item)
    return Thread(thread.review, tuple(item for item in thread.items if item.key in keys), thread.links)
