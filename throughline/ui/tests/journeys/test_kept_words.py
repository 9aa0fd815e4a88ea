"""In a browser: nothing typed is lost, whatever happens to the network or the session, and nothing is stored in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.factories import member, partnership
from tests.signing_in import second_factor, signed_in
from throughline.partnerships.models import User
from throughline.ui.drafts import take
from throughline.ui.tests import addresses
from throughline.ui.tests.addresses import KEY

CHROMIUM = shutil.which("chromium") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("throughline.ui.tests.addresses"),
]


@pytest.fixture
def person() -> User:
    """A coordinator with a second factor."""
    made = member(partnership())
    second_factor(made)
    return made


@pytest.fixture
def browser_of(person: User, live_server: Any) -> Iterator[BrowserContext]:
    """A browser in which that person is signed in."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(base_url=live_server.url)
        give_session(context, person, live_server.url)
        yield context
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def give_session(context: BrowserContext, person: User, url: str) -> None:
    """Signs the person in, in that browser."""
    client = signed_in(person)
    cookies = [{"name": name, "value": cookie.value, "url": url} for name, cookie in client.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]


def opened(context: BrowserContext) -> Page:
    """The page with the form; any error in it fails the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto("/note/")
    return page


def kept(person: User) -> list[str]:
    """The text that the server holds."""
    draft = take(owner=person.pk, key=KEY).get("words")
    return draft.text if draft else []


def test_words_are_kept_within_five_seconds_and_come_back(browser_of: BrowserContext, person: User) -> None:
    page = opened(browser_of)
    page.get_by_label("What was said").press_sequentially("She said it twice.", delay=5)
    page.get_by_label("B", exact=True).check()
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=5000)
    assert kept(person) == ["She said it twice."]
    page.close(run_before_unload=False)
    again = opened(browser_of)
    expect(again.get_by_label("What was said")).to_have_value("She said it twice.")
    expect(again.get_by_label("B", exact=True)).to_be_checked()
    expect(again.get_by_text("What you typed is kept")).to_be_visible()
    assert again.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_typing_without_a_pause_is_kept_all_the_same(browser_of: BrowserContext, person: User) -> None:
    page = opened(browser_of)
    page.get_by_label("What was said").press_sequentially("word " * 20, delay=40)
    assert kept(person) and kept(person)[0].startswith("word word")


def test_while_the_network_is_away_the_page_keeps_the_words_and_sends_them_later(
    browser_of: BrowserContext, person: User
) -> None:
    page = opened(browser_of)
    browser_of.set_offline(True)
    page.get_by_label("What was said").fill("Written on the train.")
    expect(page.locator(".tl-kept")).to_contain_text("No connection", timeout=5000)
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_label("What was said")).to_have_value("Written on the train.")
    assert kept(person) == []
    browser_of.set_offline(False)
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=8000)
    assert kept(person) == ["Written on the train."]


def test_after_a_time_out_the_words_wait_and_go_when_the_person_is_back(
    browser_of: BrowserContext, person: User, live_server: Any
) -> None:
    page = opened(browser_of)
    browser_of.clear_cookies(name="throughline")
    page.get_by_label("What was said").fill("Nearly lost.")
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible(timeout=5000)
    assert kept(person) == []
    give_session(browser_of, person, live_server.url)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=8000)
    assert kept(person) == ["Nearly lost."]
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_url("**/help/")
    assert addresses.saved[-1]["words"] == "Nearly lost."


def test_words_do_not_go_to_whoever_signs_in_next(browser_of: BrowserContext, person: User, live_server: Any) -> None:
    page = opened(browser_of)
    other = member(partnership())
    second_factor(other)
    give_session(browser_of, other, live_server.url)
    page.get_by_label("What was said").fill("Mine alone.")
    expect(page.locator(".tl-kept")).to_contain_text("Somebody else is signed in", timeout=5000)
    assert kept(person) == [] and kept(other) == []


def test_saving_at_once_sends_every_word_and_leaves_no_draft(browser_of: BrowserContext, person: User) -> None:
    page = opened(browser_of)
    page.get_by_label("What was said").fill("Short and quick.")
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_url("**/help/")
    assert addresses.saved[-1]["words"] == "Short and quick."
    assert kept(person) == []


def test_the_page_can_be_covered_and_shown_again(browser_of: BrowserContext, person: User) -> None:
    page = opened(browser_of)
    page.get_by_label("What was said").fill("Still here.")
    page.get_by_role("button", name="Cover this page").click()
    expect(page.get_by_role("heading", name="This page is covered")).to_be_visible()
    expect(page.get_by_label("What was said")).to_be_hidden()
    expect(page).to_have_title("Covered - Throughline")
    page.get_by_role("button", name="Show the page again").click()
    expect(page.get_by_label("What was said")).to_have_value("Still here.")
    expect(page).to_have_title("Note - Throughline")


@pytest.mark.parametrize("wide", [1280, 320])
def test_the_gallery_is_accessible_and_never_wider_than_the_window(
    browser_of: BrowserContext, person: User, settings: Any, wide: int
) -> None:
    settings.DEMONSTRATION = True
    page = browser_of.new_page()
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto("/gallery/")
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.title().startswith("Error: ")
    page.locator(".govuk-error-summary a").first.click()
    expect(page.get_by_label("Title of the review")).to_be_focused()
