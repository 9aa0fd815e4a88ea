"""What can be one way or another: how a telling is read, and where two differ."""

from __future__ import annotations

import pytest

from throughline.chronology.rules.links.agents import doers
from throughline.chronology.rules.links.dimensions import differing, kept, ways
from throughline.chronology.rules.links.words import told


def names(one: str, two: str) -> list[str]:
    return [name for name, _, _ in differing(one, two)]


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("Seen at home, house was clean.", "House filthy, rubbish in the kitchen.", "state of the home"),
        ("Mother is engaging with the plan.", "Mother is not engaging with the plan.", "engagement"),
        ("Father never attended the meeting.", "Father attended the meeting.", "keeping an appointment"),
        ("Baby at home in own cot.", "Mother was co-sleeping with baby.", "where a baby sleeps"),
        ("She returned of her own accord after being missing.", "Missing: located by officers.", "how a missing child"),
        ("Placed under section 20.", "Child removed, placement under an ICO.", "legal status"),
        ("Urine test negative.", "Test was positive for cocaine.", "a test for drugs"),
    ],
)
def test_two_tellings_differ(one: str, two: str, name: str) -> None:
    assert any(each.startswith(name) for each in names(one, two))
    assert names(one, two) == [each[0] for each in differing(one, two)]
    assert set(names(one, two)) == set(names(two, one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("House clean upstairs, kitchen dirty.", "Kitchen dirty."),  # one has it both ways
        ("The suspect was not charged.", "Suspect released, no further action."),  # a denial of one of several ways
        ("The car was clean.", "The dog was dirty."),  # neither speaks of a home
        ("Baby was not breathing, in bed with mother.", "Mother had been co-sleeping."),  # the no is of another part
        ("", "House clean."),
    ],
)
def test_two_tellings_do_not_differ(one: str, two: str) -> None:
    assert names(one, two) == []


def test_the_words_that_differ_are_told() -> None:
    assert list(differing("Mother is engaging well.", "Mother has disengaged.")) == [
        ("engagement", "engaging well", "disengaged")
    ]


@pytest.mark.parametrize(
    ("one", "two", "deed"),
    [
        ("Mother a bit upset. Father came.", "Father a bit late. Mother upset.", ""),
        ("Father has left arm in plaster.", "Mother has left arm in plaster.", ""),
        ("Mother asked a range of things.", "Mother heard a range of things from father.", ""),
        ("Significant signs of neglect, mother.", "Significant signs of neglect, father.", ""),
        ("Mother left the ward.", "Father left the ward.", "leave"),
        ("Mother signed the form.", "Father signed the form.", "sign"),
        ("Mother rang the surgery.", "Father rang the surgery.", "call"),
    ],
)
def test_who_did_a_thing_is_told_by_whole_words(one: str, two: str, deed: str) -> None:
    said = doers(told(one), told(two))
    assert (deed in said) if deed else said == ""


def test_every_thing_has_two_ways_or_more_and_no_words_say_two_of_them() -> None:
    for name, among in kept().ways.items():
        assert len(among) > 1, name
    said: dict[tuple[str, tuple[str, ...]], str] = {}
    for phrases in [*kept().whole.values(), *kept().begun.values()]:
        for phrase, name, way in phrases:
            assert said.setdefault((name, phrase), way) == way, (name, phrase)


def test_a_text_is_read_in_the_order_of_the_list() -> None:
    assert list(ways("Meeting cancelled. Mother did not attend the meeting.")) == [
        name for name in kept().ways if name in ways("Meeting cancelled. Mother did not attend the meeting.")
    ]
