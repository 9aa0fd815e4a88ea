"""Days that an entry tells of besides its own, and the links that they make."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.chronology.rules import link
from throughline.chronology.rules.links.tolddays import told_days
from throughline.chronology.tests.test_links import entries

OWN = date(2019, 7, 8)  # a Monday


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Attended 6/7/2019, rolled off a sofa.", ["2019-07-06"]),
        ("Attended on 6.7.19 with a cough.", ["2019-07-06"]),
        ("Argument at the flat on 13 June.", ["2019-06-13"]),
        ("Argument at the flat on June 13th.", ["2019-06-13"]),
        ("Had a boy yesterday.", ["2019-07-07"]),
        ("Window put in during the night.", ["2019-07-07"]),
        ("Order made last Tuesday at court.", ["2019-07-02"]),
        ("Scald from a hot drink on Saturday.", ["2019-07-06"]),
        ("Seen three days ago, on the 5th.", ["2019-07-05"]),
        ("Left alone at the weekend.", ["2019-07-06", "2019-07-07"]),
        ("Burns clinic on 12/7, review on 15 July 2019.", []),
        ("Born on 3 May 2012. Baby of 2/12, weight 5.9 kg.", []),
        ("Next visit is for Tuesday; 31/2/2019 is no day.", []),
        ("Kept on the ward overnight.", []),
        ("Letter filed.", []),
    ],
)
def test_days_are_read_from_the_words_and_never_lie_ahead(words: str, days: list[str]) -> None:
    assert [date.fromordinal(day).isoformat() for day in told_days(words, OWN)] == days


def test_the_year_that_is_not_said_is_the_last_in_which_that_day_is_past() -> None:
    assert told_days("Fell on 28 December.", date(2020, 1, 4)) == (date(2019, 12, 28).toordinal(),)
    assert told_days("Fell on 28 December.", None) == ()


FALL = ("Hospital", "6/7/2019", "Kai brought to ED, rolled off the sofa onto a tiled floor. Graze to forehead.")
ARREST = ("Police", "6/7/2019", "Mr Quill arrested for pushing Ms Quill against the cooker.")
CASES = [
    (
        FALL,
        ("Surgery", "19/7/2019", "ED letter: Kai seen 6/7/2019, rolled off sofa, graze to forehead."),
        "same event",
        "",
    ),
    (
        FALL,
        ("Surgery", "19/7/2019", "ED letter: Kai seen 7/7/2019, rolled off sofa, graze to forehead."),
        "contradiction",
        "one says that it was on 6 July 2019, the other 7 July 2019",
    ),
    (
        ARREST,
        ("School", "8/7/2019", "Told that on Saturday Mr Quill was arrested for pushing the cooker over Ms Quill."),
        "same event",
        "",
    ),
    (
        ARREST,
        ("School", "8/7/2019", "Told that Mr Quill was arrested on 5 July for pushing Ms Quill against a cooker."),
        "contradiction",
        "5 July 2019",
    ),
    (
        ("Hospital", "6/7/2019", "Skeletal survey of Kai done: healing fracture of a rib."),
        ("Social Care", "7/7/2019", "Informed by the ward that the skeletal survey of Kai is clear, no fracture."),
        "contradiction",
        "fracture",
    ),
    (
        ("Social Care", "6/7/2019", "Interim care order made by the court. Guardian CG1 appointed."),
        ("School", "6/7/2019", "Court made an interim care order, the guardian is CG4."),
        "contradiction",
        "CG1",
    ),
    (
        ("Police", "6/7/2019", "Strategy meeting by video with Dr Low and social care about the fracture."),
        ("Hospital", "6/7/2019", "Strategy meeting by video about the fracture. Dr Low gave her apologies."),
        "contradiction",
        "Dr Low sent apologies",
    ),
    (
        ("Police", "6/7/2019", "Mr Quill charged with wounding. Ms Amble released with no further action."),
        ("School", "9/7/2019", "Told that Ms Amble was charged with wounding on 6 July and Mr Quill was released."),
        "contradiction",
        "one has Mr Quill charged, the other Ms Amble",
    ),
    (
        ("Social Care", "6/7/2019", "Strategy meeting after the stabbing of Kai. Probation not invited."),
        ("Police", "6/7/2019", "Strategy discussion with social care about the stabbing of Kai."),
        "same event",
        "",
    ),
]


@pytest.mark.parametrize(("one", "two", "kind", "why"), CASES)
def test_an_entry_that_tells_of_the_day_of_another_is_held_against_it(
    one: tuple[str, str, str], two: tuple[str, str, str], kind: str, why: str
) -> None:
    (found,) = link(entries(one, two))
    assert found.kind == kind and why in found.why, found
