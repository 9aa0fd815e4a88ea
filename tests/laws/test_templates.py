"""Laws of the page templates."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.laws.source import PACKAGE, templates

TEMPLATES = templates()
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


class _Looker(HTMLParser):
    """Notes what a strict content policy would not let through."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.wrong.append(f"<{tag}> with words of its own")
        self.wrong += [f"{name} on <{tag}>" for name in names if name == "style" or re.fullmatch(r"on[a-z]+", name)]
        self.wrong += [
            f"{name} leads elsewhere on <{tag}>"
            for name in ("src", "href", "action", "srcset", "data")
            if re.match(r"(https?:)?//|javascript:|data:", names.get(name) or "")
        ]

    handle_startendtag = handle_starttag


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    looker = _Looker()
    looker.feed(JINJA.sub("x", path.read_text(encoding="utf-8")))
    assert looker.wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_form_that_sends_carries_its_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL)
    assert [form[:80] for form in forms if "csrf_input" not in form] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_choose_no_facts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # What is marked as safe is our own drawing or the trimmed markup of a macro, never a word of a record.
    marked = re.findall(r"([\w.]+)\s*\|\s*safe\b", text)
    assert ".objects" not in text
    assert sorted(set(marked) - {"side", "trim", "this.shape"}) == []
