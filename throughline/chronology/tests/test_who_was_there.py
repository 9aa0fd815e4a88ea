"""Contradictions of who came with whom, who was not there, which side, at what time, and what happens once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from throughline.chronology.rules.links.aliases import in_full, names_of, spelled_out
from throughline.chronology.rules.links.clocks import gatherings, times, too_early
from throughline.chronology.rules.links.company import company
from throughline.chronology.rules.links.insisting import absent
from throughline.chronology.rules.links.sides import sides
from throughline.chronology.rules.links.words import Told, told
from throughline.chronology.tests.test_links import kinds

COMPANY = [
    ("Seen in clinic. Brought by her mother.", "Her grandmother brought her in to the clinic.", True),
    ("Collected from school by his aunt.", "Mum had collected him from school.", True),
    ("Shannon came in alone by taxi, nobody with her.", "Came in with her partner, who spoke for her.", True),
    ("Mother at home. No other adult in the house.", "Visit. Mother and grandmother were both there.", True),
    ("Seen in clinic. Brought by her mother.", "Mum brought her to clinic.", False),
    ("Attended with mother.", "Went with Marla to her appointment.", False),
    ("She went to stay with a cousin.", "Came with her partner.", False),
    ("Child found alone in the park.", "Mother came with her sister.", False),
]
ABSENT = [
    ("Father was out at work.", "Visit. Father was at home and held the baby.", True),
    ("Marvin stayed away because of a migraine.", "Marvin signed the plan at the end.", True),
    ("Examined by Dr Quill, Dr Ambler on leave.", "She was examined by Dr Ambler.", True),
    ("It was her brother Kevin, not Wayne.", "Wayne punched her and ran off.", True),
    ("Mother was at work.", "Mother was told by telephone.", False),
    ("Mother was not there.", "Mother failed to attend.", False),
]
SIDES = [
    ("Cut to the left hand.", "R hand cut, left hand without a scratch.", True),
    ("Burn to left forearm.", "Scald of the right arm; the left arm was clear.", True),
    ("Bruise to the left cheek.", "Bruising to the left side of the face.", False),
    ("Bruises to left arm and right arm.", "Bruise to right arm.", False),
    ("Bruise to left leg.", "Bruise to right arm.", False),
]
TIMES = [
    ("Fire at 07:30.", "Fire at 19:30 tonight.", True),
    ("Called at ten past one in the morning.", "Called at 15:30.", True),
    ("The meeting began at half past four.", "The meeting began at 16:30.", False),
    ("Died at 07.52.", "Died at 07.55.", False),
]


@pytest.mark.parametrize(
    ("find", "one", "two", "apart"),
    [
        (find, *case)
        for find, cases in ((company, COMPANY), (absent, ABSENT), (sides, SIDES), (times, TIMES))
        for case in cases
    ],
)
def test_what_cannot_be_so_in_both(find: Callable[[Told, Told], str], one: str, two: str, apart: bool) -> None:
    first, second = told(one), told(two)
    assert bool(find(first, second)) is bool(find(second, first)) is apart, find(first, second)


def test_what_was_written_down_long_before_it_was_is_another_time() -> None:
    said, log = told("Found by the shop at half past seven this evening."), told("Found by the shop, taken home.")
    assert too_early(said, log, None, 14 * 60) and too_early(log, said, 14 * 60, None)
    assert not too_early(said, log, None, 20 * 60)


def test_a_meeting_at_which_both_were_is_not_hours_apart() -> None:
    one, two = told("Core group at the school. Mother came."), told("Attended the core group. Mother there.")
    assert gatherings(one, two, 10 * 60, 14 * 60)
    assert not gatherings(one, two, 10 * 60, 10 * 60 + 30)
    assert not gatherings(one, told("Minutes of the core group received."), 10 * 60, 14 * 60)


CASE = [
    "Leanne Brackley rang. DB has gone.",
    "LB seen with Tia. Mr Brackley was out.",
    "Dean Brackley was at work. LB well.",
    "The GP and the HV saw DB.",
]


def test_two_letters_are_who_alone_has_them_and_a_forename_has_its_surname() -> None:
    known = names_of(CASE)
    assert known.letters == {"LB": "Leanne", "DB": "Dean"}
    assert spelled_out("LB told the GP that DB left", known) == "Leanne told the GP that Dean left"
    assert in_full("Leanne and Tia came", known) == "Leanne Brackley and Tia came"
    assert not names_of(["The GP rang the HV.", "The GP saw the HV."]).letters


ONCE = (
    ("Refuge", "14/7/2022", "Admitted to refuge with two bags. Room four."),
    ("Police", "21/7/2022", "Old marker removed; she moved into the refuge today."),
)


def test_what_happens_once_is_one_event_under_two_dates() -> None:
    assert kinds(*ONCE) == ["contradiction"]
    often = (*ONCE, ("Police", "2/8/2022", "She came into a refuge again, further off."))
    assert kinds(*often) == []
    assert kinds(ONCE[0], ("Police", "21/7/2022", "A move into refuge is planned for August.")) == []
