"""Read an action plan from Excel, Word or values: every row is part of an action, or listed with why not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from throughline.files.macros import carries_macros
from throughline.files.rows import Table
from throughline.files.tables import open_tables
from throughline.kernel.refusals import Refused
from throughline.planfiles import colours
from throughline.planfiles.cells import day_in, numbers_in, own_updates, parts_for, split_actions, updates_in, written
from throughline.planfiles.pilots import pilot_in
from throughline.planfiles.plan import Plan, PlanAction
from throughline.planfiles.rows import Gathered, Group, asks, gather, sections

TAKEN = (".xlsx", ".docx", ".csv")
MOST_ROWS = 5_000
_COLOURED = ("state", "progress", "due", "number", "action", "success")
_PARTED = ("agency", "owner", "lead_role", "due", "success", "cost", "state", "progress", "rag")
_PLAIN_NAME = re.compile(
    r"\b(?:sheet\s*\d*|table\s*\d*|multi|single|inter|agency|agencies|action|actions|plans?|and|the|of|for|in|our|data|log|"
    r"tracker|updated?|version|v?\d+|draft|final|review|recommendations?|lscpr|lcspr|scr|live|closed|open)\b|[^\w’'&]+",
    re.IGNORECASE,
)
_MOST_NAME = 60


def read_plan(name: str, data: bytes) -> Plan:
    """The plan in the file called `name`; refused (E1102 to E1113, E1221 to E1224) where it cannot be read safely."""
    ending = PurePath(name).suffix.lower()
    if carries_macros(name, data):
        raise Refused(
            "E1222", f"{name} carries macros, which are never let in.", "Save it without macros, as .xlsx or .docx."
        )
    if ending not in TAKEN:
        raise Refused(
            "E1225",
            f"{name} is no file in which an action plan is read.",
            f"Save it as {', '.join(TAKEN)}, and send that.",
        )
    opened = open_tables(name, data)
    rows = sum(any(row.cells) for table in opened.tables for row in table.rows)
    if rows > MOST_ROWS:
        raise Refused(
            "E1223",
            f"{name} has {rows:,} rows, and at most {MOST_ROWS:,} are read.",
            "Take out what is no plan, or send it in parts.",
        )
    gathered = gather(opened.tables, sheets=ending == ".xlsx")
    if gathered.formulas:
        some = ", ".join(gathered.formulas[:3])
        raise Refused(
            "E1221",
            f"{name} holds formulas, {len(gathered.formulas)} in all ({some}), and what a formula shows can change.",
            "Copy the plan, paste it as values, save, and send that.",
        )
    if not gathered.groups:
        raise Refused(
            "E1224",
            f"{name} holds no action plan: no table in it has a column of actions and one of who, when or how far.",
            "Give each column its heading, such as Action, Lead, By when, Progress.",
        )
    return _plan(name, opened.sha256, gathered, opened.tables, opened.hidden)


def _plan(name: str, sha256: str, gathered: Gathered, tables: tuple[Table, ...], hidden: tuple[str, ...]) -> Plan:
    named = dict(sections(gathered, tables))
    agencies = {
        number: words for number, called in named.items() if (words := _agency(called, named, gathered, number))
    }
    actions = tuple(
        action
        for group in gathered.groups
        for action in _actions(group, agencies.get(group.table, ""), _reach(named.get(group.table, "")))
    )
    aside = [f"The file holds {what}." for what in hidden]
    aside += [f"“{called}” stands over its actions, and is taken for their agency." for called in agencies.values()]
    return Plan(
        name=name,
        sha256=sha256,
        actions=actions,
        refused=tuple(gathered.refused),
        rows=gathered.rows,
        fates=dict(gathered.fates),
        aside=tuple(aside),
        is_own=all(group.is_own for group in gathered.groups),
    )


def _agency(called: str, named: dict[int, str], gathered: Gathered, number: int) -> str:
    """The agency that a sheet or the words above a table name, in a plan of several parts without a column for it."""
    if number in gathered.has_agency or len(set(named.values())) < 2 or len(called) > _MOST_NAME:
        return ""
    left = " ".join(_PLAIN_NAME.sub(" ", called).split())
    return left if re.search(r"[^\W\d]{2}", left) else ""


def _reach(called: str) -> str:
    folded = called.casefold().replace("-", " ")
    if re.search(r"\b(?:multi|inter) ?agency\b", folded):
        return "several"
    return "one" if re.search(r"\bsingle ?agency\b", folded) else ""


def _actions(group: Group, agency: str, reach: str) -> Iterator[PlanAction]:
    """The actions of one row, or of rows that go on: several where marks in the cell set them apart."""
    texts = group.texts
    if group.is_own:
        yield _own(group)
        return
    parts = split_actions(texts["action"])
    count = len(parts)
    beside = [kind for kind in _PARTED if count > 1 and texts.get(kind)]
    apart = {kind: parts_for(texts[kind], count, by_lines=kind != "progress") for kind in beside}
    whole = [kind for kind, each in apart.items() if each is None and (kind == "progress" or "\n" in texts[kind])]
    for place, (mark, text) in enumerate(parts):
        mine = {**texts, "action": text, **{kind: each[place] for kind, each in apart.items() if each}}
        notes = [f"The cell holds {count} actions; this is number {place + 1}."] if count > 1 else []
        notes += [f"What it says of {', '.join(whole)} is not parted, and is said of each."] if whole else []
        yield _action(group, mine, _number(group, mark, place, count), agency, reach, notes)


def _number(group: Group, mark: str, place: int, count: int) -> str:
    """The number of an action: its row's, with its own part where the cell holds several.

    One that stands beside several rows is the number of what they answer, and none of theirs.
    """
    own = "" if "number" in group.shared else group.texts.get("number", "")
    if count == 1:
        return own.strip(" .")
    if "." in mark or not own:
        return mark
    return f"{own.strip(' .')}{chr(97 + place)}"


def _action(group: Group, texts: dict[str, str], number: str, agency: str, reach: str, notes: list[str]) -> PlanAction:
    over = group.over if asks(group.over) else ""
    said = texts.get("recommendation", "") or over
    others = [*group.others]
    if group.over and not over:
        others.append(("Section", group.over))
    due = texts.get("due", "")
    rag = _rag(group, texts, notes)
    if due and not written(due):
        notes.append(f"“{due}” is no day, so it is kept as words.")
    numbers = numbers_in(said)
    if not said and "number" in group.shared and texts.get("number"):
        numbers = (texts["number"].strip(" ."),)
    return PlanAction(
        number=number,
        text=texts["action"],
        recommendations=said,
        numbers=numbers,
        agency=texts.get("agency", "") or agency,
        owner=texts.get("owner", ""),
        lead_role=texts.get("lead_role", ""),
        group=texts.get("group", ""),
        due_text=due,
        due_on=day_in(due),
        success=texts.get("success", ""),
        cost=texts.get("cost", ""),
        strategy=texts.get("strategy", ""),
        reach=_reach(texts.get("reach", "")) or reach,
        state_words=texts.get("state", ""),
        rag_words=texts.get("rag", ""),
        rag=rag,
        updates=updates_in(texts.get("progress", "")),
        **_further(texts),
        others=tuple(others),
        cells=tuple(group.places.items()),
        notes=tuple(notes),
    )


def _further(texts: dict[str, str]) -> dict[str, Any]:
    """What the columns say that only plans from here have."""
    return {
        "findings": texts.get("findings", ""),
        "finding_numbers": numbers_in(texts.get("findings", "")),
        "learning_points": texts.get("learning_points", ""),
        "learning_numbers": numbers_in(texts.get("learning_points", "")),
        "grade_words": texts.get("grade", ""),
        "grade_why": texts.get("grade_why", ""),
        "pilot": pilot_in(texts.get("pilot", "")),
        "history": own_updates(texts.get("history", "")),
    }


def _rag(group: Group, texts: dict[str, str], notes: list[str]) -> str:
    """The colour by its word, else by its cell's fill, else, without a column for it, by that of another cell."""
    word = colours.of_words(texts.get("rag", "")) or (
        colours.of_words(texts.get("state", "")) if "rag" not in texts else ""
    )
    fill = colours.of_fill(group.fills.get("rag", ""))
    if word and fill and word != fill:
        notes.append(f"The word says {word}, the colour of the cell {fill}; the word is taken.")
    if word or fill or "rag" in group.texts:
        return word or fill
    return next((found for kind in _COLOURED if (found := colours.of_fill(group.fills.get(kind, "")))), "")


def _own(group: Group) -> PlanAction:
    """The action of a plan that was written here, as it was."""
    texts = group.texts
    said = texts.get("recommendation", "")
    due = texts.get("due", "")
    reach = {"multi-agency": "several", "single-agency": "one"}.get(texts.get("reach", "").casefold(), "")
    return PlanAction(
        number=texts.get("number", ""),
        text=texts["action"],
        recommendations=said,
        numbers=numbers_in(said),
        agency=texts.get("agency", ""),
        owner=texts.get("owner", ""),
        lead_role=texts.get("lead_role", ""),
        group=texts.get("group", ""),
        due_text=due,
        due_on=day_in(texts.get("due_on", "")),
        success=texts.get("success", ""),
        cost=texts.get("cost", ""),
        strategy=texts.get("strategy", ""),
        reach=reach,
        state_words=texts.get("state", ""),
        rag_words=texts.get("rag", ""),
        rag="",
        updates=own_updates(texts.get("progress", "")),
        **_further(texts),
        others=tuple(group.others),
        cells=tuple(group.places.items()),
    )
