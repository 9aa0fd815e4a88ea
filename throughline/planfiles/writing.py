"""Write an action plan as Excel or Word in the shape in which plans are kept, so that it reads back the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from throughline.files.making import MOST_CELL, Sheet, excel, word
from throughline.kernel.refusals import Refused
from throughline.planfiles.cells import update_line
from throughline.planfiles.pilots import pilot_lines
from throughline.planfiles.plan import PlanAction

# Heading, width, and whether the column stays where no action says anything in it.
_COLUMNS: tuple[tuple[str, str, int, bool], ...] = (
    ("number", "Number", 7, True),
    ("recommendations", "Recommendation", 26, True),
    ("findings", "Finding it answers", 26, False),
    ("learning_points", "Learning point it answers", 26, False),
    ("text", "Action", 40, True),
    ("agency", "Agency", 18, True),
    ("owner", "Owner", 18, True),
    ("lead_role", "Lead role", 16, False),
    ("group", "Monitoring group", 16, False),
    ("due_text", "By when", 14, True),
    ("due_on", "Day due", 11, True),
    ("success", "Success measure", 26, False),
    ("cost", "Cost", 14, False),
    ("strategy", "Business plan or strategy", 18, False),
    ("reach", "Multi-agency or single-agency", 12, False),
    ("state_words", "State", 11, True),
    ("rag_words", "RAG", 9, True),
    ("why", "Why this colour", 22, True),
    ("updates", "Progress", 50, True),
    ("grade_words", "Grade of its end", 14, False),
    ("grade_why", "Why it ended so", 26, False),
    ("history", "What became of it", 40, False),
    ("pilot", "Tried first", 26, False),
)
_REACH = {"several": "Multi-agency", "one": "Single-agency", "": ""}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_MOST_NAME = 31
ENDINGS = (".xlsx", ".docx")


@dataclass(frozen=True, slots=True)
class Exported:
    """One action as it is written: itself, and why it has its colour."""

    action: PlanAction
    why: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a plan is laid out: its title, lines about it, and whether each agency has a sheet of its own."""

    title: str
    about: Sequence[str] = field(default=())
    by_agency: bool = False


def write_plan(rows: Sequence[Exported], ending: str, layout: Layout) -> bytes:
    """The file. No cell is a formula, and nothing is hidden; refused (E1226) where a cell is too long for Excel."""
    if ending not in ENDINGS:
        raise Refused("E1227", f"A plan is not written as {ending or 'that'}.", f"Choose {' or '.join(ENDINGS)}.")
    sheets = _sheets(rows, layout)
    if ending == ".docx":
        return word(layout.title, layout.about, sheets)
    if any(len(cell) > MOST_CELL for sheet in sheets for row in sheet.rows for cell in row):
        raise Refused("E1226", "A cell of the plan is longer than Excel opens.", "Take the Word file instead.")
    return excel(layout.title, sheets)


def _sheets(rows: Sequence[Exported], layout: Layout) -> list[Sheet]:
    said = [
        (kind, head, width) for kind, head, width, stays in _COLUMNS if stays or any(_cell(one, kind) for one in rows)
    ]
    groups: dict[str, list[Exported]] = {}
    for one in rows:
        groups.setdefault((one.action.agency or "No agency") if layout.by_agency else "Action plan", []).append(one)
    names = _names(list(groups) or ["Action plan"])
    return [
        Sheet(
            name=name,
            heads=[head for _, head, _ in said],
            widths=[width for _, _, width in said],
            rows=[[_cell(one, kind) for kind, _, _ in said] for one in held],
        )
        for name, held in zip(names, list(groups.values()) or [[]], strict=True)
    ]


def _names(wanted: list[str]) -> list[str]:
    """A name for each sheet that Excel takes: short, without its signs, none twice."""
    made: list[str] = []
    for words in wanted:
        name = " ".join(_NOT_IN_A_NAME.sub(" ", words).split())[:_MOST_NAME].strip() or "Sheet"
        taken = {one.casefold() for one in made}
        number = 2
        base = name
        while name.casefold() in taken or name.casefold() == "history":
            name, number = f"{base[: _MOST_NAME - 4]} {number}", number + 1
        made.append(name)
    return made


def _cell(one: Exported, kind: str) -> str:
    action = one.action
    if kind == "why":
        return one.why
    if kind in ("updates", "history"):
        return "\n".join(update_line(update) for update in getattr(action, kind))
    if kind == "pilot":
        return pilot_lines(action.pilot)
    if kind == "due_on":
        return action.due_on.isoformat() if action.due_on else ""
    if kind == "reach":
        return _REACH.get(action.reach, "")
    return str(getattr(action, kind))
