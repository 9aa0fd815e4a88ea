"""Checks that every answer key is true of its document; ``python -m tests.readings.check_keys`` says what is wrong."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

HERE = Path(__file__).parent
LISTS = (
    "findings",
    "learning_points",
    "recommendations",
    "committee_recommendations",
    "actions",
    "progress",
    "impact",
    "case_studies",
)
KINDS = {
    "committee_report",
    "subgroup_annual_report",
    "yearly_report",
    "board_response",
    "progress_report",
    "review_report",
    "executive_summary",
    "action_plan",
    "learning_briefing",
    "committee_minutes",
    "audit_summary",
    "section11_summary",
    "guidance",
    "report_template",
    "publication_notice",
    "digest",
    "other",
}
ISO = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u00ad": "", "\u0002": ""})


def keys() -> list[dict[str, Any]]:
    """Every answer key, in the order of the file names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))]


def text_of(path: Path) -> str:
    """What a person can read in a document, by means that owe nothing to our reader."""
    if path.suffix == ".pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    if path.suffix == ".docx":
        body = Document(str(path)).element.body
        return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return path.read_text(encoding="utf-8")


def folded(text: str) -> str:
    """Text with marks, kinds of quotation mark and line ends made alike."""
    text = re.sub(r"<[^<>]*>", "", re.sub(r"[\x02\ufffe-]\s*", "", text).translate(QUOTES))
    return " ".join(re.sub(r"\*\*|__|(?<!\w)[*_#|]|[*_](?!\w)", " ", text).split())


def sayings(key: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything in a key that its document must contain, with where in the key it stands."""
    yield "title", key["title"]
    yield from sayings_of_items(key)
    yield from ((f"dates.{means}", date["text"]) for means, date in key["dates"].items())
    yield from ((f"inconsistencies.{one['type']}", one["quote"]) for one in key["inconsistencies"] if "quote" in one)
    for name, starts in key.get("may", {}).items():
        yield from ((f"may.{name}", start) for start in starts)
    for name in [*key["subject"], *key["subject_aliases"].values(), *key["abbreviations"], key["partnership"]]:
        yield "names", name


def sayings_of_items(key: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of each item of each list that its document must contain."""
    for name in LISTS:
        for one in key[name]:
            for field in ("starts", "distinguished_by", "outcome_starts"):
                if field in one:
                    yield f"{name}.{field}", one[field]


def wrong_in_text(key: dict[str, Any]) -> Iterator[str]:
    """What a key says and its documents do not."""
    for file in [key["file"], *key.get("also_as", [])]:
        text = folded(text_of(HERE / file))
        for where, saying in sayings(key):
            if folded(saying) not in text and folded(saying).lower() not in text.lower():
                yield f"{file}: {where} not in the text: {saying!r}"


def wrong_in_itself(key: dict[str, Any]) -> Iterator[str]:
    """Where a key contradicts itself or its format."""
    if key["kind"] not in KINDS:
        yield f"{key['file']}: no such kind: {key['kind']}"
    for name in LISTS:
        counted = key["listed_counts"].get(name, len(key[name]))
        if counted != len(key[name]):
            yield f"{key['file']}: listed_counts says {counted} {name}, the key lists {len(key[name])}"
    for means, date in key["dates"].items():
        if date["iso"] is not None and not ISO.fullmatch(date["iso"]):
            yield f"{key['file']}: {means} is no date: {date['iso']!r}"
    grave = [one for one in key["inconsistencies"] if one["severity"] != "low"]
    if key.get("clean") and grave:
        yield f"{key['file']}: said to be clean and is not"
    if key["kind"] in ("guidance", "report_template") and any(key[name] for name in LISTS):
        yield f"{key['file']}: guidance and templates hold no items"


def all_wrong() -> list[str]:
    """Everything that is wrong with the keys, in words."""
    return [line for key in keys() for line in (*wrong_in_text(key), *wrong_in_itself(key))]


if __name__ == "__main__":
    found = all_wrong()
    print("\n".join(found) or f"{len(keys())} keys, nothing wrong")
    sys.exit(bool(found))
