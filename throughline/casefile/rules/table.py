"""The same thread as a table: grouped by finding, a row for every path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import (
    ACTION,
    BEGINNINGS,
    DISSENT,
    DOING,
    EFFECTS,
    EVIDENCE,
    FINDING,
    MEASURE,
    NATIONAL,
    PROGRESS,
    RECOMMENDATION,
    STATEMENTS,
    Item,
    Key,
    Thread,
)
from throughline.casefile.rules.sheets import is_told_only
from throughline.casefile.rules.states import Status, course, status_of
from throughline.ui.words import listed

ASKED_HEADS = ("Finding", "Recommendation", "Action and owner", "Due", "State", "Evidence", "Impact")
TOLD_HEADS = ("Finding", "Progress", "Effect", "Measures")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item in a cell: its label, words and address, a second line, how it stands, and where it stops."""

    label: str
    text: str
    url: str
    second: str = ""
    status: Status | None = None
    ends: tuple[OpenEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell. `rows` is how many rows it covers; a `note` stands alone."""

    entries: tuple[Entry, ...] = ()
    note: str = ""
    due: date | None = None
    status: Status | None = None
    ends: tuple[OpenEnd, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one finding, the first of which begins with the finding itself."""

    rows: tuple[tuple[Cell, ...], ...]
    picked: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns and the groups of rows."""

    heads: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass
class _Line:
    asked: Item | None = None
    doing: Item | None = None
    note: str = ""
    effects: tuple[Item, ...] = ()


def table_of(thread: Thread, ends: tuple[OpenEnd, ...], on: date, picked: Item | None = None) -> Table:
    """The table that says what the picture says, with every text whole."""
    return _Table(thread, ends, on, picked).made()


class _Table:
    def __init__(self, thread: Thread, ends: tuple[OpenEnd, ...], on: date, picked: Item | None) -> None:
        self.thread, self.on, self.picked = thread, on, picked
        self.told_only, self.is_loose = is_told_only(thread), False
        self.listed_under: dict[Key, Item] = {}
        self.answers: dict[Key, Item] = {}
        self.ends: dict[Key, tuple[OpenEnd, ...]] = {}
        for end in ends:
            self.ends[end.item.key] = (*self.ends.get(end.item.key, ()), end)

    def made(self) -> Table:
        groups = [self._group(item) for item in self.thread.of(*BEGINNINGS)]
        loose = [item for item in self.thread.items if item.kind not in BEGINNINGS and not self.thread.earlier(item)]
        if loose:
            groups.append(self._loose(loose))
        return Table(TOLD_HEADS if self.told_only else ASKED_HEADS, tuple(groups))

    def _group(self, start: Item) -> Group:
        lines = self._told(start) if self.told_only else self._asked(start)
        made = self._cells(lines)
        head = Cell((self._entry(start),), rows=len(made))
        rows = ((head, *made[0]), *made[1:])
        return Group(rows, self.picked is not None and self.picked.key == start.key)

    def _loose(self, loose: list[Item]) -> Group:
        lines = []
        for item in loose:
            if item.kind == RECOMMENDATION:
                lines += self._of_recommendation(item)
            elif item.kind in DOING:
                lines.append(_Line(doing=item))
            else:
                lines.append(_Line(effects=(item,)))
        self.is_loose = True
        made = self._cells(lines)
        ends = tuple(end for item in loose for end in self.ends.get(item.key, ()) if end.before)
        head = Cell(note="" if ends else "Of the whole review", ends=ends[:1], rows=len(made))
        return Group(((head, *made[0]), *made[1:]), picked=False)

    def _told(self, start: Item) -> list[_Line]:
        told, effects = self.thread.later(start, PROGRESS), self.thread.later(start, *EFFECTS)
        measures = self.thread.later(start, MEASURE)
        lines = []
        for place in range(max(len(told), len(effects), 1)):
            effect = tuple(effects[place : place + 1])
            lines.append(_Line(doing=told[place] if place < len(told) else None, effects=effect))
        lines[0].effects = (*lines[0].effects, *measures)
        return lines

    def _asked(self, start: Item) -> list[_Line]:
        lines = []
        for asked in self.thread.later(start, RECOMMENDATION):
            under = self.listed_under.setdefault(asked.key, start)
            if under.key != start.key and self.thread.later(asked, *DOING):
                lines.append(_Line(asked, note=f"Its actions are listed under {under.name}."))
            else:
                lines += self._of_recommendation(asked)
        lines += [_Line(doing=item) for item in self.thread.later(start, *DOING)]
        direct = tuple(self.thread.later(start, MEASURE, *EFFECTS))
        if direct:
            lines.append(_Line(effects=direct))
        return lines or [_Line()]

    def _of_recommendation(self, asked: Item) -> list[_Line]:
        """A line for each action that is not listed already under an earlier recommendation that it answers too."""
        actions = self.thread.later(asked, *DOING)
        lines = [_Line(asked, item) for item in actions if self.answers.setdefault(item.key, asked) is asked]
        effects = tuple(self.thread.later(asked, *EFFECTS))
        if actions and not lines:
            under = listed(dict.fromkeys(self.answers[item.key].label for item in actions))
            lines.append(_Line(asked, note=f"Its actions are listed under {under}."))
        if effects or not lines:
            lines.append(_Line(asked, effects=effects))
        return lines

    def _cells(self, lines: list[_Line]) -> list[tuple[Cell, ...]]:
        if self.told_only:
            return [self._told_row(line) for line in lines]
        made: list[tuple[Cell, ...]] = []
        for place, line in enumerate(lines):
            same = place and line.asked and lines[place - 1].asked is line.asked
            covered = 1
            while line.asked and place + covered < len(lines) and lines[place + covered].asked is line.asked:
                covered += 1
            first = () if same else (self._asked_cell(line, covered),)
            made.append((*first, *self._doing_row(line)))
        return made

    def _asked_cell(self, line: _Line, covered: int) -> Cell:
        if line.asked is None:
            ends = self._ends_of(line.doing, before=True)
            return Cell(ends=() if self.is_loose else ends, rows=covered)
        return Cell((self._entry(line.asked, stop=False),), rows=covered)

    def _doing_row(self, line: _Line) -> tuple[Cell, ...]:
        if line.note:
            return (Cell(note=line.note, columns=5),)
        effects = Cell(tuple(self._entry(item) for item in line.effects))
        if line.doing is None:
            return (Cell(ends=self._ends_of(line.asked, before=False), columns=4), effects)
        doing = line.doing
        evidence = self.thread.later(doing, EVIDENCE)
        stops = self._ends_of(doing, before=False)
        shown = tuple(end for end in stops if end.rule in ("action_late", "claimed_without_evidence"))
        shown += tuple(end for end in stops if end.rule == "confirmed_without_evidence")
        unmeasured = tuple(end for end in stops if end.rule == "done_without_measure")
        others = tuple(end for end in stops if end not in (*shown, *unmeasured))
        waits = not evidence and not shown and doing.kind == ACTION and doing.state in ("not_started", "under_way")
        return (
            Cell((self._entry(doing, own=others),)),
            Cell(due=doing.due_on, note="" if doing.due_on else doing.due_text),
            Cell(status=status_of(doing, self.on)),
            Cell(tuple(self._entry(item) for item in evidence), ends=shown, note="Not yet due" if waits else ""),
            Cell(tuple(self._entry(item) for item in self._measures(doing, evidence)), ends=unmeasured),
        )

    def _told_row(self, line: _Line) -> tuple[Cell, ...]:
        doing = (self._entry(line.doing),) if line.doing else ()
        effects = tuple(item for item in line.effects if item.kind in EFFECTS)
        measures = [item for item in line.effects if item.kind == MEASURE]
        measures += [each for item in effects for each in self.thread.later(item, MEASURE)]
        stops = tuple(end for item in effects for end in self._ends_of(item, before=False))
        last = tuple(end for end in stops if end.rule == "impact_without_measure")
        return (
            Cell(doing),
            Cell(tuple(self._entry(item, own=tuple(e for e in stops if e not in last)) for item in effects)),
            Cell(tuple(self._entry(item) for item in dict.fromkeys(measures)), ends=last),
        )

    def _measures(self, doing: Item, evidence: list[Item]) -> list[Item]:
        found = [each for item in (doing, *evidence) for each in self.thread.later(item, MEASURE)]
        return list(dict.fromkeys(found))

    def _ends_of(self, item: Item | None, *, before: bool) -> tuple[OpenEnd, ...]:
        return tuple(end for end in self.ends.get(item.key, ()) if end.before == before) if item else ()

    def _entry(self, item: Item, *, stop: bool = True, own: tuple[OpenEnd, ...] | None = None) -> Entry:
        ends = self._ends_of(item, before=False) if stop else ()
        beside = item.kind == ACTION or (not self.told_only and item.kind in (NATIONAL, DISSENT))
        status = None if beside or item.state == "accepted" else status_of(item, self.on)
        return Entry(item.label, _words(item), item.url, self._second(item), status, ends if own is None else own)

    def _second(self, item: Item) -> str:
        if item.kind in (NATIONAL, DISSENT):
            return item.owner
        if item.kind != ACTION:
            return ""
        others = [other.label for other in self.thread.earlier(item, RECOMMENDATION)[1:]]
        also = f"Also answers {listed(others)}" if others else ""
        return ". ".join(part for part in (item.owner, also) if part)


def _words(item: Item) -> str:
    if item.kind == MEASURE:
        return f"{item.text}: {course(item)}" if course(item) else item.text
    if item.kind == FINDING and item.why:
        return f"{item.text} Why it was so: {item.why}"
    if item.kind in STATEMENTS and item.outcome:
        return f"{item.text} Outcome: {item.outcome}"
    return item.text
