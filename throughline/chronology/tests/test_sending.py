"""What agencies send is kept row by row; nothing is changed, nothing is dropped, and each sees its own."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.models import ChronologyEntry, EntryMark, FoundLink, Lane, RefusedLine, TimelineRow
from throughline.chronology.queries.pairs import every_entry
from throughline.chronology.rules.template import Column
from throughline.chronology.tests.makers import csv_of
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.kernel.refusals import Refused
from throughline.messages.queries import recipients
from throughline.messages.sending import new_link

pytestmark = pytest.mark.django_db


def told(held: Scene) -> list[str]:
    return [one.event for one in every_entry(held.held)]


def test_rows_in_are_rows_kept_refused_and_noted() -> None:
    made = scene()
    sent = made.sent["police"]
    assert sent.rows_in == 3
    assert (sent.entries.count(), sent.refused.count(), sent.notes.count()) == (1, 1, 1)
    line = sent.refused.get()
    assert line.rule == "C103" and line.typed["start"] == "31/02/2024"
    entry = sent.entries.get()
    assert (entry.start_text, entry.start_edtf, entry.time) == ("16/10/2024", "2024-10-16", "23:10")
    assert Event.objects.get(verb="submission.added", subject=sent.pk).details["refused"] == 1


def test_the_words_typed_stay_beside_their_bounds() -> None:
    made = scene()
    early = made.sent["health"].entries.get(row=2)
    assert early.start_text == "early March 2024"
    assert (early.start_earliest, early.start_latest) == (date(2024, 3, 1), date(2024, 3, 10))


def test_the_timeline_is_in_the_one_order_and_links_what_two_agencies_tell() -> None:
    made = scene()
    assert told(made) == [HEALTH[1][3], POLICE[0][3], HEALTH[0][3], HEALTH[2][3]]
    link = FoundLink.objects.get(case=made.case)
    assert {link.one.agency_id, link.other.agency_id} == {made.police.pk, made.health.pk}
    whole = Lane.objects.get(case=made.case, agency=None)
    assert whole.entries == 4 and whole.is_linked


def test_an_entry_cannot_be_changed() -> None:
    made = scene()
    entry = made.sent["health"].entries.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        ChronologyEntry.objects.filter(pk=entry.pk).update(event="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        RefusedLine.objects.all().delete()


def test_the_same_file_again_adds_nothing() -> None:
    made = scene()
    again = made.send(made.police, POLICE)
    assert again == made.sent["police"]
    assert ChronologyEntry.objects.filter(agency=made.police).count() == 1


def test_a_refused_row_is_mended_by_a_new_entry_and_stays_as_it_came() -> None:
    made = scene()
    line = made.sent["police"].refused.get()
    typed = {"start": "29/02/2024", "source": "Incident log", "event": "A day that was."}
    entry = services.mend(line, made.held, typed=typed, by=made.by, at=make.NOW)
    assert (entry.row, entry.mends) == (2, line)
    assert "A day that was." in told(made)
    with pytest.raises(Refused, match="mended already"):
        services.mend(line, made.held, typed=typed, by=made.by, at=make.NOW)
    with pytest.raises(Refused, match="cannot be kept"):
        services.type_in(made.held, agency=made.police, typed={"start": "31/02/2024"}, by=made.by, at=make.NOW)


def test_a_correction_stands_in_its_place_and_keeps_what_was_said() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    services.mark(entry, made.held, kind="comment", text="Who was there?", by=made.by, at=make.NOW)
    typed = {"start": "15/10/2024", "source": "Incident log", "event": "Called to an argument."}
    better = services.correct(entry, made.held, typed=typed, why="The log was misread.", by=made.by, at=make.NOW)
    assert better.first_id == entry.pk and TimelineRow.objects.get(entry=better).root_id == entry.pk
    assert not TimelineRow.objects.filter(entry=entry).exists()
    assert ChronologyEntry.objects.get(pk=entry.pk).event == POLICE[0][3]
    with pytest.raises(Refused, match="in its place already"):
        services.correct(entry, made.held, typed=typed, why="Again.", by=made.by, at=make.NOW)
    with pytest.raises(Refused, match="no reason"):
        services.correct(better, made.held, typed=typed, why=" ", by=made.by, at=make.NOW)


def test_a_compound_row_is_split_and_each_part_keeps_the_citation() -> None:
    made = scene()
    entry = made.sent["health"].entries.get(row=1)
    parts = [{"start": "17/10/2024", "source": "Record HV1", "event": event} for event in ("Notice read.", "Filed it.")]
    first, second = services.split(entry, made.held, parts=parts, why="Two facts.", by=made.by, at=make.NOW)
    assert {first.row, second.row} == {1} and first.submission == second.submission == entry.submission
    assert first.first_id == entry.pk and second.first_id is None
    assert {"Notice read.", "Filed it."} <= set(told(made)) and HEALTH[0][3] not in told(made)


def test_a_new_version_keeps_what_was_said_and_lists_what_is_lost() -> None:
    made = scene()
    kept, lost = made.sent["health"].entries.get(row=3), made.sent["health"].entries.get(row=2)
    services.mark(kept, made.held, kind="good_practice", by=made.by, at=make.NOW)
    services.mark(lost, made.held, kind="comment", text="Seen where?", by=made.by, at=make.NOW)
    pair = {"one": made.sent["police"].entries.get(), "other": made.sent["health"].entries.get(row=1)}
    services.settle(
        made.held, **pair, kind="same event", settled="explained", reason="One notice.", by=made.by, at=make.NOW
    )
    rows = [
        HEALTH[0],
        ("21/10/2024", *HEALTH[2][1:]),
        ("1/1/2024", "", "Other book", "Something else entirely.", "", ""),
    ]
    second = made.send(made.health, rows)
    assert second.version == 2
    again = second.entries.get(row=2)
    assert again.first_id == kept.pk, "its date was corrected, and it is the same entry"
    assert again.start_text == "21/10/2024"
    assert second.entries.get(row=3).first_id is None
    marks = {one.kind: one for one in EntryMark.objects.all()}
    standing = set(TimelineRow.objects.values_list("root_id", flat=True))
    assert marks["good_practice"].entry_id in standing and marks["comment"].entry_id not in standing
    assert FoundLink.objects.get(case=made.case).settled == "explained"
    services.attach(marks["comment"], made.held, to=second.entries.get(row=3), by=made.by, at=make.NOW)
    assert EntryMark.objects.get(kind="comment").entry == second.entries.get(row=3)


def test_what_was_typed_in_stays_beside_a_new_version() -> None:
    made = scene()
    typed = {"start": "1 May 2024", "source": "Book", "event": "Typed by hand."}
    services.type_in(made.held, agency=made.health, typed=typed, by=made.by, at=make.NOW)
    made.send(made.health, HEALTH[:1])
    assert sorted(told(made)) == sorted(["Typed by hand.", HEALTH[0][3], POLICE[0][3]])


def test_columns_that_must_be_filled_in_refuse_rows_without_them() -> None:
    made = scene(sent=False)
    columns = [
        Column("start", "Start Date", "must"),
        Column("source", "Source", "must"),
        Column("action", "Action", "must"),
    ]
    services.set_columns([*columns, Column("", "Worker", "must")], by=made.by, at=make.NOW)
    heads = "Start Date,Source of Information,Event,Action,Worker\n"
    data = f"{heads}1/2/2024,Book,Seen,Rang,A1\n1/2/2024,Book,Seen,,A1\n1/2/2024,Book,Seen,Rang,\n".encode()
    sent = made.send(made.police, data)
    assert [line.rule for line in sent.refused.order_by("row")] == ["C112", "C112"]
    assert sent.entries.count() == 1


def test_a_file_with_rows_of_several_agencies_is_refused() -> None:
    made = scene(sent=False)
    head = "Sequence,Start Date,Start Time,End Date,Source of Information,Event,Action,Comment,Agency,Row\n"
    data = f"{head},1/2/2024,,,Book,Seen,,,Police,1\n,2/2/2024,,,Book,Seen,,,School,1\n".encode()
    with pytest.raises(Refused, match="several agencies"):
        made.send(made.police, data)


def test_an_agency_sends_through_its_account_and_sees_its_own_rows_alone_until_they_are_shared() -> None:
    made = scene(sent=False)
    client = made.client("health_lead")
    base = f"/cases/{made.case.pk}/chronology/"
    file = SimpleUploadedFile("ours.csv", csv_of(*HEALTH), content_type="text/csv")
    page = client.post(f"{base}send", {"agency": made.health.pk, "document": file})
    assert page.status_code == 302, page.content.decode()
    other = SimpleUploadedFile("theirs.csv", csv_of(*POLICE), content_type="text/csv")
    assert "from the list" in client.post(f"{base}send", {"agency": made.police.pk, "document": other}).content.decode()
    theirs = made.send(made.police, POLICE)
    seen = client.get(base).content.decode()
    assert "Home visit. Alder seen, well." in seen and "Called to an argument" not in seen
    police_entry = theirs.entries.get().pk
    assert client.get(f"/chronology-entries/{police_entry}/").status_code == 404
    assert client.get(f"/documents/{theirs.document_id}/download").status_code == 404
    services.move_chronology(made.held, verb="share", by=made.by, at=make.NOW)
    assert "Called to an argument" in client.get(base).content.decode()
    assert client.get(f"/chronology-entries/{police_entry}/").status_code == 200
    assert client.get(f"/documents/{theirs.document_id}/download").status_code == 200


def test_an_agency_answers_an_ask_with_its_file() -> None:
    made = scene(sent=False)
    to = recipients(made.by.partnership, on=make.TODAY, agency=made.police.pk)[0]
    asked = services.ask_agency(made.held, to=to.key, due_on=make.TODAY, by=made.by, at=make.NOW)
    file = io.BytesIO(csv_of(*POLICE))
    file.name = "police.csv"
    outside = make.actor(made.people["agency_lead"])
    services.take_answer(ask=asked, values={"document": file}, by=outside, at=make.NOW)
    sent = made.case.pk and TimelineRow.objects.filter(case=made.case, agency=made.police)
    assert sent.count() == 1 and new_link(asked, asked.to, make.NOW)


def test_many_rows_take_few_statements(django_assert_max_num_queries: object) -> None:
    made = scene(sent=False)
    rows = [(f"{day % 28 + 1}/3/2015", "", "Notes", f"Event number {day}", "", "") for day in range(1500)]
    with django_assert_max_num_queries(150):  # type: ignore[operator]
        made.send(made.police, rows)
    assert connection.vendor in ("sqlite", "postgresql") and len(every_entry(made.held)) == 1500
