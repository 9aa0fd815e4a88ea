"""How the picture draws what is not certain, what is silent, and what is coloured."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.drawing import draw_lying, draw_upright, key_of
from throughline.chronology.models import TimelineRow
from throughline.chronology.queries import silences
from throughline.chronology.rules.picture.colours import COLOURS, LEAST, PAPER, WASH, contrast, groups, letter
from throughline.chronology.rules.picture.facts import Gap, LaneFacts, PictureFacts
from throughline.chronology.rules.picture.marks import HOW, Dot, how_drawn
from throughline.chronology.rules.picture.window import LEVELS, Window, ticks, window
from throughline.chronology.rules.silences import SAYS
from throughline.chronology.tests.makers import csv_of, read
from throughline.chronology.tests.scene import Scene, scene

FIRST = date(2024, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("start", "end", "how"),
    [
        ("1 June 2024", "", ""),
        ("June 2024", "", ""),
        ("before 2 June 2024", "", "b"),
        ("after 2 June 2024", "", "a"),
        ("since 2 June 2024", "", "a"),
        ("? 2 June 2024", "", "u"),
        ("circa 2 June 2024", "", "u"),
        ("1 June 2024", "5 June 2024", "l"),
        ("1 June 2024", "? 5 June 2024", "lu"),
        ("June 2024", "5 July 2024", ""),
    ],
)
def test_how_the_days_of_an_entry_are_drawn(start: str, end: str, how: str) -> None:
    heads = ("Start Date", "End Date", "Source", "Event")
    assert how_drawn(read(csv_of((start, end, "Log", "x"), heads=heads)).entries[0]) == how


def facts(*dots: Dot, gaps: tuple[Gap, ...] = ()) -> PictureFacts:
    days = Window("all", date(2024, 1, 1), date(2024, 12, 31))
    return PictureFacts(days, (LaneFacts(1, "Police", 1),), dots, gaps=gaps)


def drawn(*dots: Dot, gaps: tuple[Gap, ...] = ()) -> tuple[str, str, str]:
    told = facts(*dots, gaps=gaps)
    args = {"identity": "c", "title": "t", "description": "d"}
    return str(draw_lying(told, **args)), str(draw_upright(told, **args)), " ".join(map(str, key_of(told)))


def test_what_is_not_certain_is_never_drawn_as_a_sure_mark() -> None:
    sure, sure_up, sure_key = drawn(Dot(1, 1, FIRST + 99, FIRST + 99, "seen"))
    seen = {sure}
    words = {"b": "then or before", "a": "then or after", "u": "its author was not sure", "l": "went on for those days"}
    for how, said in (words | {"g": "goes on"}).items():
        lying, upright, key = drawn(Dot(1, 1, FIRST + 99, FIRST + 99, "seen", how))
        assert said in key and said not in sure_key, how
        assert lying not in seen and upright != sure_up, how
        seen.add(lying)
    assert set(HOW) == {"b", "a", "g", "l", "u"} and len(seen) == 6


def test_each_kind_of_silence_is_drawn_in_its_own_way_and_stands_in_the_key() -> None:
    begin, end = date(2024, 2, 1), date(2024, 11, 1)
    pictures = {kind: drawn(gaps=(Gap(1, begin, end, kind),)) for kind in SAYS}
    assert len({lying for lying, *_ in pictures.values()}) == len(SAYS)
    assert len({key for *_, key in pictures.values()}) == len(SAYS)
    assert "none expected" in pictures["expected"][0] and "no record found" in pictures["no_record"][0]


def test_the_contrast_of_every_colour_is_enough_and_letters_tell_groups_apart() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21) and contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01), "as WCAG's own example"
    assert all(contrast(one, ground) >= LEAST for one in COLOURS for ground in (PAPER, WASH))
    assert len(set(COLOURS)) == len(COLOURS)
    many = groups([(str(number), f"Agency {number}") for number in range(60)])
    assert len({one.letter for one in many}) == 60 and all(one.colour != two.colour for one, two in pairwise(many))
    assert [letter(place) for place in (0, 25, 26, 52, 701, 702)] == ["A", "Z", "AA", "BA", "ZZ", "AAA"]


def test_zoom_goes_from_years_to_a_day_and_every_level_has_its_axis() -> None:
    first, last, at = date(2012, 3, 1), date(2026, 8, 9), date(2024, 2, 29)
    shown = [window(level, at, first, last, last) for level in LEVELS]
    assert all(one.first <= at <= one.last and ticks(one) for one in shown)
    assert [one.days for one in shown[1:]] == [366, 91, 29, 7, 1] and shown[0].days > (last - first).days
    assert shown[0].first <= first and shown[0].last >= last


def page(made: Scene, asked: str) -> str:
    answer = made.client().get(f"/cases/{made.case.pk}/chronology/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_colour_is_a_view_with_its_letters_and_its_contrast() -> None:
    made = scene()
    entry = TimelineRow.objects.filter(case=made.case).order_by("key").first()
    assert entry is not None
    services.mark(entry.entry, made.held, kind="theme", text="Home visits", by=made.by, at=make.NOW)
    plain, agency = page(made, ""), page(made, "?colour=agency")
    assert "to 1 on white" not in plain and agency.count("to 1 on white") == 2
    assert f"{contrast(COLOURS[0], PAPER):.1f} to 1 on white" in agency and COLOURS[1] in agency
    assert ">A</text>" in agency and ">B</text>" in agency
    assert "Seen <span" in page(made, "?colour=contact") and "Home visits <span" in page(made, "?colour=theme")
    by_person = page(made, "?colour=agency&by=person")
    assert COLOURS[0] in by_person and COLOURS[1] in by_person


@pytest.mark.django_db
def test_days_that_are_not_certain_are_told_in_words_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scene(sent=False)
    days = ("before 2 June 2023", "? 1 October 2023", "after 1 March 2024")
    made.send(made.police, [(day, "", "Log", f"Told {day}.", "", "") for day in days])
    told = page(made, "")
    assert "written “before 2 June 2023”, on that day or at any time before" in told
    assert "written “? 1 October 2023”, marked as not sure" in told
    assert "then or before" in told and "then or after" in told
    assert "No action is recorded" in told and "Told after" in page(made, "?show=noaction")
    monkeypatch.setattr(silences, "MOST_SILENCES", 0)
    cut = page(made, "")
    assert "See 2 shorter ones" in cut and 'chronology/silences"' in cut
    every = page(made, "silences")
    assert every.count("has nothing for") == 2 and "2 in all" in every


@pytest.mark.django_db
def test_the_share_seen_alone_is_told_for_each_child_and_agency() -> None:
    made = scene()
    made.send(
        made.police,
        [("1 May 2024", "", "Log", "Alder seen.", "", ""), ("2 May 2024", "", "Log", "Spoke to Alder alone.", "", "")],
    )
    told = page(made, "silences")
    assert "1 of 2, 50%" in told and "0 of 2, 0%" in told and "1 of 4, 25%" in told and "All together" in told
    assert "No entry is marked as telling Alder’s voice" in told
    spoken = TimelineRow.objects.get(case=made.case, entry__event="Spoke to Alder alone.")
    services.mark(spoken.entry, made.held, kind="voice", text="", by=made.by, at=make.NOW)
    assert "mark=voice&amp;who=Alder" in page(made, "silences") and "voice stands in 1 entry" in page(made, "silences")
    heard = page(made, "?mark=voice&who=Alder")
    assert "Spoke to Alder alone." in heard and "Alder seen." not in heard.split("Entries 1 to")[1]
    lead = made.client("agency_lead").get(f"/cases/{made.case.pk}/chronology/silences").content.decode()
    assert "Alder’s voice" not in lead
    assert "1 of 2, 50%" in lead and "All together" not in lead and "0 of 2" not in lead
