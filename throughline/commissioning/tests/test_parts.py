"""The records of a commission: written once, changed without loss, withdrawn and kept."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.commissions import one_of_each
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.commissioning.models import Commission, LineOfEnquiry, MissingPiece
from throughline.commissioning.services.parts import add_part, change_part
from throughline.commissioning.tests.scene import Scene, build, statements, words
from throughline.commissioning.views.kinds import KINDS
from throughline.commissioning.views.shape import PARTS
from throughline.kernel.refusals import Refused
from throughline.reviews.services import set_state, withdraw_record

pytestmark = pytest.mark.django_db
STATEMENTS = 12


@pytest.fixture
def scene() -> Scene:
    """A review whose commission is not written yet."""
    return build()


def test_a_commission_is_written_once_and_then_changed(scene: Scene) -> None:
    client, new = scene.client(), f"{scene.at()}/facts/new"
    sent = {"commissioned": "an unknown day of 2013", "lead_body": "The board", "scope": "January 2012 to March 2013"}
    came = [client.post(new, {**sent, "once": "c"})["Location"] for _ in range(2)]
    row = Commission.objects.get(review=scene.review)
    assert set(came) <= {scene.at(), f"{scene.at()}/facts/{row.pk}/edit"}
    assert (row.commissioned_text, row.commissioned_iso) == ("an unknown day of 2013", "")
    assert row.scope_iso == "2012-01/2013-03"
    assert client.get(new)["Location"] == f"{scene.at()}/facts/{row.pk}/edit"
    with pytest.raises(Refused, match="written already"):
        scene.add("facts", lead_body="Another")
    page = words(client.get(scene.at()))
    assert "an unknown day of 2013" in page
    assert "The board" in page


def test_a_form_sent_twice_makes_one_line_and_one_event(scene: Scene) -> None:
    client, new = scene.client(), f"{scene.at()}/lines/new"
    for _ in range(2):
        answer = client.post(new, {"number": "1", "text": "Who was at home?", "once": "same"})
        assert answer["Location"] == scene.at("terms")
    assert LineOfEnquiry.objects.count() == 1
    assert Event.objects.filter(verb="line_of_enquiry.added").count() == 1


def test_two_people_change_one_line_and_nothing_is_lost(scene: Scene) -> None:
    row = scene.add("lines", number="1", text="Who was at home?")
    address = f"{scene.at()}/lines/{row.pk}/edit"
    first, second = scene.client(), scene.client(CHAIR)
    kept = {"number": "1", "text": "Who lived at home?", "why": "", "version": "1"}
    assert first.post(address, kept).status_code == 302
    met = second.post(address, {"number": "1", "text": "Who was seen at home?", "why": "Men.", "version": "1"})
    assert met.status_code == 409
    assert all(said in words(met) for said in ("Who lived at home?", "Who was seen at home?", "Your words are kept"))
    both = {"number": "1", "text": "Who lived and was seen at home?", "why": "Men.", "version": "2"}
    assert second.post(address, both).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.why, row.version) == (both["text"], "Men.", 3)


def test_a_withdrawn_line_is_kept_and_shown_no_more(scene: Scene) -> None:
    row = scene.add("lines", number="1", text="Who was at home?")
    client, address = scene.client(), f"{scene.at()}/lines/{row.pk}/withdraw"
    assert "Enter why it is withdrawn" in words(client.post(address, {"reason": ""}))
    assert client.post(address, {"reason": "Asked twice."})["Location"] == scene.at("terms")
    assert "Who was at home?" not in words(client.get(scene.at("terms")))
    assert client.get(f"{scene.at()}/lines/{row.pk}/edit").status_code == 404
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert Event.objects.get(verb="line_of_enquiry.withdrawn").details == {"reason": "Asked twice."}


@pytest.mark.parametrize("role", [AGENCY_LEAD, SCRUTINEER, ELECTED_MEMBER])
def test_who_reads_may_not_write(scene: Scene, role: str) -> None:
    row = scene.add("lines", number="1", text="Who was at home?")
    actor = scene.by(role)
    with pytest.raises(Refused, match="may not write records"):
        add_part(LineOfEnquiry, review=scene.review, fields={"text": "x"}, by=actor, at=make.NOW)
    with pytest.raises(Refused, match="may not write records"):
        change_part(row, fields={"text": "x"}, version=1, by=actor, at=make.NOW)
    with pytest.raises(Refused, match="may not write records"):
        withdraw_record(row, reason="x", by=actor, at=make.NOW)


def test_nothing_reaches_across_cases_or_beyond_the_calendar(scene: Scene) -> None:
    with pytest.raises(Refused, match="no date that was"):
        scene.add("products", kind="full", ready_text="x", ready_iso="2016-02-30")
    stranger = make.coordinator()
    with pytest.raises(Refused, match="Another partnership"):
        add_part(LineOfEnquiry, review=scene.review, fields={"text": "x"}, by=stranger, at=make.NOW)


def test_a_stale_version_is_met_and_the_same_words_are_no_change(scene: Scene) -> None:
    row = scene.add("bases", statute="lcspr", words="", body_name="The partners")
    change_part(row, fields={"words": "Section 16F"}, version=1, by=scene.by(), at=make.NOW)
    with pytest.raises(editing.Changed):
        change_part(row, fields={"words": "Other"}, version=1, by=scene.by(CHAIR), at=make.NOW)
    same = change_part(row, fields={"words": "Section 16F"}, version=1, by=scene.by(CHAIR), at=make.NOW)
    assert same.version == 2


def test_what_was_missing_comes_years_later_and_the_review_goes_on(scene: Scene) -> None:
    row = scene.add("missing", text="The papers of the prosecution", why="The trial is not over.")
    by, at = scene.by(), make.NOW
    with pytest.raises(Refused, match="needs its reason"):
        set_state(scene.review, state="as_far_as_possible", by=by, at=at)
    set_state(scene.review, state="as_far_as_possible", reason="The papers are with the court.", by=by, at=at)
    assert "Completed as far as possible" in words(scene.client().get(scene.at()))
    assert "Has not come" in words(scene.client().get(scene.at("products")))
    came = {"text": row.text, "why": row.why, "came": "May 2021", "changes": "yes", "changed_what": "A ninth finding."}
    scene.client().post(f"{scene.at()}/missing/{row.pk}/edit", {**came, "version": "1"})
    assert MissingPiece.objects.get().came_iso == "2021-05"
    page = words(scene.client().get(scene.at("products")))
    assert "A ninth finding." in page and "An update is owed" in page and "Next: 1 update is owed." in page
    sent = {"kind": "update", "because": str(row.pk), "ready": "June 2021"}
    assert scene.client().post(f"{scene.at()}/products/new", sent).status_code == 302
    assert "owed" not in words(scene.client().get(scene.at("products")))
    assert set_state(scene.review, state="under_way", reason="The papers came.", by=by, at=at).state == "under_way"


@pytest.mark.parametrize("part", [key for key, _, _ in PARTS])
def test_every_part_asks_little_of_the_database_however_much_there_is(scene: Scene, part: str) -> None:
    one_of_each(scene.review, scene.police)
    client = scene.client()
    client.get(scene.at(part))
    few = statements(client, scene.at(part))
    for _ in range(3):
        for key, pk in one_of_each(scene.review, scene.police).items():
            if not KINDS[key].once:
                row = KINDS[key].model._default_manager.get(pk=pk)
                row.pk = None
                row.save()
    many = statements(client, scene.at(part))
    assert len(many) == len(few)
    assert len(few) <= STATEMENTS, "\n".join(few)
