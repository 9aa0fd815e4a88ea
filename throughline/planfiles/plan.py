"""What an action plan in a file holds: its actions, each with where it stands, and what became of every row. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from throughline.planfiles.pilots import PlanPilot, pilot_lines


@dataclass(frozen=True, slots=True)
class Update:
    """What was said of an action: the words of its date, its written form where they are plainly one, and the text."""

    date_text: str
    date_iso: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One action of a plan, in the words of the file.

    `due_on` is a day only where the file gives a day: “ongoing” stays words. `recommendations` are its words about
    what the action answers, `numbers` the numbers in them. `rag` is a key of `colours.COLOURS`, from the word or, where
    there is none, the colour of the cell. `others` are columns for which a plan here has no place, with their headings.
    `findings` and `learning_points` are like `recommendations`. `grade_words` and `grade_why` grade its end;
    `history` tells of its ends, of what was found when it was asked again, and of each day that was moved.
    `cells` say where each part stands in the file, as ``Sheet!C4``; `notes` what a person should look at.
    """

    number: str = ""
    text: str = ""
    recommendations: str = ""
    numbers: tuple[str, ...] = ()
    agency: str = ""
    owner: str = ""
    lead_role: str = ""
    group: str = ""
    due_text: str = ""
    due_on: date | None = None
    success: str = ""
    cost: str = ""
    strategy: str = ""
    reach: str = ""
    state_words: str = ""
    rag_words: str = ""
    rag: str = ""
    updates: tuple[Update, ...] = ()
    findings: str = ""
    finding_numbers: tuple[str, ...] = ()
    learning_points: str = ""
    learning_numbers: tuple[str, ...] = ()
    grade_words: str = ""
    grade_why: str = ""
    pilot: PlanPilot | None = None
    history: tuple[Update, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    cells: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def where(self) -> str:
        """Where it stands: the place of its words."""
        return dict(self.cells).get("action", "")

    def as_json(self) -> dict[str, Any]:
        """The action as plain values."""
        told = asdict(self)
        told["due_on"] = self.due_on.isoformat() if self.due_on else ""
        told["pilot"] = pilot_lines(self.pilot)
        return {**told, "cells": dict(self.cells), "where": self.where}


# What becomes of a row that holds anything: each has exactly one of these.
FATES = {
    "action": "an action begins in it",
    "continued": "it goes on with the action above it",
    "headings": "it holds headings",
    "over": "it stands over the rows after it",
    "refused": "it is listed with the reason",
}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that no action was made of: where, the number of the reason, the reason, and its words."""

    where: str
    number: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan that was read. `rows` counts the rows that hold anything, `fates` what became of them."""

    name: str
    sha256: str
    actions: tuple[PlanAction, ...]
    refused: tuple[RefusedRow, ...]
    rows: int
    fates: dict[str, int]
    aside: tuple[str, ...] = ()
    is_own: bool = False

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "rows": self.rows,
            "fates": dict(self.fates),
            "actions": [one.as_json() for one in self.actions],
            "refused": [asdict(one) for one in self.refused],
            "aside": list(self.aside),
        }
