"""From a document to the record: send it, settle its doubts, accept, correct, split, join, drop, undo, finish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.pictures import picture
from tests.journeys.records import PAPER
from tests.journeys.walking import Walkers, not_wider_than_the_window
from tests.journeys.wexmoor import Wexmoor
from throughline.findings.models import Finding
from throughline.impact.models import Statement
from throughline.reviews.models import Review

FINDING = "Conferences were held late."


def send(page: Page, paper: Path = PAPER) -> None:
    """Chooses the file and has it read."""
    page.get_by_label("Documents").set_input_files(paper)
    page.get_by_role("button", name="Read it").click()


def item(page: Page, tag: str) -> Locator:
    """The item with that tag, such as ``Finding F2``."""
    return page.locator(".tl-side__item").filter(has=page.get_by_role("heading", name=tag, exact=True))


def press(page: Page, tag: str, deed: str) -> None:
    """One of the item's own buttons or links."""
    name = re.compile(f"^{deed}")
    its = item(page, tag)
    its.get_by_role("button", name=name).or_(its.get_by_role("link", name=name)).first.click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_paper_is_read_settled_and_in_the_record(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a coordinator with a paper that a board wrote on a review
    page = enter("ruth", to="/imports/new", scripts=scripts)
    # When she forgets to choose it, the page says so; then she chooses it
    page.get_by_role("button", name="Read it").click()
    expect(page).to_have_title(re.compile("^Error: "))
    send(page)
    # Then doubts stand first, and below them the source beside what was read
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read from “Child AA")
    expect(page.get_by_role("heading", name="Settle these three doubts first")).to_be_visible()
    picture(page, "4-doubts")
    picture(page, "5-side-by-side", at=page.locator("#side"))
    # When she settles a doubt
    page.get_by_label("Nothing is told of it here").check()
    page.get_by_role("button", name="Save these answers").click()
    expect(page.get_by_text("1 answer saved")).to_be_visible()
    # And accepts an item, takes that back, and accepts it again
    press(page, "Finding F1", "Accept")
    expect(item(page, "Finding F1")).to_contain_text("Accepted")
    press(page, "Finding F1", "Undo")
    expect(item(page, "Finding F1").get_by_role("button", name=re.compile("^Accept"))).to_be_visible()
    press(page, "Finding F1", "Accept")
    # And corrects another, after an error
    press(page, "Finding F2", "Correct")
    page.get_by_label("Words", exact=True).fill("")
    page.get_by_role("button", name="Save and accept").click()
    expect(page).to_have_title(re.compile("^Error: Correct an item: "))
    page.get_by_label("Words", exact=True).fill(FINDING)
    page.get_by_role("button", name="Save and accept").click()
    expect(item(page, "Finding F2")).to_contain_text("Accepted with a correction")
    # And splits one, joins one to the next, and drops one
    press(page, "Statement of progress P1", "Split")
    first, second = page.get_by_label("First part"), page.get_by_label("Second part")
    first.fill("Photographs, with consent, are now part of a home visit.")
    second.fill("They are looked at by someone who has not been to the home.")
    page.get_by_role("button", name="Save both").click()
    expect(page.get_by_text("They are looked at by someone who has not been to the home.").last).to_be_visible()
    joined = page.locator(".tl-side__item", has_text="It has been read at staff meetings")
    joined.get_by_role("button", name=re.compile("^Join to next")).click()
    expect(page.locator(".tl-side__item", has_text="Social workers carry it")).to_contain_text("It has been read")
    press(page, "Case study S1", "Drop")
    expect(item(page, "Case study S1")).to_contain_text("Dropped")
    # And accepts the rest in one go, then what was in doubt, one by one
    page.get_by_role("button", name=re.compile("that nobody could doubt")).click()
    left = page.locator(".tl-side__item").get_by_role("button", name=re.compile("^Accept"))
    while left.count():
        left.first.click()
    # Then nothing is in the record yet, and finishing puts it there
    assert not Finding.objects.filter(text=FINDING).exists()
    finish = page.get_by_role("button", name=re.compile("^Finish and put"))
    finish.click()
    expect(page.get_by_text(re.compile("are in the record")).first).to_be_visible()
    picture(page, "6-finished", tall=420)
    review = Review.objects.get(name="Child AA")
    findings = list(Finding.objects.filter(review=review).order_by("number").values_list("number", "text"))
    assert [number for number, _ in findings] == ["A", "B", "C", "D"]
    assert dict(findings)["B"] == FINDING
    progress = [row.text for row in Statement.objects.filter(review=review, kind="progress")]
    assert "Photographs, with consent, are now part of a home visit." in progress
    assert any("It has been read" in text and "Social workers carry it" in text for text in progress)
    assert not Statement.objects.filter(review=review, kind="case_study").exists()
    # And the review's page shows it, and each item the sentence that it came from
    page.get_by_role("link", name=re.compile("Child AA")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Child AA")
    page.get_by_role("link", name=re.compile("Practitioners grew used")).first.click()
    expect(page.locator("main")).to_contain_text("In the source")
    page.get_by_role("link", name=re.compile("^Show it in")).click()
    expect(page.locator("mark").first).to_contain_text("Practitioners grew used")


def test_the_same_paper_again_proposes_only_what_is_new(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given a paper of which two findings were accepted
    page = enter("ruth", to="/imports/new")
    send(page)
    for tag in ("Finding F1", "Finding F3"):
        press(page, tag, "Accept")
    page.get_by_role("button", name=re.compile("^Put 2 things")).click()
    expect(page.get_by_text(re.compile("2 things are in the record"))).to_be_visible()
    review = Review.objects.get(name="Child AA")
    # When it comes once more, for that review
    page.goto("/imports/new")
    page.get_by_label("A review in the record").check()
    page.get_by_label("Its reference").fill(review.case.reference)
    send(page)
    # Then those two are folded away as already there, and nothing is there twice
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    expect(item(page, "Finding F1")).to_contain_text("lready")
    expect(item(page, "Finding F2").get_by_role("button", name=re.compile("^Accept"))).to_be_visible()
    assert Finding.objects.filter(review=review).count() == 2


def test_a_file_that_cannot_be_read_leaves_nothing_behind(enter: Walkers, tmp_path: Path) -> None:
    # Given a file that says it is a PDF and is none
    false = tmp_path / "minutes.pdf"
    false.write_bytes(b"not a PDF at all")
    page = enter("ruth", to="/imports/new")
    # When it is sent
    send(page, false)
    # Then the page says why it was refused and what to do, and no import waits
    expect(page.locator("main")).to_contain_text("minutes.pdf")
    assert not Review.objects.filter(name__startswith="minutes").exists()
    page.goto("/imports/")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def test_on_a_narrow_screen_source_and_reading_stand_one_under_the_other(enter: Walkers) -> None:
    page = enter("ruth", to="/imports/new", wide=320)
    send(page)
    expect(item(page, "Finding F1")).to_be_visible()
    assert not_wider_than_the_window(page)
    source = page.locator(".tl-side__source").first.bounding_box()
    reading = page.locator(".tl-side__reading").first.bounding_box()
    assert source and reading and reading["y"] >= source["y"] + source["height"]
