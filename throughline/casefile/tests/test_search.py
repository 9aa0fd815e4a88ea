"""Search: kept by the database, scoped like every page, the same on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR, ELECTED_MEMBER
from throughline.actionplans.services import add_update
from throughline.casefile.migrations import _search
from throughline.casefile.models import Entry
from throughline.casefile.search import Found, search
from throughline.findings.models import Finding
from throughline.kernel.actor import Actor
from throughline.national.services import add_ask, move_ask
from throughline.responses.services import add_dissent, draft_response, move_response
from throughline.reviews.models import Subject
from throughline.reviews.services import withdraw_record
from throughline.safeguards.services import add_safeguard

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Actor:
    return make.coordinator()


@pytest.fixture
def review(unit: Actor) -> Any:
    return records.review(unit)


def kinds(found: Found) -> dict[str, int]:
    return {group.kind: len(group.hits) for group in found.groups}


def look(words: str, actor: Actor, **more: Any) -> Found:
    return search(words, actor=actor, on=make.TODAY, **more)


def test_everything_written_can_be_found_at_once(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="The bruise was seen twice.")
    records.action(review, unit, text="Bruises are shown to a doctor.")
    records.measure(review, unit, text="Bruising seen the same day")
    assert kinds(look("bruise", unit)) == {"finding": 1, "action": 1, "measure": 1}


def test_rows_written_in_bulk_can_be_found_too(unit: Actor, review: Any) -> None:
    given = {"case": review.case, "review": review, "made_at": make.NOW, "made_by_id": unit.user}
    Finding.objects.bulk_create([Finding(text=f"Quarry number {n}", **given) for n in range(30)])
    Finding.objects.filter(text="Quarry number 7").update(text="Harbour number 7")
    found = look("quarry", unit)
    assert found.number == 20
    assert found.more
    assert look("quarry", unit, page=2).number == 9
    assert kinds(look("harbour", unit)) == {"finding": 1}


def test_what_is_withdrawn_or_changed_is_found_no_more(unit: Actor, review: Any) -> None:
    finding = records.finding(review, unit, text="A lantern in the hall.")
    assert look("lantern", unit).number == 1
    withdraw_record(finding, reason="A mistake.", by=unit, at=make.NOW)
    assert look("lantern", unit).number == 0


def test_updates_go_with_their_action(unit: Actor, review: Any) -> None:
    action = records.action(review, unit)
    add_update(action, text="The ferry was booked.", by=unit, at=make.NOW)
    assert kinds(look("ferry", unit)) == {"update": 1}
    withdraw_record(action, reason="A mistake.", by=unit, at=make.NOW)
    assert look("ferry", unit).number == 0


def test_nothing_of_a_withdrawn_review(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="A lantern in the hall.")
    withdraw_record(review, reason="A mistake.", by=unit, at=make.NOW)
    assert look("lantern", unit).number == 0


def test_another_partnership_finds_nothing(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="A lantern in the hall.")
    assert look("lantern", make.coordinator(make.partnership("Elsewhere"))).number == 0
    assert look("lantern", Actor(user=unit.user, name="x")).number == 0


def test_a_conflict_and_a_seal_close_search_too(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="A lantern in the hall.")
    make.seal(review.case)
    assert look("lantern", unit).number == 0


def test_an_elected_member_finds_what_is_published(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="A lantern in the hall.")
    records.committee_recommendation(review, unit, text="Note the lantern.")
    make.document(review.case, "The lantern was lit.")
    member = make.actor(make.member(review.case.partnership, ELECTED_MEMBER))
    assert look("lantern", member).number == 0
    records.publish(review, unit)
    assert kinds(look("lantern", member)) == {"finding": 1, "committee_recommendation": 1}
    assert kinds(look("lantern", unit)) == {"finding": 1, "committee_recommendation": 1, "document": 1}


def test_answers_dissent_and_national_asks_are_found_by_an_elected_member_once_they_are_out(
    unit: Actor, review: Any
) -> None:
    where = review.case.partnership
    chair, member = make.actor(make.member(where, CHAIR)), make.actor(make.member(where, ELECTED_MEMBER))
    asked = records.recommendation(review, unit)
    given = {"answer": "not_agreed", "reason": "The lighthouse has no money.", "day_on": make.TODAY}
    answer = draft_response(asked, by=unit, at=make.NOW, **given)
    held = {"whose": "member", "who": "The head of the lighthouse", "text": "I disagree."}
    add_dissent(review=review, recommendation=asked, held_because="They asked for it.", by=unit, at=make.NOW, **held)
    add_dissent(review=review, text="The lighthouse is dark.", whose="member", who="A keeper", is_printed=True,
                by=unit, at=make.NOW)  # fmt: skip
    ask = add_ask(review=review, kind="concern", to_name="The lighthouse authority", text="x", by=unit, at=make.NOW)
    records.publish(review, unit)
    assert kinds(look("lighthouse", unit)) == {"response": 1, "dissent": 2, "national_ask": 1}
    assert kinds(look("lighthouse", member)) == {"dissent": 1}
    move_response(answer, state="agreed", by=chair, at=make.NOW)
    move_response(answer, state="published", by=unit, at=make.NOW)
    move_ask(ask, state="sent", day_on=make.TODAY, by=unit, at=make.NOW)
    assert kinds(look("lighthouse", member)) == {"response": 1, "dissent": 1, "national_ask": 1}
    stranger = make.coordinator(make.partnership("Tarnshire Partnership"))
    assert look("lighthouse", stranger).number == 0
    withdraw_record(asked, by=unit, at=make.NOW, reason="x")
    assert "response" not in kinds(look("lighthouse", unit))


def test_safeguards_and_why_a_finding_was_so_are_found(unit: Actor, review: Any) -> None:
    records.finding(review, unit, text="Nobody came.", why="The beacon was not lit.")
    row = add_safeguard(kind="panel", name="Beacon panel", by=unit, at=make.NOW)
    found = look("beacon", unit)
    assert kinds(found) == {"finding": 1, "safeguard": 1}
    assert found.groups[-1].hits[0].url == f"/safeguards/{row.pk}/"
    where = review.case.partnership
    records.publish(review, unit)
    assert kinds(look("beacon", make.actor(make.member(where, ELECTED_MEMBER)))) == {"finding": 1}
    assert look("beacon", make.coordinator(make.partnership("Tarnshire Partnership"))).number == 0


def test_a_document_is_found_through_its_case_with_the_words_marked(unit: Actor, review: Any) -> None:
    make.document(review.case, "Long ago. " * 40 + "The lantern was lit at dusk. " + "Then dark. " * 40)
    hit = look("lantern dusk", unit).groups[0].hits[0]
    assert hit.url.startswith("/documents/")
    assert [piece.text for piece in hit.pieces if piece.marked] == ["lantern", "dusk"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("lantern", 2),
        ("lanterns", 2),
        ("LANTERN hall", 1),
        ('"in the hall"', 1),
        ('"hall the in"', 0),
        ("lantern -hall", 1),
        ("hall OR yard", 2),
        ("mother-in-law", 1),
        ("child's", 1),
        ("child’s", 1),
        ('"unbalanced', 0),
        ("lantern AND", 2),
        ("NEAR(lantern hall)", 0),
        ("lantern*", 2),
        ("text:lantern", 0),
        ("'; DROP TABLE casefile_entry; --", 0),
        ("%", 0),
        ("", 0),
        ("the of", 0),
        ("p1x", 0),
    ],
)
def test_what_was_typed_finds_the_same_on_both_engines(unit: Actor, review: Any, typed: str, number: int) -> None:
    records.finding(review, unit, text="A lantern in the hall: the mother-in-law said so.")
    records.learning_point(review, unit, text="The lantern and/or the yard, in the child’s words (see p.4/5).")
    assert look(typed, unit).number == number


def test_newest_first_and_of_one_kind(unit: Actor, review: Any) -> None:
    for number in range(3):
        records.finding(review, unit, number=str(number), text=f"Lantern {number}")
    records.action(review, unit, text="Light the lantern")
    found = look("lantern", unit, kind="finding")
    assert [hit.label for hit in found.groups[0].hits] == ["2", "1", "0"]
    assert kinds(found) == {"finding": 3}


def test_the_triggers_stand_on_every_table_that_can_be_found() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'casefile_%'")
            wanted = {f"casefile_{table}_new" for table in _search.tables()}
        else:
            cursor.execute("SELECT DISTINCT trigger_name FROM information_schema.triggers")
            wanted = {f"casefile_{table}" for table in _search.tables()}
        assert wanted <= {row[0] for row in cursor.fetchall()}


def test_a_deleted_row_leaves_the_index(unit: Actor, review: Any) -> None:
    Subject.objects.create(review=review, name="Juniper")
    assert kinds(look("juniper", unit)) == {"subject": 1}
    Subject.objects.filter(name="Juniper").delete()
    assert look("juniper", unit).number == 0
    assert not Entry.objects.filter(kind="subject").exists()
