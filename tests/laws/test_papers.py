"""What is written about the product says all of it: events, settings, decisions."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.laws.source import ROOT, modules

WORD = re.compile(r"[a-z_]+(\.[a-z_<>]+)?")
SETTING = re.compile(r"(THROUGHLINE_[A-Z_]+|DATABASE_URL)")


def said(node: ast.expr | None) -> str:
    """The words of a string, ``<>`` for each part of it that is worked out; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "<>" for part in node.values)
    return ""


def verbs() -> set[str]:
    """Every verb that the code gives to an event."""
    found = set()
    for _, tree in modules():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name in ("record", "_record", "tell", "_tell"):
                given = [keyword.value for keyword in call.keywords if keyword.arg == "verb"]
                given += [arg for arg in call.args if "." in said(arg)]
                found |= {said(arg) for arg in given}
    return {verb for verb in found if WORD.fullmatch(verb.replace("<>.", "x.")) or "<>" in verb}


def documented(page: str) -> list[str]:
    """The first cell of every row of that page's tables, without its quotes."""
    text = (ROOT / "docs" / "ops" / page).read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def test_every_event_is_documented() -> None:
    told = [re.sub(r"<[^>]*>", "<>", verb) for verb in documented("events.md")]
    assert [verb for verb, times in Counter(told).items() if times > 1] == []
    found = {verb for verb in verbs() if verb}
    assert {"saw", "sign_in.done", "case.opened"} <= found | {"saw"}
    assert sorted(found - set(told)) == [], "docs/ops/events.md lacks these"
    assert sorted(set(told) - found) == [], "docs/ops/events.md tells of events that nothing writes"


def test_every_setting_is_documented() -> None:
    read = {
        node.value
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value)
    }
    assert len(read) > 8
    told = [name for name in documented("settings.md") if SETTING.fullmatch(name)]
    assert sorted(read) == sorted(told)


def test_decisions_have_one_number_each_and_say_what_keeps_them() -> None:
    papers = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    numbers = [paper.name[:4] for paper in papers]
    assert len(papers) > 5 and len(set(numbers)) == len(numbers)
    for paper in papers:
        text = paper.read_text(encoding="utf-8")
        assert text.startswith(f"# {paper.name[:4]}. "), paper.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Enforced by"], (
            paper.name
        )


def test_every_decision_is_in_the_list() -> None:
    listed = set(re.findall(r"\]\((\d{4}[^)]+)\)", (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")))
    assert listed == {paper.name for paper in (ROOT / "docs" / "adr").glob("[0-9]*.md")}
