"""Whom an entry is about, by any name, and what it says of each child."""

from __future__ import annotations

import pytest

from throughline.chronology.rules import Entry, When
from throughline.chronology.rules.whom import Known, Register, strongest
from throughline.identities.rules.nicknames import is_short_form

ALDER = Known("Alder", ("Robert Marsh", "Bobby Dazzler"), sex="male", is_child=True)
ROWAN = Known("Rowan", ("Ro",), sex="female", is_child=True)
WILLOW = Known("Willow", ("Jane Marsh",), relation="Alder’s mother")
BIRCH = Known("Birch", (), relation="father")
HEATH = Known("Heath", (), relation="Rowan’s father")
FAMILY = Register((ALDER, ROWAN, WILLOW, BIRCH, HEATH), "Alder", is_short_form)


@pytest.mark.parametrize(
    ("cell", "about"),
    [
        ("Alder", ["Alder"]),
        ("ALDER", ["Alder"]),
        ("Alder and Rowan", ["Alder", "Rowan"]),
        ("alder/rowan", ["Alder", "Rowan"]),
        ("Alder, Rowan", ["Alder", "Rowan"]),
        ("Alder & Ro", ["Alder", "Rowan"]),
        ("Alder (2), Rowan and mum", ["Alder", "Rowan", "Willow"]),
        ("Robert", ["Alder"]),
        ("Bob", ["Alder"]),
        ("Robert Marsh", ["Alder"]),
        ("MARSH, Robert", ["Alder"]),
        ("the child", ["Alder"]),
        ("Baby", ["Alder"]),
        ("daughter", ["Rowan"]),
        ("Both children", ["Alder", "Rowan"]),
        ("Mo", ["Willow"]),
        ("Alder’s mum", ["Willow"]),
        ("Rowan’s mother", ["Rowan’s mother"]),
        ("Dad", ["Birch"]),
        ("Rowan’s dad", ["Heath"]),
        ("Hazel", ["Hazel"]),
        ("HAZEL", ["Hazel"]),
        ("Hazel and Alder", ["Hazel", "Alder"]),
        ("Mr and Mrs Fern", ["Mr and Mrs Fern"]),
        ("", []),
        ("Family", []),
        ("n/a", []),
    ],
)
def test_whom_a_column_names(cell: str, about: list[str]) -> None:
    assert list(FAMILY.about(cell)) == about


def entry(event: str, who: str = "", comment: str = "") -> Entry:
    when = When("1 May 2024", "2024-05-01", None, None)
    return Entry("GP", 1, None, "Notes", when, None, None, event, "", comment, who=who)


@pytest.mark.parametrize(
    ("event", "who", "comment", "told"),
    [
        ("Home visit. Child seen.", "", "", {"Alder": "seen"}),
        ("Home visit. Child seen.", "Alder and Rowan", "", {"Alder": "seen", "Rowan": "seen"}),
        ("Home visit. Child seen.", "ROWAN", "", {"Rowan": "seen"}),
        ("Alder was seen, but Rowan was not seen.", "", "", {"Alder": "seen", "Rowan": "not_seen"}),
        ("Alder seen. Rowan asleep upstairs.", "", "", {"Alder": "seen", "Rowan": "not_seen"}),
        ("Saw Ro at the door.", "", "", {"Rowan": "seen"}),
        ("Saw Alder and Rowan at the door.", "", "", {"Alder": "seen", "Rowan": "seen"}),
        ("Alder and Ro were seen.", "", "", {"Alder": "seen", "Rowan": "seen"}),
        ("Bobby Dazzler seen at clinic.", "", "", {"Alder": "seen"}),
        ("Mother seen at clinic.", "Mother", "", {}),
        ("Child seen by somebody else.", "Hazel", "", {}),
        ("Mother called. Rowan was seen in the garden.", "Mother", "", {"Rowan": "seen"}),
        ("Visit.", "Alder and Rowan", "Child seen?: yes", {"Alder": "seen", "Rowan": "seen"}),
        ("Visit with Rowan about.", "Alder", "Child seen?: yes", {"Alder": "seen"}),
        ("Visit.", "", "Child seen?: yes, alone", {"Alder": "alone"}),
        ("Spoke to Rowan alone.", "", "", {"Rowan": "alone"}),
        ("Letter.", "", "", {}),
    ],
)
def test_what_an_entry_says_of_each_child(event: str, who: str, comment: str, told: dict[str, str]) -> None:
    assert FAMILY.told_of(entry(event, who, comment)) == told


def test_without_a_register_the_child_is_the_one_that_is_named_or_nobody() -> None:
    assert Register((), "Alder").children == ("Alder",)
    assert Register((), "Alder").told_of(entry("Child seen.", "alder")) == {"Alder": "seen"}
    assert Register().children == ("",) and Register().told_of(entry("Child seen.")) == {"": "seen"}
    assert Register((ROWAN,)).told_of(entry("Child seen.")) == {"Rowan": "seen"}
    two = Register((ALDER, ROWAN))
    assert two.told_of(entry("Child seen.")) == {"Alder": "seen", "Rowan": "seen"}, (
        "nobody says which: neither is unseen"
    )


def test_the_strongest_of_several_is_drawn() -> None:
    assert strongest({"Alder": "not_seen", "Rowan": "seen"}) == "seen" and strongest({}) == "none"
