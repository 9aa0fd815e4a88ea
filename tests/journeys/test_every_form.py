"""Every form once with its errors: in the title, in a summary that takes focus and leads on, and at each field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import NOBODY, faults, look, seen_by, too_wide
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor

PARTS = 2
FORM = "main form[method=post][novalidate]"
EMPTIED = """form => { for (const it of form.elements) {
if (["text", "email", "password", "textarea"].includes(it.type)) { it.value = ""; }
if (it.type === "select-one") { it.selectedIndex = -1; }
if (["radio", "checkbox"].includes(it.type)) { it.checked = false; } } }"""
# Forms in which nothing has to be filled in, so that sending them empty is right.
NOTHING_ASKED = {
    "agency-returns/<int:id>/send": "a step to confirm",
    "questionnaire-editions/<int:id>/publish": "a step to confirm",
    "reviews/<int:review>/report/texts": "an empty text is written from the record",
    "reports/look": "the partnership's look falls back to ours",
    "findings/<int:id>/ties": "no tie may be chosen",
    "themes/<int:id>/ties": "no tie may be chosen",
    "learning-points/<int:id>/ties": "no tie may be chosen",
    "recommendations/<int:id>/ties": "no tie may be chosen",
    "committee-recommendations/<int:id>/ties": "no tie may be chosen",
    "actions/<int:id>/ties": "no tie may be chosen",
    "statements/<int:id>/ties": "no tie may be chosen",
    "evidence/<int:id>/ties": "no tie may be chosen",
    "measures/<int:id>/ties": "no tie may be chosen",
    "reviews/<int:id>/account/edit": "an account may be empty",
    "incidents/<int:id>/account/edit": "an account may be empty",
    "incidents/<int:id>/edition": "with no choice the edition of the day governs again",
    "rapid-reviews/<int:id>/quality": "no marker has to be marked",
    "rapid-reviews/<int:id>/write": "a section may be empty, and nothing has to be ticked yet",
    "learning-events/<int:id>/propose": "nobody may be proposed",
    "learning-events/<int:id>/contributions/<int:contribution>": "it asks only whether to withdraw what was said",
    "letters/head": "every line of a letterhead may be empty",
    "reviews/<int:review>/tracker/edit": "what is not known is left out",
    "ask/<str:token>/": "it asks only for a code to be sent",
}


def send_empty(page: Page) -> None:
    """Empties the first form of the page and presses its first button."""
    form = page.locator(FORM).first
    form.evaluate(EMPTIED)
    with page.expect_navigation():
        form.evaluate("form => form.requestSubmit(form.querySelector('button[type=submit], button:not([type])'))")


def unhelpful(page: Page) -> list[str]:
    """What the page with errors owes and does not give."""
    if not page.title().startswith("Error: "):
        return [f"the title is “{page.title()}”"]
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    links = [link.get_attribute("href") or "" for link in summary.get_by_role("link").all()]
    lost = [link for link in links if not link.startswith("#") or page.locator(f"[id='{link[1:]}']").count() != 1]
    found = [f"the summary leads to {link}, which is not there" for link in lost]
    if not links:
        found.append("the summary leads nowhere")
    if not page.locator(".govuk-error-message").count():
        found.append("no field says what is wrong with it")
    return found + faults(page) + too_wide(page, 320)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_form_with_its_errors(enter: Walkers, wexmoor: Wexmoor, part: int) -> None:
    # Given everybody at their own browser
    pages: dict[str, Page] = {}
    wrong: list[str] = []
    for route, visits in sorted(seen_by(wexmoor).items())[part::PARTS]:
        for key, where in visits[:1]:
            if key not in pages:
                pages[key] = enter.nobody() if key == NOBODY else enter(key, to="/account/")
            page = pages[key]
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(where)
            if route in NOTHING_ASKED or not page.locator(FORM).count():
                continue
            # When one of them sends a form with nothing in it
            send_empty(page)
            # Then it says what is missing, at its top and at each field
            look(page, "errors-" + route.replace("/", "-"))
            wrong += [f"{where}: {fault}" for fault in unhelpful(page)]
    assert not wrong, "\n".join(wrong)
