"""A group's meeting over two cases: what is kept, who reads which line, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.cases import editing
from throughline.groups import rules, services
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.permissions import why_not_keep, why_not_see
from throughline.groups.queries import get_item, open_of, visible_items
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Group, User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
HELD = date(2026, 3, 2)


@dataclass
class Scene:
    """Two reviews, the police on the first of them; two groups, one of which met about both."""

    first: Review
    second: Review
    group: Group
    other: Group
    meeting: GroupMeeting
    people: dict[str, User]
    lines: dict[str, GroupItem] = field(default_factory=dict)

    def by(self, role: str = COORDINATOR) -> Actor:
        """That person as they act."""
        return make.actor(self.people[role])

    def client(self, role: str = COORDINATOR) -> Client:
        """Their browser."""
        return signed_in(self.people[role])

    def sees(self, role: str) -> set[str]:
        """The names of the lines that somebody of that role sees."""
        seen = set(visible_items(self.by(role), make.TODAY).values_list("pk", flat=True))
        return {name for name, row in self.lines.items() if row.pk in seen}

    def add(self, name: str, kind: str, *cases: Review, **more: Any) -> GroupItem:
        """A line about those cases."""
        self.lines[name] = services.add_item(
            meeting=self.meeting,
            kind=kind,
            text=f"Said of {name}.",
            cases=[one.case for one in cases],
            by=self.by(),
            at=make.NOW,
            **more,
        )
        return self.lines[name]


@pytest.fixture
def scene() -> Scene:
    """The meeting, with lines about one case, about both and about none."""
    where = make.partnership()
    police = make.agency(where)
    people = {role: make.member(where, role, agency=police if role == AGENCY_LEAD else None) for role in ROLES}
    unit = make.actor(people[COORDINATOR])
    first, second = (records.review(unit, where=where, name=name) for name in ("Child Alder", "Child Birch"))
    make.on_case(first.case, agency=police)
    subgroup, board = make.group(where, "Serious incidents group"), make.group(where, "Learning group")
    meeting = services.add_meeting(group=subgroup, held_on=HELD, present="Chair\nNurse", by=unit, at=make.NOW)
    made = Scene(first, second, subgroup, board, meeting, people)
    made.add("first", "looked", first)
    made.add("second", "decided", second)
    made.add("both", "reflected", first, second, theme="Moves")
    made.add("none", "referred", to_group=board)
    return made


def words(response: Any) -> str:
    """What a page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        (COORDINATOR, {"first", "second", "both", "none"}),
        (CHAIR, {"first", "second", "both", "none"}),
        (SCRUTINEER, {"first", "second", "both", "none"}),
        (AGENCY_LEAD, {"first", "none"}),
        (ELECTED_MEMBER, set()),
        (ADMINISTRATOR, set()),
    ],
)
def test_of_each_case_only_what_one_may_see(scene: Scene, role: str, lines: set[str]) -> None:
    assert scene.sees(role) == lines
    response = scene.client(role).get(f"/meetings/{scene.meeting.pk}/")
    assert response.status_code == (200 if lines else 404)
    if lines:
        assert {name for name in scene.lines if f"Said of {name}." in words(response)} == lines


def test_a_conflict_and_a_seal_close_every_line_about_the_case(scene: Scene) -> None:
    make.conflict(scene.second.case, scene.people[CHAIR])
    assert scene.sees(CHAIR) == {"first", "none"}
    make.seal(scene.first.case, scene.people[COORDINATOR])
    assert scene.sees(CHAIR) == {"none"}
    assert scene.sees(COORDINATOR) == {"first", "second", "both", "none"}
    page = words(scene.client(CHAIR).get(f"/meetings/{scene.meeting.pk}/"))
    assert "Alder" not in page and "Birch" not in page and "Moves" not in page
    with pytest.raises(Http404):
        get_item(scene.lines["both"].pk, scene.by(CHAIR), make.TODAY)
    for path in ("edit", "withdraw"):
        assert scene.client(CHAIR).get(f"/group-items/{scene.lines['both'].pk}/{path}").status_code == 404
    with pytest.raises(Refused, match="closed to you"):
        services.withdraw_item(scene.lines["both"], reason="x", by=scene.by(CHAIR), at=make.NOW)


def test_nobody_names_a_case_that_is_closed_to_them(scene: Scene) -> None:
    make.conflict(scene.second.case, scene.people[CHAIR])
    add = f"/meetings/{scene.meeting.pk}/looked-at/new"
    reference = scene.second.case.reference
    page = words(scene.client(CHAIR).post(add, {"named": reference, "text": "x"}))
    assert f"There is no case {reference} that you may see." in page
    with pytest.raises(Refused, match="closed to you"):
        services.change_item(
            scene.lines["first"],
            fields={"cases": [scene.second.case]},
            version=1,
            by=scene.by(CHAIR),
            at=make.NOW,
        )


@pytest.mark.parametrize("role", list(ROLES))
def test_who_reads_and_who_keeps(scene: Scene, role: str) -> None:
    assert (why_not_see(actor=scene.by(role)) is None) == (role in (COORDINATOR, CHAIR, SCRUTINEER, AGENCY_LEAD))
    assert (why_not_keep(actor=scene.by(role), thing=scene.meeting) is None) == (role in (COORDINATOR, CHAIR))
    stranger = make.coordinator()
    assert why_not_keep(actor=stranger, thing=scene.lines["none"]) == "Another partnership holds this record."


def test_a_referral_waits_for_its_answer_and_keeps_it_with_its_day(scene: Scene) -> None:
    client, row = scene.client(), scene.lines["none"]
    assert "No answer for " in words(client.get("/meetings/"))
    sent = {"answer": "We will look at it in May.", "answered_by_name": "Its chair", "version": "1"}
    day = {"answered_on_day": "1", "answered_on_month": "3", "answered_on_year": "2026"}
    too_early = client.post(f"/group-referrals/{row.pk}/answer", sent | day)
    assert "It cannot be answered before it was asked." in words(too_early)
    day["answered_on_day"] = "9"
    for _ in range(2):
        assert client.post(f"/group-referrals/{row.pk}/answer", sent | day).status_code == 302
    page = words(client.get(f"/meetings/{scene.meeting.pk}/"))
    assert "We will look at it in May." in page and "Its chair, 9 March 2026" in page
    assert open_of(scene.by(), make.TODAY).referrals == ()
    with pytest.raises(Refused, match="Only what was referred"):
        services.answer_referral(
            scene.lines["first"], answer="x", answered_on=HELD, version=1, by=scene.by(), at=make.NOW
        )


def test_a_condition_is_open_until_it_is_said_how_it_was_met(scene: Scene) -> None:
    client, row = scene.client(), scene.lines["second"]
    due = {"due_on_day": "9", "due_on_month": "3", "due_on_year": "2026"}
    add = f"/group-items/{row.pk}/conditions/new"
    for _ in range(2):
        assert client.post(add, {"text": "Hear the school.", "once": "a", **due}).status_code == 302
    condition = GroupCondition.objects.get()
    for address in ("/meetings/", f"/meetings/{scene.meeting.pk}/"):
        assert " days late" in words(client.get(address))
    edit = f"/group-conditions/{condition.pk}/edit"
    met = {"met_on_day": "10", "met_on_month": "3", "met_on_year": "2026"}
    met |= {"text": condition.text, "version": "1", **due}
    assert "Say how it was met." in words(client.post(edit, met))
    assert client.post(edit, {**met, "how": "It came."}).status_code == 302
    assert "All met" in words(client.get(f"/meetings/{scene.meeting.pk}/"))
    with pytest.raises(Refused, match="Only a decision"):
        services.add_condition(item=scene.lines["first"], text="x", by=scene.by(), at=make.NOW)


def test_a_line_lacks_nothing_that_its_kind_needs(scene: Scene) -> None:
    given = {"meeting": scene.meeting, "text": "x", "by": scene.by(), "at": make.NOW}
    far = make.group(make.partnership("Tarnshire Partnership"), "Far group")
    for more, says in (
        ({"kind": "looked"}, "No case is named"),
        ({"kind": "referred"}, "Nobody is named"),
        ({"kind": "referred", "to_group": scene.group}, "refers nothing to itself"),
        ({"kind": "referred", "to_group": far}, "another partnership"),
    ):
        with pytest.raises(Refused, match=says):
            services.add_item(**given, **more)
    with pytest.raises(Refused, match="has not come"):
        services.add_meeting(group=scene.group, held_on=date(2027, 1, 1), by=scene.by(), at=make.NOW)
    with pytest.raises(Refused, match="Another partnership"):
        services.add_meeting(group=far, held_on=HELD, by=scene.by(), at=make.NOW)


def test_everything_is_written_through_its_form_and_nothing_is_lost(scene: Scene) -> None:
    client = scene.client()
    day = {"held_on_day": "5", "held_on_month": "3", "held_on_year": "2026"}
    sent = {"group": str(scene.other.pk), "present": "Chair", "once": "m", **day}
    for _ in range(2):
        to = client.post("/meetings/new", sent)["Location"]
    assert GroupMeeting.objects.count() == 2
    for slug, more in (
        ("looked-at", {"named": f"{scene.first.case.reference}, {scene.second.case.reference}"}),
        ("decisions", {}),
        ("reflections", {"theme": "Moves between areas"}),
        ("referrals", {"to_group": str(scene.group.pk)}),
    ):
        assert client.post(f"{to}{slug}/new", {"text": f"By form: {slug}", "once": slug, **more}).status_code == 302
    page = words(client.get(to))
    assert "1 case looked at, 1 decision, 1 reflection, 1 referral." in page
    assert "Child Alder" in page and "Child Birch" in page and "Learning group, 5 March 2026" in page
    assert client.get(f"{to}nothing/new").status_code == 404
    row = scene.lines["first"]
    services.change_item(row, fields={"text": "Theirs."}, version=1, by=scene.by(CHAIR), at=make.NOW)
    with pytest.raises(editing.Changed):
        services.change_item(row, fields={"text": "Mine."}, version=1, by=scene.by(), at=make.NOW)
    typed = {"named": scene.first.case.reference, "text": "Mine.", "version": "1"}
    both = client.post(f"/group-items/{row.pk}/edit", typed)
    assert both.status_code == 409 and "Theirs." in words(both) and "Mine." in words(both)
    services.withdraw_item(row, reason="A mistake", by=scene.by(), at=make.NOW)
    assert "Theirs." not in words(client.get(f"/meetings/{scene.meeting.pk}/"))


def test_pages_ask_little_of_the_database_however_much_there_is(scene: Scene) -> None:
    client = scene.client()

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    addresses = ("/meetings/", f"/meetings/{scene.meeting.pk}/")
    few = [statements(one) for one in addresses]
    for number in range(4):
        more = scene.add(f"more {number}", rules.DECIDED, scene.first, scene.second)
        services.add_condition(item=more, text="x", by=scene.by(), at=make.NOW)
        services.add_meeting(group=scene.other, held_on=HELD, by=scene.by(), at=make.NOW)
    assert [statements(one) for one in addresses] == few
    assert max(few) <= 12
