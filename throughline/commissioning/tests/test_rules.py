"""Independence, the timetable, the cost and the rules of the day, as tables."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughline.commissioning.rules.clashes import Around, Person, clashes, unsettled
from throughline.commissioning.rules.governing import chosen_over, regime_of_grades, ruled
from throughline.commissioning.rules.lists import STAGES
from throughline.commissioning.rules.money import Run, cost_and_time_by_method, pounds, total
from throughline.commissioning.rules.timetable import Days, forecast, median_stage_days, slip_of, stage_days
from throughline.kernel.editions import governing_review, shipped

ON = date(2026, 3, 12)
AROUND = Around({3: "Wexmoor Police", 4: "Wexmoor Council"}, frozenset({"Daniel Oyelaran"}), frozenset({"Ida Frost"}))


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (Person("Tomasz Lewin"), ()),
        (Person("Tomasz Lewin", agency=9, organisation="works for himself"), ()),
        (Person("Tomasz Lewin", agency=3), ("comes from Wexmoor Police",)),
        (Person("Tomasz Lewin", organisation="wexmoor  police"), ("comes from wexmoor  police",)),
        (Person("Dr Daniel  Oyelaran"), ("works on the case",)),
        (Person("ida frost"), ("declared conflict",)),
        (Person("Tomasz Lewin", declares="yes", involved="yes"), ("declared a tie", "had a part")),
        (Person("Tomasz Lewin", declares="no", involved="not_known"), ()),
        (Person("Daniel Oyelaran", agency=4, declares="yes"), ("Wexmoor Council", "works on", "declared a tie")),
    ],
)
def test_what_clashes_is_said_in_words(person: Person, says: tuple[str, ...]) -> None:
    found = clashes(person, AROUND)
    assert len(found) == len(says)
    assert all(part in one for part, one in zip(says, found, strict=True))


def test_what_was_settled_stays_settled_and_what_is_new_is_open() -> None:
    found = clashes(Person("Tomasz Lewin", agency=3), AROUND)
    assert unsettled(found, "\n".join(found)) == ()
    more = clashes(Person("Tomasz Lewin", agency=3, involved="yes"), AROUND)
    assert unsettled(more, "\n".join(found)) == (more[1],)


def test_nobody_clashes_with_a_case_of_which_nothing_is_known() -> None:
    assert clashes(Person("", organisation=""), Around({1: ""}, frozenset({""}), frozenset({""}))) == ()


def day(offset: int) -> date:
    """So many days from the day of the test."""
    return ON + timedelta(days=offset)


@pytest.mark.parametrize(
    ("stage", "sign", "says", "over"),
    [
        (Days("draft"), "not_started", "Not started", 0),
        (Days("draft", planned_from=day(3), planned_to=day(9)), "not_started", "Not started", 0),
        (Days("draft", planned_from=day(-1), planned_to=day(9)), "due", "Begins 1 day late", 1),
        (Days("draft", planned_to=day(0), actual_from=day(-9)), "due", "0 days left", 0),
        (Days("draft", planned_to=day(-1), actual_from=day(-9)), "overdue", "1 day late", 1),
        (Days("draft", planned_to=day(-14)), "overdue", "14 days late", 14),
        (Days("draft", actual_from=day(-3)), "under_way", "Under way, no day planned", 0),
        (Days("draft", planned_to=day(-9), actual_to=day(-9)), "done", "Ended on its day", 0),
        (Days("draft", planned_to=day(-9), actual_to=day(-7)), "done", "Ended 2 days late", 2),
        (Days("draft", planned_to=day(-9), actual_to=day(-10)), "done", "Ended 1 day early", -1),
        (Days("draft", actual_to=day(-10)), "done", "Ended", 0),
    ],
)
def test_how_a_stage_slipped(stage: Days, sign: str, says: str, over: int) -> None:
    slip = slip_of(stage, ON)
    assert (slip.sign, slip.words, slip.over) == (sign, says, over)


@pytest.mark.parametrize(
    ("taken", "days", "words"),
    [
        ((), None, "Too few to say: 0 reviews"),
        ((40,), None, "Too few to say: 1 review"),
        ((40, 50), None, "Too few to say: 2 reviews"),
        ((40, 90, 50), 50, "50 days, the middle of 3 reviews"),
        ((40, 50, 60, 61), 55, "55 days, the middle of 4 reviews"),
        ((1, 1, 2, 2), 2, "2 days, the middle of 4 reviews"),
        ((1, 1, 1), 1, "1 day, the middle of 3 reviews"),
    ],
)
def test_a_median_is_told_with_its_number_or_not_at_all(taken: tuple[int, ...], days: int | None, words: str) -> None:
    found = median_stage_days(taken)
    assert (found.days, found.words, found.n) == (days, words, len(taken))


def test_a_forecast_follows_the_stages_that_are_ahead() -> None:
    taken = {"analysis": [30, 30, 30], "draft": [10, 10, 10]}
    stages = [Days("terms", actual_to=day(-20)), Days("analysis", actual_from=day(-10)), Days("draft")]
    assert forecast(stages, taken, STAGES, ON).day == day(30)
    assert forecast([*stages, Days("agreement")], taken, STAGES, ON).day is None
    assert "Agreed by the partnership" in forecast([*stages, Days("agreement")], taken, STAGES, ON).words
    assert forecast(stages[:1], taken, STAGES, ON).words == "Every stage that is planned has ended."


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 400), min_size=3, max_size=9), st.integers(-200, 0))
def test_a_forecast_is_never_in_the_past_and_longer_pasts_never_bring_it_nearer(taken: list[int], began: int) -> None:
    stages = [Days("analysis", actual_from=day(began)), Days("draft")]
    near = forecast(stages, {"analysis": taken, "draft": taken}, STAGES, ON).day
    far = forecast(stages, {"analysis": taken, "draft": [one + 5 for one in taken]}, STAGES, ON).day
    assert near is not None
    assert far is not None
    assert ON <= near < far


def test_only_stages_with_both_days_count() -> None:
    past = [Days("draft", actual_from=day(-9), actual_to=day(-2)), Days("draft", actual_to=day(-2)), Days("terms")]
    assert stage_days(past) == {"draft": [7]}


def test_methods_are_compared_by_what_is_recorded() -> None:
    runs = [
        Run("silp", Decimal(10000), Decimal(12000), Decimal("30.5"), 200, acted=3),
        Run("silp", None, Decimal(8000), None, None),
        Run("systems", Decimal(5000), acted=4),
        Run("silp"),
    ]
    silp, systems = cost_and_time_by_method(runs)
    assert (silp.method, silp.reviews, silp.costed, silp.spent, silp.middle) == ("silp", 3, 2, 20000, 10000)
    assert (silp.timed, silp.work, silp.lasting, silp.lasted) == (1, Decimal("30.5"), 1, 200)
    assert (systems.reviews, systems.costed, systems.middle, systems.lasted) == (1, 0, None, None)
    assert sum(line.reviews for line in (silp, systems)) == len(runs)
    assert (silp.acted, silp.each, systems.acted, systems.each) == (3, 6667, 0, None)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "Not recorded"),
        (Decimal(0), "£0"),
        (Decimal("12400.00"), "£12,400"),
        (Decimal("80.5"), "£80.50"),
    ],
)
def test_pounds(amount: Decimal | None, words: str) -> None:
    assert pounds(amount) == words


def test_a_total_of_nothing_is_not_nought() -> None:
    assert total([None, None]) is None
    assert total([None, Decimal(0)]) == 0


@pytest.mark.parametrize(
    ("iso", "chosen", "edition"),
    [
        ("2024-05-13", "", "wt2023"),
        ("2016-03", "", "wt2015"),
        ("2013", "", ""),
        ("", "", ""),
        ("2013", "wt2013", "wt2013"),
        ("2024-05-13", "wt2018", "wt2018"),
    ],
)
def test_the_rules_are_those_of_the_day_or_those_a_person_chose(iso: str, chosen: str, edition: str) -> None:
    under = ruled(chosen_over(governing_review(iso), shipped(), chosen, "The board said so."), shipped())
    assert under.edition == edition
    assert under.why
    assert ("The board said so." in under.why) == bool(chosen)
    assert bool(edition) != (under.name == "Cannot be decided")


@pytest.mark.parametrize(
    ("iso", "warns"),
    [("", False), ("2009-05-01", False), ("2007", False), ("2007-03-31", True), ("2012-12", False), ("2013", True)],
)
def test_a_grade_outside_its_years_is_said_to_be(iso: str, warns: bool) -> None:
    assert bool(regime_of_grades(iso)) == warns
