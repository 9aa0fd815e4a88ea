"""Whom an agency took people to be, beside what is now known: in words, and never as what was so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from throughline.family.rules import records as of
from throughline.family.rules.asat import as_at
from throughline.family.rules.inwords.lettered import lettered
from throughline.family.rules.inwords.taken import NOTHING, taken_of

ON = date(2024, 6, 1)
KNOWN = of.Records(
    figures=(
        of.Figure(1, "Alder", born="2022", subject=True),
        of.Figure(2, "Willow", of.FEMALE),
        of.Figure(3, "Birch", of.MALE, relation="Alder’s father"),
        of.Figure(4, "Heath", of.MALE),
        of.Figure(5, "Bryony", of.FEMALE),
    ),
    unions=(
        of.Union(1, 2, 3, of.PARTNERS, since="2020"),
        of.Union(2, 2, 4, of.PARTNERS, until="2019", ended=of.PARTED),
    ),
    parentages=(of.Parentage(1, 1, 2), of.Parentage(2, 1, 3), of.Parentage(3, 1, 5, of.FOSTERED, since="2024-01")),
)


def told(*beliefs: of.Belief, **less: Any) -> list[tuple[str, str, bool]]:
    found = taken_of(as_at(replace(KNOWN, beliefs=beliefs, **less), ON))
    return [(one.believed, one.known, one.differs) for one in found]


def parent(key: int, one: int, kind: str = of.BIRTH, **more: Any) -> of.Belief:
    return of.Belief(key, "School", "parentage", 1, one, kind, **more)


def union(one: int, other: int, kind: str, **more: Any) -> of.Belief:
    return of.Belief(9, "GP", "union", one, other, kind, **more)


def test_a_parent_who_was_believed_stands_beside_those_who_are_known() -> None:
    known = "Willow, birth parent and Birch, birth parent"
    assert told(parent(1, 4)) == [("Heath: birth parent of Alder", known, True)]
    assert told(parent(1, 3, certain=False)) == [("Birch: birth parent of Alder, not certain", known, False)]
    mother = KNOWN.parentages[:1]
    assert told(parent(1, 4), parentages=mother)[0][2] is False, "a father beside a mother who is known"
    assert told(parent(1, 5), parentages=mother)[0][2] is True, "two mothers by birth cannot be"
    assert told(parent(1, 4, of.FOSTERED)) == [("Heath: foster carer of Alder", "Bryony, foster carer", True)]
    assert told(parent(1, 4, of.FOSTERED), parentages=())[0][1:] == (NOTHING, False)
    unsure = (mother[0], of.Parentage(2, 1, 3, certain=False))
    assert told(parent(1, 4), parentages=unsure)[0][2] is False, "what is not certain contradicts nobody"


def test_a_couple_who_were_believed_stand_beside_what_is_known_of_either() -> None:
    assert told(union(3, 2, of.PARTNERS)) == [
        ("Birch and Willow: partners, living together", "Willow and Birch: partners from 2020", False)
    ]
    assert told(union(2, 3, of.MARRIED))[0][2] and told(union(2, 4, of.PARTNERS))[0][2]
    assert told(union(2, 4, of.PARTNERS))[0][1] == "Willow and Heath: parted 2019"
    assert told(union(2, 4, of.PARTNERS, ended=of.PARTED))[0][2] is False
    assert told(union(2, 5, of.MARRIED))[0][1:] == ("Willow and Birch: partners from 2020", True)
    assert told(union(4, 5, of.MARRIED))[0][1:] == (NOTHING, False)


def test_whom_somebody_was_taken_for_and_only_on_the_days_of_it() -> None:
    taken = of.Belief(1, "Police", "role", 3, kind="other", words="the mother’s brother", since="2024", source="Log")
    assert told(taken) == [("Birch: the mother’s brother", "Birch: Alder’s father", False)]
    assert told(replace(taken, since="2025")) == [] and told(replace(taken, one=77)) == []
    assert as_at(replace(KNOWN, beliefs=(taken,)), ON).parentages == as_at(KNOWN, ON).parentages


def test_what_the_picture_holds_already_is_not_drawn_again_and_the_rest_is_lettered_in_order() -> None:
    beliefs = (parent(1, 3), parent(2, 4), parent(3, 5, of.FOSTERED), union(2, 3, of.PARTNERS), union(2, 3, of.MARRIED))
    taken = taken_of(as_at(replace(KNOWN, beliefs=(*beliefs, union(2, 4, of.PARTNERS))), ON))
    assert [(one.letter, one.words) for one in lettered(taken)] == [
        ("A", "Willow and Birch: married"),
        ("B", "Willow and Heath: partners, living together"),
        ("C", "Heath: birth parent of Alder"),
    ]
    besides = next(one for one in taken if not one.is_known)
    assert [one.letter for one in lettered([besides] * 27)[-2:]] == ["Z", "A2"]
