"""Where a thread stops: every open end of a review in plain words, with the deed that mends it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.items import (
    ACTION,
    BEGINNINGS,
    EFFECTS,
    EVIDENCE,
    FINDING,
    IMPACT,
    LEARNING_POINT,
    MEASURE,
    PROGRESS,
    RECOMMENDATION,
    STATEMENTS,
    THEME,
    Item,
    Thread,
)
from throughline.casefile.rules.states import days_late, in_order, is_overdue
from throughline.ui.words import capital, counted, day, in_words

# A share, or a number that went from one value to another: words that a measure could carry.
FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\bfrom\s+\d[\d,.]*\s*(?:\w+\s+)?to\s+\d|"
    r"\b(?:increased|decreased|risen|fallen|rose|fell|reduced|improved)\b[^.]{0,40}\bto\s+\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One place where the thread stops.

    `rule` is a stable word, `item` where it stops, `short` and `how_long` what the picture writes, `sentence` and
    `more` what the list writes, `since` the day from which it has been open, `deed` the words of the link and `url`
    where it goes. `before` is true where what is missing lies to the left.
    """

    rule: str
    item: Item
    short: str
    how_long: str
    sentence: str
    more: str
    since: date
    deed: str
    url: str
    before: bool = False


Rule = Callable[[Thread, date], Iterator[OpenEnd]]


def open_ends(thread: Thread, on: date) -> tuple[OpenEnd, ...]:
    """Every open end of the thread on that day, longest open first; of the same day in the order of the thread."""
    found = [end for rule in RULES for end in rule(thread, on)]
    place = {item.key: number for number, item in enumerate(thread.items)}
    return tuple(sorted(found, key=lambda end: (end.since, place[end.item.key], end.rule)))


def ago(since: date, on: date) -> str:
    """``today``, ``12 days ago`` or ``nine months ago``."""
    days = (on - since).days
    if days <= 0:
        return "today"
    if days < 61:
        return f"{counted(days, 'day')} ago"
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    if months < 24:
        return f"{in_words(months)} months ago"
    return f"{in_words(months // 12)} years ago"


def _new(review: int, path: str, item: Item) -> str:
    return f"/reviews/{review}/{path}/new?{item.kind if item.kind not in STATEMENTS else 'statement'}={item.id}"


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
            _new(thread.review, "recommendations", item),
        )


def without_finding(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A recommendation tied to no finding and no learning point."""
    for item in thread.of(RECOMMENDATION):
        if not thread.earlier(item):
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
    """A recommendation that nobody has taken up as an action, unless the answer was no."""
    for item in thread.of(RECOMMENDATION):
        if item.state == "not_agreed" or thread.later(item, ACTION):
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
            _new(thread.review, "actions", item),
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
                f"Recorded {ago(item.since, on)}. {_whose(item)}",
                item.since,
                "Say how it stands",
                f"{item.url}updates/new",
            )


def _whose(item: Item) -> str:
    return f"Owner: {item.owner}." if item.owner else "Nobody owns it."


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
            f"{_gist(item.text)} {_whose(item)}",
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
            _new(thread.review, "evidence", item),
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
            _new(thread.review, "measures", item),
        )


def effect_unmeasured(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A stated effect that no measure stands behind: one open end for each thing that the statements speak of."""
    for said in _by_subject(thread, IMPACT):
        first = said[0]
        if any(thread.later(item, MEASURE) for item in said) or _measured(thread, first):
            continue
        many = counted(len(said), "statement")
        yield OpenEnd(
            "impact_without_measure",
            first,
            "Nothing measured",
            f"{many} of effect",
            f"{_subject(thread, first)} is said to have made a difference, but nothing measures it.",
            f"The record holds {many} of effect and no figure that is asked for again.",
            min(item.since for item in said),
            "Choose a measure",
            _new(thread.review, "measures", first),
        )


def effect_unsaid(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """Progress is told, and no word on what difference it made."""
    for said in _by_subject(thread, PROGRESS):
        subjects = thread.earlier(said[0], *BEGINNINGS, RECOMMENDATION)
        if not subjects or any(key.kind in (*EFFECTS, MEASURE) for key in thread.onwards(subjects[0])):
            continue
        yield OpenEnd(
            "progress_without_effect",
            said[0],
            "No effect stated",
            f"{counted(len(said), 'statement')} of progress",
            f"{_subject(thread, said[0])} has progress, and no word on what difference it made.",
            f"Recorded {ago(said[0].since, on)}, on {day(said[0].since)}.",
            min(item.since for item in said),
            "Say what changed",
            _new(thread.review, "statements", subjects[0]),
        )


def progress_untold(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A finding of which no progress is told, in a review that tells of progress on others."""
    if not any(thread.later(item, PROGRESS) for item in thread.of(FINDING)):
        return
    for item in thread.of(FINDING):
        if not any(key.kind in (PROGRESS, ACTION) for key in thread.onwards(item)):
            yield OpenEnd(
                "finding_without_progress",
                item,
                "No progress told",
                "",
                f"{item.name} has no progress told of it.",
                "The record tells of progress on other findings.",
                item.since,
                "Record progress",
                _new(thread.review, "statements", item),
            )


def tied_to_no_finding(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """Progress or effect told under a heading, or of the whole review, while the review has findings to tell it of."""
    if not any(thread.of(FINDING, LEARNING_POINT)):
        return
    for theme in thread.of(THEME):
        said = thread.later(theme, *STATEMENTS)
        if said:
            yield _untied(said[0], f"What is told under “{_gist(theme.text)[:-1]}” is tied to no finding.", len(said))
    loose = [item for item in thread.of(PROGRESS, IMPACT) if not thread.earlier(item)]
    if loose:
        number = counted(len(loose), "statement")
        yield _untied(
            loose[0], f"{capital(number)} about the whole review {_is(loose)} tied to no finding.", len(loose)
        )


def _is(things: list[Item]) -> str:
    return "is" if len(things) == 1 else "are"


def _untied(item: Item, sentence: str, number: int) -> OpenEnd:
    return OpenEnd(
        "progress_without_finding",
        item,
        "No finding",
        counted(number, "statement"),
        sentence,
        "The record does not say which finding it answers.",
        item.since,
        "Say which finding",
        f"{item.url}edit",
        before=True,
    )


def without_baseline(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A figure with nothing to compare it with: a measure whose first reading is no baseline, or a figure in words."""
    for item in thread.of(MEASURE):
        readings = in_order(item.readings)
        if readings and readings[0].baseline:
            continue
        yield OpenEnd(
            "figure_without_baseline",
            item,
            "No baseline",
            "",
            f"{item.name} has no baseline." if readings else f"{item.name} has never been read.",
            f"{_gist(item.text)} Nobody can say what it was before.",
            item.since,
            "Record the baseline",
            f"{item.url}readings/new?baseline=1",
        )
    for item in thread.of(*STATEMENTS):
        found = FIGURE.search(f"{item.text}\n{item.outcome}")
        if found and not thread.later(item, MEASURE):
            yield OpenEnd(
                "figure_without_baseline",
                item,
                "A figure, no baseline",
                "",
                f"{item.name} gives a figure with no baseline: “{' '.join(found[0].split())}”.",
                f"{_subject(thread, item)}. No measure holds what it was before.",
                item.since,
                "Make it a measure",
                _new(thread.review, "measures", item),
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
                _gist(item.text),
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
                f"{_gist(item.text)} Sent {ago(item.since, on)}.",
                item.since,
                "Look at it",
                f"{item.url}accept",
            )


def _by_subject(thread: Thread, kind: str) -> Iterable[list[Item]]:
    groups: dict[object, list[Item]] = {}
    for item in thread.of(kind):
        before = thread.earlier(item, *BEGINNINGS, RECOMMENDATION)
        groups.setdefault(before[0].key if before else None, []).append(item)
    return groups.values()


def _measured(thread: Thread, item: Item) -> bool:
    return any(thread.later(subject, MEASURE) for subject in thread.earlier(item, *BEGINNINGS, RECOMMENDATION))


def _subject(thread: Thread, item: Item) -> str:
    before = thread.earlier(item, *BEGINNINGS, RECOMMENDATION)
    if not before:
        return "The review as a whole"
    return f"“{_gist(before[0].text)[:-1]}”" if before[0].kind == THEME else before[0].name


def _gist(text: str, most: int = 90) -> str:
    """The first words of a text, whole words only, ending in a full stop or in dots."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line if line.endswith((".", "?", "!")) else f"{line}."
    return f"{line[:most].rsplit(' ', 1)[0].rstrip(',;:.')} …"


RULES: tuple[Rule, ...] = (
    nothing_asked,
    without_finding,
    without_action,
    answers_nothing,
    not_said,
    late_and_nothing_sent,
    nothing_attached,
    nothing_measured,
    effect_unmeasured,
    effect_unsaid,
    progress_untold,
    tied_to_no_finding,
    without_baseline,
    not_accepted,
)
