"""The same picture in words, and what each agency believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from throughline.family.rules import records as of
from throughline.family.rules.asat import as_at
from throughline.family.rules.inwords.beliefs import beliefs_of
from throughline.family.rules.inwords.family import told
from throughline.family.rules.records import Figure, Home, Parentage, Records, Stay, Twins, Union
from throughline.family.tests import thorns
from throughline.family.tests.families import families

DAY = date(2024, 3, 14)


def test_the_family_of_the_design_in_words() -> None:
    words = told(as_at(thorns.THORNS, thorns.THE_NIGHT), thorns.THORNS)
    assert words.homes == (
        (
            "1. Quay Street, Wexmoor.",
            "Willow, 27, and her children Maple, 7, and Alder, 2. Birch, 31: accounts differ.",
        ),
        ("2. Tarnholt.", "Bryony, 58, and her son Reed, 24."),
        ("3. Foster home.", "Carer 2, 52, Carer 1, 49, and Ash, 9."),
        (
            "In no household shown.",
            "Elm, 63; Myrtle, about 60; Heath, 30; Laurel, 32; Not identified, age not known.",
        ),
    )
    assert words.relations[0] == "Alder is the child of Willow and Birch."
    assert "Reed and Willow are the children of Thorn and Bryony. Thorn died in November 2015." in words.relations
    assert "Maple is the child of Heath and Willow, who parted in 2018. She is Alder’s half-sister." in words.relations
    assert "Ash is fostered by Carer 1 and Carer 2." in words.relations
    assert words.uncertain == (
        "Whether Birch lived at Quay Street, Wexmoor.",
        "Myrtle’s age. About 60, from a letter.",
        "Who the adult seen in April 2022 was.",
        "Whether they lived together.",
    )


def test_what_each_agency_believed_stands_beside_what_is_known() -> None:
    found = beliefs_of(as_at(thorns.THORNS, thorns.THE_NIGHT))
    assert found.lead == (
        "Agencies did not agree who lived in the home that day.",
        " Social care, alone, had Birch living elsewhere.",
    )
    rows = {row.agency: dict(zip(found.people, row.cells, strict=True)) for row in found.rows}
    assert list(rows) == ["Health visiting", "Housing", "Nursery", "Social care", "Now known"]
    assert rows["Social care"]["Birch"] == ("Elsewhere, Tarnholt", True)
    assert rows["Nursery"]["Birch"] == ("Nothing held", False)
    assert rows["Health visiting"]["Birch"] == ("At home", False)
    assert rows["Now known"]["Birch"] == ("At home, not certain", False)


A, B = Figure(1, "Fern", "female", subject=True), Figure(2, "Rowan", "male")


def _said(*told_of: tuple[int, int, str]) -> Records:
    stays = tuple(Stay(place, person, home, according_to=who) for place, (person, home, who) in enumerate(told_of, 1))
    return Records((A, B), (), (), (), stays, (Home(1, "Mill Lane"), Home(2, "Hill Top")))


@pytest.mark.parametrize(
    ("records", "lead"),
    [
        (_said((1, 1, "")), ("", "")),
        (_said((1, 1, ""), (2, 1, "Police")), ("The agency that held anything had one account.", "")),
        (
            _said((1, 1, ""), (2, 1, "Police"), (2, 1, "School")),
            ("The 2 agencies that held anything agreed who lived where.", ""),
        ),
        (
            _said((1, 1, ""), (2, 1, "Police"), (2, 2, "School")),
            (
                "Agencies did not agree who lived in the home that day.",
                " Police had Rowan living in the home; School had Rowan living elsewhere.",
            ),
        ),
        (
            _said((1, 1, ""), (2, 1, "Police"), (2, 2, "School"), (2, 2, "GP")),
            (
                "Agencies did not agree who lived in the home that day.",
                " Police, alone, had Rowan living in the home.",
            ),
        ),
        (
            _said((1, 1, ""), (2, 1, ""), (2, 2, "Police"), (2, 2, "School")),
            (
                "The 2 agencies that held anything agreed who lived where.",
                " No agency knew then what is now known: Rowan lived in the home.",
            ),
        ),
        (
            _said((1, 1, ""), (2, 1, ""), (2, 1, "Police"), (2, 2, "School"), (2, 2, "GP")),
            (
                "Agencies did not agree who lived in the home that day.",
                " Police, alone, had Rowan living in the home. Rowan is now known to have lived in the home.",
            ),
        ),
    ],
)
def test_the_first_sentence_says_whether_agencies_agreed(records: Records, lead: tuple[str, str]) -> None:
    assert beliefs_of(as_at(records, DAY)).lead == lead


def test_what_all_agencies_had_differs_from_what_is_now_known_for_certain() -> None:
    records = _said((1, 1, ""), (2, 1, ""), (2, 2, "Police"), (2, 2, "School"))
    rows = {row.agency: dict(row.cells) for row in beliefs_of(as_at(records, DAY)).rows}
    assert rows["Police"]["Elsewhere, Hill Top"] and rows["School"]["Elsewhere, Hill Top"]
    unsure = replace(records, stays=(records.stays[0], replace(records.stays[1], certain=False), *records.stays[2:]))
    assert not any(differ for row in beliefs_of(as_at(unsure, DAY)).rows for _, differ in row.cells)


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        (Records((A, B), (Union(1, 1, 2, "married", "2020"),)), "Fern and Rowan have been married since 2020."),
        (Records((A, B), (Union(1, 1, 2, "civil"),)), "Fern and Rowan are civil partners."),
        (
            Records((A, B), (Union(1, 1, 2, "partners", until="2019-05-01", ended="parted"),)),
            "Fern and Rowan parted on 1 May 2019.",
        ),
        (
            Records((A, B), (Union(1, 1, 2, "partners", until="2018/2019", ended="parted"),)),
            "Fern and Rowan parted between 2018 and 2019.",
        ),
        (
            Records((A, B), (Union(1, 1, 2, "partners", until="2024", ended="parted"),)),
            "Fern and Rowan may have parted in 2024.",
        ),
        (Records((A, B), (), (Parentage(1, 1, 2, "adopted"),)), "Fern is adopted by Rowan."),
        (Records((A, B), (), (Parentage(1, 1, 2, "guardian"),)), "Rowan is guardian of Fern."),
        (Records((A, B), (), (Parentage(1, 1, 2, "step"),)), "Fern is a step-child of Rowan."),
        (Records((A, B), (), (Parentage(1, 1, 2, certain=False),)), "Fern is the child of Rowan. It is not certain."),
        (Records((A, B), (), (), (Twins(1, 1, 2, True),)), "Fern and Rowan are identical twins."),
        (Records((A, B), (), (), (Twins(1, 1, 2),)), "Fern and Rowan are twins."),
    ],
)
def test_a_tie_in_words(records: Records, sentence: str) -> None:
    assert told(as_at(records, DAY), records).relations == (sentence,)


def test_several_children_are_told_by_name_and_each_time_two_were_together() -> None:
    twice = (Union(1, 2, 3, "partners", until="2016", ended="parted"), Union(2, 2, 3, "married", since="2018"))
    figures = (replace(A, born="2015"), B, Figure(3, "Willow", "female"), Figure(4, "Ash", "male"))
    parents = tuple(
        Parentage(place, child, parent) for place, (child, parent) in enumerate(((1, 2), (1, 3), (4, 2), (4, 3)), 1)
    )
    assert told(as_at(Records(figures, twice, parents), DAY), Records(figures, twice, parents)).relations == (
        "Fern and Ash are the children of Rowan and Willow. Ash is Fern’s brother.",
        "Rowan and Willow parted in 2016.",
        "Rowan and Willow have been married since 2018.",
    )


@pytest.mark.parametrize(
    ("records", "doubt"),
    [
        (Records((replace(A, identified=False),)), "Who Fern is."),
        (Records((replace(A, certain=False),)), "What is recorded of Fern."),
        (Records((replace(A, died="2024"),)), "Whether Fern had died by that day: 2024."),
        (Records((replace(A, born="2024"),)), "Whether Fern had been born by that day."),
        (Records((A, B), (Union(1, 1, 2, since="2024"),)), "Whether Fern and Rowan were together on that day."),
        (Records((A, B), (Union(1, 1, 2, certain=False),)), "Whether Fern and Rowan were together."),
    ],
)
def test_a_doubt_in_words(records: Records, doubt: str) -> None:
    assert told(as_at(records, DAY), records).uncertain == (doubt,)


@settings(max_examples=60, deadline=None)
@given(families())
def test_everybody_alive_is_in_the_words(records: of.Records) -> None:
    then = as_at(records, DAY)
    words = " ".join(part for home in told(then, records).homes for part in home) + " "
    for one in then.figures:
        if one.state == of.BORN and one.dead != "yes":
            assert f"{one.figure.name}, " in words
    beliefs_of(then)
