"""Who the children of a case are: a person of the case says why they look, and each page behind that owes the same."""

from __future__ import annotations

from tests.journeys.owed import faults, too_wide
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor
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
