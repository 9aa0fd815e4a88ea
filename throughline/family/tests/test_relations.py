"""What one person is to another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from throughline.family.rules import records as of
from throughline.family.rules.relations import Relations, words_for
from throughline.family.tests.families import families

PEOPLE = {
    "child": "male",
    "mother": "female",
    "father": "male",
    "half": "female",
    "full": "male",
    "other_father": "male",
    "gran": "female",
    "grandad": "male",
    "great": "female",
    "uncle": "male",
    "aunt": "female",
    "cousin": "not_known",
    "great_uncle": "male",
    "step": "female",
    "stepsister": "female",
    "carer": "female",
    "foster_brother": "male",
    "adopter": "male",
    "own": "female",
    "ex": "female",
    "uncles_wife": "female",
    "nobody": "male",
    "one_parent": "female",
    "nephew": "male",
    "guardian": "female",
}
KEYS = {name: place for place, name in enumerate(PEOPLE, 1)}
BIRTHS = (
    ("child", "mother", "father"),
    ("half", "mother", "other_father"),
    ("full", "mother", "father"),
    ("mother", "gran", "grandad"),
    ("gran", "great"),
    ("great_uncle", "great"),
    ("uncle", "gran", "grandad"),
    ("aunt", "gran"),
    ("cousin", "uncle", "uncles_wife"),
    ("stepsister", "step"),
    ("own", "child"),
    ("one_parent", "father"),
    ("nephew", "full"),
)


def _family() -> of.Records:
    ties = [
        *((child, parent, "birth") for child, *parents in BIRTHS for parent in parents),
        ("child", "carer", "fostered"),
        ("foster_brother", "carer", "fostered"),
        ("child", "adopter", "adopted"),
        ("child", "guardian", "guardian"),
    ]
    return of.Records(
        tuple(of.Figure(KEYS[name], name, sex, subject=name == "child") for name, sex in PEOPLE.items()),
        (
            of.Union(1, KEYS["father"], KEYS["step"], "married"),
            of.Union(2, KEYS["father"], KEYS["ex"], "married", ended="divorced"),
            of.Union(3, KEYS["uncle"], KEYS["uncles_wife"], "married"),
        ),
        tuple(
            of.Parentage(place, KEYS[child], KEYS[parent], kind) for place, (child, parent, kind) in enumerate(ties, 1)
        ),
    )


@pytest.mark.parametrize(
    ("other", "word"),
    [
        ("child", "this child"),
        ("mother", "mother"),
        ("father", "father"),
        ("half", "half-sister"),
        ("full", "brother"),
        ("one_parent", "sister or half-sister"),
        ("other_father", "half’s father"),
        ("gran", "grandmother"),
        ("grandad", "grandfather"),
        ("great", "great-grandmother"),
        ("uncle", "uncle"),
        ("aunt", "aunt"),
        ("uncles_wife", "cousin’s mother"),
        ("great_uncle", "great-uncle"),
        ("cousin", "cousin"),
        ("nephew", "nephew"),
        ("step", "father’s wife"),
        ("ex", "father’s former wife"),
        ("stepsister", "step-sister"),
        ("carer", "foster carer"),
        ("foster_brother", "foster brother"),
        ("adopter", "adoptive father"),
        ("guardian", "guardian"),
        ("own", "daughter"),
        ("nobody", ""),
    ],
)
def test_a_relation_is_said_by_the_ties(other: str, word: str) -> None:
    records = _family()
    if other == "one_parent":  # the adopter counts as one more parent of the child, and of nobody else
        assert Relations(records).word(KEYS["child"], KEYS[other]) == word
        return
    assert words_for(records)[KEYS[other]] == word


def test_what_was_recorded_comes_before_what_is_worked_out() -> None:
    records = of.Records(
        (of.Figure(1, "A", subject=True), of.Figure(2, "B", "female", relation="Mum")), (), (of.Parentage(1, 1, 2),)
    )
    assert words_for(records) == {1: "this child", 2: "Mum"}


@settings(max_examples=60, deadline=None)
@given(families())
def test_no_records_are_too_tangled_to_say(records: of.Records) -> None:
    assert set(words_for(records)) == {one.key for one in records.figures}
