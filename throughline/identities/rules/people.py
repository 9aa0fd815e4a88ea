"""What is recorded of everybody of a case who is no child of it, and of its places, in words. Pure."""

from __future__ import annotations

from throughline.identities.rules.children import NOT_KNOWN
from throughline.kernel.periods import parse

FAMILY, PROFESSIONAL, CARER, OTHER, NOT_IDENTIFIED = "family", "professional", "carer", "other", "not_identified"
KINDS = (
    (FAMILY, "Family"),
    (CARER, "Carer"),
    (PROFESSIONAL, "Professional"),
    (OTHER, "Somebody else"),
    (NOT_IDENTIFIED, "Not identified"),
)
SEXES = (("female", "Female"), ("male", "Male"), ("other", "Other"), (NOT_KNOWN, "Not known"))
BORN, PREGNANCY, MISCARRIAGE, STILLBIRTH, ENDED = "born", "pregnancy", "miscarriage", "stillbirth", "ended"
STATES = (
    (BORN, "Born"),
    (PREGNANCY, "A pregnancy"),
    (MISCARRIAGE, "A miscarriage"),
    (STILLBIRTH, "A stillbirth"),
    (ENDED, "A pregnancy that was ended"),
)
OTHER_NAME, SPELLING, NICKNAME, FORMER = "other_name", "spelling", "nickname", "former"
NAME_KINDS = (
    (OTHER_NAME, "Another name"),
    (SPELLING, "Another spelling"),
    (NICKNAME, "A nickname"),
    (FORMER, "A former name"),
)
ADDRESS, SCHOOL, SURGERY, PLACEMENT, VEHICLE, NUMBER = "address", "school", "surgery", "placement", "vehicle", "number"
PLACE_KINDS = (
    (ADDRESS, "An address"),
    (SCHOOL, "A school or nursery"),
    (SURGERY, "A surgery, clinic or hospital"),
    (PLACEMENT, "A placement"),
    (VEHICLE, "A vehicle"),
    (NUMBER, "A telephone or other number"),
)
# Where somebody lives, and how they are reached, are shown after a fresh code alone.
CLOSE = frozenset({ADDRESS, PLACEMENT, NUMBER})


def sex_of_child(sex: str) -> str:
    """How a child's sex as recorded stands among everybody's."""
    return {"transgender": "other"}.get(sex, sex)


def state_of_child(*, unborn: bool, stands: str) -> str:
    """Whether a child is born, in the words of the register; one that was lost stays so while it is not born."""
    if unborn:
        return PREGNANCY if stands == BORN else stands
    return BORN if stands in (PREGNANCY, MISCARRIAGE, ENDED) else stands


def wrong_dates(*, born: str, died: str, state: str) -> str:
    """Why those dates cannot stand together, or nothing. Both are periods, or empty where nothing was said."""
    first, last = parse(born), parse(died)
    if (born and first is None) or (died and last is None):
        return "One of the dates is no date that was."
    if died and state == PREGNANCY:
        return "A pregnancy that goes on has no day of death."
    if first and last and last.last < first.first:
        return "The death is before the birth."
    return ""


def once_more(pseudonym: str, taken: frozenset[str]) -> str:
    """The pseudonym, or with a number behind it where somebody has it already. `taken` are case-folded."""
    made, number = pseudonym, 1
    while made.casefold() in taken:
        number += 1
        made = f"{pseudonym[:112]} ({number})"
    return made
