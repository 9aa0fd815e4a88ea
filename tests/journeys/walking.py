"""People at their browsers: who signs in, and what went wrong in their pages without anybody saying so."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories import PASSWORD
from tests.journeys.wexmoor import Wexmoor

HEIGHT = 900
# Two presses of one button within a second count as one; somebody who means it waits this long, in milliseconds.
A_SECOND_PRESS = 1100
# What Chromium writes for any answer that is not 200; each journey says itself which answers it expects.
NOT_OUR_FAULT = ("Failed to load resource: the server responded with a status of", "net::ERR_INTERNET_DISCONNECTED")


class Walkers:
    """Opens a browser for one person after the other, and listens."""

    def __init__(self, browser: Browser, url: str, wexmoor: Wexmoor) -> None:
        self.browser, self.url, self.wexmoor = browser, url, wexmoor
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(self, key: str, *, to: str = "/", scripts: bool = True, wide: int = 1280) -> Page:
        """A page at that address, for that person, who has signed in with password and code."""
        page = self.nobody(scripts=scripts, wide=wide)
        page.goto(to)
        self.sign_in(page, key)
        return page

    def nobody(self, *, scripts: bool = True, wide: int = 1280) -> Page:
        """A page in a browser of its own where nobody is signed in."""
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=scripts,
            viewport={"width": wide, "height": HEIGHT},
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(60_000)
        context.on("page", self.listen)
        self.contexts.append(context)
        return context.new_page()

    def sign_in(self, page: Page, key: str) -> None:
        """From the sign-in page on: address, password and code."""
        user = self.wexmoor.person(key)
        page.get_by_label("E-mail address").fill(user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Code").fill(self.wexmoor.code(key))
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("body[data-person]")).to_have_count(1)

    def listen(self, page: Page) -> None:
        """Errors in scripts, breaches of the content security policy and requests to others are complaints."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._asked(page, request.url))

    def _said(self, message: Any) -> None:
        if message.type == "error" and not any(words in message.text for words in NOT_OUR_FAULT):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _asked(self, page: Page, url: str) -> None:
        if not url.startswith(self.url):
            self.complaints.append(f"{page.url} asked for {url}")

    def leave(self) -> list[str]:
        """Everybody closes their browser; what went wrong meanwhile."""
        for context in self.contexts:
            context.close()
        return self.complaints


def nothing_in_storage(page: Page) -> bool:
    """True when the browser's own storage is empty, of every kind."""
    kinds = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
        "caches" in window ? (await caches.keys()).length : 0,
        (await navigator.serviceWorker?.getRegistrations() ?? []).length]"""
    )
    return not any(kinds)


def not_wider_than_the_window(page: Page) -> bool:
    """True when nobody has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def follow(page: Page, name: Any) -> None:
    """Goes where the first link of that name leads, whether it looks like a link or like a button."""
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()
