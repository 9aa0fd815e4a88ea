"""What every page owes its reader: axe's rules, one heading, a title, its width; and what a form with errors owes."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Only what is wrong is told, and style sheets are not fetched a second time.
SHORT = {"resultTypes": ["violations"], "preload": False}
_LOOK = os.environ.get("JOURNEYS_LOOK", "")


def faults(page: Page, wide: int = 0, axe: bool = True) -> list[str]:
    """What the page owes its reader and does not give: axe's rules if asked for, one heading, a title, its width."""
    found = []
    if page.locator("h1:visible").count() != 1:
        found.append(f"{page.locator('h1:visible').count()} main headings")
    if not page.title().endswith(" - Throughline"):
        found.append(f"title “{page.title()}”")
    for one in Axe().run(page, options=SHORT).response["violations"] if axe else ():
        nodes = "; ".join(" ".join(node["target"]) + ": " + node["html"][:160] for node in one["nodes"][:3])
        found.append(f"axe {one['id']} ({one['impact']}), {one['help']}: {nodes}")
    if wide:
        found += too_wide(page, wide)
    return found


def too_wide(page: Page, wide: int) -> list[str]:
    """What sticks out of a window that wide."""
    page.set_viewport_size({"width": wide, "height": 900})
    reach = page.evaluate("document.documentElement.scrollWidth")
    if reach <= wide:
        return []
    who = page.evaluate(
        """wide => [...document.querySelectorAll("main *, header *, footer *")].filter(e =>
        e.getBoundingClientRect().right > wide + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 140))""",
        wide,
    )
    return [f"{reach} wide in a window of {wide}: {who}"]


def look(page: Page, name: str) -> None:
    """A picture of the page for somebody to look at, where JOURNEYS_LOOK names a folder."""
    if _LOOK:
        Path(_LOOK).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(_LOOK) / f"{name}.png", full_page=True)


def unhelpful(page: Page, axe: bool = True) -> list[str]:
    """What the page with errors owes and does not give: in its title, in a summary that leads on, and at each field."""
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
    return found + faults(page, axe=axe) + too_wide(page, 320)
