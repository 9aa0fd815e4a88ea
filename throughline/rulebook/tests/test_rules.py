"""Corrections as a pure thing: what reads how on which day."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.kernel.clocks import due
from throughline.kernel.editions import common, shipped
from throughline.rulebook import rules
from throughline.rulebook.rules import Change

JUNE = date(2026, 6, 1)


def change(part: str, entry: str, edition: str = "wt2023", on: date = JUNE, **values: object) -> Change:
    """A correction from June on."""
    return Change(edition, part, entry, values, on)


def test_a_clock_reads_otherwise_from_its_day_on() -> None:
    longer = change("clocks", "rapid_review", length=20, unit="working days", source="A letter")
    book = rules.corrected(shipped(), [longer], on=JUNE)["wt2023"]
    lengths = [
        next(one.length for one in due(book, events={"notified": day}) if one.id == "rapid_review")
        for day in (date(2026, 5, 29), JUNE, date(2027, 1, 4))
    ]
    assert lengths == [15, 20, 20]


def test_a_second_correction_of_the_same_day_replaces_the_first() -> None:
    both = [change("clocks", "notify_panel", length=n, unit="days", source="S") for n in (3, 4)]
    book = rules.corrected(shipped(), both, on=JUNE)["wt2023"]
    assert [one.length for one in book.clocks if one.id == "notify_panel"] == [5, 4]


@pytest.mark.parametrize(("on", "words"), [(date(2026, 5, 31), "shipped"), (JUNE, "Other words.")])
def test_a_line_reads_otherwise_from_its_day_on(on: date, words: str) -> None:
    book = rules.corrected(shipped(), [change("criteria", "improvements", words="Other words.", source="S")], on=on)
    (found,) = (one.words for one in book["wt2023"].criteria if one.id == "improvements")
    was = next(one.words for one in shipped()["wt2023"].criteria if one.id == "improvements")
    assert found == (was if words == "shipped" else words)


def test_the_beginning_of_an_edition_can_be_made_exact() -> None:
    changes = [change("in_force", "in_force", "wt2006", in_force_from="2006-04-06", in_force_source="S")]
    book = rules.corrected(shipped(), changes, on=JUNE)["wt2006"]
    assert (book.first, book.certain, book.to_be_checked) == (date(2006, 4, 6), date(2006, 4, 6), False)


def test_both_rules_of_the_form_hold_until_the_day_of_change_is_given() -> None:
    day = date(2020, 3, 1)
    assert len(rules.forms_on(rules.forms_of(common(), []), day)) == 2
    given = [
        change("notification_forms", "one_per_child", "common", from_on="", to_on="2019-12-31", source="S"),
        change("notification_forms", "one_per_incident", "common", from_on="2020-01-01", to_on="", source="S"),
    ]
    forms = rules.forms_of(common(), given)
    assert [one.id for one in rules.forms_on(forms, day)] == ["one_per_incident"]
    assert [one.id for one in rules.forms_on(forms, date(2019, 12, 31))] == ["one_per_child"]


def test_the_last_recorded_hand_over_counts() -> None:
    days = [change("hand_over", "hand_over", "common", on=JUNE, source="S")]
    assert rules.handed_over_on([]) is None
    days = [Change("common", "hand_over", "hand_over", {"on": day}, JUNE) for day in ("2019-04-01", "2019-05-01")]
    assert rules.handed_over_on(days) == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("clocks", {"length": 0, "unit": "days", "source": "S"}),
        ("clocks", {"length": "5", "unit": "days", "source": "S"}),
        ("clocks", {"length": 5, "unit": "hours", "source": "S"}),
        ("clocks", {"length": 5, "unit": "days", "source": " "}),
        ("clocks", {"length": 5, "unit": "days", "source": "S", "id": "other"}),
        ("criteria", {"words": " ", "source": "S"}),
        ("in_force", {"in_force_from": "soon", "in_force_source": "S"}),
        ("suspensions", {"from_on": "2020-05-01", "to_on": "2020-04-01", "source": "S"}),
    ],
)
def test_a_correction_that_cannot_be_is_named(part: str, values: dict[str, object]) -> None:
    assert rules.why_not_values(part, values).endswith(".")


def test_the_fingerprint_changes_with_the_words() -> None:
    book = rules.corrected(shipped(), [change("criteria", "improvements", words="Other.", source="S")], on=JUNE)
    prints = [rules.fingerprint(one) for one in (shipped()["wt2023"], book["wt2023"], shipped()["wt2026"])]
    assert len(set(prints)) == 3
    assert rules.fingerprint(shipped()["wt2023"]) == prints[0]
