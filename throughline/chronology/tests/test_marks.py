"""A comment stays in its own case, whatever number is sent."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.models import EntryMark
from throughline.chronology.tests.makers import csv_of
from throughline.chronology.tests.scene import HEALTH, Scene, scene

pytestmark = pytest.mark.django_db
THEIRS = ("16/10/2024", "", "Incident log", "Of another family altogether.", "", "")


def lost_comment(made: Scene) -> EntryMark:
    """A comment whose entry is in no version any longer."""
    lost = made.sent["health"].entries.get(row=2)
    mark = services.mark(lost, made.held, kind="comment", text="Seen where?", by=made.by, at=make.NOW)
    made.send(made.health, HEALTH[:1])
    return mark


def test_a_comment_is_not_attached_to_an_entry_of_another_case() -> None:
    made = scene()
    mark = lost_comment(made)
    other = make.case(made.case.partnership, "WX-2026-02", by=made.people["coordinator"])
    held = services.open_chronology(other, fields={"child_name": "Hazel"}, by=made.by, at=make.NOW)
    theirs = services.submit(
        held, agency=made.police, name="c.csv", data=csv_of(THEIRS), by=made.by, at=make.NOW
    ).entries.get(row=1)
    make.seal(made.case, made.people["coordinator"])
    client, before = made.client(), Event.objects.filter(case=other.pk).count()
    for number in (theirs.pk, 10**6, 10**30):
        page = client.post(f"/chronology-marks/{mark.pk}/attach", {"entry": str(number)})
        assert page.status_code == 200 and "There is a problem" in page.content.decode(), number
        assert THEIRS[3] not in page.content.decode()
    kept = EntryMark.objects.get(pk=mark.pk)
    assert (kept.entry_id, kept.case_id) == (mark.entry_id, made.case.pk)
    assert Event.objects.filter(case=other.pk).count() == before


def test_a_comment_is_attached_to_an_entry_of_its_own_timeline() -> None:
    made = scene()
    mark = lost_comment(made)
    to = made.sent["police"].entries.get()
    assert made.client().post(f"/chronology-marks/{mark.pk}/attach", {"entry": str(to.pk)}).status_code == 302
    assert EntryMark.objects.get(pk=mark.pk).entry_id == to.pk
