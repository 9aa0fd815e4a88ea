"""From the home page to a review, its thread, one finding's path, and back to the sentence in the source."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.journeys.pictures import picture
from tests.journeys.walking import Walkers, follow, not_wider_than_the_window
from tests.journeys.wexmoor import Wexmoor


@pytest.mark.parametrize("scripts", [True, False])
def test_from_what_needs_me_to_the_sentence_in_the_source(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a coordinator at the start of the day
    page = enter("ruth", scripts=scripts)
    expect(page.get_by_role("heading", name="Needs you now")).to_be_visible()
    first = page.locator("main li", has_text="working days late").first
    expect(first).to_contain_text("working days late")
    picture(page, "1-home")
    # When she opens a review
    page.get_by_role("link", name="Reviews", exact=True).first.click()
    follow(page, "Child Alder")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Child Alder")
    expect(page.locator("main")).to_contain_text("Nine of 14 actions confirmed")
    picture(page, "2-review", tall=820)
    # Then nothing of the harm is on it until she chooses to read that
    expect(page.locator("main")).not_to_contain_text("four months old")
    page.get_by_role("link", name="Read what happened").or_(
        page.get_by_role("button", name="Read what happened")
    ).click()
    expect(page.locator("main")).to_contain_text("four months old")
    page.go_back()
    # And its thread is a picture with a table that says the same
    page.get_by_role("link", name="Thread", exact=True).last.click()
    expect(page.locator("svg[role=img]").first).to_be_visible()
    table = page.get_by_role("table").first
    for number in range(1, 8):
        expect(table).to_contain_text(f"F{number} ")
    # When she picks one finding
    page.get_by_role("link", name="Finding 4", exact=True).click()
    # Then its address can be sent, and the heading says what is picked
    assert re.search(r"\?finding=\d+", page.url)
    expect(page.locator("[aria-current]").filter(has_text="Finding 4")).to_be_visible()
    picture(page, "3-thread", tall=760)
    # And from an item she goes back to why, down to the sentence
    table.get_by_role("link", name="F4", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Finding 4")
    follow(page, re.compile("^Show it in"))
    expect(page.locator("mark").first).to_have_text(re.compile("When the family moved, the work began again"))


def test_the_thread_on_a_narrow_screen(enter: Walkers, wexmoor: Wexmoor) -> None:
    page = enter("ruth", to=f"/reviews/{wexmoor.review().pk}/thread", wide=320)
    assert not_wider_than_the_window(page)
    expect(page.get_by_role("link", name=re.compile("When the family moved")).first).to_be_visible()
    page.get_by_role("link", name="Finding 4", exact=True).click()
    expect(page.locator("main")).to_contain_text("Hold a handover call within ten working days of a move")
    assert not_wider_than_the_window(page)


def test_the_thread_in_print(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given the page of a thread
    page = enter("ruth", to=f"/reviews/{wexmoor.review().pk}/thread")
    # When it is printed on A4
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1040})
    # Then what one works with is left out, and the thread and its table are there
    for gone in ("Sign out", "Cover this page", "Search"):
        expect(page.get_by_role("button", name=gone)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator("svg[role=img]").locator("visible=true").first).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    # And the sheets made for print alone hold the picture within their edges, two of them
    page.emulate_media(media="screen")
    follow(page, re.compile("^Print on"))
    page.emulate_media(media="print")
    for drawn in page.locator("svg[role=img]").all():
        box = drawn.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 720
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(paper) <= 2
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert "F7" in words and f"Page 1 of {len(paper)}" in words and "Sign out" not in words


@pytest.mark.parametrize("scripts", [True, False])
def test_search_looks_only_where_the_person_may(enter: Walkers, scripts: bool) -> None:
    # Given a coordinator and an elected member
    ruth, helen = enter("ruth", scripts=scripts), enter("helen", scripts=scripts)
    for page in (ruth, helen):
        page.get_by_role("searchbox").or_(page.get_by_label("Search everything you may see")).first.fill("handover")
        page.get_by_role("button", name="Search").first.click()
    # Then the one finds the action of a review that is not published, and the other does not
    expect(ruth.locator("main")).to_contain_text("Set the standard for the handover call")
    expect(helen.locator("main")).not_to_contain_text("Set the standard for the handover call")
    follow(ruth, re.compile("^Child Alder, action 7$"))
    expect(ruth.get_by_role("heading", level=1)).to_contain_text("Action 7")


def test_what_each_role_sees_first(enter: Walkers) -> None:
    # Given a scrutineer and an elected member
    tomasz, helen = enter("tomasz"), enter("helen")
    # Then the one sees where threads stop, and the other what is published; neither is offered to write
    expect(tomasz.get_by_role("heading", level=1)).to_have_text("Your work")
    picture(tomasz, "13-scrutineer", tall=560)
    expect(helen.locator("main")).to_contain_text("What changed")
    picture(helen, "14-member", tall=460)
    for page in (tomasz, helen):
        offered = page.get_by_role("navigation", name="Main").get_by_role("link").all()
        addresses = [link.get_attribute("href") or "" for link in offered]
        assert "/reviews/" in addresses and "/imports/" not in addresses
        page.goto("/reviews/")
        page.get_by_role("link", name="Child Rowan").first.click()
        expect(page.get_by_text("Record something")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_anybody_can_see_who_may_see_what_and_why(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given an elected member, and an administrator who answers a colleague's question
    helen = enter("helen", to="/access/explain", scripts=scripts)
    expect(helen.get_by_role("heading", level=1)).to_have_text("What you may see, and why")
    expect(helen.locator("main")).to_contain_text("Elected member")
    gwen = enter("gwen", to="/access/explain", scripts=scripts)
    # When the administrator asks about that person
    gwen.get_by_label("Person").select_option(label="Helen Abara")
    gwen.get_by_role("button", name="Explain").click()
    # Then the page says what that person may do, and why not the rest
    expect(gwen.get_by_role("heading", level=1)).to_have_text("What Helen Abara may see, and why")
    expect(gwen.get_by_role("listitem").filter(has_text="See published reviews")).to_be_visible()
    expect(gwen.get_by_role("row", name=re.compile("^Write records"))).to_contain_text("No")
    picture(gwen, "11-explain")
    # And the administrator herself opens no case
    answer = gwen.goto(f"/reviews/{wexmoor.review().pk}/")
    assert answer and answer.status == 404
