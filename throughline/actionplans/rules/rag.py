"""The colour of an action, from facts alone and with its reason: red, amber, green, and blue for what lasts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.actionplans.rules import ANSWERS, GRADES, is_overdue
from throughline.ui.words import counted, day

COLOURS = {"blue": "Blue", "green": "Green", "amber": "Amber", "red": "Red", "none": "No colour"}
"""The colours, and what they are called while a partnership has no words of its own."""
SIGNS = {"blue": "guarded", "green": "holding", "amber": "due", "red": "overdue", "none": "not_agreed"}
SOON, QUIET = 30, 90
"""Days before its day, and days without a word, from which an action that is not late is amber."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How one partnership colours: whether with blue, after how many days, and in which words."""

    four: bool = True
    soon: int = SOON
    quiet: int = QUIET
    words: tuple[tuple[str, str], ...] = tuple(COLOURS.items())

    @property
    def name(self) -> str:
        """What the scheme is called."""
        return "BRAG" if self.four else "RAG"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the colour rests on. `said_on` is the day of the latest word or step, `answer` of the latest re-test."""

    state: str
    due_on: date | None
    due_text: str
    said_on: date
    grade: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Colour:
    """The colour of an action: its key, the partnership's word for it, and why."""

    key: str
    word: str
    why: str

    @property
    def sign(self) -> str:
        """The shape that is drawn with it, so that nobody needs to see a colour."""
        return SIGNS[self.key]


def colour_of(facts: Facts, marks: Marks, on: date) -> Colour:
    """The colour of an action on a day."""
    key, why = _ended(facts) or _open(facts, marks, on)
    if key == "blue" and not marks.four:
        key = "green"
    return Colour(key, dict(marks.words)[key], why)


def _ended(facts: Facts) -> tuple[str, str] | None:
    grade = GRADES[facts.grade].word.lower() if facts.grade in GRADES else ""
    if facts.state == "stopped":
        return "none", f"It will not be done: {grade}." if grade else "It will not be done."
    if facts.state != "confirmed":
        return None
    if facts.answer == "lasts":
        return "blue", "Confirmed, and shown to last when it was asked again."
    if facts.answer:
        key = "red" if facts.answer == "gone" else "amber"
        return key, f"Confirmed, but when it was asked again: {ANSWERS[facts.answer].word.lower()}."
    return (
        "green",
        f"Confirmed: {grade}. Nobody has asked again yet." if grade else "Confirmed. Not asked again.",
    )


def _open(facts: Facts, marks: Marks, on: date) -> tuple[str, str]:
    due = facts.due_on
    if due is not None and is_overdue(facts.state, due, on):
        return "red", f"Its day was {day(due)}, {counted((on - due).days, 'day')} ago."
    if facts.state == "returned":
        return "red", "It was claimed done, and not accepted."
    if facts.state == "claimed_done":
        return "amber", "Its owner says that it is done. Nobody else has looked."
    if due is None:
        said = f"“{facts.due_text}” is no day." if facts.due_text else "No day is given."
        return "amber", f"{said} So nobody can tell whether it is late."
    left = (due - on).days
    if facts.state == "not_started" and left <= marks.soon:
        return "amber", f"It is due {day(due)}, in {counted(left, 'day')}, and nobody has begun."
    silent = (on - facts.said_on).days
    if silent > marks.quiet:
        return "amber", f"Nothing was said of it for {counted(silent, 'day')}."
    began = "begun" if facts.state == "under_way" else "not begun, with time left"
    return "green", f"It is due {day(due)}: {began}."
