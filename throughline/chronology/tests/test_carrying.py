"""What was corrected, split or mended on a page is not lost when the agency sends its rows again unmended."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.models import ChronologyEntry, EntryMark, Submission, TimelineRow
from throughline.chronology.queries.sent import not_carried
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.ui import drafts

pytestmark = pytest.mark.django_db
NEW = ("1/1/2024", "", "Other book", "Something else entirely.", "", "")


def events_in(made: Scene, agency: int) -> list[str]:
    rows = TimelineRow.objects.filter(agency=agency).select_related("entry").order_by("key", "id")
    return [row.entry.event for row in rows]


def corrected(made: Scene) -> ChronologyEntry:
    typed = {"start": "19/10/2024", "source": "Record HV1", "event": "Home visit. Alder seen, pale."}
    entry = made.sent["health"].entries.get(row=3)
    services.mark(entry, made.held, kind="voice", by=made.by, at=make.NOW)
    return services.correct(entry, made.held, typed=typed, why="Misread.", by=made.by, at=make.NOW)


def test_a_correction_goes_over_to_a_version_with_the_same_row() -> None:
    made = scene()
    better = corrected(made)
    for version in (2, 3):
        sent = made.send(made.health, [NEW, *HEALTH, *([NEW] * version)])
        now = TimelineRow.objects.get(entry__submission=sent, entry__event=better.event).entry
        assert (now.start_text, now.replaces.row, now.row, now.first_id) == ("19/10/2024", 4, 4, better.first_id)
        assert now.why == "Misread. Carried over from version 1."
        assert HEALTH[2][3] not in events_in(made, made.health.pk)
        assert TimelineRow.objects.get(entry=now).root_id == EntryMark.objects.get().entry_id
        assert sent.rows_in == 4 + version == sent.entries.filter(replaces=None).count()
        told = Event.objects.get(verb="chronology_entry.carried", subject=sent.pk).details
        assert told == {"before": [better.pk], "made": [now.pk]}, "numbers, and no words"
        better = now


def test_a_row_that_the_agency_changed_is_its_newest_word() -> None:
    made = scene()
    better = corrected(made)
    changed = ("20/10/2024", "", "Record HV1", "Home visit. Alder seen, well and smiling.", "", "")
    made.send(made.health, [*HEALTH[:2], changed])
    assert changed[3] in events_in(made, made.health.pk) and better.event not in events_in(made, made.health.pk)
    sent, client = Submission.objects.get(agency=made.health, version=2), made.client()
    page = client.get(f"/cases/{made.case.pk}/chronology/agencies").content.decode()
    assert f'href="/chronology-submissions/{sent.pk}/#dropped"' in page and "not in this version: 1" in page
    page = client.get(f"/chronology-submissions/{sent.pk}/").content.decode()
    assert better.event in page and "Misread." in page, "it is told, with the reason that was given"
    now = TimelineRow.objects.get(entry__event=changed[3]).entry
    typed = {"start": better.start_text, "source": better.source, "event": better.event}
    services.correct(now, made.held, typed=typed, why="Misread still.", by=made.by, at=make.NOW)
    assert not_carried([sent]) == {}


def test_a_split_goes_over_and_each_part_is_what_it_was() -> None:
    made = scene()
    entry = made.sent["health"].entries.get(row=1)
    parts = [{"start": "17/10/2024", "source": "Record HV1", "event": event} for event in ("Read.", "Filed.", "Rang.")]
    were = services.split(entry, made.held, parts=parts, why="Three facts.", by=made.by, at=make.NOW)
    services.mark(were[2], made.held, kind="missed", by=made.by, at=make.NOW)
    made.send(made.health, [*HEALTH, NEW])
    assert {"Read.", "Filed.", "Rang."} <= set(events_in(made, made.health.pk))
    assert HEALTH[0][3] not in events_in(made, made.health.pk)
    roots = set(TimelineRow.objects.filter(agency=made.health).values_list("root_id", flat=True))
    assert {entry.pk, were[1].pk, were[2].pk} <= roots


def test_a_mended_row_that_comes_unmended_again_stays_mended() -> None:
    made = scene()
    line = made.sent["police"].refused.get()
    typed = {"start": "29/02/2024", "source": "Incident log", "event": "A day that was."}
    mended = services.mend(line, made.held, typed=typed, by=made.by, at=make.NOW)
    sent = made.send(made.police, [NEW, *POLICE])
    again = sent.entries.get(mends=sent.refused.get())
    assert (again.event, again.row, again.first_id) == ("A day that was.", 3, mended.pk)
    assert events_in(made, made.police.pk).count("A day that was.") == 1
    page = made.client().get(f"/chronology-submissions/{sent.pk}/").content.decode()
    assert "Mended" in page and "Mend it" not in page


def test_a_fourth_fact_that_was_kept_while_it_was_typed_is_there_again() -> None:
    made = scene()
    key = f"chronology-entry-{(entry := made.sent['health'].entries.get(row=1)).pk}-split"
    drafts.keep(owner=made.by.user, key=key, typed={"action_4": ["Kept as typed."]}, at=make.NOW)
    page = made.client().get(f"/chronology-entries/{entry.pk}/split").content.decode()
    assert "Kept as typed." in page and 'name="event_4"' in page and 'name="event_5"' not in page
