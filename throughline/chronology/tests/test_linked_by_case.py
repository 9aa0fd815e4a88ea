"""What a whole case says of its entries: who is the mother by name, how far a pair stands before others, who came."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from throughline.chronology.rules import Entry, link, order
from throughline.chronology.rules.links.chances import BAR, chance, weights
from throughline.chronology.rules.links.family import named_by_role, pattern_of, plainly, roles
from throughline.chronology.rules.links.turnout import turnout
from throughline.chronology.rules.links.words import told
from throughline.chronology.tests.test_links import entries, kinds

CASE = [
    "Mum Leanne attended the nursery. Josh settled.",
    "Leanne FARROW rang. Josh, 3, is unwell.",
    "Mr Dutton was in when I visited. Josh asleep.",
    "Mr Dutton said that dad would come too.",
    "Mr Dutton moved out. Josh was seen at nursery.",
]


def test_a_case_tells_who_is_the_mother_and_the_father_by_name() -> None:
    known = roles(CASE)
    assert known["leanne"] == "mother" and known["mr dutton"] == "father" and "josh" not in known
    found = pattern_of(known)
    said = "Leanne FARROW and Mr. Dutton came with Josh."
    assert named_by_role(said, known, found) == "mother and father came with Josh."
    assert named_by_role("Mother Leanne’s flat", known, found) == "mother’s flat"
    assert pattern_of(roles(["The boiler was mended."])) is None
    assert plainly("Mo in, Fa at work. 8 mo old") == "Mother in, Father at work. 8 mo old"


def test_a_parent_by_name_in_one_and_the_other_parent_by_title_in_the_other_is_a_contradiction() -> None:
    rows = [
        *((f"Agency {at}", f"{at + 1}/2/2014", words) for at, words in enumerate(CASE)),
        ("Nursery", "15/4/2015", "Josh was dropped off by Leanne in a soiled nappy with a severe rash."),
        ("Health", "15/4/2015", "Josh was dropped off by Mr Dutton in a dirty nappy with a severe rash."),
    ]
    assert "contradiction" in kinds(*rows)
    assert kinds(*rows[:-2], rows[-2], ("Health", "15/4/2015", rows[-2][2].replace("Leanne", "Mum"))) == ["same event"]


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("Panel. Denise attended, Marvin didn't.", "Panel. Marvin spoke for the family; Denise was not there.", True),
        (
            "Conference. Leanne and Craig both attended.",
            "Conference: Leanne attended; Craig did not, and sent none.",
            True,
        ),
        ("Review. Giles there for family; Tamsin at work.", "Review. Tamsin came, Giles apologised.", True),
        ("Conference: Amara placed on a plan, Kai not.", "Conference. Both Kai and Amara put on plans.", True),
        ("Core group. Nadia and Zara came.", "Core group with Nadia and Zara.", False),
        ("Zara came to the meeting.", "Meeting. Nadia did not attend.", False),
    ],
)
def test_who_by_name_came_and_who_did_not(one: str, two: str, apart: bool) -> None:
    assert bool(turnout(told(one), told(two))) is bool(turnout(told(two), told(one))) is apart


def test_what_an_agency_did_then_is_not_held_against_what_another_did() -> None:
    words = ("Neighbour rang 999, screaming and plates thrown.", "Neighbour rang 999: screaming and plates thrown.")
    made = entries(("Police", "6/2/2015", words[0]), ("Social Care", "6/2/2015", words[1]))
    did = {"Police": "Words of advice to father, aged 30.", "Social Care": "No further action. Letter to mother."}
    acted = [
        Entry(each.agency, each.row, None, "Record", each.start, None, None, each.event, did.get(each.agency, ""), "")
        for each in made
    ]
    assert [each.kind for each in link(sorted(acted, key=order))] == ["same event"]


def test_day_and_month_that_are_changed_over_are_one_event_with_two_dates() -> None:
    one = "Review child protection conference. Mother attended. The plan is to carry on."
    two = "Review Conference: mother attended, plan to continue for six months."
    assert kinds(("Health", "12/9/2015", one), ("Social Care", "9/12/2015", two)) == ["contradiction"]
    assert kinds(("Health", "12/9/2015", one), ("Social Care", "10/12/2015", two)) == []


def test_the_nearest_of_two_is_the_event_and_the_other_is_left() -> None:
    bitten = "Ellie was bitten on the left hand by a dog and was given antibiotics."
    rows = [
        ("Hospital", "10/6/2015", bitten),
        ("Police", "10/6/2015", "Dog bite to the left hand of Ellie, antibiotics given."),
        ("Police", "10/6/2015", "Ellie’s bicycle was stolen from the yard."),
    ]
    made = entries(*rows)
    (found,) = link(made)
    assert found.kind == "same event" and {made[at].event for at in found.entries} == {bitten, rows[1][2]}


def test_every_weight_of_one_event_is_of_a_sign_that_can_be_found() -> None:
    source = re.sub(r"\s+", " ", Path(chance.__code__.co_filename).read_text(encoding="utf-8"))
    named = {sign.partition(",")[0] for sign in weights()} - {BAR}
    assert named and all(f'"{sign}' in source or f'f"{sign}' in source for sign in named)
    assert chance({}) == -weights()[BAR] and weights()["lead"] > 0 > weights()["weeks apart"]
