"""Tables set as forms: one label to a row ("Recommendation 1 | ...", "Action | ...", "Lead | ...")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from .blocks import Block, Cell
from .cells import pieces_of
from .columns import role_of_column
from .labels import Label, label_of
from .lexicon import ACTION, FINDING, IMPACT, LEARNING, OWNER, PROGRESS, RECOMMENDATION
from .owners import without_people
from .result import About, Item

_POINTS = frozenset({FINDING, LEARNING, RECOMMENDATION})
_LONGEST = 200
_KNOWN = frozenset({*_POINTS, ACTION, PROGRESS, IMPACT})


def form_at(rows: list[Block], place: int) -> list[Block]:
    """The rows of a form whose first line, "Recommendation 1", is the row at `place`: none where it is no form."""
    if not rows[place].cells or label_of(rows[place].cells[0].text) is None:
        return []
    form = list(takewhile(_is_line, islice(rows, place, place + _LONGEST)))
    return form if len(form) >= 3 and len({_role(row) for row in form} & _KNOWN) >= 2 else []


def _is_line(row: Block) -> bool:
    cells = [cell for cell in row.cells if cell.text]
    first = row.cells[0].text if row.cells else ""
    if not first or len(cells) > 2 or len(first.split()) > 6 or first.endswith("."):
        return False
    return bool(_role(row)) and not (len(cells) == 2 and role_of_column(cells[1].text))


def _role(row: Block) -> str:
    label = label_of(row.cells[0].text)
    return label.kind if label else role_of_column(row.cells[0].text)


def read_form(rows: list[Block], nothing: object, about: About) -> Iterator[tuple[str, Item]]:
    """The items of a form; what stands below a label is about it. `nothing` is a pattern of cells that say nothing."""
    point = about
    for place, row in enumerate(rows):
        value = next((cell for cell in row.cells[1:] if cell.text), None)
        role, label = _role(row), label_of(row.cells[0].text)
        if label and role in _POINTS:
            point = About(label.kind, label.number, label.printed)
        if value is None or role not in _KNOWN or nothing.match(value.text):  # type: ignore[attr-defined]
            continue
        owner = _owner(rows[place + 1 :]) if role == ACTION else ""
        yield from _items(value, role, label, owner, about if role in _POINTS else point)


def _items(value: Cell, role: str, label: Label | None, owner: str, about: About) -> Iterator[tuple[str, Item]]:
    pieces = list(pieces_of(value))
    for words, number, start in pieces[:1] if role in _POINTS else pieces:
        printed = label.number if label and len(pieces) == 1 else number
        yield role, Item(printed, words, owner, about, (start, start + len(words)))


def _owner(below: list[Block]) -> str:
    """Who is to do it: the next line that says so, before the next point or action."""
    for row in below:
        role = _role(row)
        if role == OWNER and len(row.cells) > 1:
            return without_people(row.cells[1].text.replace("\n", ", "))
        if role in _POINTS or role == ACTION:
            return ""
    return ""
