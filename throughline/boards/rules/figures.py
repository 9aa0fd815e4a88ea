"""Every figure that boards give: its one name, what it counts, and what it means. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from throughline.ui.words import capital, counted, in_words, listed

AHEAD = 45
"""Days before its day from which an action is due soon: as far as the monthly message to its owner looks."""


@dataclass(frozen=True, slots=True)
class BoardFigure:
    """A figure: its key, its title, what it counts in one sentence, the unit, and the sign that is drawn with it."""

    key: str
    title: str
    means: str
    unit: str = "action"
    sign: str = ""

    def counted(self, number: int) -> str:
        """``1 action`` or ``2 actions``."""
        return counted(number, self.unit)


RECOMMENDATION, ACTION = "recommendation", "action"
FIGURES = {
    figure.key: figure
    for figure in (
        BoardFigure("asked", "Asked", "Recommendations that stand.", RECOMMENDATION),
        BoardFigure(
            "unanswered",
            "Asked, without an answer",
            "No answer is agreed, and no later one took its place.",
            RECOMMENDATION,
            "waiting",
        ),
        BoardFigure("answered", "Answered", "An answer is agreed, whatever it says.", RECOMMENDATION, "done"),
        BoardFigure(
            "accepted", "Accepted", "The answer is yes: in full, in principle or in part.", RECOMMENDATION, "accepted"
        ),
        BoardFigure(
            "done",
            "Done",
            "Every action for it that was not stopped is claimed or confirmed.",
            RECOMMENDATION,
            "claimed",
        ),
        BoardFigure(
            "proved",
            "Proved",
            "Somebody other than the owner confirmed every one of them.",
            RECOMMENDATION,
            "confirmed",
        ),
        BoardFigure(
            "sustained",
            "Sustained",
            "Proved, asked again later, and found to last.",
            RECOMMENDATION,
            "holding",
        ),
        BoardFigure(
            "slid_back",
            "Slid back",
            "It was found gone when asked again, opened again, or a measure of it slides back.",
            RECOMMENDATION,
            "sliding",
        ),
        BoardFigure("actions", "Actions", "Everything that was to be done about it."),
        BoardFigure("overdue", "Overdue", "The day has passed, and nobody says that it is done.", sign="overdue"),
        BoardFigure("soon", "Due soon", f"Due today or in the next {AHEAD} days.", sign="due"),
        BoardFigure("not_started", "Not started", "Nobody has begun.", sign="not_started"),
        BoardFigure("under_way", "Under way", "Begun, not there.", sign="under_way"),
        BoardFigure(
            "claimed",
            "Claimed, awaiting confirmation",
            "The owner says that it is done. Nobody else has looked.",
            sign="claimed",
        ),
        BoardFigure("confirmed", "Confirmed", "Somebody other than the owner has looked.", sign="confirmed"),
        BoardFigure("returned", "Returned", "Claimed done, and not accepted.", sign="returned"),
        BoardFigure("stopped", "Stopped", "It will not be done, with the reason.", sign="not_agreed"),
        BoardFigure(
            "slid",
            "Doubtful or slid back",
            "Actions found gone or in doubt when asked again or opened again, and measures that fell.",
            "action or measure",
            "sliding",
        ),
        BoardFigure(
            "unguarded",
            "Unguarded safeguards",
            "They failed, were missed twice over, or ended and left something unguarded.",
            "safeguard",
            "unguarded",
        ),
        BoardFigure(
            "in_doubt",
            "Safeguards in doubt",
            "They work in part, were missed once, or nobody owns or has shown them.",
            "safeguard",
            "doubt",
        ),
        BoardFigure("ends", "Open ends", "Where the thread stops: something is missing.", "open end", "open_end"),
    )
}
STATES = ("not_started", "under_way", "claimed", "confirmed", "returned", "stopped")
"""The figures into which all actions fall, each into one."""
FLOW = ("asked", "answered", "accepted", "done", "proved", "sustained", "slid_back")
"""The figures of each year, each of recommendations that were asked in it."""
OF_REGISTER = ("unguarded", "in_doubt")
"""The figures that come from the register of safeguards."""
KEPT = tuple(key for key in FIGURES if key not in OF_REGISTER)
"""The figures that are counted from the threads of reviews."""
SECTIONS = (
    ("What was asked", ("asked", "unanswered", "accepted")),
    ("What is done about it", ("actions", "overdue", "soon", *STATES)),
    ("What may not last", ("slid", *OF_REGISTER)),
    ("Where the thread stops", ("ends",)),
)


def agreement(numbers: Mapping[str, int]) -> str:
    """``The figures agree: 3 not started and 2 confirmed make 5 actions.``, or where they do not."""
    parts = [f"{numbers[key]} {FIGURES[key].title.split(',')[0].lower()}" for key in STATES if numbers[key]]
    total = sum(numbers[key] for key in STATES)
    if not parts and not numbers["actions"]:
        return ""
    if total == numbers["actions"]:
        makes = "makes" if total == 1 else "make"
        return f"The figures agree: {listed(parts)} {makes} {counted(total, 'action')}."
    there = counted(numbers["actions"], "action")
    return f"The figures do not agree: {listed(parts)} make {total}, and there are {there}."


def opening(numbers: Mapping[str, int]) -> tuple[str, str]:
    """The lead of a board: what is late, and what comes next."""
    if not numbers["asked"] and not numbers["actions"] and not numbers["ends"]:
        return "Nothing is counted here yet.", " Nothing was asked that you may see."
    late = numbers["overdue"]
    first = "Nothing is overdue." if not late else f"{capital(in_words(late))} {_are(late, 'action')} overdue."
    waits = numbers["claimed"]
    then = f" {capital(in_words(waits))} {_are(waits, 'claim')} waiting for somebody to look." if waits else ""
    slid = numbers["slid"]
    back = f" {capital(in_words(slid))} {'is' if slid == 1 else 'are'} in doubt or slid back." if slid else ""
    return first, then + back


def _are(number: int, one: str) -> str:
    return f"{one} is" if number == 1 else f"{one}s are"
