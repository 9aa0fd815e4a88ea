"""The user guide shows what the journeys see: every picture is taken by one, is in the guide, and is small."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from tests.journeys.pictures import LARGEST

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([^)]+)\.png\)")
LINKED = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_every_picture_is_taken_by_a_journey_and_shown_once_in_words_too() -> None:
    shown = [(name, words) for page in sorted(GUIDE.glob("*.md")) for words, name in SHOWN.findall(page.read_text())]
    taken = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        taken |= set(re.findall(r'picture\([a-z]+, "([^"]+)"', file.read_text()))
    assert {name for name, _ in shown} == taken == {file.stem for file in (GUIDE / "pictures").glob("*.png")}
    assert all(len(words.split()) >= 4 for _, words in shown)


def test_every_picture_is_as_wide_as_a_page_and_light() -> None:
    for file in (GUIDE / "pictures").glob("*.png"):
        data = file.read_bytes()
        assert struct.unpack(">I", data[16:20])[0] == 1280, file.name
        assert len(data) < LARGEST, file.name


def test_every_link_of_the_guide_leads_somewhere() -> None:
    for page in GUIDE.glob("*.md"):
        for link in LINKED.findall(page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
