"""Pictures for the user guide, taken on the way: only where JOURNEYS_PICTURES names the folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

LARGEST = 150_000
_FOLDER = os.environ.get("JOURNEYS_PICTURES", "")


def picture(page: Page, name: str, *, tall: int = 700, at: Locator | None = None) -> None:
    """The window as it is, 1280 wide, from the top or with that part at its top, as ``name.png``."""
    if not _FOLDER:
        return
    folder = Path(_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": tall})
    page.evaluate("scrollTo(0, 0)")
    if at is not None:
        at.evaluate("it => it.scrollIntoView({block: 'start'})")
    taken = page.screenshot(path=folder / f"{name}.png")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert len(taken) < LARGEST, f"{name} takes {len(taken)} bytes"
