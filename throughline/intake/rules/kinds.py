"""The kinds of thing that are read from a document and may join the record. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its `key` in the record, its `list` in what the reader says, its words and the letters of its tag."""

    key: str
    list: str
    one: str
    many: str
    letters: str


_KINDS = (
    Kind("finding", "findings", "finding", "findings", "F"),
    Kind("learning_point", "learning_points", "learning point", "learning points", "L"),
    Kind("recommendation", "recommendations", "recommendation", "recommendations", "R"),
    Kind(
        "committee_recommendation",
        "committee_recommendations",
        "committee recommendation",
        "committee recommendations",
        "CR",
    ),
    Kind("action", "actions", "action", "actions", "A"),
    Kind("progress", "progress", "statement of progress", "statements of progress", "P"),
    Kind("impact", "impact", "statement of impact", "statements of impact", "I"),
    Kind("case_study", "case_studies", "case study", "case studies", "S"),
    Kind("safeguard", "safeguards", "safeguard", "safeguards", "G"),
    Kind("evidence", "evidence", "piece of evidence", "pieces of evidence", "E"),
    Kind("measure", "figures", "measure", "measures", "M"),
)
SAFEGUARD, EVIDENCE, MEASURE = "safeguard", "evidence", "measure"
DATE = Kind("date", "dates", "date", "dates", "D")
# The things that a count of things counts. Dates belong to their review and are counted beside.
THINGS = {kind.key: kind for kind in _KINDS}
# What the import counts: what a review is made of. Safeguards and dates come beside, and what only sentences say.
COUNTED = tuple(key for key in THINGS if key not in (SAFEGUARD, EVIDENCE, MEASURE))
KINDS = {**THINGS, DATE.key: DATE}
STATEMENTS = frozenset({"progress", "impact", "case_study"})

ABOUT = {
    "": "Nothing named",
    "finding": "A finding",
    "theme": "A theme",
    "learning_point": "A learning point",
    "recommendation": "A recommendation",
    "action": "An action",
    "review": "The review",
}

# Where an item stands on its way. The last four can be undone like the others, until the thing is in the record.
OPEN, ACCEPTED, CORRECTED, DROPPED = "open", "accepted", "corrected", "dropped"
SPLIT, JOINED, ALREADY, UNDONE = "split", "joined", "already", "undone"
STATES = {
    OPEN: "To settle",
    ACCEPTED: "Accepted",
    CORRECTED: "Accepted with a correction",
    DROPPED: "Dropped",
    SPLIT: "Split",
    JOINED: "Joined",
    ALREADY: "Already in the record",
    UNDONE: "Undone",
}
TAKEN = frozenset({ACCEPTED, CORRECTED})
GONE = frozenset({SPLIT, JOINED, UNDONE})


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a verb may be said of an item, and to which it leads."""

    frm: frozenset[str]
    to: str


MOVES = {
    "accept": Move(frozenset({OPEN}), ACCEPTED),
    "correct": Move(frozenset({OPEN, ACCEPTED, CORRECTED}), CORRECTED),
    "split": Move(frozenset({OPEN, ACCEPTED, CORRECTED}), SPLIT),
    "join": Move(frozenset({OPEN}), JOINED),
    "drop": Move(frozenset({OPEN}), DROPPED),
    "propose": Move(frozenset({ALREADY}), OPEN),
}


def tag(kind: str, number: int) -> str:
    """The boxed tag of the `number`-th thing of its kind in a document: ``L2``."""
    return f"{KINDS[kind].letters}{number}"
