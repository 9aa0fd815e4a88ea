"""What is recorded of the people and places of a case, in words, and what may be said of it. Pure."""

from throughline.identities.rules.children import (
    ANSWERS,
    ETHNICITIES,
    NO,
    NOT_KNOWN,
    PLACEMENTS,
    PLANS,
    SEXES,
    YES,
    age_in_words,
    said,
)

__all__ = [
    "ANSWERS",
    "ETHNICITIES",
    "NO",
    "NOT_KNOWN",
    "PLACEMENTS",
    "PLANS",
    "SEXES",
    "YES",
    "age_in_words",
    "said",
]
