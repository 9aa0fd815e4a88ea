"""The family as it stood on a day, never more exact than it was said."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.family.rules.ages import age_on
from throughline.family.rules.asat import NO, PERHAPS, YES, as_at, begun_by, over_by, stood_on
from throughline.family.rules.records import Figure, Parentage, Records, Stay, Union
from throughline.family.tests import thorns

DAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("born", "said", "words"),
    [
        ("2022-01-11", "", "2"),
        ("2022-03-14", "", "2"),
        ("2022-03-15", "", "23 months"),
        ("2023-12-14", "", "3 months"),
        ("2024-02-14", "", "4 weeks"),
        ("2024-03-13", "", "1 day"),
        ("2024-03-14", "", "0 days"),
        ("1992", "", "31 or 32"),
        ("1992-03", "", "31 or 32"),
        ("1992-02", "", "32"),
        ("1985/1990", "", "33 to 39"),
        ("2022", "", "14 months to 2"),
        ("2024-03", "", "0 to 13 days"),
        ("2023-12/2024-02", "", "2 weeks to 3 months"),
        ("2025", "", "age not known"),
        ("", "about 60", "about 60"),
        ("", "", "age not known"),
        ("1992", "about 60", "31 or 32"),
    ],
)
def test_an_age_is_only_as_exact_as_the_birth(born: str, said: str, words: str) -> None:
    assert age_on(born, DAY, said=said).words == words


@pytest.mark.parametrize(
    ("since", "until", "stood"),
    [
        ("", "", YES),
        ("2024-03-14", "", YES),
        ("2024-03-15", "", NO),
        ("2024-03", "", PERHAPS),
        ("2024", "", PERHAPS),
        ("2020", "2024-03-14", YES),
        ("2020", "2024-03-13", NO),
        ("2020", "2024-03", PERHAPS),
        ("2020", "2023", NO),
        ("2025", "2026", NO),
    ],
)
def test_what_has_a_beginning_and_an_end_stood_or_perhaps_stood(since: str, until: str, stood: str) -> None:
    assert stood_on(since, until, DAY) == stood


@pytest.mark.parametrize(
    ("one", "there", "state", "dead"),
    [
        (Figure(1, "Fern", born="2024-05-01"), YES, "pregnancy", NO),
        (Figure(1, "Fern", born="2024-10-01"), PERHAPS, "pregnancy", NO),
        (Figure(1, "Fern", born="2025-06-01"), None, "", ""),
        (Figure(1, "Fern", born="2024"), PERHAPS, "born", NO),
        (Figure(1, "Fern", born="1990", died="2024"), YES, "born", PERHAPS),
        (Figure(1, "Fern", born="1990", died="2024-02"), YES, "born", YES),
        (Figure(1, "Fern", born="1990", died="2024-04"), YES, "born", NO),
        (Figure(1, "Fern", state="pregnancy", born="2024-06-01"), YES, "pregnancy", NO),
        (Figure(1, "Fern", state="pregnancy", born="2024-02-01"), PERHAPS, "pregnancy", NO),
        (Figure(1, "Fern", state="pregnancy"), YES, "pregnancy", NO),
        (Figure(1, "Fern", state="miscarriage", born="2019"), YES, "miscarriage", NO),
        (Figure(1, "Fern", state="stillbirth", born="2024-04-02"), None, "", ""),
    ],
)
def test_a_person_is_there_from_before_birth(one: Figure, there: str | None, state: str, dead: str) -> None:
    found = as_at(Records((one,)), DAY).figures
    assert [(then.there, then.state, then.dead) for then in found] == ([(there, state, dead)] if there else [])


def test_somebody_who_died_keeps_the_age_of_then() -> None:
    (then,) = as_at(Records((Figure(1, "Thorn", born="1954-02-01", died="2015-11-02"),)), DAY).figures
    assert then.age.words == "61"
    (then,) = as_at(Records((Figure(1, "Thorn", born="1954", died="2015"),)), DAY).figures
    assert then.age.words == "60 to 61"


@pytest.mark.parametrize(
    ("one", "over", "ending"),
    [
        (Union(1, 1, 2, since="2020"), NO, ""),
        (Union(1, 1, 2, until="2023", ended="divorced"), YES, "divorced"),
        (Union(1, 1, 2, until="2024", ended="divorced"), PERHAPS, "divorced"),
        (Union(1, 1, 2, until="2025", ended="divorced"), NO, ""),
        (Union(1, 1, 2, until="2023"), YES, "parted"),
        (Union(1, 1, 2, ended="parted"), YES, "parted"),
    ],
)
def test_a_union_that_ended_is_still_told(one: Union, over: str, ending: str) -> None:
    (then,) = as_at(Records((Figure(1, "A"), Figure(2, "B")), (one,)), DAY).unions
    assert (then.over, then.ending) == (over, ending)


def test_ties_of_nobody_and_stays_of_the_dead_are_left_out() -> None:
    figures = (Figure(1, "A"), Figure(2, "B", born="2026-12-01"), Figure(3, "C", died="2020"))
    records = Records(
        figures,
        (Union(1, 1, 2), Union(2, 1, 1), Union(3, 1, 9)),
        (Parentage(1, 2, 1), Parentage(2, 1, 1), Parentage(3, 3, 1, "fostered", "2010", "2012")),
        (),
        (Stay(1, 3, 1), Stay(2, 1, 1), Stay(3, 2, 1)),
    )
    then = as_at(records, DAY)
    assert [one.figure.key for one in then.figures] == [1, 3]
    assert (then.unions, then.parentages) == ((), ())
    assert [one.stay.key for one in then.stays] == [2]


def test_a_day_in_a_period_is_perhaps() -> None:
    assert [begun_by("2024", day) for day in (date(2023, 12, 31), DAY, date(2024, 12, 31))] == [NO, PERHAPS, YES]
    assert [over_by("2024", day) for day in (date(2024, 1, 1), DAY, date(2025, 1, 1))] == [NO, PERHAPS, YES]


def test_the_order_of_records_means_nothing() -> None:
    turned = Records(
        thorns.FIGURES[::-1],
        thorns.UNIONS[::-1],
        thorns.PARENTAGES[::-1],
        (),
        thorns.STAYS[::-1],
        thorns.HOMES[::-1],
    )
    assert as_at(turned, thorns.THE_NIGHT) == as_at(thorns.THORNS, thorns.THE_NIGHT)
