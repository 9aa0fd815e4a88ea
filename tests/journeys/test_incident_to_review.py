"""From an incident to the commission of the review that follows: each person at their own browser, each page with what
it owes.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Frame, Page, expect

from tests.journeys.owed import faults, look, too_wide
from tests.journeys.test_ask import letter
from tests.journeys.walking import Walkers, follow
from tests.journeys.wexmoor import Wexmoor
from throughline.commissioning.models import Commission
from throughline.notifications.models import Incident
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.rules import KEYS
from throughline.reviews.models import Review
from throughline.ui.words import day

NAME = "Child Teasel"
FACT = "The hospital’s report of that evening."
# The coordinator's own addresses, sign-in not counted, the page of the commission at the end too.
OWN = 12
PARTNERS = {"priya": "police", "daniel": "local_authority", "sarah": "health_commissioner"}


class Way:
    """The way one person goes: the addresses that opened, and what their pages owed and did not give."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses = {self._here(page.url)}
        self.wrong: list[str] = []
        page.on("framenavigated", self._opened)
        self.check()

    def _here(self, url: str) -> str:
        return urlsplit(url).path

    def _opened(self, frame: Frame) -> None:
        self.addresses.add(self._here(frame.url))

    def check(self) -> None:
        """Looks at the page as it is, on a desk and in the hand."""
        name = re.sub(r"\W+", "-", re.sub(r"\d+", "n", self._here(self.page.url))).strip("-")
        look(self.page, f"way-{name}-1280")
        self.wrong += [f"{self.page.url}: {fault}" for fault in [*faults(self.page), *too_wide(self.page, 320)]]
        look(self.page, f"way-{name}-320")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def on_to(self, link: str) -> None:
        """Follows a link and looks at where it leads."""
        with self.page.expect_navigation():
            follow(self.page, re.compile(f"^{link}"))
        self.check()

    def write(self, **said: str | date) -> None:
        """Fills in boxes and chooses, by the names of the fields."""
        for name, words in said.items():
            if isinstance(words, date):
                for part in ("day", "month", "year"):
                    self.page.locator(f"[name='{name}_{part}']").fill(str(getattr(words, part)))
                continue
            box = self.page.locator(f"main [name='{name}']:not([type=radio])")
            chosen = self.page.locator(f"main [name='{name}'][value='{words}']")
            if box.count():
                box.first.fill(words)
            else:
                chosen.check()

    def every(self, start: str, words: str) -> None:
        """The same in each field whose name begins so."""
        names = self.page.locator(f"main [name^={start}]").evaluate_all("all => [...new Set(all.map(e => e.name))]")
        assert names
        self.write(**dict.fromkeys(names, words))

    def send(self) -> None:
        """Presses the button of the form, and looks at the page after it."""
        before = self.page.url
        with self.page.expect_navigation():
            self.page.locator("main form[novalidate] button:visible").last.click()
        assert self.page.url != before, self.page.locator(".govuk-error-summary").all_inner_texts()
        self.check()


def come(enter: Walkers, key: str, to: str) -> Way:
    """Somebody comes by the address of one page."""
    return Way(enter(key, to=to))


def by_link(enter: Walkers) -> Way:
    """The lead of the agency at the one form, which the link and the code opened."""
    door = re.search(r"/ask/[\w-]+/", letter().body)
    assert door
    page = enter.nobody()
    page.goto(door[0])
    assert NAME not in page.content()
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    code = re.search(r"\d{8}", letter().body)
    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_label("What your agency knows")).to_be_visible()
    return Way(page)


def test_from_an_incident_to_its_review(enter: Walkers, wexmoor: Wexmoor) -> None:
    today = timezone.localdate()
    # Given the coordinator, who hears of an incident and records it
    ruth = come(enter, "ruth", "/incidents/new")
    ruth.write(name=NAME, children="Teasel", when_text="Last night", place="Eddlecombe", nature="serious_harm")
    ruth.write(abuse="yes", aware_on=today, aware_evidence="Duty log.", asked_of="Fiona Marsh")
    ruth.send()
    incident = Incident.objects.get(name=NAME)
    expect(ruth.page.get_by_role("heading", level=1)).to_contain_text(NAME)
    # When somebody who knows attests that no child is in danger, and each partner says yes, a page each
    where = f"/safety/{incident.safety_questions.get().pk}/"
    daniel = come(enter, "daniel", where)
    daniel.write(answer="safe", attested_by_name="Fiona Marsh, care", knows="Seen at home today.")
    daniel.send()
    leads = {"daniel": daniel}
    for key, partner in PARTNERS.items():
        way = leads.get(key) or come(enter, key, f"/incidents/{incident.pk}/answers")
        leads[key] = way
        way.page.goto(f"/incidents/{incident.pk}/answers")
        way.check()
        way.write(partner=partner, answer="yes", reason="The criteria are met.")
        way.send()
    # And she decides, and sends the notification, once she has said why she looks at the names
    ruth.page.reload()
    ruth.on_to("Decide, criterion by criterion")
    ruth.every("answer_", "yes")
    ruth.every("fact_", FACT)
    ruth.write(outcome="notifiable")
    ruth.send()
    ruth.on_to("Send the notification")
    ruth.page.get_by_label("Why you look").fill("To key the notification.")
    with ruth.page.expect_navigation():
        ruth.page.get_by_role("button", name="Show who they are").click()
    ruth.check()
    ruth.write(reference="SIN-2026-1", sent_on=today)
    ruth.send()
    # Then the rapid review opens from the incident
    with ruth.page.expect_navigation():
        ruth.page.get_by_role("button", name="Open the rapid review, or go to it").click()
    ruth.check()
    rapid = RapidReview.objects.get(incident=incident)
    # When she asks an agency, writes, and concludes
    ruth.on_to("Ask agencies what they know")
    for box in ruth.page.locator("main input[type=checkbox][name=to]").all():
        box.uncheck()
    ruth.page.locator("main input[type=checkbox][name=to]").first.check()
    ruth.write(due_on=today)
    ruth.send()
    # And its lead, in a browser where nobody is signed in, answers by the mailed link and a code
    lead = by_link(enter)
    lead.write(information="Two visits, each to another address.")
    lead.page.get_by_role("button", name="Send the answer").click()
    expect(lead.page.get_by_role("heading", name="Your answer is in")).to_be_visible()
    ruth.page.reload()
    expect(ruth.page.get_by_text("Knows the family")).to_be_visible()
    ruth.on_to("Write: the facts")
    for section in KEYS:
        ruth.write(**{section: "Two agencies held two addresses, and nobody compared them."})
    for tick in ruth.page.locator("main input[name=done]").all():
        tick.check()
    ruth.send()
    ruth.on_to("Conclude, limb by limb")
    ruth.every("limb_", "yes")
    ruth.every("fact_", FACT)
    ruth.write(national="no", outcome="review", why="There is something to learn.")
    ruth.send()
    # And each partner signs, in any order, a page each
    for key, partner in PARTNERS.items():
        way = leads[key]
        way.page.goto(f"/rapid-reviews/{rapid.pk}/sign")
        way.check()
        way.write(partner=partner, answer="yes", signed_by_name="A. Signatory")
        way.send()
    # And it goes to the Panel, whose answer comes, and is replied to
    ruth.page.reload()
    ruth.on_to("Send it to the Panel")
    ruth.write(sent_on=today, how="Secure e-mail")
    ruth.send()
    ruth.on_to("Record the Panel’s answer")
    ruth.write(received_on=today, view="agrees_review", words="We agree.")
    ruth.send()
    chair = come(enter, "marian", f"/rapid-reviews/{rapid.pk}/reply")
    chair.write(reply="accepts", replied_on=today)
    chair.send()
    # Then the review opens in the same case, and she writes its commission; what was said before stands there
    ruth.page.get_by_role("button", name="Open the review, or go to it").click()
    ruth.page.wait_for_url("**/commission/facts/new")
    ruth.check()
    assert ruth.page.locator("[name=lead_body]").input_value().startswith("Wexmoor")
    assert ruth.page.locator("[name=commissioned]").input_value() == day(today)
    ruth.write(purpose="To learn why two addresses were never compared.", scope="January 2024 to March 2026")
    ruth.send()
    made = Review.objects.get(rapid_review=rapid)
    expect(ruth.page).to_have_url(re.compile(f"/reviews/{made.pk}/commission$"))
    expect(ruth.page.get_by_text("January 2024 to March 2026")).to_be_visible()
    assert Commission.objects.get(review=made).purpose.startswith("To learn why")
    # And every page of everybody's gave what it owes, on a way of so many addresses
    wrong = [fault for way in (ruth, lead, chair, *leads.values()) for fault in way.wrong]
    assert not wrong, "\n".join(wrong)
    assert len(ruth.addresses) == OWN, sorted(ruth.addresses)
