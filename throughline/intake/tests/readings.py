"""Readings made by hand, with every key that the reader gives, for tests that are not about reading."""

from __future__ import annotations

import hashlib
from typing import Any

LISTS = (
    "mended",
    "subjects",
    "reviews",
    "dates",
    "findings",
    "learning_points",
    "recommendations",
    "committee_recommendations",
    "actions",
    "progress",
    "impact",
    "case_studies",
    "claims",
    "doubts",
    "abbreviations_undefined",
    "bodies",
)


def item(text: str, number: str = "", owner: str = "", about: tuple[str, str, str] = ("", "", "")) -> dict[str, Any]:
    """One item; its place is found when the reading is made."""
    return {
        "number": number,
        "text": text,
        "owner": owner,
        "about": dict(zip(("kind", "number", "name"), about, strict=True)),
    }


def doubt(rule: str, says: str, words: str, severity: str = "high") -> dict[str, Any]:
    """One doubt about those words."""
    return {"rule": rule, "number": "D01", "severity": severity, "says": says, "at": words}


def reading(text: str, *, title: str = "A paper", kind: str = "review_report", **lists: Any) -> dict[str, Any]:
    """A reading of that text; items stand where their words first stand after those before them in their list."""
    found: dict[str, Any] = {name: [] for name in LISTS}
    found |= {"file": "paper.md", "sha256": hashlib.sha256(text.encode()).hexdigest(), "kind": kind, "title": title}
    found |= {"partnership": lists.pop("partnership", ""), "text": text, "abbreviations": {}}
    for name, rows in lists.items():
        place = 0
        for row in rows:
            words = row.get("at", row.get("text"))
            if isinstance(words, str):
                start = text.index(words, place if name not in {"doubts", "dates"} else 0)
                row["at"] = [start, start + len(words)]
                place = start + len(words)
        found[name] = rows
    return found


def review(name: str, *subjects: str, kind: str = "serious case review", at: str = "") -> dict[str, Any]:
    """A review that the document names."""
    return {"name": name, "subjects": list(subjects or (name,)), "kind": kind, "at": at or name}


def subject(name: str, *also: str) -> dict[str, Any]:
    """A child that the document is about."""
    return {"name": name, "also": list(also)}
