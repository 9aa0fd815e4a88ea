"""What kinds of evidence there are, and how far each piece goes to show that something changed. Pure.

The scale is that of document S4's gap: from a mere claim to an outcome for children that was looked at again later.
"""

from __future__ import annotations

from dataclasses import dataclass

NOT_SAID = "Not said"
"""What an older record says, from before evidence had a kind and a grade."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence: its word, and what belongs to it."""

    key: str
    word: str
    means: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind("policy", "Policy", "a policy, procedure, protocol or form that was written or changed"),
        Kind("training", "Training", "who was taught what, and when"),
        Kind("audit", "Audit", "records that were looked at against a standard"),
        Kind("data", "Data", "figures that a service counts"),
        Kind("observation", "Observation", "practice that somebody watched"),
        Kind("user_voice", "User voice", "what children, families or practitioners say of it"),
        Kind("case_example", "Case example", "one family or one piece of work, told with consent"),
    )
}


@dataclass(frozen=True, slots=True)
class Grade:
    """How far evidence goes: its word, its weight from 0 to 5, and what it takes."""

    key: str
    word: str
    weight: int
    means: str


GRADES = {
    grade.key: grade
    for grade in (
        Grade("claim", "Claim", 0, "somebody says so, and nothing shows it"),
        Grade("activity", "Activity", 1, "something was done: a meeting, a course, a letter"),
        Grade("output", "Output", 2, "something is there that was not: a policy, a form, people trained"),
        Grade("practice", "Practice change", 3, "people work in another way, and somebody looked"),
        Grade("outcome", "Outcome for children", 4, "children’s lives are different, and something shows it"),
        Grade("sustained", "Sustained on re-test", 5, "asked again months later with the same question, and still so"),
    )
}


def kind_word(key: str) -> str:
    """The word of a kind, or that it was not said."""
    return KINDS[key].word if key in KINDS else NOT_SAID


def grade_word(key: str) -> str:
    """The word of a grade, or that it was not said."""
    return GRADES[key].word if key in GRADES else NOT_SAID


def grade_told(key: str) -> str:
    """The grade with what it means: ``Output: something is there that was not``."""
    return f"{GRADES[key].word}: {GRADES[key].means}" if key in GRADES else NOT_SAID
