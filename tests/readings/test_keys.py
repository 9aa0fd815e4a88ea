"""The answer keys are true of their documents, and the documents are what their marked sources make."""

from __future__ import annotations

from typing import Any

import pytest

from . import check_keys
from .make.__main__ import SOURCES
from .make.marks import key_of, read_marked
from .make.plain import plain

KEYS = check_keys.keys()


@pytest.mark.parametrize("key", KEYS, ids=[key["file"] for key in KEYS])
def test_everything_a_key_says_is_in_its_document(key: dict[str, Any]) -> None:
    """Each quoted word of a key stands in each form of its document."""
    assert list(check_keys.wrong_in_text(key)) == []


@pytest.mark.parametrize("key", KEYS, ids=[key["file"] for key in KEYS])
def test_a_key_agrees_with_itself(key: dict[str, Any]) -> None:
    """Counts, dates and kinds are in order."""
    assert list(check_keys.wrong_in_itself(key)) == []


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_text_and_key_are_what_the_marked_source_makes(source: Any) -> None:
    """Nobody has changed a text or a key by hand and left its source behind."""
    marked = read_marked(source)
    committed = next(key for key in KEYS if key["file"].rpartition(".")[0] == marked.name)
    assert committed == key_of(marked)
    for medium in marked.head["media"]:
        path = check_keys.HERE / f"{marked.name}.{medium}"
        assert path.exists()
        if medium in ("md", "txt"):
            assert path.read_text(encoding="utf-8") == plain(marked.body, marked.head.get("layout", {}))


def test_a_wrong_key_is_noticed() -> None:
    """The check can fail: a word that is not in the document, and a count that does not agree, are told."""
    key = {
        **KEYS[0],
        "title": "No paper was ever called this",
        "listed_counts": {"findings": 99},
        "clean": False,
    }
    assert any("not in the text" in line for line in check_keys.wrong_in_text(key))
    assert any("listed_counts" in line for line in check_keys.wrong_in_itself(key))
