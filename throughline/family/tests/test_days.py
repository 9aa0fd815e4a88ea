"""Days to go to, and what of a carer waits for a fresh code."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.family.rules.days import BEHIND, Moment, moments, veiled
from throughline.family.rules.records import Figure, Home, Records, Stay

FERN = Figure(1, "Fern", born="2022-01-11", subject=True)
HOMES = (Home(1, "Mill Lane"),)


@pytest.mark.parametrize(
    ("records", "incident", "found"),
    [
        (Records((FERN,)), "", [(date(2022, 1, 11), "birth")]),
        (Records((FERN,)), "2024-03", [(date(2022, 1, 11), "birth"), (date(2024, 3, 31), "the day of the incident")]),
        (Records((FERN,)), "in the spring", [(date(2022, 1, 11), "birth")]),
        (
            Records((FERN,), stays=(Stay(1, 1, 1, since="2023"),), homes=HOMES),
            "",
            [(date(2022, 1, 11), "birth"), (date(2023, 12, 31), "move to Mill Lane")],
        ),
        (
            Records((FERN,), stays=(Stay(1, 1, 1, since="2022-01-11"),), homes=HOMES),
            "",
            [(date(2022, 1, 11), "birth; move to Mill Lane")],
        ),
        (
            Records((FERN,), stays=(Stay(1, 1, 1, since="2023", according_to="Police"),), homes=HOMES),
            "",
            [
                (date(2022, 1, 11), "birth"),
            ],
        ),
        (
            Records((FERN, Figure(2, "Rowan", born="2020", subject=True), Figure(3, "Sedge", born="1990"))),
            "",
            [(date(2020, 12, 31), "birth of Rowan"), (date(2022, 1, 11), "birth of Fern")],
        ),
        (Records((Figure(1, "Fern", state="pregnancy", born="2024-05", subject=True),)), "", []),
    ],
)
def test_days_worth_looking_at(records: Records, incident: str, found: list[tuple[date, str]]) -> None:
    assert moments(records, incident) == tuple(Moment(*one) for one in found)


def test_what_is_recorded_of_a_carer_is_left_out_and_nothing_of_anybody_else() -> None:
    carer = Figure(2, "Carer 1", "female", born="1970", died="2023", relation="aunt", uncertain_why="A word.")
    found = veiled(Records((FERN, carer)), [2]).figures
    assert found == (FERN, Figure(2, "Carer 1", "female", died="2023", age_words=BEHIND))
