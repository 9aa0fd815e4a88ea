"""What the sweep asks of each page about a record of a case: whoever opens it is written down, once, and the question
whether a child is in danger now stands at its top for as long as it is owed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models.signals import post_save
from django.http import HttpResponse

from tests.laws.matrix import ROWS, Row
from throughline.access.roles import COORDINATOR
from throughline.audit.models import Event

# A sight is told by one of these; all but the first say more of it than that it was a sight.
SIGHTS = {
    "saw",
    "document.handed_out",
    "tracker.taken",
    "chronology.taken_out",
    "ask.link_opened",
    "plan.taken",
    "assurance_round.taken",
    "board.taken",
}
# What stands for a part of a route and is no record of a case.
OF_NO_CASE = {
    "agency": "an agency is no record of a case",
    "group": "nor is a group",
    "x": "a draft is the person's own words, and no part of any record yet",
    "wt2023": "the rules in force are public",
    "C102": "what a row is checked for is nobody’s",
}
# Pages about several cases at once, or about none yet: the event names the records, and stands under no one case.
OF_SEVERAL = {
    "imports": "a document belongs to a case once its review was chosen",
    "meetings": "a meeting of a group goes over several cases",
    "group-items": "a line of its record is about as many",
    "group-referrals": "so is what was handed to another group",
    "group-conditions": "so is a condition on a decision",
    "safeguards": "a safeguard is its partnership’s, and cites several cases",
    "questionnaire-editions": "what a partnership asks of its agencies is of no case",
    "questionnaire-standards": "nor is a standard in it",
    "questionnaire-questions": "nor a question",
    "assurance-events": "a look from outside is at the partnership, and of no case until it is brought into one",
    "assurance-points": "nor does what was found there",
    "boards": "a board adds up several cases; that of one review says which",
    "advice": "what a national review advises is of no case, and leads to records of several",
}


def is_sight(row: Row) -> bool:
    """True of a page that a coordinator opens about a record of a case."""
    parts = set(row.parts().values())
    return bool(parts) and row.answers("GET")[COORDINATOR] == "page" and not parts & set(OF_NO_CASE)


# What stands at the top of every page of a case in the world, where a child was said to be in danger.
IN_DANGER = "A child is in danger now."
# Pages of a case that do not ask it.
TELLS_OF_NO_CHILD = {"ask": "whoever has a link and no account is told of no child"}


def amiss(row: Row, events: list[Event], response: HttpResponse) -> str:
    """What is wrong with the events that opening the page wrote, or with its top, or nothing."""
    if not is_sight(row):
        return ""
    if len(events) != 1 or events[0].verb not in SIGHTS:
        return f"{row.route} {row.of} wrote {[event.verb for event in events]} and not one sight"
    if not events[0].case and row.route.split("/")[0] not in OF_SEVERAL:
        return f"{row.route} {row.of} does not say whose case it showed"
    asked = row.route.split("/")[0] not in TELLS_OF_NO_CHILD
    if events[0].case and asked and is_read(response) and IN_DANGER not in response.content.decode():
        return f"{row.route} {row.of} does not ask at its top whether a child is in danger now"
    return ""


def is_read(response: HttpResponse) -> bool:
    """True of a page for people, not of a file."""
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")


def needless() -> set[str]:
    """The exceptions that no page needs."""
    pages = [row for row in ROWS if row.answers("GET")[COORDINATOR] == "page"]
    parts = {part for row in pages for part in row.parts().values()}
    firsts = {row.route.split("/")[0] for row in pages if is_sight(row)}
    return (set(OF_NO_CASE) - parts) | (set(OF_SEVERAL) - firsts)


@contextmanager
def noted() -> Iterator[list[Event]]:
    """The events that are written meanwhile, those too that are put back."""
    written: list[Event] = []

    def note(instance: Event, **_: Any) -> None:
        written.append(instance)

    post_save.connect(note, sender=Event)
    try:
        yield written
    finally:
        post_save.disconnect(note, sender=Event)
