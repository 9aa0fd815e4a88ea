"""Open ends of statements: effects without a measure, figures without a baseline, progress tied to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from throughline.casefile.rules.ends import OpenEnd, ago, by_subject, gist, is_measured, mending, subject_of
from throughline.casefile.rules.items import (
    ACTION,
    BEGINNINGS,
    EFFECTS,
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
from throughline.impact.rules import baseline_of
from throughline.impact.rules.consent import NOBODY
from throughline.ui.words import capital, counted, day

# A share, or a number that went from one value to another: words that a measure could carry.
FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\bfrom\s+\d[\d,.]*\s*(?:\w+\s+)?to\s+\d|"
    r"\b(?:increased|decreased|risen|fallen|rose|fell|reduced|improved)\b[^.]{0,40}\bto\s+\d",
    re.IGNORECASE,
)


def effect_unmeasured(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """A stated effect that no measure stands behind: one open end for each thing that the statements speak of."""
    for said in by_subject(thread, IMPACT):
        first = said[0]
        if any(thread.later(item, MEASURE) for item in said) or is_measured(thread, first):
            continue
        many = counted(len(said), "statement")
        yield OpenEnd(
            "impact_without_measure",
            first,
            "Nothing measured",
            f"{many} of effect",
            f"{subject_of(thread, first)} is said to have made a difference, but nothing measures it.",
            f"The record holds {many} of effect and no figure that is asked for again.",
            min(item.since for item in said),
            "Choose a measure",
            mending(thread.review, "measures", first),
        )


def effect_unsaid(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """Progress is told, and no word on what difference it made."""
    for said in by_subject(thread, PROGRESS):
        subjects = thread.earlier(said[0], *BEGINNINGS, RECOMMENDATION)
        if not subjects or any(key.kind in (*EFFECTS, MEASURE) for key in thread.onwards(subjects[0])):
            continue
        yield OpenEnd(
            "progress_without_effect",
            said[0],
            "No effect stated",
            f"{counted(len(said), 'statement')} of progress",
            f"{subject_of(thread, said[0])} has progress, and no word on what difference it made.",
            f"Recorded {ago(said[0].since, on)}, on {day(said[0].since)}.",
            min(item.since for item in said),
            "Say what changed",
            mending(thread.review, "statements", subjects[0]),
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
                mending(thread.review, "statements", item),
            )


def tied_to_no_finding(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """Progress or effect told under a heading, or of the whole review, while the review has findings to tell it of."""
    if not any(thread.of(FINDING, LEARNING_POINT)):
        return
    for theme in thread.of(THEME):
        said = thread.later(theme, *STATEMENTS)
        if said:
            yield _untied(said[0], f"What is told under “{gist(theme.text)[:-1]}” is tied to no finding.", len(said))
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
        if baseline_of(item.readings) is not None:
            continue
        yield OpenEnd(
            "figure_without_baseline",
            item,
            "No baseline",
            "",
            f"{item.name} has no baseline." if item.readings else f"{item.name} has never been read.",
            f"{gist(item.text)} Nobody can say what it was before.",
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
                f"{subject_of(thread, item)}. No measure holds what it was before.",
                item.since,
                "Make it a measure",
                mending(thread.review, "measures", item),
            )


def without_consent(thread: Thread, on: date) -> Iterator[OpenEnd]:
    """What tells of one family, says no consent, and no reason why none is needed: kept, and held back."""
    for item in thread.held:
        if item.held is not None and item.held.why == NOBODY:
            yield OpenEnd(
                "told_without_consent",
                item,
                "Says no consent",
                "",
                f"{item.name} says no consent.",
                "It is held back: no page, report or figure shows it to others.",
                item.since,
                "Say who consented, or why none is needed",
                item.url if item.state == "accepted" else f"{item.url}edit",
            )
