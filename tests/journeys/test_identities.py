"""Who the children of a case are: a person of the case says why they look, and each page behind that owes the same."""

from __future__ import annotations

from django.utils import timezone

from tests import factories as make
from tests.journeys.owed import faults, too_wide
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor
from throughline.family.services import add_role, add_union
from throughline.identities import services
from throughline.identities.models import Person
from throughline.notifications.models import Incident


def test_who_the_children_are_opens_after_a_reason(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given the coordinator, who is on the case of Child Tansy
    incident = Incident.objects.get(name="Child Tansy")
    child = incident.children.get()
    children = f"/cases/{incident.case_id}/children"
    # When she goes to the notification, she is first asked there why she looks
    page = enter("ruth", to=f"/incidents/{incident.pk}/sheet")
    page.get_by_label("Why you look").fill("To key the notification.")
    with page.expect_navigation(url=f"**/incidents/{incident.pk}/sheet"):
        page.get_by_role("button", name="Show who they are").click()
    # Then each page behind that opens, and gives what every page owes
    behind = (f"/incidents/{incident.pk}/sheet", f"/incidents/{incident.pk}/place", children, f"{children}/new")
    wrong = []
    for where in (*behind, *(f"/children/{child.pk}/{verb}" for verb in ("edit", "home", "withdraw"))):
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(where)
        assert answer and answer.status == 200, where
        wrong += [f"{where}: {fault}" for fault in [*faults(page), *too_wide(page, 320)]]
    assert not wrong, "\n".join(wrong)


def test_the_register_opens_after_a_reason_and_each_page_behind_it(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given the coordinator, on the case of Child Tansy with an aunt under two names, a carer, and an address
    incident = Incident.objects.get(name="Child Tansy")
    case = incident.case
    given = {"case": case, "by": make.actor(wexmoor.person("ruth")), "at": timezone.now()}
    one = services.add_person(pseudonym="An aunt", kind="family", real_name="Margaret Ridley", **given)
    other = services.add_person(pseudonym="A lodger", kind="other", real_name="Peggy Ridley", **given)
    carer = services.add_person(pseudonym="Carer 1", kind="carer", real_name="Carrie Vane", **given)
    home = services.add_place(pseudonym="Quay Street", kind="address", words="1 Quay Street", **given)
    union = add_union(one=one, other=other, kind="partners", since="2016-03", until="2018", **given)
    add_role(person=carer, kind="foster_carer", since="2020", **given)
    name = services.add_other_name(of=one, name="Madge", kind="nickname", by=given["by"], at=given["at"])
    # When she opens the register of its people, she sees pseudonyms, and says why she looks
    page = enter("ruth", to=f"/cases/{case.pk}/people")
    assert page.get_by_text("An aunt").count() and not page.get_by_text("Margaret Ridley").count()
    page.get_by_label("Why you look").fill("To prepare the meeting.")
    page.get_by_role("button", name="Show who they are").click()
    page.get_by_text("Margaret Ridley").wait_for()
    # Then each page behind that opens, and gives what every page owes
    pair = f"/cases/{case.pk}/joining/{one.pk}/{other.pk}"
    behind = [f"/cases/{case.pk}/{part}" for part in ("people", "people/new", "places/new", "joining")]
    behind += [f"/cases/{case.pk}/{part}" for part in ("counts", "services", "family")]
    tied = ("ties", "ties/new/union", f"ties/union/{union.pk}", f"ties/union/{union.pk}/withdraw")
    behind += [f"/persons/{one.pk}/{part}" for part in ("", "edit", "withdraw", *tied)]
    behind += [f"/places/{home.pk}/{part}" for part in ("", "edit", "withdraw")]
    behind += [f"/persons/{carer.pk}/", f"/other-names/{name.pk}/withdraw", pair]
    wrong = []
    for where in behind:
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(where)
        assert answer and answer.status == 200, where
        wrong += [f"{where}: {fault}" for fault in [*faults(page), *too_wide(page, 320)]]
    assert not wrong, "\n".join(wrong)
    # And when she says that the two are one, they are read as one, until it is undone
    page.goto(pair)
    page.get_by_label("They are one person, and are called An aunt here").check()
    page.get_by_label("Why").fill("Her own account.")
    page.get_by_role("button", name="Keep what you say").click()
    page.get_by_role("link", name="Undo").click()
    assert Person.objects.get(pk=other.pk).joined_into_id == one.pk
    wrong = [*faults(page), *too_wide(page, 320)]
    assert not wrong, "\n".join(wrong)
