"""A marked source: a JSON head (what is true of the whole document) and a body in which each item wears a mark.

A mark stands just before the first word of an item, as in ``{{progress finding=1}}Training has ...``. Taking the marks
out leaves the document; reading them gives the lists of its answer key. So text and key cannot drift apart.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LISTS = {
    "finding": "findings",
    "lp": "learning_points",
    "rec": "recommendations",
    "ask": "committee_recommendations",
    "action": "actions",
    "progress": "progress",
    "impact": "impact",
    "case": "case_studies",
}
NUMBERED = {"finding", "lp", "rec", "ask", "action"}
MARK = re.compile(r"\{\{(.*?)\}\}")
WORDS_IN_START = 8


@dataclass(frozen=True)
class Marked:
    """One marked source: its name, its head, its clean body and the lists its marks give."""

    name: str
    head: dict[str, Any]
    body: str
    lists: dict[str, list[dict[str, str]]]


def read_marked(path: Path) -> Marked:
    """Read a marked source from ``path``."""
    head_text, body = path.read_text(encoding="utf-8").split("\n=====\n", 1)
    return Marked(path.stem, json.loads(head_text), MARK.sub("", body), items_in(body))


def items_in(body: str) -> dict[str, list[dict[str, str]]]:
    """The items marked in ``body``, list by list, in the order of the text."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in LISTS.values()}
    for mark in MARK.finditer(body):
        word, *rest = shlex.split(mark.group(1))
        start = start_of(body[mark.end() :])
        if word == "outcome":
            found["case_studies"][-1]["outcome_starts"] = start
            continue
        found[LISTS[word]].append(item(word, rest, start))
    return found


def item(word: str, rest: list[str], start: str) -> dict[str, str]:
    """One item of a key: its number where its kind has one, its first words, and whatever else the mark says."""
    made: dict[str, str] = {"number": ""} if word in NUMBERED else {}
    for part in rest:
        name, sign, value = part.partition("=")
        made[name if sign else "number"] = value if sign else name
    return {**made, "starts": start}


def start_of(text: str) -> str:
    """The first words of an item, stopping before the end of its line or cell and before any footnote mark."""
    line = re.split(r"\n|<br>| \| ?| \|$|\t", MARK.sub("", text), maxsplit=1)[0]
    line = re.split(r"\s\S*(?:\[\^|[¹²³⁴⁵⁶⁷⁸⁹]|<sup>)", line, maxsplit=1)[0]
    plain = re.sub(r"\*\*|(?<!\w)[*_]|[*_](?!\w)", "", line)
    return " ".join(plain.split()[:WORDS_IN_START])


def key_of(marked: Marked) -> dict[str, Any]:
    """The answer key of a marked source, in the order a person reads it."""
    head = {name: value for name, value in marked.head.items() if name not in ("media", "layout")}
    media = marked.head["media"]
    key: dict[str, Any] = {"file": f"{marked.name}.{media[0]}"}
    if media[1:]:
        key["also_as"] = [f"{marked.name}.{ext}" for ext in media[1:]]
    for name in ("kind", "title", "partnership", "subject", "subject_aliases", "dates"):
        key[name] = head.pop(name, {} if name in ("dates", "subject_aliases") else [])
    key |= marked.lists
    for name in ("claimed_counts", "listed_counts", "abbreviations"):
        key[name] = head.pop(name, {})
    for name in ("abbreviations_undefined", "inconsistencies"):
        key[name] = head.pop(name, [])
    return key | head
