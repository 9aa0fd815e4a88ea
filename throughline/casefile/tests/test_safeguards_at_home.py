"""The register at home: its owner’s lead and the business unit are asked, nobody else, and in the same statements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, ROLES
from throughline.access.services.bodies import rename
from throughline.casefile.queries.home import home
from throughline.casefile.queries.safeguards import safeguard_tasks, safeguards_due
from throughline.casefile.queries.standing import across
from throughline.messages.deadlines import counts
from throughline.safeguards import rules, services
from throughline.safeguards.queries import register
from throughline.safeguards.services import Owner, Told

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]
LATER = make.TODAY + timedelta(days=400)


class Scene:
    """A panel that the police own, a form that the health trust owns, both cited by one review."""

    def __init__(self) -> None:
        self.where = make.partnership()
        self.police, self.trust = make.agency(self.where), make.agency(self.where, "Wexmoor Trust", "health_provider")
        self.people = {
            role: make.member(self.where, role, agency=self.police if role == AGENCY_LEAD else None) for role in ROLES
        }
        self.review = records.review(self.by(), where=self.where)
        self.finding = records.finding(self.review, self.by())
        self.panel = self.add("Placement panel", self.police)
        self.form = self.add("Transfer form", self.trust)

    def by(self, role: str = COORDINATOR) -> Any:
        """That person as they act."""
        return make.actor(self.people[role])

    def add(self, name: str, agency: Any) -> Any:
        """A safeguard more, shown to be alive today."""
        row = services.add_safeguard(
            kind="panel", name=name, every_months=6, owner=Owner(agency=agency),
            told=Told(self.review, [self.finding]), by=self.by(), at=make.NOW,
        )  # fmt: skip
        self.attest(row, "works")
        return row

    def attest(self, row: Any, result: str) -> None:
        """Somebody looked."""
        services.attest(row, result=result, evidence="Minutes.", shown_on=make.TODAY, by=self.by(), at=make.NOW)

    def asked(self, role: str, on: Any = make.TODAY) -> list[str]:
        """What the register asks of that person."""
        actor = self.by(role)
        return [task.title for task in safeguard_tasks(across(actor, on, 40).register, actor, on)]


@pytest.fixture
def scene() -> Scene:
    """The register of a partnership."""
    return Scene()


def test_what_is_alive_asks_nobody_and_what_was_missed_its_owner_and_the_unit(scene: Scene) -> None:
    assert {role: scene.asked(role) for role in ROLES} == {role: [] for role in ROLES}
    both = ["Say whether “Placement panel” is alive", "Say whether “Transfer form” is alive"]
    asked = {role: scene.asked(role, LATER) for role in ROLES}
    assert asked[COORDINATOR] == asked[CHAIR] == both
    assert asked[AGENCY_LEAD] == both[:1]
    assert not any(asked[role] for role in ROLES if role not in (COORDINATOR, CHAIR, AGENCY_LEAD))


def test_a_failure_stands_on_the_page_with_what_is_unguarded(scene: Scene) -> None:
    scene.attest(scene.panel, "failed")
    page = home(scene.by(), make.TODAY)
    task = next(one for one in page.tasks if "Placement panel" in one.title)  # type: ignore[union-attr]
    assert task.status.word == "Failed" and "unguarded" not in task.why, "the form guards the same finding"
    scene.attest(scene.form, "failed")
    html = signed_in(scene.people[COORDINATOR]).get("/").content.decode()
    assert "1 finding is unguarded." in html
    assert f"/safeguards/{scene.panel.pk}/attest" in html


def test_a_renamed_agency_asks_the_unit_for_an_owner_and_its_lead_for_a_look(scene: Scene) -> None:
    rename(body=scene.police, name="Moorland Constabulary", from_on=make.TODAY, by=scene.by(), at=make.NOW)
    assert scene.asked(COORDINATOR) == ["Say who owns “Placement panel”"]
    assert scene.asked(AGENCY_LEAD) == ["Say whether “Placement panel” is alive"]


@pytest.mark.parametrize("days", [0, 100, 200, 400])
def test_home_and_the_register_say_the_same(scene: Scene, days: int) -> None:
    on = make.TODAY + timedelta(days=days)
    rename(body=scene.trust, name="Wexmoor Care", from_on=make.TODAY + timedelta(days=150), by=scene.by(), at=make.NOW)
    services.add_safeguard(kind="role", name="Nobody’s", by=scene.by(), at=make.NOW)
    services.end_safeguard(
        scene.panel, fields={"ended_on": make.TODAY, "why_ended": "x", "successor": scene.form},
        version=1, by=scene.by(), at=make.NOW,
    )  # fmt: skip
    found = across(scene.by(), on, 40).register
    wanted = {line.row.pk: line.standing for line in register(scene.by(), on)}
    stands, _ = rules.all_standing({row.id: row.facts for row in found.rows}, found.cites, on)
    assert stands == wanted


def test_its_day_counts_in_the_digest_of_its_owner_and_stands_in_the_units_calendar(scene: Scene) -> None:
    near = make.TODAY + timedelta(days=180)
    own = safeguards_due(scene.by(AGENCY_LEAD), near)
    assert [(one.what, one.needs) for one in own] == [("a safeguard is to be shown to be alive", True)]
    assert {one.needs for one in safeguards_due(scene.by(), near)} == {False}
    assert counts(scene.by(AGENCY_LEAD), on=near)[0] == 1
    assert "panel" not in own[0].title.lower()


def test_more_safeguards_ask_the_database_no_more(scene: Scene) -> None:
    client = signed_in(scene.people[COORDINATOR])

    def statements() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/").status_code == 200
        return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    before = statements()
    for number in range(6):
        scene.attest(scene.add(f"Panel {number}", scene.police), "failed")
    assert statements() == before <= 12


def test_the_thread_of_a_review_ends_in_what_it_left_behind(scene: Scene) -> None:
    fields = {"ended_on": make.TODAY, "why_ended": "It merged.", "successor": None}
    services.end_safeguard(scene.form, fields=fields, version=1, by=scene.by(), at=make.NOW)
    page = signed_in(scene.people[COORDINATOR]).get(f"/reviews/{scene.review.pk}/thread").content.decode()
    assert "What it left behind in practice" in page and f'href="/safeguards/{scene.panel.pk}/"' in page
    assert ", ended " in page
    other = records.review(scene.by(), where=scene.where, name="Child Birch")
    records.finding(other, scene.by())
    empty = signed_in(scene.people[COORDINATOR]).get(f"/reviews/{other.pk}/thread").content.decode()
    assert "What it left behind in practice" not in empty
    records.publish(scene.review, scene.by())
    member = signed_in(scene.people[ELECTED_MEMBER]).get(f"/reviews/{scene.review.pk}/thread").content.decode()
    assert "Placement panel" not in member
