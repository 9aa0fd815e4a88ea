"""With the keyboard alone: from signing in to accepting the first thing that was read, and through a timeline."""

from __future__ import annotations

import re

import pypdfium2
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys.records import import_of
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor
from throughline.chronology.models import Chronology

FAR = 400
NAME = """() => { const it = document.activeElement; if (!it || it === document.body) { return ""; }
return (it.labels && it.labels.length ? it.labels[0].innerText : it.innerText || it.value || "").trim(); }"""
SHOWS = """() => { const it = document.activeElement; const style = getComputedStyle(it);
const all = [style, it.nextElementSibling ? getComputedStyle(it.nextElementSibling, "::before") : style];
return all.some(one =>
one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0 || one.boxShadow !== "none"); }"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until that control has the focus; wherever it goes, the focus can be seen."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        here = str(page.evaluate(NAME))
        if here:
            assert page.evaluate(SHOWS), f"the focus on “{here}” cannot be seen"
        if re.match(name, " ".join(here.split())):
            return
    raise AssertionError(f"Tab never comes to “{name}”")


def test_from_signing_in_to_accepting_an_item(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given a coordinator with a paper to settle, whose hand cannot hold a mouse
    ruth = wexmoor.person("ruth")
    import_of(wexmoor)
    page = enter.nobody()
    page.goto("/imports/")
    # When she signs in
    tab_to(page, "E-mail address")
    page.keyboard.type(ruth.email)
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Enter a code - Throughline")
    tab_to(page, "Code")
    page.keyboard.type(wexmoor.code("ruth"))
    page.keyboard.press("Enter")
    expect(page).to_have_title("Imports - Throughline")
    # And skips what every page has, and opens the paper
    page.keyboard.press("Tab")
    assert page.evaluate(NAME) == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, "Child AA: report on the implementation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    # And answers a doubt
    tab_to(page, "Keep it as printed")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(NAME) == "It was read wrongly: I will correct it below"
    page.keyboard.press("ArrowUp")
    tab_to(page, "Save these answers")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 answer saved")).to_be_visible()
    # And accepts the first finding
    tab_to(page, "Accept finding F1")
    page.keyboard.press("Enter")
    # Then it is accepted, and she is where she was, not at the top of the page
    accepted = page.locator(".tl-side__item").filter(has=page.get_by_role("heading", name="Finding F1", exact=True))
    expect(accepted).to_contain_text("Accepted")
    expect(accepted).to_be_in_viewport()
    tab_to(page, "Undo finding F1|Accept|Correct|Mark something")
    # And reads the timeline of a case: chooses what is shown, and comes to where accounts differ
    page.goto(f"/cases/{Chronology.objects.order_by('id')[0].case_id}/chronology/")
    tab_to(page, "Differing accounts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Differing accounts")).to_have_attribute("aria-current", "true")
    tab_to(page, "Settle it, or leave it open with a reason")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accounts differ")
    page.go_back()
    # And slides to another day: what was known then stands there at once, and the focus stays
    page.goto(page.url.partition("?")[0] + "day")
    was = page.locator(".tl-lead").inner_text()
    tab_to(page, "Slide to a day")
    slider = page.get_by_role("slider")
    stood = str(slider.get_attribute("aria-valuetext"))
    page.keyboard.press("PageDown")
    expect(slider).not_to_have_attribute("aria-valuetext", stood)
    expect(page.locator(".tl-lead")).to_contain_text(f"end of {slider.get_attribute('aria-valuetext')} ")
    assert page.locator(".tl-lead").inner_text() != was and "day_month=" in page.url
    expect(slider).to_be_focused()
    page.goto(page.url.partition("day?")[0])
    # And prints it whole: on pages that lie on their side, with the heads of the table on each, and nothing cut off
    page.goto(page.url.partition("?")[0])
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    sheets = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert len(paper) > 2 and all(sheet.get_width() > sheet.get_height() for sheet in paper)
    assert all("Links and notes" in words for words in sheets[1:]), "the last column is on the paper"
