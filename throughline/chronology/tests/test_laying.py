"""When the timeline is laid out and linked: once, under a lock, and anew whenever something of it changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from throughline.chronology import linking, services
from throughline.chronology.jobs import link_entries
from throughline.chronology.models import FoundLink, FoundSilence, Lane, TimelineRow
from throughline.chronology.services import laying
from throughline.chronology.tests.makers import csv_of
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.identities.models import Person
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
LATER = ("21/10/2024", "", "Record HV1", "Home visit. Alder seen, well.", "", "")


def base(made: Scene) -> str:
    return f"/cases/{made.case.pk}/chronology/"


def seen_in(made: Scene, name: str) -> int:
    """In how many entries that child was seen."""
    children = Lane.objects.get(case=made.case, agency=None).children
    return next(child["contacts"].get("seen", 0) for child in children if child["name"] == name)


def rows(made: Scene) -> list[int]:
    return list(TimelineRow.objects.filter(case=made.case).order_by("id").values_list("pk", flat=True))


def test_a_lead_who_sees_no_lane_does_not_have_the_timeline_made_anew() -> None:
    made = scene(sent=False)
    made.send(made.health, HEALTH)
    before = rows(made)
    client = made.client("agency_lead")
    for _ in range(2):
        assert client.get(base(made)).status_code == 200
    assert rows(made) == before


def test_what_came_back_from_a_backup_is_laid_out_by_the_first_who_looks_and_once() -> None:
    made = scene()
    for model in (TimelineRow, Lane, FoundLink, FoundSilence):
        model.objects.filter(case=made.case).delete()
    assert made.client("agency_lead").get(base(made)).status_code == 200
    before = rows(made)
    assert len(before) == 4
    services.lay_out_once(made.held, on=make.TODAY)
    made.client().get(base(made))
    assert rows(made) == before


def test_where_one_agency_sends_anew_before_anybody_looked_at_what_came_back_every_agency_is_laid_out() -> None:
    made = scene()
    for model in (TimelineRow, Lane, FoundLink, FoundSilence):
        model.objects.filter(case=made.case).delete()
    made.send(made.health, (*HEALTH, LATER))
    assert TimelineRow.objects.filter(case=made.case).values("agency").distinct().count() == 2
    assert Lane.objects.get(case=made.case, agency=None).entries == len(rows(made)) == 5


def test_what_is_not_read_of_the_register_lays_nothing_out_anew() -> None:
    made = scene()
    before, client = rows(made), made.client()
    said: dict[str, Any] = {"case": made.case, "made_at": make.NOW, "made_by": made.people["coordinator"]}
    changed = {"changed_by": said["made_by"]}
    person = Person.objects.create(pseudonym="Willow", relation="mother", **said)
    client.get(base(made))
    assert rows(made) != before, "entries may be about her"
    before, stamp = rows(made), Lane.objects.get(case=made.case, agency=None).stamp
    Person.objects.filter(pk=person.pk).update(**changed, changed_at=make.NOW, born="1990")
    client.get(base(made))
    assert rows(made) == before and Lane.objects.get(case=made.case, agency=None).stamp != stamp
    Person.objects.filter(pk=person.pk).update(**changed, changed_at=make.NOW + timedelta(days=1), pseudonym="Hazel")
    client.get(base(made))
    assert rows(made) != before


def test_many_are_told_as_a_whole_by_whoever_looks_first_or_by_the_worker_and_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scene()
    whole = Lane.objects.filter(case=made.case, agency=None)
    told = ("entries", "first_day", "last_day", "months", "children", "stamp")
    once = whole.values(*told).get()
    monkeypatch.setattr(laying, "AT_ONCE", 2)
    for look in (lambda: made.client().get(base(made)), lambda: link_entries.func(made.held.pk)):
        services.lay_out(made.held, on=make.TODAY)
        before = rows(made)
        assert not whole.get().stamp
        look()
        assert whole.values(*told).get() == once
        assert rows(made) == before


def test_a_row_of_a_version_that_no_longer_counts_is_mended_no_more() -> None:
    made = scene()
    line = made.sent["police"].refused.get()
    made.send(made.police, (*POLICE, LATER))
    typed = {"start": "29/02/2024", "source": "Incident log", "event": "A day that was."}
    with pytest.raises(Refused, match="newer version") as refused:
        services.mend(line, made.held, typed=typed, by=made.by, at=make.NOW)
    assert refused.value.number == "E1215"
    client = made.client()
    page = client.get(f"/chronology-submissions/{line.submission_id}/").content.decode()
    assert "A newer version came" in page and "Mend it" not in page and "to be mended" not in page
    assert client.get(f"/chronology-refused/{line.pk}/mend").status_code == 403
    agencies = client.get(f"{base(made)}agencies").content.decode()
    assert agencies.count("1 to be mended") == 1, "that of the version that counts"
    old = made.sent["police"].entries.get()
    assert "Correct it" not in client.get(f"/chronology-entries/{old.pk}/").content.decode()


def test_where_there_are_many_every_act_that_changes_entries_has_them_linked_by_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scene()
    monkeypatch.setattr(laying, "AT_ONCE", 2)
    asked: list[int] = []
    monkeypatch.setattr(laying, "link_when_many", lambda held: asked.append(held.pk))
    typed = {"start": "1 May 2024", "source": "Book", "event": "Typed by hand."}
    entry = services.type_in(made.held, agency=made.health, typed=typed, by=made.by, at=make.NOW)
    services.correct(entry, made.held, typed=typed | {"event": "Better."}, why="So.", by=made.by, at=make.NOW)
    line = made.sent["police"].refused.get()
    services.mend(line, made.held, typed=typed, by=made.by, at=make.NOW)
    made.send(made.health, (*HEALTH, LATER))
    fields = {"silence_days": 30}
    services.change_chronology(made.held, fields=fields, version=1, by=made.by, at=make.NOW)
    assert asked == [made.held.pk] * 5
    assert not Lane.objects.get(case=made.case, agency=None).is_linked
    link_entries.func(made.held.pk)
    assert Lane.objects.get(case=made.case, agency=None).is_linked
    standing = set(TimelineRow.objects.filter(case=made.case).values_list("entry_id", flat=True))
    links = FoundLink.objects.filter(case=made.case)
    assert links and all({link.one_id, link.other_id} <= standing for link in links)
    assert link_entries.func(made.held.pk) == "nothing to do"


def test_entries_that_change_while_they_are_linked_are_linked_as_they_stand_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scene()
    real = linking.link
    times: list[int] = []

    def link_slowly(entries: list) -> object:
        if not times:
            times.append(len(entries))
            made.send(made.health, csv_of(*HEALTH[:1]))
        return real(entries)

    monkeypatch.setattr(linking, "link", link_slowly)
    assert linking.link_up(made.held, on=make.TODAY)
    standing = set(TimelineRow.objects.filter(case=made.case).values_list("entry_id", flat=True))
    assert len(standing) == 2
    link = FoundLink.objects.get(case=made.case)
    assert {link.one_id, link.other_id} == standing


def test_another_child_or_another_length_of_silence_is_in_the_timeline_at_once() -> None:
    made = scene()
    assert seen_in(made, "Alder") == 2
    assert FoundSilence.objects.filter(case=made.case).count() == 1
    held = services.change_chronology(made.held, fields={"silence_days": 400}, version=1, by=made.by, at=make.NOW)
    assert not FoundSilence.objects.filter(case=made.case).exists()
    before = rows(made)
    services.change_chronology(
        held, fields={"born_text": "2024", "born_iso": "2024"}, version=2, by=made.by, at=make.NOW
    )
    assert rows(made) == before, "nothing of the timeline hangs from when the child was born"
    services.change_chronology(held, fields={"child_name": "Hazel"}, version=3, by=made.by, at=make.NOW)
    assert seen_in(made, "Hazel") == 0


def test_two_versions_of_one_entry_are_no_pair() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    typed = {"start": "15/10/2024", "source": "Incident log", "event": "Called to an argument."}
    better = services.correct(entry, made.held, typed=typed, why="Misread.", by=made.by, at=make.NOW)
    given = {"kind": "same event", "settled": "explained", "reason": "One.", "by": made.by, "at": make.NOW}
    with pytest.raises(Refused, match="not two entries"):
        services.settle(made.held, one=entry, other=better, **given)
