"""The register on a real database: who reads what, who attests, whose findings are named, and how owners change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.access.services.bodies import rename
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.kernel.refusals import Refused
from throughline.safeguards import services
from throughline.safeguards.models import Safeguard
from throughline.safeguards.permissions import why_not_attest, why_not_keep, why_not_see
from throughline.safeguards.queries import guarding, register
from throughline.safeguards.services import Owner, Told
from throughline.safeguards.tests.scene import Scene, build, words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]


@pytest.fixture
def scene() -> Scene:
    """The panel in the register."""
    return build()


@pytest.mark.parametrize(
    ("role", "status", "reviews"),
    [
        (COORDINATOR, 200, {"Child Alder", "Child Birch"}),
        (CHAIR, 200, {"Child Alder", "Child Birch"}),
        (SCRUTINEER, 200, {"Child Alder", "Child Birch"}),
        (AGENCY_LEAD, 200, {"Child Alder"}),
        (ELECTED_MEMBER, 404, set()),
        (ADMINISTRATOR, 404, set()),
    ],
)
def test_all_read_the_safeguard_and_of_reviews_only_what_they_may(
    scene: Scene, role: str, status: int, reviews: set[str]
) -> None:
    for address in ("/safeguards/", f"/safeguards/{scene.panel.pk}/"):
        response = scene.client(role).get(address)
        assert response.status_code == status
        if status == 200:
            assert "Panel for orders not made" in words(response)
            assert {name for name in ("Child Alder", "Child Birch") if name in words(response)} == reviews


def test_what_a_closed_review_cites_neither_shows_nor_changes_the_colour(scene: Scene) -> None:
    make.conflict(scene.second.case, scene.people[CHAIR])
    services.end_safeguard(
        scene.panel,
        fields={"ended_on": make.TODAY, "why_ended": "Merged.", "successor": None},
        version=1,
        by=scene.by(),
        at=make.NOW,
    )
    assert {one.id for one in scene.line(CHAIR).unguarded} == {scene.findings[0].pk}
    make.conflict(scene.first.case, scene.people[CHAIR])
    assert scene.line(CHAIR).standing.colour == "grey"
    assert scene.line().standing.colour == "red"


def test_attestations_only_grow_and_the_latest_day_decides(scene: Scene) -> None:
    assert scene.line().standing.word == "Not shown yet"
    scene.attest()
    assert scene.line().standing.colour == "green"
    scene.attest(result="failed", shown_on=make.TODAY - timedelta(days=30))
    assert scene.line().standing.colour == "green", "an older look that was written down later"
    scene.attest(result="failed", role=AGENCY_LEAD)
    line = scene.line()
    assert (line.standing.colour, len(line.unguarded)) == ("red", 2)
    page = words(scene.client().get(f"/safeguards/{scene.panel.pk}/"))
    assert page.count("Three sets of minutes.") == 3
    assert "Unguarded now" in page and f"/findings/{scene.findings[0].pk}/" in page
    row = scene.panel.attestations.first()
    with pytest.raises(Exception, match="append-only"):
        row.delete()


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("owns", [True, False])
def test_who_may_read_keep_and_attest(scene: Scene, role: str, owns: bool) -> None:
    actor, owner = scene.by(role), scene.police.pk if owns else scene.police.pk + 1
    unit = role in (COORDINATOR, CHAIR)
    assert (why_not_see(actor=actor) is None) == (role in (COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER))
    assert (why_not_keep(actor=actor, thing=scene.panel) is None) == unit
    attests = unit or (role == AGENCY_LEAD and owns)
    assert (why_not_attest(actor=actor, thing=scene.panel, owner=owner) is None) == attests


def test_nobody_attests_what_ended_was_withdrawn_or_is_elsewhere(scene: Scene) -> None:
    far = make.coordinator()
    assert why_not_attest(actor=far, thing=scene.panel, owner=0) == "Another partnership keeps this safeguard."
    scene.panel.ended_on = make.TODAY
    assert "ended" in str(why_not_attest(actor=scene.by(), thing=scene.panel, owner=0))
    services.withdraw_safeguard(scene.panel, reason="Never met.", by=scene.by(), at=make.NOW)
    assert "withdrawn" in str(why_not_keep(actor=scene.by(), thing=Safeguard.objects.get(pk=scene.panel.pk)))
    assert scene.client().get(f"/safeguards/{scene.panel.pk}/").status_code == 404


def test_a_renamed_agency_is_asked_for_a_new_owner_and_who_owned_it_is_kept(scene: Scene) -> None:
    scene.attest()
    later = make.TODAY + timedelta(days=10)
    rename(body=scene.police, name="Moorland Constabulary", from_on=later, by=scene.by(), at=make.NOW)
    assert scene.line().standing.colour == "green", "not before its day"
    line = scene.line(on=later)
    assert line.standing.colour == "amber"
    assert line.standing.reasons == ("Wexmoor Police is called Moorland Constabulary now. Say who owns it since.",)
    services.give_owner(
        scene.panel,
        owner=Owner(agency=scene.police, role="Head of crime"),
        from_on=later,
        reason="The force was renamed.",
        by=scene.by(),
        at=make.NOW + timedelta(days=10),
    )
    assert scene.line(on=later).standing.colour == "green"
    assert [one.called for one in scene.panel.owners.order_by("id")] == ["Wexmoor Police", "Moorland Constabulary"]
    page = words(scene.client().get(f"/safeguards/{scene.panel.pk}/"))
    assert "Wexmoor Police" in page and "The force was renamed." in page


def test_a_replacement_guards_only_what_it_cites(scene: Scene) -> None:
    other = scene.add("Court orders meeting", "panel", every_months=3, told=Told(scene.first, [scene.findings[0]]))
    scene.attest(other)
    fields = {"ended_on": make.TODAY, "why_ended": "It was merged.", "successor": other}
    services.end_safeguard(scene.panel, fields=fields, version=1, by=scene.by(), at=make.NOW)
    line = scene.line()
    assert (line.standing.word, line.standing.colour) == ("Replaced", "red")
    assert [one.id for one in line.unguarded] == [scene.findings[1].pk]
    services.cite(other, told=Told(scene.second, findings=[scene.findings[1]]), by=scene.by(), at=make.NOW)
    assert scene.line().standing.colour == "grey"
    assert "Panel for orders not made" in words(scene.client().get(f"/safeguards/{other.pk}/"))


def test_a_finding_and_an_action_name_their_safeguards(scene: Scene) -> None:
    for kind, id in (("finding", scene.findings[0].pk), ("action", scene.action.pk)):
        assert [one.pk for one in guarding(kind, id, scene.by(), make.TODAY)] == [scene.panel.pk]
        page = words(scene.client().get(f"/{kind}s/{id}/"))
        assert "Panel for orders not made" in page
        assert f"/safeguards/new?{kind}={id}" in page
    assert guarding("finding", scene.findings[1].pk, scene.by(ELECTED_MEMBER), make.TODAY) == ()


def test_a_safeguard_made_from_an_action_cites_it_with_its_findings(scene: Scene) -> None:
    client = scene.client()
    sent = {"kind": "form", "name": "Transfer form", "every_months": "12", "agency": str(scene.police.pk), "once": "a"}
    for _ in range(2):
        response = client.post(f"/safeguards/new?action={scene.action.pk}", sent)
    made = Safeguard.objects.get(name="Transfer form")
    assert response.headers["Location"] == f"/safeguards/{made.pk}/"
    cited = made.citations.get()
    assert [row.pk for row in cited.findings.all()] == [scene.findings[0].pk]
    assert [row.pk for row in cited.actions.all()] == [scene.action.pk]
    assert made.owners.get().agency == scene.police
    assert Event.objects.filter(verb="safeguard.owner_given", subject=made.pk).count() == 1


def test_a_review_is_cited_by_the_numbers_of_its_findings(scene: Scene) -> None:
    row, client = scene.add(), scene.client()
    address = f"/safeguards/{row.pk}/cite"
    wrong = client.post(address, {"review": str(scene.second.pk), "findings": "4", "once": "b"})
    assert "There is no finding 4 in that review." in words(wrong)
    none = client.post(address, {"review": str(scene.second.pk), "once": "b"})
    assert "Give at least one finding or action" in words(none)
    client.post(address, {"review": str(scene.first.pk), "findings": "4.", "actions": "7", "once": "b"})
    assert row.citations.get().actions.get() == scene.action


def test_what_cannot_be_is_refused(scene: Scene) -> None:
    unit, at = scene.by(), make.NOW
    tomorrow = make.TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="not come"):
        scene.attest(shown_on=tomorrow)
    with pytest.raises(Refused, match="looked at"):
        scene.attest(evidence=" ")
    with pytest.raises(Refused, match="Nobody is named"):
        services.give_owner(scene.panel, owner=Owner(), from_on=make.TODAY, by=unit, at=at)
    elsewhere = make.agency(make.partnership())
    with pytest.raises(Refused, match="another partnership"):
        services.give_owner(scene.panel, owner=Owner(agency=elsewhere), from_on=make.TODAY, by=unit, at=at)
    with pytest.raises(Refused, match="another review"):
        services.cite(scene.panel, told=Told(scene.first, findings=[scene.findings[1]]), by=unit, at=at)
    make.seal(scene.second.case, scene.people[CHAIR])
    with pytest.raises(Refused, match="closed to you"):
        services.cite(scene.panel, told=Told(scene.second, findings=[scene.findings[1]]), by=unit, at=at)
    fields = {"ended_on": make.TODAY, "why_ended": "x", "successor": scene.panel}
    with pytest.raises(Refused, match="taken its place"):
        services.end_safeguard(scene.panel, fields=fields, version=1, by=unit, at=at)
    with pytest.raises(editing.Changed):
        services.change_safeguard(scene.panel, fields={"name": "Another"}, version=9, by=unit, at=at)


def test_the_register_is_narrowed_and_the_worst_come_first(scene: Scene) -> None:
    bad, good = scene.add("Bad list", "checklist", every_months=1), scene.add("Good list", "checklist", every_months=1)
    scene.attest(bad, "failed")
    for row in (good, scene.panel):
        scene.attest(row)
    assert register(scene.by(), make.TODAY)[0].row.name == "Bad list"
    client = scene.client()
    red = words(client.get("/safeguards/?show=red"))
    assert "Bad list" in red and "Good list" not in red
    assert "Panel for orders" not in words(client.get("/safeguards/?kind=checklist"))
    owned = words(client.get(f"/safeguards/?owner={scene.police.pk}&words=panel+protection"))
    assert "Panel for orders" in owned and "list</a>" not in owned
    assert "No safeguard matches" in words(client.get("/safeguards/?words=zebra"))


def test_pages_take_the_same_statements_with_one_safeguard_and_with_many(scene: Scene) -> None:
    def statements(address: str) -> int:
        client = scene.client()
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    scene.attest()
    addresses = ("/safeguards/", f"/safeguards/{scene.panel.pk}/", f"/findings/{scene.findings[0].pk}/")
    before = [statements(one) for one in addresses]
    for number in range(12):
        row = scene.add(f"List {number}", "checklist", told=Told(scene.first, [scene.findings[0]]))
        services.give_owner(row, owner=Owner(agency=scene.police), from_on=make.TODAY, by=scene.by(), at=make.NOW)
        scene.attest(row)
    assert [statements(one) for one in addresses] == before
    assert before[0] <= 12
