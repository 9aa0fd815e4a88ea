"""The docs that say what the code says are as the code is now."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scripts.docmaking.refusals import links_of, numbers_explained, numbers_raised
from scripts.make_docs import PAGES
from throughline.chronology.rules import CHECKS
from throughline.reading.doubts import RULES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_as_the_code_is(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), f"{name} differs from the code: run make docs."


def test_every_refusal_number_is_explained_once() -> None:
    explained = Counter(number for number, _ in numbers_explained())
    raised = numbers_raised()
    assert sorted(set(raised) - set(explained)) == [], "docs/guide/errors.md lacks these numbers"
    assert sorted(set(explained) - set(raised)) == [], "docs/guide/errors.md explains numbers that nothing raises"
    assert [number for number, times in explained.items() if times > 1] == [], "explained twice"


def test_every_rule_of_doubt_has_a_page_that_says_what_it_looks_for() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs/guide/doubts").glob("*.md")}
    assert sorted(pages) == sorted(rule.number for rule in RULES.values())
    for rule in RULES.values():
        text = pages[rule.number]
        assert text.startswith(f"# {rule.number}. ")
        assert f"{rule.looks_for} (Rule `{rule.word}`.)" in text, (
            f"docs/guide/doubts/{rule.number}.md differs from the rule"
        )
        assert "**What to do.**" in text


def test_every_check_of_a_chronology_has_a_page_that_says_what_it_asks() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs/guide/chronology").glob("*.md")}
    assert sorted(pages) == sorted(CHECKS)
    for check in CHECKS.values():
        text = pages[check.number]
        assert text.startswith(f"# {check.number}. {check.title}\n\n{check.asks}\n"), check.number
        assert all(words in text for words in (check.example, check.matters, check.do)), check.number
        assert "**What to do.**" in text


def test_every_link_between_the_docs_leads_somewhere() -> None:
    missing = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in links_of(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_every_decision_stands_once_in_the_list_of_decisions() -> None:
    listed = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    names = [path.name for path in (ROOT / "docs/adr").glob("0*.md")]
    assert len({name[:4] for name in names}) == len(names), "two decisions share a number"
    assert [name for name in names if listed.count(f"]({name})") != 1] == []
