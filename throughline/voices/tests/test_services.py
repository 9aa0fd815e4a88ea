"""Families, words and learning events: what stands for ever, what is handed over, and what leaves no trace."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.commissioning.models import LineOfEnquiry
from throughline.kernel.refusals import Refused
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene
from throughline.reviews.models import Sent
from throughline.ui.models import Draft
from throughline.voices import queries, services
from throughline.voices.models import Contribution, FamilyContact, FamilyMember, LearningEvent
from throughline.voices.permissions import why_not_keep_log

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def scene() -> Scene:
    """A review and the people about it."""
    return making.scene()


def member(scene: Scene, relation: str = "Grandmother", **more: object) -> FamilyMember:
    """Somebody of the family of that review."""
    return services.add_family_member(
        review=scene.review,
        relation=relation,
        by=scene.actor(),
        at=make.NOW,
        **more,  # type: ignore[arg-type]
    )


def event(scene: Scene, **more: str) -> LearningEvent:
    """A learning event on 9 March 2026."""
    words = {"name": "Learning event", "when_text": "9 March 2026", "when_iso": "2026-03-09", **more}
    return services.add_event(review=scene.review, by=scene.actor(), at=make.NOW, **words)


def test_the_log_stands_for_ever_and_sets_the_next_contact(scene: Scene) -> None:
    row = member(scene)
    services.keep_contact(
        row,
        kind="asked",
        when_text="March 2026",
        when_iso="2026-03",
        next_on=date(2026, 4, 1),
        by=scene.actor(),
        at=make.NOW,
    )
    services.keep_contact(row, kind="no_answer", next_what="Ring again", by=scene.actor(), at=LATER)
    row.refresh_from_db()
    assert (row.next_on, row.next_what) == (None, "Ring again")
    assert [one.kind for one in queries.log_of(row)] == ["asked", "no_answer"]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FamilyContact.objects.update(kind="took_part")


@pytest.mark.parametrize("kind", ["comments", "changed", "other"])
def test_comments_and_what_changed_because_of_them_are_told_in_words(scene: Scene, kind: str) -> None:
    with pytest.raises(Refused, match="E1505"):
        services.keep_contact(member(scene), kind=kind, by=scene.actor(), at=make.NOW)


@pytest.mark.parametrize(
    ("role", "may"),
    [(COORDINATOR, True), (CHAIR, True), (AGENCY_LEAD, False), (SCRUTINEER, False), (ELECTED_MEMBER, False)],
)
def test_who_keeps_the_log(scene: Scene, role: str, may: bool) -> None:
    row = member(scene)
    assert (why_not_keep_log(actor=scene.actor(role), thing=row, on=make.TODAY) is None) is may
    if role != ELECTED_MEMBER:
        owned = member(scene, owner=scene.people[role])
        assert why_not_keep_log(actor=scene.actor(role), thing=owned, on=make.TODAY) is None


def test_a_hand_over_is_one_deed_for_all_and_the_log_stays(scene: Scene) -> None:
    leaves, stays = scene.people[COORDINATOR], scene.people[CHAIR]
    rows = [member(scene, relation, owner=leaves) for relation in ("Mother", "Father")]
    other = member(scene, "Uncle", owner=scene.people[AGENCY_LEAD])
    services.keep_contact(rows[0], kind="asked", by=scene.actor(), at=make.NOW)
    assert services.hand_over(scene.review, of=leaves, to=stays, by=scene.actor(), at=LATER) == 2
    assert {row.relation: row.owner_id for row in queries.family_of(scene.review)} == {
        "Mother": stays.pk,
        "Father": stays.pk,
        "Uncle": other.owner_id,
    }
    assert [one.kind for one in queries.log_of(rows[0])] == ["asked"]
    told = Event.objects.get(verb="review.family_handed_over")
    assert told.details["members"] == [row.pk for row in rows]
    with pytest.raises(Refused, match="E1542"):
        services.hand_over(scene.review, of=leaves, to=stays, by=scene.actor(), at=LATER)
    with pytest.raises(Refused, match="E1503"):
        services.hand_over(scene.review, of=stays, to=scene.people["stranger"], by=scene.actor(), at=LATER)


def test_the_log_belongs_to_the_case_and_another_review_of_it_finds_it(scene: Scene) -> None:
    row = member(scene)
    later = records.review(scene.actor(), where=scene.review.case.partnership, case=scene.review.case)
    assert queries.family_of(later) == [row]


def test_nobody_quotes_words_without_consent(scene: Scene) -> None:
    given = {"review": scene.review, "whose": "child", "words": "I wanted to stay with Nan."}
    for quotable in ("panel", "report", "published"):
        with pytest.raises(Refused, match="E1541"):
            services.add_voice(**given, quotable=quotable, by=scene.actor(), at=make.NOW)
    row = services.add_voice(**given, by=scene.actor(), at=make.NOW)
    assert row.quotable == "nobody"
    row = services.change_voice(
        row, version=1, quotable="report", consent="The child, with her grandmother", by=scene.actor(), at=LATER
    )
    with pytest.raises(Refused, match="E1541"):
        services.change_voice(row, version=2, consent="", by=scene.actor(), at=LATER)
    services.change_voice(row, version=2, quotable="nobody", consent="", by=scene.actor(), at=LATER)


def test_those_on_the_case_are_proposed_once_and_nobody_with_a_conflict(scene: Scene) -> None:
    case = scene.review.case
    free, barred = make.member(case.partnership, SCRUTINEER, name="Ada"), make.member(case.partnership, name="Ben")
    only_lead_barred = make.agency(case.partnership, "Wexmoor Schools", "education")
    lead = make.member(case.partnership, AGENCY_LEAD, agency=only_lead_barred)
    for person in (free, barred):
        make.on_case(case, person=person)
    make.on_case(case, agency=only_lead_barred)
    for person in (barred, lead):
        make.conflict(case, person)
    day = event(scene)
    assert services.propose_invitations(day, by=scene.actor(), at=make.NOW) == 2
    assert [row.role for row in queries.invitations_of(day)] == [
        "Practitioners of Wexmoor Police",
        "Ada, independent scrutineer",
    ]
    assert services.propose_invitations(day, by=scene.actor(), at=LATER) == 0


def test_who_declines_is_asked_why_and_support_is_kept_without_content(scene: Scene) -> None:
    day = event(scene)
    with pytest.raises(Refused, match="E1505"):
        services.add_invitation(day, role="Health visitor", state="declined", by=scene.actor(), at=make.NOW)
    row = services.add_invitation(
        day,
        role="Health visitor",
        state="attended",
        support_offered=True,
        support_taken="yes",
        by=scene.actor(),
        at=make.NOW,
    )
    with pytest.raises(Refused, match="E1505"):
        services.change_invitation(row, version=1, state="declined", by=scene.actor(), at=LATER)
    assert {field.name for field in row._meta.fields if "support" in field.name} == {"support_offered", "support_taken"}


def test_an_unattributed_statement_leaves_no_trace_of_who_said_it(scene: Scene) -> None:
    day = event(scene)
    line = LineOfEnquiry.objects.create(
        case=scene.review.case, review=scene.review, text="Why?", made_at=make.NOW, made_by=scene.people[COORDINATOR]
    )
    for text in ("zebra one", "zebra two", "zebra three"):
        services.add_contribution(day, text=text, line=line, by=scene.actor(), at=make.NOW)
    services.add_contribution(day, text="zebra four", speaker="A health visitor", by=scene.actor(), at=make.NOW)
    rows = list(Contribution.objects.all())
    people = [field.name for field in Contribution._meta.fields if field.related_model is not None]
    assert sorted(people) == ["case", "event", "line"], "nothing of the row leads to a person"
    assert {row.day_on for row in rows} == {date(2026, 3, 9)}, "the day of the event, and no moment"
    assert [row.speaker for row in rows if row.speaker] == ["A health visitor"]
    heard = Event.objects.filter(verb="learning_event.heard")
    assert [(one.subject, one.details) for one in heard] == [(day.pk, {})] * 4, (
        "attributed or not, the event is the same"
    )
    written = json.dumps(list(Event.objects.values_list("verb", "subject_type", "subject", "details")))
    assert "zebra" not in written and "health visitor" not in written.lower()
    assert not any(str(row.pk) in written for row in rows), "no event names which statement it was"


def test_its_number_tells_no_order(scene: Scene) -> None:
    day = event(scene)
    for number in range(40):
        services.add_contribution(day, text=f"Statement {number:02}", by=scene.actor(), at=make.NOW)
    in_order = list(Contribution.objects.order_by("text").values_list("pk", flat=True))
    assert in_order != sorted(in_order) and len(set(in_order)) == 40


def test_writing_one_down_on_the_page_keeps_neither_draft_nor_address_of_it(scene: Scene) -> None:
    day, client = event(scene), scene.client()
    url = f"/learning-events/{day.pk}/contributions/new"
    for _ in range(2):
        assert client.post(url, {"text": "zebra said", "speaker": "", "once": "k"}).status_code == 302
    row = Contribution.objects.get()
    assert not Draft.objects.filter(key__contains="contribution").exists()
    assert Sent.objects.get(key="k").made == f"/learning-events/{day.pk}/"
    assert str(row.pk) not in Sent.objects.get(key="k").made


def test_what_was_said_is_taken_back_for_good(scene: Scene) -> None:
    day = event(scene)
    services.add_contribution(day, text="zebra", by=scene.actor(), at=make.NOW)
    services.withdraw_statement(Contribution.objects.get(), event=day, by=scene.actor(), at=LATER)
    assert not Contribution.objects.exists()
    assert Event.objects.get(verb="learning_event.taken_back").details == {}
    for role in (AGENCY_LEAD, SCRUTINEER):
        with pytest.raises(Refused, match="E1502"):
            services.add_contribution(day, text="x", by=scene.actor(role), at=LATER)
