"""What of a timeline is shown: by person, theme, and whether accounts are disputed; and lanes by person."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import FoundLink, Lane
from throughline.chronology.tests.makers import HEADS, csv_of
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene

pytestmark = pytest.mark.django_db
SCHOOL = (
    ("1/9/2024", "", "Register", "Started in reception.", "", "", "Alder"),
    ("2/9/2024", "", "Register", "Absent all week.", "", "", "Hazel"),
    ("3/9/2024", "", "Register", "Collected late.", "", "", "Hazel"),
)


def peopled() -> Scene:
    """The scene, with a school that says of whom it tells."""
    made = scene()
    school = make.agency(made.case.partnership, "Hill Road School", "education")
    made.sent["school"] = made.send(school, csv_of(*SCHOOL, heads=(*HEADS, "Child")))
    return made


def shown(made: Scene, asked: str, who: str = "coordinator") -> str:
    page = made.client(who).get(f"/cases/{made.case.pk}/chronology/?{asked}")
    assert page.status_code == 200
    return page.content.decode()


def test_lanes_are_by_agency_or_by_person_and_say_how_many_entries_each_has() -> None:
    made = peopled()
    people = Lane.objects.get(case=made.case, agency=None).people
    assert [(one["who"], one["entries"]) for one in people] == [("Alder", 5), ("Hazel", 2)]
    by_agency, by_person = shown(made, ""), shown(made, "by=person")
    assert "a lane for each agency: Hill Road School, 3 entries" in by_agency
    assert "a lane for each person: Alder, 5 entries; Hazel, 2 entries." in by_person
    assert by_person.count("<circle") + by_person.count("v12") > 6, "every entry has its mark"
    narrowed = shown(made, "by=person&who=Hazel")
    assert "Absent all week" in narrowed and POLICE[0][3] not in narrowed
    assert "a lane for each person: Hazel, 2 entries." in narrowed
    assert "By person" not in shown(made, "by=person", "agency_lead"), "an agency has its own rows alone"


def test_a_timeline_is_chosen_by_person_theme_and_dispute() -> None:
    made = peopled()
    entry = made.sent["health"].entries.get(row=3)
    services.mark(entry, made.held, kind="theme", text="Home visits", by=made.by, at=make.NOW)
    one, other = made.sent["police"].entries.get(), made.sent["health"].entries.get(row=1)
    given = {"reason": "They say two days.", "by": made.by, "at": make.NOW}
    services.settle(made.held, one=one, other=other, kind="contradiction", settled="disputed", **given)
    assert FoundLink.objects.get(case=made.case).settled == "disputed"
    page = made.client().get(f"/cases/{made.case.pk}/chronology/choose?theme=Home+visits").content.decode()
    for words in ("Hazel, 2 entries", "Home visits", "Undisputed", "Voice of the child", "Hill Road School"):
        assert f">{words}</option>" in page
    assert made.client("agency_lead").get(f"/cases/{made.case.pk}/chronology/choose").status_code == 403
    themed = shown(made, "theme=Home+visits")
    assert HEALTH[2][3] in themed and POLICE[0][3] not in themed and "Theme: Home visits" in themed
    disputed, agreed = shown(made, "show=disputed"), shown(made, "show=undisputed")
    assert POLICE[0][3] in disputed and HEALTH[2][3] not in disputed
    assert POLICE[0][3] not in agreed and HEALTH[2][3] in agreed
    services.settle(made.held, one=one, other=other, kind="contradiction", settled="explained", **given)
    assert POLICE[0][3] in shown(made, "show=undisputed") and "No entry to show" in shown(made, "show=disputed")


def test_of_very_many_people_those_with_most_entries_have_lanes_and_the_rest_one() -> None:
    made = scene(sent=False)
    rows = [
        ("1/9/2024", "", "Register", f"Told {n} of {p}.", "", "", f"Person {p:02}")
        for p in range(15)
        for n in range(p + 1)
    ]
    made.send(made.police, csv_of(*rows, heads=(*HEADS, "Child")))
    people = Lane.objects.get(case=made.case, agency=None).people
    assert [one["who"] for one in people] == [*(f"Person {p:02}" for p in range(3, 15)), None]
    assert people[-1]["entries"] == 1 + 2 + 3
