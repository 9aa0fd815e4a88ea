"""What the timeline works out of entries: their order as a text, versions held together, what is said of the child."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from throughline.chronology.rules import Entry, order, read_date
from throughline.chronology.rules.ages import age, ages
from throughline.chronology.rules.contact import contact_of
from throughline.chronology.rules.knowing import known_on
from throughline.chronology.rules.ordering import order_key, why_here
from throughline.chronology.rules.picture.seen import seen_by_anyone
from throughline.chronology.rules.picture.window import ticks, window
from throughline.chronology.rules.rematching import rematch
from throughline.chronology.rules.typed import as_typed, read_typed

TODAY = date(2026, 11, 26)
DATES = (
    "12/03/2024",
    "March 2024",
    "before 3 June 2024",
    "? 12/03/2024",
    "2024",
    "after 1/1/2024",
    "Easter 2016",
    "1/4/2024 to 5/4/2024",
)


def entry(start: str = "12/03/2024", row: int = 1, **more: object) -> Entry:
    told: dict[str, object] = {
        "agency": "Police", "row": row, "sequence": None, "source": "Log", "end": None, "time": None, "event": "Visit.",
        "action": "", "comment": "",
    }  # fmt: skip
    return Entry(start=read_date(start, TODAY).when, **{**told, **more})  # type: ignore[arg-type]


words = some.text(some.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs",)), max_size=12)
entries = some.builds(
    entry,
    start=some.sampled_from(DATES),
    row=some.integers(1, 9_999),
    agency=words,
    source=words,
    time=some.sampled_from((None, "00:00", "09:30", "23:59")),
    sequence=some.one_of(some.none(), some.integers(-50, 10**9), some.floats(0, 99, width=16), words),
)


@settings(deadline=None)
@given(some.lists(entries, min_size=2, max_size=12))
@example([entry(sequence=small) for small in (0.0625, 0, 6e-8, 12345.5, -2)])
def test_the_text_sorts_as_the_order_does(several: list[Entry]) -> None:
    by_key = sorted(several, key=order_key)
    assert [order(one)[:7] for one in by_key] == [order(one)[:7] for one in sorted(several, key=order)]


@settings(deadline=None)
@given(some.lists(entries, min_size=2, max_size=2))
def test_every_place_has_a_reason(two: list[Entry]) -> None:
    before, after = sorted(two, key=order)
    assert why_here(before, after).endswith(".")


@settings(deadline=None)
@given(some.lists(entries, max_size=12), some.randoms(use_true_random=False))
def test_a_version_in_another_order_loses_nothing(several: list[Entry], lot: random.Random) -> None:
    again = list(several)
    lot.shuffle(again)
    found = rematch(several, again)
    assert len(found) == len(several) and all(match.same for match in found)
    assert len({match.new for match in found}) == len(found), "no two are the same one"


@pytest.mark.parametrize(
    ("changed", "is_it"),
    [
        ({"start": "13/03/2024"}, True),
        ({"source": "Another log"}, True),
        ({"event": "A long visit to the flat was made by two officers; nobody was in."}, True),
        ({"action": "Something new"}, True),
        ({"event": "Nothing that is like it at all."}, False),
        ({"start": "1/1/2020", "event": "Nothing that is like it at all."}, False),
    ],
)
def test_an_entry_that_was_mended_is_still_the_same_one(changed: dict[str, str], is_it: bool) -> None:
    was = entry(event="A long visit to the flat was made by two officers; nobody in.", action="Card left")
    told = {"event": was.event, "action": was.action, **changed}
    (other,) = [entry(**told)]  # type: ignore[arg-type]
    assert bool(rematch([was], [other])) is is_it


def test_where_two_could_be_meant_none_is_taken() -> None:
    was = entry(event="Home visit, mother seen with the baby at the flat")
    new = [entry(row=row, event=f"Home visit, mother seen with the baby at the flat {row}") for row in (1, 2)]
    assert rematch([was], new) == ()


@pytest.mark.parametrize(
    ("event", "comment", "kind"),
    [
        ("Baby seen and weighed.", "", "seen"),
        ("Alder was seen at home.", "", "seen"),
        ("Mother was seen at the door.", "", "none"),
        ("She was seen by the midwife.", "", "none"),
        ("Spoke to Hazel alone in her room.", "", "alone"),
        ("Child not seen alone.", "", "not_alone"),
        ("Visit; baby not seen.", "", "not_seen"),
        ("DNA clinic.", "", "missed"),
        ("Missed the hearing appointment.", "", "missed"),
        ("Letter sent.", "", "none"),
        ("Letter sent.", "Child seen?: Yes, alone", "alone"),
        ("Letter sent.", "Child seen?: yes", "seen"),
        ("Baby seen.", "Child seen?: No", "not_seen"),
        ("Baby seen.", "Child seen?: not brought", "missed"),
        ("Baby seen.", "Child seen?: not recorded", "none"),
        ("Baby seen.", "Child seen alone?: yes", "alone"),
        ("Baby seen.", "Child seen alone?: no", "not_alone"),
        ("Letter sent.", "Child seen alone?: No.", "none"),
        ("Alder seen but not alone.", "", "not_alone"),
        ("No child was seen.", "", "not_seen"),
        ("Neither child was seen.", "", "not_seen"),
        ("Father did not attend the meeting.", "", "none"),
        ("Father did not attend; Alder not brought.", "", "missed"),
        ("Mother did not attend clinic with Alder.", "", "missed"),
    ],
)
def test_what_an_entry_says_of_the_child(event: str, comment: str, kind: str) -> None:
    assert contact_of(entry(event=event, comment=comment), "Alder") == kind


def test_the_day_an_agency_knew_is_its_own_column_or_the_day_of_the_event() -> None:
    assert known_on(entry(), TODAY).earliest == date(2024, 3, 12)
    assert known_on(entry(comment="Date known: 1 June 2024"), TODAY).earliest == date(2024, 6, 1)
    assert known_on(entry(comment="Date known: some day"), TODAY).earliest == date(2024, 3, 12)


def test_a_gap_is_as_short_as_it_can_have_been_and_says_how_long_at_most() -> None:
    first, last = date(2022, 4, 3), date(2022, 4, 9)
    found = seen_by_anyone(
        [(date(2022, 3, 1), date(2022, 3, 1)), (first, last), (date(2022, 7, 12), date(2022, 7, 12))]
    )
    assert found["gaps"] == [["2022-04-09", "2022-07-12", 94, 100]]
    assert found["stretches"] == [["2022-03-01", "2022-04-09"], ["2022-07-12", "2022-07-12"]]
    assert seen_by_anyone([]) == {"stretches": [], "gaps": [], "days": []}
    assert seen_by_anyone([(None, None)]) == {"stretches": [], "gaps": [], "days": []}


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        ("2021-10-20", "2022-02-28", "4m 8d"),
        ("2021-10-20", "2023-11-30", "2y 1m"),
        ("2024-02-29", "2025-02-28", "1y 0m"),
        ("2021-10-20", "2021-10-19", "before birth"),
        ("2010-01-31", "2016-02-01", "6y"),
    ],
)
def test_an_age(born: str, on: str, words: str) -> None:
    assert age(date.fromisoformat(born), date.fromisoformat(on)) == words


def test_an_age_between_two_where_a_day_is_not_certain() -> None:
    born = (date(2021, 10, 20), date(2021, 10, 20))
    assert ages(born, date(2022, 3, 1), date(2022, 3, 10)) == "4m 9d to 4m 18d"
    assert ages(born, None, None) == "" and ages(None, date(2022, 3, 1), None) == ""


@settings(deadline=None)
@given(
    some.dates(),
    some.sampled_from(("all", "year", "quarter", "month", "week", "day", "other")),
    some.integers(0, 30_000),
)
def test_every_window_holds_its_day_and_its_ticks(day: date, level: str, more: int) -> None:
    last = min(day.toordinal() + more, date.max.toordinal())
    shown = window(level, day, day, date.fromordinal(last), TODAY)
    assert shown.first <= day <= shown.last
    assert all(shown.first.toordinal() <= tick.day <= shown.last.toordinal() for tick in ticks(shown))
    for by in (-1, 1):
        assert isinstance(shown.moved(by), date)


@settings(deadline=None)
@given(words, words, words)
def test_what_is_typed_reads_back_as_it_was_typed(source: str, event: str, known: str) -> None:
    typed = {"start": "12 March 2024", "source": f"Log {source}", "event": f"E {event}", "seen": "Yes", "known": known}
    read = read_typed("Police", 1, typed, TODAY)
    assert isinstance(read, Entry)
    again = read_typed("Police", 1, as_typed(read), TODAY)
    assert again == read


def test_a_day_that_is_a_year_apart_is_no_longer_one_stretch() -> None:
    days = [(date(2020, 1, 1) + timedelta(days=400 * step),) * 2 for step in range(3)]
    assert len(seen_by_anyone(days)["gaps"]) == 2
