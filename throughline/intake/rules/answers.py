"""What a person may answer to a doubt, rule by rule, and what the answer does. Pure.

Every doubt may stay open. An answer is kept with the document. One that keeps what is printed settles the doubt: what
it stood against is in doubt no more. One that leaves the rest to the person's own hand settles nothing yet: it puts
what it stands against back among the things to settle, and leads there. A few move things by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

KEEP = "keep"
BY_HAND = "by_hand"
DROP_LATER = "drop_later"
PART_NAMES = "part_names"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its `key` as kept, its words on the page, and what it `does`."""

    key: str
    words: str
    does: str = KEEP


_CORRECT = Answer("correct", "It was read wrongly: I will correct it below", BY_HAND)
_HERE = Answer("here", "It is told here: I will mark it below", BY_HAND)
_AS_PRINTED = Answer("keep", "Keep it as printed")
_ANSWERS: dict[str, tuple[Answer, ...]] = {
    "count_claimed_vs_listed": (
        Answer("keep", "Keep what is listed, whatever the text says of its number"),
        Answer("missing", "Some are missing from the list: I will mark them below", BY_HAND),
        Answer("joined", "Some are joined: I will split them below", BY_HAND),
    ),
    "duplicate_number": (
        Answer("two", "Two different things: keep both"),
        Answer("same", "The same thing twice: drop the later one", DROP_LATER),
        Answer("number", "One number is wrong: I will correct it below", BY_HAND),
    ),
    "subject_name": (
        Answer("same", "The same child: keep both names"),
        Answer("other", "Two different children", PART_NAMES),
    ),
    "finding_without_progress": (
        Answer("none", "Nothing is told of it here: leave it without progress"),
        _HERE,
    ),
    "recommendations_not_listed": (
        Answer("elsewhere", "They stand in another document: leave them out"),
        Answer("here", "They stand here: I will mark them below", BY_HAND),
    ),
    "claim_without_measure": (
        Answer("claim", "Keep it as what is said, with no measure"),
        _CORRECT,
    ),
    "weak_evidence": (
        Answer("claim", "Keep the figure as what is said, not as a measure"),
        _CORRECT,
    ),
    "promise_not_kept": (
        Answer("elsewhere", "It stands in another document, or nowhere: leave it out"),
        _HERE,
    ),
    "progress_not_mapped": (
        Answer("themes", "Keep it under the headings as printed"),
        Answer("tie", "I will say below which finding each is about", BY_HAND),
    ),
    "footnote": (
        Answer("mark", "It is a footnote mark and no part of the number"),
        Answer("correct", "It is part of the number: I will correct it below", BY_HAND),
    ),
    "date_format": (
        Answer("right", "That is the day meant"),
        Answer("correct", "Another day is meant: I will correct it below", BY_HAND),
    ),
    "missing": (
        Answer("undated", "Leave it out, as the document does"),
        Answer("here", "It stands here: I will mark it below", BY_HAND),
    ),
    "pages_without_text": (
        Answer("pictures", "Go on without those pages"),
        Answer("here", "Their words stand elsewhere here: I will mark them below", BY_HAND),
    ),
}  # fmt: skip
_LIKE = {
    "count": "count_claimed_vs_listed",
    "page": "pages_without_text",
    "measure": "claim_without_measure",
    "duplicate": "duplicate_number",
    "without_progress": "finding_without_progress",
}
_AS_COUNTED = frozenset({"ambiguous_count", "count_units"})
_ANY = (_AS_PRINTED, _CORRECT)
BY_HAND_KEYS = frozenset(one.key for told in (*_ANSWERS.values(), _ANY) for one in told if one.does == BY_HAND)
# What a doubt's answer is while nothing it stands against is certain: none, or one that leaves the rest to be done.
UNSETTLED = ("", *sorted(BY_HAND_KEYS))


def answers_to(rule: str) -> tuple[Answer, ...]:
    """Two or three answers to a doubt of that rule: its own, else those of the nearest family, else two for any."""
    if rule in _ANSWERS or rule in _AS_COUNTED:
        return _ANSWERS.get(rule, _ANY)
    family = next((like for word, like in _LIKE.items() if word in rule), None)
    return _ANSWERS[family] if family else _ANY


def answer(rule: str, key: str) -> Answer | None:
    """The answer of that key to that rule; nothing when there is no such answer."""
    return next((one for one in answers_to(rule) if one.key == key), None)
