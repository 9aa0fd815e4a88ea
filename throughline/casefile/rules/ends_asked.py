"""Open ends between what was found, what was asked, and who does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from throughline.casefile.rules.ends import OpenEnd, ago, mending, whose
from throughline.casefile.rules.items import ACTION, FINDING, LEARNING_POINT, NATIONAL, PROGRESS, RECOMMENDATION, Thread
from throughline.casefile.rules.states import is_overdue
from throughline.patterns.rules import REPLACED
from throughline.ui.words import counted, day


def nothing_asked(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A finding with no recommendation or action, or a learning point with nothing asked because of it."""
    for item in thread.of(FINDING, LEARNING_POINT):
        asked = thread.onwards(item)
        if any(key.kind in (RECOMMENDATION, ACTION) for key in asked):
            continue
        told = thread.later(item, PROGRESS)
        more = f"Recorded {ago(item.since, on)}, on {day(item.since)}."
        if told:
            said = counted(len(told), "statement")
            more = f"The record tells of progress in {said}, but not of what was asked."
        yield OpenEnd(
            "finding_unanswered" if item.kind == FINDING else "learning_point_unanswered",
            item,
            "Nothing asked",
            f"recorded {ago(item.since, on)}",
            f"{item.name} has no recommendation or action.",
            more,
            item.since,
            "Record what was asked",
            mending(thread.review, "recommendations", item),
        )


def answers_no_line(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A finding that answers no line of enquiry and is not marked as extra, in a review that has lines."""
    for item in thread.of(FINDING):
        if item.state != "unasked":
            continue
        yield OpenEnd(
            "finding_answers_no_line",
            item,
            "No line of enquiry",
            "the terms did not ask for it",
            f"{item.name} answers no line of enquiry.",
            "Say which line it answers, or that it is extra.",
            item.since,
            "Say what it answers",
            f"{item.url}edit",
            before=True,
        )


def without_finding(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A recommendation tied to no finding and no learning point; what an agency asked of itself rests on its report.

    One whose place was taken is followed no further.
    """
    for item in thread.of(RECOMMENDATION):
        if not thread.earlier(item) and not item.origin and item.passed != REPLACED:
            yield OpenEnd(
                "recommendation_without_finding",
                item,
                "No finding",
                "it rests on nothing here",
                f"{item.name} is tied to no finding.",
                "The record does not say why it is asked.",
                item.since,
                "Tie it to a finding",
                f"{item.url}ties",
                before=True,
            )


def without_action(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A recommendation that nobody has taken up as an action, unless the answer was no, a later one took its place, or
    it joins an earlier one and is followed as that.
    """
    for item in thread.of(RECOMMENDATION):
        if item.state == "not_agreed" or item.passed or thread.later(item, ACTION, NATIONAL):
            continue
        told = thread.later(item, PROGRESS)
        yield OpenEnd(
            "recommendation_without_action",
            item,
            "No action",
            f"recorded {ago(item.since, on)}",
            f"{item.name} has no action.",
            f"The record tells of progress in {counted(len(told), 'statement')}, but not of an action."
            if told
            else f"Recorded {ago(item.since, on)}, on {day(item.since)}.",
            item.since,
            "Give it an action",
            mending(thread.review, "actions", item),
        )


def answers_nothing(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """An action that answers no recommendation, finding or learning point."""
    for item in thread.of(ACTION):
        if not thread.earlier(item, RECOMMENDATION, FINDING, LEARNING_POINT):
            yield OpenEnd(
                "action_without_recommendation",
                item,
                "No recommendation",
                f"from {item.owner}" if item.owner else "it answers nothing here",
                f"{item.name} answers no recommendation.",
                f"It came from {item.owner}." if item.owner else "The record does not say why it is done.",
                item.since,
                "Tie it to one",
                f"{item.url}ties",
                before=True,
            )


def not_said(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """An action of which the record does not say who, by when, or how it stands."""
    for item in thread.of(ACTION):
        lacks = [word for word, there in (("owner", item.owner), ("date", item.due_on or item.due_text)) if not there]
        if lacks:
            yield OpenEnd(
                f"action_without_{lacks[0]}",
                item,
                f"No {' or '.join(lacks)}",
                "",
                f"{item.name} has no {' and no '.join(lacks)}.",
                f"Recorded {ago(item.since, on)}, on {day(item.since)}.",
                item.since,
                "Say who and by when"
                if len(lacks) > 1
                else ("Say who does it" if lacks == ["owner"] else "Say by when"),
                f"{item.url}edit",
            )
        if not item.updates and item.state in ("not_started", "under_way") and not is_overdue(item, on):
            yield OpenEnd(
                "action_without_update",
                item,
                "No update",
                "",
                f"{item.name} has never had an update.",
                f"Recorded {ago(item.since, on)}. {whose(item)}",
                item.since,
                "Say how it stands",
                f"{item.url}updates/new",
            )
