"""A family as it is recorded: who, how they are tied, and who lived where, according to whom. Pure.

Every date is a period of ``kernel.periods``: only as exact as it was said, ``""`` where nothing was said.
"""

from __future__ import annotations

from dataclasses import dataclass

FEMALE, MALE, OTHER, NOT_KNOWN = "female", "male", "other", "not_known"
SEXES = (FEMALE, MALE, OTHER, NOT_KNOWN)
BORN, PREGNANCY, MISCARRIAGE, STILLBIRTH, ENDED = "born", "pregnancy", "miscarriage", "stillbirth", "ended"
STATES = (BORN, PREGNANCY, MISCARRIAGE, STILLBIRTH, ENDED)
MARRIED, CIVIL, PARTNERS, ENGAGED, RELATIONSHIP = "married", "civil", "partners", "engaged", "relationship"
UNIONS = (MARRIED, CIVIL, PARTNERS, ENGAGED, RELATIONSHIP)
PARTED, DIVORCED, WIDOWED = "parted", "divorced", "widowed"
ENDINGS = (PARTED, DIVORCED, WIDOWED)
BIRTH, ADOPTED, FOSTERED, STEP, GUARDIAN = "birth", "adopted", "fostered", "step", "guardian"
PARENTAGES = (BIRTH, ADOPTED, FOSTERED, STEP, GUARDIAN)


@dataclass(frozen=True, slots=True)
class Figure:
    """One person, by pseudonym. `born` is when it was expected for a pregnancy, and when it was for one that ended.

    `age_words` is an age as somebody said it, shown where no birth is recorded. `certain` is whether the facts of the
    person are; `identified` is False for somebody who was seen and never named.
    """

    key: int
    name: str
    sex: str = NOT_KNOWN
    state: str = BORN
    born: str = ""
    died: str = ""
    age_words: str = ""
    subject: bool = False
    relation: str = ""
    identified: bool = True
    certain: bool = True
    uncertain_why: str = ""


@dataclass(frozen=True, slots=True)
class Union:
    """Two people together, from when and until when. `ended` says how, or is ``""``."""

    key: int
    one: int
    other: int
    kind: str = RELATIONSHIP
    since: str = ""
    until: str = ""
    ended: str = ""
    certain: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Parentage:
    """A child and one parent or carer. A birth or an adoption lasts; the others last until `until`."""

    key: int
    child: int
    parent: int
    kind: str = BIRTH
    since: str = ""
    until: str = ""
    certain: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two children of one birth; `identical` is ``None`` where nobody said."""

    key: int
    one: int
    other: int
    identical: bool | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody lived in a home: what is now known, or, with `according_to`, what an agency believed, and its source."""

    key: int
    person: int
    place: int
    since: str = ""
    until: str = ""
    certain: bool = True
    according_to: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Belief:
    """What an agency believed of a tie, or of who somebody was; it says nothing of what was so.

    `what` is ``union``, ``parentage`` with the child as `one`, or ``role`` of `one`, in its own `words`.
    """

    key: int
    agency: str
    what: str
    one: int
    other: int = 0
    kind: str = ""
    ended: str = ""
    words: str = ""
    since: str = ""
    until: str = ""
    certain: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where people live, by pseudonym. `kind` is a word for it: address, placement, hospital."""

    key: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything recorded of a family. No order means anything. What agencies believed of ties stands in `beliefs`."""

    figures: tuple[Figure, ...] = ()
    unions: tuple[Union, ...] = ()
    parentages: tuple[Parentage, ...] = ()
    twins: tuple[Twins, ...] = ()
    stays: tuple[Stay, ...] = ()
    homes: tuple[Home, ...] = ()
    beliefs: tuple[Belief, ...] = ()
