"""By when, and how far: what the other cells of an action's row say. Pure."""

from __future__ import annotations

import pytest

from throughline.documents.rules import paragraphs
from throughline.intake.rules.items import things_of
from throughline.intake.rules.tables import beside, state_in_words
from throughline.intake.tests.readings import item, reading

TABLE = (
    "Plan\n\nRef\tAction\tLead\tTimescale\tStatus\n\n1.1\tWrite the protocol.\tPolice\tSept 2021\tComplete\n\n"
    "\tMeet the school.\tHealth\tas soon as\npossible\tOngoing\n\nWords between.\n\n1.3\tStray row.\tA\tMay 2022\tDone"
)
PLACES = [(p.start, p.end) for p in paragraphs(TABLE)]


def test_cells_stand_under_their_headings_and_only_within_one_table() -> None:
    found = beside(TABLE, PLACES, 2)
    assert {key: cell.words for key, cell in found.items()} == {"due": "Sept 2021", "status": "Complete"}
    assert all(TABLE[cell.start : cell.end] == cell.words for cell in found.values())
    assert beside(TABLE, PLACES, 3)["due"].words == "as soon as\npossible"
    assert beside(TABLE, PLACES, 0) == beside(TABLE, PLACES, 1) == beside(TABLE, PLACES, 5) == {}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Complete", "claimed_done"),
        ("Completed – May 2021", "claimed_done"),
        ("GREEN. Done", "claimed_done"),
        ("In progress", "under_way"),
        ("Ongoing", "under_way"),
        ("Partially complete", "under_way"),
        ("Not started", "not_started"),
        ("Not completed", ""),
        ("Incomplete", ""),
        ("Amber", ""),
        ("", ""),
    ],
)
def test_a_status_says_no_more_than_its_words(status: str, state: str) -> None:
    assert state_in_words(status) == state


def test_an_action_takes_its_day_and_state_from_its_row() -> None:
    read = reading(
        TABLE,
        actions=[item("Write the protocol.", "1.1", "Police"), item("Meet the school."), item("Stray row.", "1.3")],
        dates=[{"means": "", "text": "Sept 2021", "iso": "2021-09", "at": "Sept 2021"}],
    )
    first, second, third = things_of(read)
    assert first.extra == {
        "due_text": "Sept 2021",
        "due_iso": "2021-09",
        "state": "claimed_done",
        "state_text": "Complete",
    }
    assert second.extra == {
        "due_text": "as soon as\npossible",
        "due_iso": "",
        "state": "under_way",
        "state_text": "Ongoing",
    }
    assert third.extra == {}
