"""Kinds and grades of evidence: the scale, who grades, and that no route lets an owner grade their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.findings.services import tie, untie
from throughline.impact import services
from throughline.impact.models import Evidence
from throughline.impact.rules.grades import GRADES, KINDS, grade_told, grade_word, kind_word
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of, new_address

LATER = make.NOW + timedelta(days=1)


def test_the_scale_rises_from_a_claim_to_what_lasted() -> None:
    assert [(grade.key, grade.weight) for grade in GRADES.values()] == [
        ("claim", 0),
        ("activity", 1),
        ("output", 2),
        ("practice", 3),
        ("outcome", 4),
        ("sustained", 5),
    ]
    assert (kind_word("user_voice"), kind_word(""), grade_word("")) == ("User voice", "Not said", "Not said")
    assert grade_told("output") == "Output: something is there that was not: a policy, a form, people trained"
    assert len(KINDS) == 7


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def test_evidence_is_brought_with_its_kind_and_accepted_with_its_grade(scene: Scene) -> None:
    client, chair = scene.client(), scene.client(CHAIR)
    url = new_address("evidence", scene.review.pk)
    assert "Choose what kind of evidence it is" in words(client.post(url, {"text": "Forty files."}))
    to = client.post(url, {"text": "Forty files.", "kind": "audit"})["Location"]
    assert "Audit" in words(client.get(to))
    accept = f"{to}accept"
    page = words(chair.get(accept))
    assert "People work in another way, and somebody looked." in page
    assert "Choose how far does it go" not in page
    assert chair.post(accept, {}).status_code == 200
    row = Evidence.objects.get(text="Forty files.")
    assert (row.accepted_at, row.grade) == (None, "")
    assert chair.post(accept, {"grade": "practice"})["Location"] == to
    page = words(chair.get(to))
    assert "Practice change: people work in another way, and somebody looked" in page
    assert "Grade it" not in page


def test_what_was_accepted_before_there_were_grades_stands_and_can_be_graded(scene: Scene) -> None:
    row = scene.rows["evidence"]
    chair = scene.people[CHAIR]
    Evidence.objects.filter(pk=row.pk).update(accepted_at=make.NOW, accepted_by=chair)
    url, client = address_of("evidence", row.pk), scene.client(CHAIR)
    page = words(client.get(url))
    assert page.count("Not said") == 2
    assert "Grade it" in page
    assert scene.client().post(f"{url}accept", {"grade": "output"}).status_code == 403, "who brought it never grades it"
    client.post(f"{url}accept", {"grade": "output"})
    row.refresh_from_db()
    assert (row.grade, row.accepted_at, row.graded_by_id) == ("output", make.NOW, chair.pk)


def test_no_grade_without_acceptance_even_in_the_database(scene: Scene) -> None:
    for odd in ({"grade": "output"}, {"grade": "output", "graded_at": make.NOW, "graded_by": scene.unit}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(pk=scene.rows["evidence"].pk).update(**odd)
    with pytest.raises(Refused, match="E1521"):
        services.accept_evidence(scene.rows["evidence"], grade="splendid", by=make.actor(scene.people[CHAIR]), at=LATER)


PEOPLE = ("lead", "both", "unit", "chair")
STEPS = ("tie", "untie", "change", "accept")
MOVES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(STEPS)), min_size=3, max_size=9)


def _people(scene: Scene) -> dict[str, Any]:
    """The owner's lead, the same person as a coordinator of the partnership, another coordinator, and the chair."""
    both = make.member(scene.where)
    make.membership(both, scene.where, AGENCY_LEAD, agency=scene.police)
    return {
        "lead": make.actor(scene.people[AGENCY_LEAD]),
        "both": make.actor(both),
        "unit": scene.by,
        "chair": make.actor(scene.people[CHAIR]),
    }


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=MOVES)
def test_no_order_of_deeds_lets_an_owner_accept_or_grade_what_shows_their_own_action(steps: list[Any]) -> None:
    with transaction.atomic():
        scene = build()
        people = _people(scene)
        action, row = scene.rows["action"], scene.rows["evidence"]
        touched = {scene.by.user}
        for who, step in steps:
            by, row = people[who], Evidence.objects.get(pk=row.pk)
            try:
                if step in ("tie", "untie"):
                    if (tie if step == "tie" else untie)(row, action, by=by, at=LATER) and step == "untie":
                        touched.add(by.user)
                elif step == "change":
                    services.change_evidence(row, version=row.version, text=f"{row.text}.", by=by, at=LATER)
                    touched.add(by.user)
                else:
                    services.accept_evidence(row, grade="outcome", by=by, at=LATER)
            except Refused:
                continue
        row = Evidence.objects.get(pk=row.pk)
        owners = {people["lead"].user, people["both"].user}
        assert row.accepted_by_id not in owners | touched
        assert row.graded_by_id not in owners | touched
        transaction.set_rollback(True)
