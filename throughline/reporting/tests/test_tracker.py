"""The record for the NHS tracker: every field in its order, from the record, and said plainly where it is not there."""

from __future__ import annotations

import csv
import io

import pytest

from tests import factories as make
from tests import rapid, records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.audit.models import Event
from throughline.cases.editing import Changed
from throughline.commissioning.models import Decision
from throughline.commissioning.services.parts import add_part
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership, User
from throughline.reporting.services import take_tracker, write_tracker
from throughline.reporting.tracker import NONE, facts_of, tracker_of
from throughline.reviews.models import KeyDate, Review

pytestmark = pytest.mark.django_db
LABELS = [
    "Incident date",
    "Date added",
    "StEIS number",
    "Local reference",
    "Designated professional",
    "Board or partnership",
    "Case information",
    "Theme 1",
    "Theme 2",
    "Theme 3",
    "Type of review",
    "Stage",
    "Signed-off date",
    "Publication date",
    "Publication link",
    "Comments",
    "Open or closed",
]
FACTS = {
    "steis": "2026/1234",
    "designated_professional": "A. Nurse",
    "information": "Injury to a baby",
    "link": "https://example.org/report",
    "comments": "=HYPERLINK(1)",
}


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


def said(review: Review) -> dict[str, str]:
    """What the tracker says of the review, by field."""
    return {one.label: one.words for one in tracker_of(review, on=make.TODAY)}


def test_a_bare_review_says_of_every_field_what_is_there_and_what_is_not(by: Actor) -> None:
    review = records.review(by)
    found = said(review)
    assert list(found) == LABELS
    told = {label: words for label, words in found.items() if words != NONE}
    assert told == {
        "Date added": "12 March 2026",
        "Local reference": review.case.reference,
        "Board or partnership": "Wexmoor Safeguarding Children Partnership",
        "Case information": "Child Alder",
        "Type of review": "Local child safeguarding practice review",
        "Stage": "Under way",
        "Open or closed": "Open",
    }


def test_a_whole_review_fills_every_field(by: Actor) -> None:
    first = rapid.opened(
        by,
    )
    first.incident.when_text = "In the night to 4 March 2026"
    first.incident.save()
    review = records.publish(records.review(by, state="finished"), by)
    review.rapid_review = first
    review.save()
    agreed = {"kind": "agreed", "text": "Agreed.", "date_text": "2 May 2026", "date_iso": "2026-05-02"}
    add_part(Decision, review=review, fields=agreed, by=by, at=make.NOW)
    KeyDate.objects.create(review=review, means="Published", text="9 June 2026", iso="2026-06-09")
    for text in ("Neglect", "Supervision", "Voice", "A fourth"):
        records.theme(review, by, text=text)
    write_tracker(review, fields=FACTS, version=0, by=by, at=make.NOW)
    found = said(review)
    assert NONE not in found.values()
    assert found["Incident date"] == "In the night to 4 March 2026"
    assert [found[f"Theme {number}"] for number in (1, 2, 3)] == ["Neglect", "Supervision", "Voice"]
    assert found["Type of review"].endswith("converted from a rapid review")
    assert (found["Signed-off date"], found["Publication date"]) == ("2 May 2026", "9 June 2026")
    assert (found["Stage"], found["Open or closed"]) == ("Published", "Closed")


def test_what_only_the_tracker_asks_has_versions_and_its_writers(by: Actor) -> None:
    review = records.review(by)
    write_tracker(review, fields=FACTS, version=0, by=by, at=make.NOW)
    write_tracker(review, fields={**FACTS, "steis": "2"}, version=1, by=by, at=make.NOW)
    with pytest.raises(Changed):
        write_tracker(review, fields=FACTS, version=1, by=by, at=make.NOW)
    assert facts_of(review).steis == "2"
    where = Partnership.objects.get(pk=by.partnership)
    lead = make.actor(make.member(where, AGENCY_LEAD))
    with pytest.raises(Refused):
        write_tracker(review, fields=FACTS, version=2, by=lead, at=make.NOW)
    with pytest.raises(Refused):
        take_tracker(review, by=lead, at=make.NOW)


def test_the_page_is_copied_from_and_taken_along_as_a_table_that_no_spreadsheet_runs(by: Actor) -> None:
    review = records.review(by)
    client = signed_in(User.objects.get(pk=by.user))
    where = f"/reviews/{review.pk}/tracker"
    assert client.get(where).content.decode().count(NONE) == 10
    assert client.post(f"{where}/edit", {**FACTS, "version": "0"}).headers["Location"] == where
    page = client.get(where).content.decode()
    assert all(label in page for label in LABELS) and "2026/1234" in page
    file = client.get(f"{where}/download")
    head, row = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    assert head == LABELS and row[LABELS.index("Comments")] == "'=HYPERLINK(1)"
    assert "Alder" not in file.headers["Content-Disposition"]
    assert Event.objects.get(verb="tracker.taken").subject == review.pk
