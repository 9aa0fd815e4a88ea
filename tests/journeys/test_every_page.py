"""Every page once: one heading, its own title, nothing that axe finds, nothing sideways, nothing from elsewhere.

In ``make test`` axe looks at one page of a kind and ``PROOF=full`` at every one; all the rest is asked of every page.

And its form once with its errors: in the title, in a summary that takes focus and leads on, and at each field.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.journeys.owed import faults, look, too_wide, unhelpful
from tests.journeys.pages import NO_PAGE, NOBODY, TITLES, routes, seen_by
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor

PARTS = 4
# So many forms of each part are looked at by axe, too, when they say what is wrong.
WITH_ERRORS = 5
FULL = os.environ.get("PROOF") == "full"
FORM = "main form[method=post][novalidate]"
EMPTIED = """form => { for (const it of form.elements) {
if (["text", "email", "password", "textarea"].includes(it.type)) { it.value = ""; }
if (it.type === "select-one") { it.selectedIndex = -1; }
if (["radio", "checkbox"].includes(it.type)) { it.checked = false; } } }"""
# Forms in which nothing has to be filled in, so that sending them empty is right.
NOTHING_ASKED = {
    "agency-returns/<int:id>/send": "a step to confirm",
    "rounds/<int:id>/peers": "a round may have no peers",
    "rounds/<int:id>/steps/<slug:verb>": "a step to confirm",
    "questionnaire-editions/<int:id>/publish": "a step to confirm",
    "questionnaires/section-11": "a step to confirm",
    "reviews/<int:review>/report/texts": "an empty text is written from the record",
    "reports/look": "the partnership's look falls back to ours",
    "findings/<int:id>/ties": "no tie may be chosen",
    "findings/<int:id>/entries": "it may rest on none",
    "chronology-entries/<int:id>/cite": "it may be used for nothing",
    "chronology-episodes/<int:id>/entries": "no entry may be in it",
    "chronology-episodes/<int:id>/serves": "it may serve nothing",
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


def forms_of(route: str, page: Page) -> bool:
    """Whether the page has a form in which something has to be filled in."""
    return route not in NOTHING_ASKED and bool(page.locator(FORM).count())


def is_like(route: str, seen: set[str]) -> bool:
    """Whether a page of the same last word was looked at: all that add, change or withdraw are made by one template."""
    word = route.rstrip("/").rpartition("/")[2]
    like = not FULL and word.isalpha() and word in seen
    seen.add(word)
    return like


@pytest.mark.proof
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(enter: Walkers, wexmoor: Wexmoor, part: int) -> None:
    # Given everybody at their own browser
    pages: dict[str, Page] = {}
    wrong: list[str] = []
    sent: list[str] = []
    alike: set[str] = set()
    for route, visits in sorted(seen_by(wexmoor).items())[part::PARTS]:
        for key, where in visits:
            # When one of them opens the page
            if key not in pages:
                pages[key] = enter.nobody() if key == NOBODY else enter(key, to="/account/")
            page = pages[key]
            page.set_viewport_size({"width": 1280, "height": 900})
            answer = page.goto(where)
            # Then it gives what every page owes, on a desk and in the hand
            assert answer and answer.status == 200, where
            name = f"{route.strip('/').replace('/', '-').replace('<int:', '').replace('>', '') or 'home'}-{key}"
            look(page, f"{name}-1280")
            found = faults(page, axe=not is_like(route, alike))
            found += too_wide(page, 320)
            look(page, f"{name}-320")
            if key == visits[0][0] and forms_of(route, page):
                # And a form with nothing in it says what is missing, at its top and at each field
                page.set_viewport_size({"width": 1280, "height": 900})
                send_empty(page)
                look(page, f"errors-{name}")
                found += unhelpful(page, axe=FULL or len(sent) < WITH_ERRORS)
                sent.append(route)
            wrong += [f"{where} ({key}): {fault}" for fault in found]
    assert sent
    assert not wrong, "\n".join(wrong)


def test_no_page_is_left_out(wexmoor: Wexmoor) -> None:
    """An address that nobody may open stands in the list of what is no page, with its reason."""
    assert not [route for route, visits in seen_by(wexmoor).items() if not visits]
    assert set(NO_PAGE) <= set(routes())


def test_no_two_pages_have_the_same_title(wexmoor: Wexmoor) -> None:
    seen_by(wexmoor)
    often = Counter(TITLES.values())
    assert len(TITLES) > 300
    assert not {route: title for route, title in TITLES.items() if often[title] > 1}
