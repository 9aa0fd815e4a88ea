"""From the incident to the commission, what was given before stands in the next form already."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests import incidents, rapid
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.commissioning.models import Commission, CoveredIncident
from throughline.notifications.models import Incident
from throughline.notifications.services import send_notification
from throughline.partnerships.models import Agency
from throughline.rapidreviews.models import RapidReview
from throughline.reviews.models import Review

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW)]


class Browser:
    """A coordinator's browser, which reads forms as they stand."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def page(self, address: str) -> str:
        """The page, whatever is said in it unescaped."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return unescape(answer.content.decode())

    def stands(self, address: str) -> dict[str, str]:
        """What stands in the fields of that form: boxes, and what is ticked or chosen."""
        page = self.page(address)
        found = dict(re.findall(r'<input class="govuk-input[^>]* name="([a-z_]+)"[^>]* value="([^"]*)"', page))
        for box in re.findall(r"<input [^>]*checked[^>]*>", page):
            name, value = re.search(r'name="([^"]+)"', box), re.search(r'value="([^"]*)"', box)
            if name and value:
                found[name[1]] = f"{found.get(name[1], '')} {value[1]}".strip()
        return found

    def send(self, address: str, **said: Any) -> str:
        """Sends the form with its hidden fields; where it leads."""
        hidden = dict(
            re.findall(r'<input type="hidden" name="(once|version)" id="[^"]*" value="([^"]*)"', self.page(address))
        )
        answer = self.client.post(address, {**hidden, **said})
        assert answer.status_code == 302, unescape(answer.content.decode())
        return str(answer["Location"])


@pytest.fixture
def browser() -> Browser:
    where = make.partnership()
    person = make.member(where)
    second_factor(person)
    for name, kind in (("Wexmoor Police", "police"), ("Wexmoor Hospital", "health_provider")):
        make.member(where, AGENCY_LEAD, agency=make.agency(where, name, kind), name=f"Lead of {name}")
    return Browser(signed_in(person))


def test_nothing_is_asked_twice(browser: Browser) -> None:
    # Given an incident, by its title, day, children, place and agencies
    police = Agency.objects.get(kind="police")
    aware = {"aware_on_day": "9", "aware_on_month": "3", "aware_on_year": "2026"}
    given = {"name": "Child Teasel", "children": "Teasel\nTeasel’s sister", "when_text": "8 March 2026"}
    more = {"place": "Eddlecombe", "aware_evidence": "Duty log.", "nature": "serious_harm", "abuse": "yes"}
    home = browser.send("/incidents/new", **given, **more, **aware, agencies=[str(police.pk)], asked_of="F. Marsh")
    incident = Incident.objects.get()
    # Then the form to change it holds it
    stands = browser.stands(f"{home}edit")
    assert {stands[key] for key in ("name", "when_text", "place", "aware_evidence")} == {
        "Child Teasel",
        "8 March 2026",
        "Eddlecombe",
        "Duty log.",
    }
    # And the sheet for the national service holds its days and children
    by = make.actor(incident.made_by)
    incidents.decided(incident, by)
    browser.client.post(f"/cases/{incident.case_id}/children", {"reason": "To key it."})
    sheet = browser.page(f"{home}sheet")
    assert all(one in sheet for one in ("8 March 2026", "9 March 2026", "Teasel’s sister", "Eddlecombe"))
    # And the Panel that has it is not asked for once more among who was told
    send_notification(incident, reference="SIN-9", sent_on=rapid.SENT, by=by, at=make.NOW)
    assert "SIN-9" in browser.page(f"{home}told")
    # And the agency that was named is ticked where agencies are asked, and no other
    browser.client.post(f"/incidents/{incident.pk}/rapid-review")
    review = RapidReview.objects.get()
    base = f"/rapid-reviews/{review.pk}/"
    ticked = browser.stands(f"{base}ask")["to"]
    asked = re.search(rf'value="{re.escape(ticked)}".*?<label[^>]*>\s*([^<]*)', browser.page(f"{base}ask"), re.S)
    assert asked and "Lead of Wexmoor Police" in asked[1]
    day = {"due_on_day": "20", "due_on_month": "3", "due_on_year": "2026"}
    browser.send(f"{base}ask", to=ticked, **day)
    assert "to" not in browser.stands(f"{base}ask") and "Asked already" in browser.page(f"{base}ask")
    # And who concludes anew finds the answers and facts of before
    rapid.concluded(review, by)
    again = browser.stands(f"{base}conclude")
    assert {answer for key, answer in again.items() if key.startswith("limb_")} == {"yes"}
    # And the review that opens bears title, children and days, and leads to its commission
    to = browser.client.post(f"{base}review")["Location"]
    made = Review.objects.get()
    assert to == f"/reviews/{made.pk}/commission/facts/new" and made.name == "Child Teasel"
    assert [one.name for one in made.subjects.order_by("position")] == ["Teasel", "Teasel’s sister"]
    days = {one.means: one.iso for one in made.dates.all()}
    assert (days["authority became aware"], days["decided on"]) == ("2026-03-09", "2026-03-12")
    # And the commission holds who leads it and since when, and the incident with its children
    stands = browser.stands(to)
    assert stands["lead_body"].startswith("Wexmoor") and stands["commissioned"] == "12 March 2026"
    browser.send(to, **{key: stands[key] for key in ("lead_body", "commissioned")}, purpose="To learn why.")
    assert Commission.objects.get().commissioned_iso == "2026-03-12"
    covered = browser.stands(f"/reviews/{made.pk}/commission/incidents/new")
    assert covered["text"] == "Child Teasel" and covered["children"] == "Teasel and Teasel’s sister"
    assert covered["when"] == "8 March 2026"
    browser.send(f"/reviews/{made.pk}/commission/incidents/new", **covered)
    assert CoveredIncident.objects.get().date_iso == "2026-03-08"
    assert browser.client.post(f"{base}review")["Location"] == f"/reviews/{made.pk}/"
