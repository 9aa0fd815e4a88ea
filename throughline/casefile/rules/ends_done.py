"""Open ends between an action, its evidence, and whether anything was measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from throughline.casefile.rules.ends import OpenEnd, ago, gist, mending, whose
from throughline.casefile.rules.items import ACTION, EFFECTS, EVIDENCE, MEASURE, Thread
from throughline.casefile.rules.states import days_late, is_overdue
from throughline.ui.words import capital, counted, day


def late_and_nothing_sent(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """An action that is past its day with nothing to show for it."""
    for item in thread.of(ACTION):
        if not is_overdue(item, on) or thread.later(item, EVIDENCE) or item.due_on is None:
            continue
        late = counted(days_late(item, on), "working day")
        yield OpenEnd(
            "action_late",
            item,
            "Nothing sent",
            "",
            f"{item.name} is {late} late and nothing has been sent.",
            f"{gist(item.text)} {whose(item)}",
            item.due_on,
            "Record what is known",
            f"{item.url}updates/new",
        )


def nothing_attached(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """An action that is claimed or confirmed as done with no evidence."""
    for item in thread.of(ACTION):
        if item.state not in ("claimed_done", "confirmed") or thread.later(item, EVIDENCE):
            continue
        claimed = item.state == "claimed_done"
        since = item.state_on or item.since
        verb = "claimed" if claimed else "confirmed"
        yield OpenEnd(
            f"{verb}_without_evidence",
            item,
            "Nothing attached",
            f"{verb} {day(since)}",
            f"{item.name} is {verb} {'done ' if claimed else ''}with nothing attached.",
            f"{capital(verb)} on {day(since)}. " + ("Nobody has confirmed it." if claimed else "Nothing shows it."),
            since,
            "Attach what shows it",
            mending(thread.review, "evidence", item),
        )


def nothing_measured(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """An action that is done and shown to be done, where nothing says whether anything changed."""
    for item in thread.of(ACTION):
        if item.state != "confirmed" or not thread.later(item, EVIDENCE):
            continue
        if any(key.kind in (MEASURE, *EFFECTS) for key in thread.onwards(item)):
            continue
        since = item.state_on or item.since
        yield OpenEnd(
            "done_without_measure",
            item,
            "Nothing measured",
            f"done {ago(since, on)}",
            f"{item.name} is done, but nothing measures it.",
            "We cannot say whether it changed anything.",
            since,
            "Choose a measure",
            mending(thread.review, "measures", item),
        )


def not_accepted(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """Evidence that nobody but its owner has looked at, and evidence that shows nothing on the record."""
    for item in thread.of(EVIDENCE):
        if not thread.earlier(item):
            yield OpenEnd(
                "evidence_without_action",
                item,
                "Shows nothing here",
                "",
                f"{item.name} is tied to no action or statement.",
                gist(item.text),
                item.since,
                "Say what it shows",
                f"{item.url}ties",
                before=True,
            )
        elif item.state != "accepted":
            yield OpenEnd(
                "evidence_not_accepted",
                item,
                "Not accepted",
                "",
                f"{item.name} waits for somebody to accept it.",
                f"{gist(item.text)} Sent {ago(item.since, on)}.",
                item.since,
                "Look at it",
                item.url,
            )
