"""Tables: what each column holds by its heading, and the items in the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from throughline.files.leading import number_of

from .blocks import Block, Cell
from .cells import all_bulleted, bare_number, pieces_of
from .columns import role_of_column
from .forms import form_at, read_form
from .labels import label_of
from .lexicon import (
    ACTION,
    DUE,
    FINDING,
    IMPACT,
    LEARNING,
    NUMBER_COLUMN,
    OWNER,
    PROGRESS,
    RECOMMENDATION,
    THEME,
)
from .owners import owner_in, without_people
from .result import About, Item
from .words import fold

ITEM_COLUMNS = (FINDING, LEARNING, RECOMMENDATION, ACTION)
_CODE = re.compile(r"(?:[A-Za-z]{0,4}\s?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?|[A-Za-z]|[ivx]+)[.):]?$")
_REVIEWS = re.compile(
    r"(?:name of )?(?:the )?(?:case |serious case |learning )?(?:reviews?|lcspr|scr|case|child)(?: name)?"
)
_WHAT = re.compile(
    r"(?:what|activit(?:y|ies)|deliverables?|commitments?|we will|item|measure|milestone)\b", re.IGNORECASE
)
_NOTHING = re.compile(
    r"(?:n/?a|none(?: yet)?|not yet(?: (?:known|measured|available|clear|evidenced))?|awaited|as above|see above|nil|"
    r"-+|–|—|tbc|tba|to follow|not applicable|not yet"
    r"|complete[d]?|ongoing|on-going|in "
    r"progress|green|amber|red|blue|yes|no|done|on track|closed|open|(?:fully |partially |partly |not "
    r")?(?:accepted|agreed|rejected)(?: in (?:part|full|principle))?|overdue|outstanding|not started|"
    r"started|under ?way|g|a|r|b)\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Table:
    """Rows that stand together, with what each column holds."""

    rows: list[Block]
    roles: list[str] = field(default_factory=list)
    header: Block | None = None
    form: bool = False

    @property
    def end(self) -> int:
        """The index of the last row so far."""
        return self.rows[-1].index if self.rows else self.header.index if self.header else -9


def tables_of(blocks: list[Block], earlier: Table | None = None) -> list[Table]:
    """The tables among `blocks`; one that goes on after a page or a heading keeps the columns of the `earlier` one."""
    tables: list[Table] = []
    last: Table | None = None
    rows = [block for block in blocks if block.shape == "row"]
    until = 0
    for place, block in enumerate(rows):
        if place < until:
            continue
        form = form_at(rows, place)
        if form:
            tables.append(Table(form, form=True))
            until, last = place + len(form), None
            continue
        roles = header_roles(block)
        if roles and last is not None and last.header is not None and fold(last.header.text) == fold(block.text):
            continue
        if roles:
            last = Table([], roles, block)
            tables.append(last)
        elif last is not None and block.index - last.end <= 3 and _goes_on(last, block):
            last.rows.append(block)
        else:
            last = Table([block])
            if earlier is not None and earlier.header and len(block.cells) == len(earlier.header.cells) >= 3:
                last.roles, last.header = earlier.roles, earlier.header
            tables.append(last)
    return tables


def _goes_on(table: Table, row: Block) -> bool:
    """True of a row that stands on the last one, or after a line or two and is as wide as the table's heading."""
    return row.index - table.end <= 1 or table.header is None or len(row.cells) == len(table.header.cells)


def header_roles(block: Block) -> list[str]:
    """What each column holds if this row is a heading row; nothing if it is not."""
    roles = [role_of_column(cell.text) if cell.text else "" for cell in block.cells]
    named = [role for role in roles if role]
    filled = [cell for cell in block.cells if cell.text]
    if len(filled) < 2 or any(len(cell.text) > 90 for cell in filled):
        return []
    short = all(len(cell.text.split()) <= 7 and not cell.text.endswith(".") for cell in filled)
    if set(named) & {FINDING, RECOMMENDATION, LEARNING} and short and len(filled) >= 3:
        return roles
    if (
        len(set(named)) >= 2
        or (named and block.bold)
        or (named and len(named) * 2 >= len(filled) and set(named) & set(ITEM_COLUMNS))
    ):
        if filled[0].text.endswith(":") and len(filled) == 2 and len(filled[1].text) > 40:
            return []
        return roles
    return []


def read_table(table: Table, about: About) -> Iterator[tuple[str, Item]]:
    """The items of a table, each with the list it belongs to."""
    if table.form:
        yield from read_form(table.rows, _NOTHING, about)
        return
    roles = _numbered(table)
    if not set(roles) & {*ITEM_COLUMNS, PROGRESS, IMPACT}:
        return
    state = _Row(about)
    heads = [cell.text for cell in table.header.cells] if table.header else []
    reviews = any(role == THEME and _REVIEWS.fullmatch(fold(head)) for role, head in zip(roles, heads, strict=False))
    for row in table.rows:
        spanning = _spanning(row)
        if spanning and not state.is_next(spanning, roles[0]):
            state.enter(spanning)
            continue
        yield from state.items(row, roles, reviews)


def _numbered(table: Table) -> list[str]:
    """The roles, a column that holds only short codes turned into the numbers of the column after it."""
    roles = list(table.roles)
    wider = [row for row in table.rows if len(row.cells) == len(roles) + 1 and _CODE.match(row.cells[0].text)]
    if wider and len(wider) == len(table.rows):
        roles.insert(0, NUMBER_COLUMN)  # the numbers stand in a column with no heading
    for place, role in enumerate(roles[:-1]):
        texts = [row.cells[place].text for row in table.rows if place < len(row.cells) and row.cells[place].text]
        if texts and role in {*ITEM_COLUMNS, "", THEME, NUMBER_COLUMN} and all(_CODE.match(text) for text in texts):
            roles[place] = NUMBER_COLUMN
    if table.header and {OWNER, DUE} <= set(roles) and not set(roles) & {*ITEM_COLUMNS}:
        heads = [cell.text for cell in table.header.cells]
        what = next((place for place, head in enumerate(heads[: len(roles)]) if _WHAT.match(fold(head))), None)
        if what is not None:
            roles[what] = ACTION
    if PROGRESS in roles and not set(roles) & {*ITEM_COLUMNS, THEME}:
        first = next((place for place, role in enumerate(roles) if not role), None)
        if first is not None and first < roles.index(PROGRESS):
            roles[first] = THEME
    return roles


def _spanning(row: Block) -> Cell | None:
    """The one filled cell of a row that runs across the table."""
    filled = [cell for cell in row.cells if cell.text]
    if len({fold(cell.text) for cell in filled}) == 1 and (
        len(filled) > 1 or len(row.cells) > 2 or len(row.cells) == 1
    ):
        return filled[0] if row.cells and row.cells[0].text else None
    return None


class _Row:
    """Reads rows one after another; what a row leaves blank in its first columns holds from the row above."""

    def __init__(self, about: About):
        self.outer = about
        self.current = about
        self.seen: dict[str, tuple[str, str]] = {}
        self.found: dict[str, About] = {}

    def is_next(self, cell: Cell, role: str) -> bool:
        """True of "4. ..." alone in its row after "3. ...": the next point, about which nothing is said."""
        number = bare_number(number_of(cell.text)[0]) or getattr(label_of(cell.text), "number", "")
        before = self.seen.get(role, ("", ""))[0]
        return number.isdecimal() and before.isdecimal() and int(number) == int(before) + 1

    def enter(self, cell: Cell) -> None:
        """A row that runs across the table says what the rows below it are about."""
        label = label_of(cell.text)
        if label:
            self.current = About(label.kind, label.number, label.printed)
        else:
            number, words = number_of(cell.text)
            self.current = About(THEME, number.strip("().:"), words.rstrip(": "))
        self.found.clear()

    def items(self, row: Block, roles: list[str], reviews: bool = False) -> Iterator[tuple[str, Item]]:
        number = ""
        owner = self._owner(row, roles)
        for place, role in enumerate(roles):
            cell = row.cells[place] if place < len(row.cells) else None
            if cell is None or not cell.text:
                continue
            if role == NUMBER_COLUMN:
                number = bare_number(cell.text)
            elif role == THEME:
                self._theme(cell, number, reviews)
                number = ""
            elif role in ITEM_COLUMNS:
                made = list(self._entries(cell, role, number, owner))
                yield from made
                number = ""
            elif role in {PROGRESS, IMPACT}:
                for words, own, start in pieces_of(cell):
                    if not _NOTHING.match(words):
                        yield role, Item(own, words, "", self._about(), (start, start + len(words)))

    def _owner(self, row: Block, roles: list[str]) -> str:
        for place, role in enumerate(roles):
            if role == OWNER and place < len(row.cells) and row.cells[place].text:
                return without_people(row.cells[place].text.replace("\n", ", "))
        return ""

    def _theme(self, cell: Cell, number: str, reviews: bool = False) -> None:
        label = label_of(cell.text)
        if label and label.kind != THEME:
            self.current = About(label.kind, label.number, label.printed)
        else:
            own, words = number_of(cell.text.split("\n")[0])
            self.current = About("review" if reviews else THEME, bare_number(own) or number, words.rstrip(": "))
        self.found.clear()

    def _entries(self, cell: Cell, role: str, number: str, owner: str) -> Iterator[tuple[str, Item]]:
        pieces = list(pieces_of(cell))
        if role != ACTION and len(pieces) > 1 and not all(own for _, own, _ in pieces) and not all_bulleted(cell):
            pieces = pieces[:1]
        for words, own, start in pieces:
            label = None if own or number else label_of(words)
            if label and label.kind == role and label.rest < len(words):  # "R1 Staff should ..." in its own column
                words, own, start = words[label.rest :], label.number, start + label.rest
            printed = number or own
            if not words or (self.seen.get(role) == (printed, fold(words)) or _NOTHING.match(words)):
                continue
            if not number and not own and role != ACTION and fold(words) == self.seen.get(role, ("", ""))[1]:
                continue
            self.seen[role] = (printed, fold(words))
            about = self._about_of(role)
            said = owner if role in {ACTION, RECOMMENDATION} else ""
            item = Item(
                printed,
                words,
                said or (owner_in(words) if role == RECOMMENDATION else ""),
                about,
                (start, start + len(words)),
            )
            if role != ACTION:
                later = ITEM_COLUMNS[ITEM_COLUMNS.index(role) + 1 :]
                self.found = {kind: kept for kind, kept in self.found.items() if kind not in {role, *later}}
                self.found[role] = About(role, printed, "")
            yield role, item

    def _about_of(self, role: str) -> About:
        for kind in reversed(ITEM_COLUMNS[: ITEM_COLUMNS.index(role)]):
            if kind in self.found:
                return self.found[kind]
        return self.current

    def _about(self) -> About:
        for kind in (RECOMMENDATION, LEARNING, FINDING):
            if kind in self.found:
                return self.found[kind]
        return self.current


def form_rows(table: Table) -> Iterator[tuple[str, Cell]]:
    """Label and value of a table that is a form ("Date: | 3 May 2019"), for one whose columns have no headings."""
    if table.header is not None:
        return
    for row in table.rows:
        cells = [cell for cell in row.cells if cell.text]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if len(label.text) <= 60:
                yield label.text.rstrip(": "), value
