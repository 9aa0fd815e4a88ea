"""An entry cites the document of its agency's own that it came from, with the place in it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import EntrySource
from throughline.chronology.queries.lost import how_many
from throughline.chronology.queries.pairs import every_entry
from throughline.chronology.tests.scene import POLICE, scene
from throughline.documents.models import Document
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
LOG = b"Page 14. 16 October, 23:10. Called to an argument at the flat."
LATER = ("20/12/2024", "", "Incident log", "Another call to the flat.", "", "")


def test_a_document_is_cited_by_its_agency_seen_by_nobody_elses_and_kept_over_a_new_version() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    own, others, unit = made.client("agency_lead"), made.client("health_lead"), made.client()
    here = f"/chronology-entries/{entry.pk}/"
    file = SimpleUploadedFile("Incident log.txt", LOG)
    said = {"place": "Page 14", "words": "Called to an argument"}
    assert "Send the document." in own.post(f"{here}source", said).content.decode()
    assert own.post(f"{here}source", {**said, "file": file}).status_code == 302
    row = EntrySource.objects.get()
    paper = f"/documents/{row.document_id}/"
    assert (row.agency, row.place, bytes(own.get(f"{paper}download").getvalue())) == (made.police, "Page 14", LOG)
    for client in (own, unit):
        told = client.get(here).content.decode()
        assert "Incident log.txt" in told and "Page 14: “Called to an argument”" in told
        assert POLICE[0][3] in client.get(paper).content.decode(), "the document says which entries cite it"
    # Nobody of another agency sees it, not even when the rows are shared
    assert others.get(here).status_code == others.get(paper).status_code == 404
    services.move_chronology(made.held, verb="share", by=made.by, at=make.NOW)
    told = others.get(here).content.decode()
    assert POLICE[0][3] in told and "Page 14" not in told and "Incident log.txt" not in told
    assert others.get(paper).status_code == others.get(f"{paper}download").status_code == 404
    assert others.get(f"/chronology-sources/{row.pk}/attach").status_code == 404
    # Another entry cites the same document at another place; one that is not here cannot be named
    added = services.type_in(
        made.held,
        agency=made.police,
        typed={"start": "3/3/2024", "source": "Log", "event": "Noted."},
        by=made.by,
        at=make.NOW,
    )
    to = f"/chronology-entries/{added.pk}/source"
    assert "Incident log.txt" in own.get(to).content.decode()
    assert own.post(to, {"place": "Page 2", "document": row.document_id}).status_code == 302
    with pytest.raises(Refused, match="no such document"):
        services.cite_source(
            added,
            made.held,
            document=made.sent["health"].document_id or 0,
            place="1",
            by=made.actor("agency_lead"),
            at=make.NOW,
        )
    # A new version keeps it; a version without the entry leaves it to a person, who gives it to one of the same agency
    made.send(made.police, [*POLICE, LATER])
    again = next(one for one in every_entry(made.held) if one.event == POLICE[0][3])
    assert again.pk != entry.pk and "Page 14" in own.get(f"/chronology-entries/{again.pk}/").content.decode()
    assert how_many(made.held) == 0
    made.send(made.police, [LATER])
    assert how_many(made.held) == 1
    assert "Incident log.txt" in unit.get(f"/cases/{made.case.pk}/chronology/unattached").content.decode()
    health = made.sent["health"].entries.get(row=1)
    with pytest.raises(Refused, match="no such entry"):
        services.attach_source(row, made.held, to=health, by=made.by, at=make.NOW)
    now = next(one for one in every_entry(made.held) if one.event == LATER[3])
    assert unit.post(f"/chronology-sources/{row.pk}/attach", {"entry": now.pk}).status_code == 302
    assert how_many(made.held) == 0 and "Page 14" in own.get(f"/chronology-entries/{now.pk}/").content.decode()
    # Both parts of one that is split came from it; taken back, it is shown no more, and the file is kept
    whole = {"start": "20/12/2024", "source": "Incident log"}
    parts = [{**whole, "event": "A call."}, {**whole, "event": "Another."}]
    split = services.split(now, made.held, parts=parts, why="Two facts.", by=made.by, at=make.NOW)
    assert all("Page 14" in own.get(f"/chronology-entries/{one.pk}/").content.decode() for one in split)
    assert own.post(f"/chronology-sources/{row.pk}/withdraw").status_code == 302
    assert "Page 14" not in own.get(f"/chronology-entries/{split[0].pk}/").content.decode()
    assert Document.objects.filter(pk=row.document_id).exists()
