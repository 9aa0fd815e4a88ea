"""What a person may answer to a doubt, rule by rule, and what the answer does. Pure.

Every doubt may stay open. An answer is kept with the document either way; a few also move items: their `does` says so.
"""

from __future__ import annotations

from dataclasses import dataclass

DROP_LATER = "drop_later"
PART_NAMES = "part_names"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its `key` as kept, its words on the page, and what it `does` to items beside being kept."""

    key: str
    words: str
    does: str = ""


_ANSWERS: dict[str, tuple[Answer, ...]] = {
    "count_claimed_vs_listed": (
        Answer("keep", "Keep what is listed, and note what the text says"),
        Answer("missing", "Some are missing from the list: I will mark them below"),
        Answer("joined", "Some are joined: I will split them below"),
    ),
    "arithmetic": (
        Answer("parts", "The parts are right, the total is not"),
        Answer("total", "The total is right, a part is not"),
        Answer("both", "Leave both as printed, marked uncertain"),
    ),
    "ambiguous_count": (
        Answer("first", "It means the first reading"),
        Answer("second", "It means the other reading"),
        Answer("both", "It cannot be told: leave it as printed"),
    ),
    "count_units": (
        Answer("units", "They count different things: keep both"),
        Answer("same", "They should agree: one is wrong in the document"),
    ),
    "duplicate_number": (
        Answer("two", "Two different things: keep both"),
        Answer("same", "The same thing twice: drop the later one", DROP_LATER),
        Answer("number", "One number is wrong: I will correct it below"),
    ),
    "subject_name": (
        Answer("same", "The same child: keep both names"),
        Answer("other", "Two different children", PART_NAMES),
    ),
    "body_name": (
        Answer("same", "The same group under several names"),
        Answer("other", "Different groups"),
    ),
    "contradiction": (
        Answer("first", "The first is right"),
        Answer("second", "The second is right"),
        Answer("both", "Leave both, marked uncertain"),
    ),
    "finding_without_progress": (
        Answer("none", "Nothing is told of it: leave it open"),
        Answer("here", "It is told here: I will mark it below"),
        Answer("elsewhere", "Another document tells of it"),
    ),
    "claim_without_measure": (
        Answer("claim", "Keep it as what is said, with no measure"),
        Answer("measure", "There is a measure: I will add it in the record"),
    ),
    "recommendations_not_listed": (
        Answer("elsewhere", "They stand in another document"),
        Answer("here", "They stand here: I will mark them below"),
    ),
    "undefined_abbreviation": (
        Answer("known", "Everybody here knows it"),
        Answer("explain", "It has to be explained in our own reports"),
    ),
    "unused_abbreviation": (
        Answer("keep", "Leave it as printed"),
        Answer("other", "The text uses another word for it"),
    ),
    "promise_not_kept": (
        Answer("elsewhere", "It stands in another document"),
        Answer("missing", "It is missing, and will be asked for"),
    ),
    "progress_not_mapped": (
        Answer("themes", "Keep it under the headings as printed"),
        Answer("tie", "I will tie each to its finding below"),
    ),
    "weak_evidence": (
        Answer("claim", "Keep the figure as what is said, not as a measure"),
        Answer("measure", "It is a measure: I will add it in the record"),
    ),
    "scope": (
        Answer("narrow", "The narrower one is meant"),
        Answer("both", "Leave both as printed, marked uncertain"),
    ),
    "disagreement": (
        Answer("both", "Keep both, as they stand"),
        Answer("settled", "One of them was settled later: note it"),
    ),
    "footnote": (
        Answer("mark", "It is a footnote mark and no part of the number"),
        Answer("number", "It is part of the number"),
    ),
    "date_format": (
        Answer("right", "That is the day meant"),
        Answer("other", "Another day is meant: I will correct it below"),
    ),
    "missing": (
        Answer("undated", "Leave it without a date"),
        Answer("known", "Its date is known: I will add it in the record"),
    ),
    "pages_without_text": (
        Answer("pictures", "Those pages hold nothing that matters"),
        Answer("scan", "They hold words: I will send a copy that can be read"),
    ),
}
_LIKE = {
    "count": "count_claimed_vs_listed",
    "abbreviation": "undefined_abbreviation",
    "page": "pages_without_text",
    "measure": "claim_without_measure",
    "date": "contradiction",
    "duplicate": "duplicate_number",
}
_ANY = (
    Answer("keep", "Keep it as written"),
    Answer("wrong", "The document is wrong: note it"),
    Answer("correct", "It was read wrongly: I will correct it below"),
)


def answers_to(rule: str) -> tuple[Answer, ...]:
    """Two or three answers to a doubt of that rule: its own, else those of the nearest family, else three for any."""
    if rule in _ANSWERS:
        return _ANSWERS[rule]
    family = next((like for word, like in _LIKE.items() if word in rule), None)
    return _ANSWERS[family] if family else _ANY


def answer(rule: str, key: str) -> Answer | None:
    """The answer of that key to that rule; nothing when there is no such answer."""
    return next((one for one in answers_to(rule) if one.key == key), None)
