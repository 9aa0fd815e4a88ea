"""The register of reviewers: every use of a person the reader may see, checked against its own case."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.commissioning.queries.register import register_of
from throughline.commissioning.tests.scene import build, statements, words

pytestmark = pytest.mark.django_db


def test_each_person_stands_once_with_every_review_checked_against_its_case() -> None:
    scene = build()
    other = records.review(scene.by(), where=scene.where, name="Child Birch")
    police = {"role": "lead", "agency": scene.police, "declaration": "I left in 2009."}
    scene.add("reviewers", name="Dr Tomasz Lewin", **police)
    scene.add("reviewers", review=other, name="tomasz  lewin", **police)
    scene.add("reviewers", review=other, name="Ada Holt", role="chair")
    found = register_of(actor=scene.by(), on=make.TODAY)
    assert [(one.name, len(one.uses)) for one in found] == [("Ada Holt", 1), ("tomasz  lewin", 2)]
    clashes = {use.row.review.name: bool(use.unsettled) for use in found[1].uses}
    assert clashes == {scene.review.name: True, "Child Birch": False}
    page = words(scene.client().get("/commissions/reviewers"))
    assert "2 people on the register." in page and "1 clash to settle." in page
    assert "which is on the case" in page and "I left in 2009." in page and "No declaration yet" in page


def test_a_sealed_case_and_a_conflict_hide_the_use_and_only_some_roles_look() -> None:
    scene = build()
    scene.add("reviewers", name="Tomasz Lewin", role="lead")
    make.conflict(scene.review.case, scene.people[CHAIR])
    assert register_of(actor=scene.by(CHAIR), on=make.TODAY) == ()
    assert "Nobody is on the register yet." in words(scene.client(CHAIR).get("/commissions/reviewers"))
    answers = {role: scene.client(role).get("/commissions/reviewers").status_code for role in (SCRUTINEER, AGENCY_LEAD)}
    assert answers == {SCRUTINEER: 200, AGENCY_LEAD: 403}
    assert scene.client(ELECTED_MEMBER).get("/commissions/reviewers").status_code == 403
    assert Client().get("/commissions/reviewers").status_code == 302


def test_more_people_cost_no_more_statements() -> None:
    scene = build()
    scene.add("reviewers", name="Tomasz Lewin", role="lead")
    client = scene.client()
    client.get("/commissions/reviewers")
    few = statements(client, "/commissions/reviewers")
    for number in range(4):
        other = records.review(scene.by(), where=scene.where, name=f"Child {number}")
        scene.add("reviewers", review=other, name=f"Reviewer {number}", role="lead", agency=scene.police)
    many = statements(client, "/commissions/reviewers")
    assert len(few) == len(many) <= 12, "\n".join(many)
