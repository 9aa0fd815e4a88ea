"""Each child of the case has its own sightings, by whatever name; and silences are what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import FoundSilence, Lane, TimelineRow
from throughline.chronology.queries.silences import kind_of
from throughline.chronology.tests.makers import HEADS, csv_of
from throughline.chronology.tests.scene import Scene, scene
from throughline.identities.models import Child, OtherName, Person
from throughline.identities.queries import names_in_register
from throughline.identities.services import join, undo_joining

pytestmark = pytest.mark.django_db
ROWS = (
    ("1 April 2024", "", "Record", "Home visit. Seen at home, both children seen.", "", "", "Alder and Rowan"),
    ("1 May 2024", "", "Record", "Child seen at clinic.", "", "", "ALDER"),
    ("20 May 2024", "", "Record", "Bobby seen in the garden.", "", "", ""),
    ("1 June 2024", "", "Record", "Spoke to the child alone.", "", "", "Robert"),
    ("1 July 2024", "", "Record", "Mother came in.", "", "", "Mum"),
    ("20 July 2024", "", "Record", "Child seen.", "", "", "Alder"),
    ("1 September 2024", "", "Record", "Alder seen; Rowan seen alone in her room.", "", "", ""),
)


def registered(made: Scene) -> None:
    """Two children and their mother stand in the register."""
    said: dict[str, Any] = {"case": made.case, "made_at": make.NOW, "made_by": made.people["coordinator"]}
    for name, real in (("Alder", "Robert Marsh"), ("Rowan", "Jessica Marsh")):
        child = Child.objects.create(pseudonym=name, real_name=real, **said)
        person = Person.objects.create(pseudonym=name, child=child, **said)
        if name == "Alder":
            OtherName.objects.create(person=person, kind="nickname", name="Bobby", **said)
    Person.objects.create(pseudonym="Willow", relation="mother", **said)


def family() -> Scene:
    made = scene(sent=False)
    registered(made)
    made.send(made.health, csv_of(*ROWS, heads=(*HEADS, "Child")))
    return made


def child_in(made: Scene, name: str, agency: Any = None) -> dict[str, Any]:
    lane = Lane.objects.get(case=made.case, agency=agency)
    return next(child for child in lane.children if child["name"] == name)


def page(made: Scene, asked: str = "", who: str = "coordinator") -> str:
    answer = made.client(who).get(f"/cases/{made.case.pk}/chronology/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_child_has_its_own_sightings_by_whatever_name() -> None:
    made = family()
    assert child_in(made, "Alder")["contacts"] == {"seen": 5, "alone": 1}
    assert child_in(made, "Rowan")["contacts"] == {"seen": 1, "alone": 1}
    assert child_in(made, "Alder")["gaps"] == [], "ALDER, Bobby, Robert and the nameless child are one"
    assert [gap[2] for gap in child_in(made, "Rowan")["gaps"]] == [153]
    assert child_in(made, "Rowan", made.health)["contacts"]["alone"] == 1
    told = page(made)
    assert "For 153 days, from April 2024, nobody recorded seeing Rowan." in told
    assert "Alder seen, by anyone" in told and "Rowan seen, by anyone" in told and "Rowan only" in told
    one = page(made, "?who=Alder")
    assert "nobody recorded seeing Rowan" not in one and "Rowan seen, by anyone" not in one
    assert "Mother came in." in page(made, "?who=Willow")


def test_a_name_that_comes_into_the_register_is_read_when_somebody_looks() -> None:
    made = scene(sent=False)
    made.send(made.health, csv_of(*ROWS, heads=(*HEADS, "Child")))
    assert "Robert" in TimelineRow.objects.get(case=made.case, first_day="2024-06-01").about
    registered(made)
    assert "Rowan seen, by anyone" in page(made)
    assert TimelineRow.objects.get(case=made.case, first_day="2024-06-01").about == "\nAlder\n"
    before = sorted(TimelineRow.objects.filter(case=made.case).values_list("pk", flat=True))
    page(made)
    assert sorted(TimelineRow.objects.filter(case=made.case).values_list("pk", flat=True)) == before


def test_two_who_are_joined_or_parted_are_read_so_when_somebody_looks() -> None:
    made = family()
    by = make.actor(made.people["coordinator"])
    make.on_case(made.case, person=made.people["coordinator"])
    told = {"case": made.case, "made_at": make.NOW, "made_by": made.people["coordinator"]}
    other = Person.objects.create(pseudonym="Heron", real_name="Ada Quill", relation="aunt", **told)
    made.send(
        made.police, csv_of(("2 July 2024", "", "Log", "Ada came in.", "", "", "Ada Quill"), heads=(*HEADS, "Child"))
    )
    about = TimelineRow.objects.filter(case=made.case, first_day="2024-07-02")
    page(made)
    assert about.get().about == "\nHeron\n"
    willow = Person.objects.get(pseudonym="Willow")
    joined = join(kept=willow, other=other, reason="One woman.", by=by, at=make.NOW)
    page(made)
    assert about.get().about == "\nWillow\n"
    undo_joining(joined, reason="Two women.", by=by, at=make.NOW)
    page(made)
    assert about.get().about == "\nHeron\n"


def test_who_goes_by_which_pseudonym_is_read_only_once_somebody_said_why_they_look() -> None:
    made = family()
    told = {"case": made.case, "made_at": make.NOW, "made_by": made.people["coordinator"]}
    Person.objects.create(pseudonym="Finch", kind="carer", real_name="Ada Quill", **told)
    row = TimelineRow.objects.get(case=made.case, first_day="2024-06-01").entry
    make.on_case(made.case, person=made.people["coordinator"])
    client = made.client("coordinator")
    assert "About, as written" not in client.get(f"/chronology-entries/{row.pk}/").content.decode()
    client.post(f"/cases/{made.case.pk}/people", {"reason": "I prepare the panel of Tuesday."})
    shown = client.get(f"/chronology-entries/{row.pk}/").content.decode()
    assert "About, as written" in shown and "Robert" in shown
    assert all("Ada Quill" not in one.names for one in names_in_register(made.case.pk)), "a carer stands behind a code"


def silent() -> Scene:
    made = scene(sent=False)
    days = ("1 January 2024", "1 June 2024", "1 December 2024")
    made.send(made.health, [(day, "", "Record", f"Letter of {day}.", "", "") for day in days])
    return made


def kinds(made: Scene, *, every: bool = True) -> list[str]:
    rows = FoundSilence.objects.filter(case=made.case).select_related("mark").order_by("from_day")
    return [kind_of(one, every=every) for one in rows]


def test_a_reviewers_mark_says_what_a_silence_is_and_taking_it_back_unsays_it() -> None:
    made = silent()
    middle = TimelineRow.objects.get(case=made.case, first_day="2024-06-01").entry
    assert kinds(made) == ["silent", "silent"]
    said = {"by": made.by, "at": make.NOW}
    mark = services.mark(middle, made.held, kind="not_expected", side="before", **said)
    assert kinds(made) == ["expected", "silent"]
    more = {"kind": "no_record", "side": "after", "searched": "Record, all years", "by_whom": "Named nurse"}
    client = made.client()
    assert client.post(f"/chronology-entries/{middle.pk}/mark", {"text": "", **more}).status_code == 302
    assert kinds(made) == ["expected", "no_record"] and kinds(made, every=False) == ["silent", "silent"]
    told = page(made)
    assert "152 days: no contact was expected." in told and "183 days: no record was found." in told
    assert "Searched: Record, all years, by Named nurse." in told
    assert "silent, and no contact was expected" in told and "silent, and no record was found" in told
    assert "no contact was expected" not in page(made, who="health_lead")
    made.send(made.health, [("1 January 2024", "", "Record", "Letter of 1 January 2024.", "", "")] + [
        (day, "", "Record", f"Letter of {day}.", "", "") for day in ("1 June 2024", "2 December 2024")
    ])  # fmt: skip
    assert kinds(made) == ["expected", "no_record"], "through the next version too"
    services.withdraw_mark(mark, made.held, **said)
    assert kinds(made) == ["silent", "no_record"]


def test_two_entries_of_two_cases_are_no_pair_to_look_at() -> None:
    made = scene()
    other = make.case(made.case.partnership, "WX-2026-02", by=made.people["coordinator"])
    held = services.open_chronology(other, fields={"child_name": "Hazel"}, by=made.by, at=make.NOW)
    typed = {"start": "1 May 2024", "source": "Book", "event": "Elsewhere."}
    theirs = services.type_in(held, agency=made.police, typed=typed, by=made.by, at=make.NOW)
    mine = made.sent["police"].entries.get()
    assert made.client().get(f"/chronology-pairs/{mine.pk}/{theirs.pk}").status_code == 404


def test_an_appointment_that_was_missed_and_that_nothing_follows_is_told() -> None:
    made = scene(sent=False)
    registered(made)
    rows = (
        ("1 March 2024", "", "Clinic", "Alder was not brought to the hearing clinic.", "", "", "Alder"),
        ("1 June 2024", "", "Clinic", "Not brought to clinic.", "", "", "ALDER"),
        ("8 June 2024", "", "Clinic", "Seen at clinic. Child weighed.", "", "", "Bobby"),
    )
    made.send(made.health, csv_of(*rows, heads=(*HEADS, "Child")))
    told = page(made, "silences")
    assert told.count("was missed") == 1 and "was missed: 1 March 2024" in told
    assert "Nothing follows it" in page(made) and "hearing clinic" in page(made, "?show=unfollowed")
    assert "8 Jun 2024" not in page(made, "?show=unfollowed"), "ALDER and Bobby are one child, who was seen"
