"""Scores a reading against an answer key: recall and precision by list, and which doubts asked for were raised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from throughline.reading import Reading

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
REAL_LISTS = ("findings", "learning_points", "committee_recommendations", "progress", "impact", "case_studies")
_ABOUT = (
    ("finding", "finding"),
    ("learning_point", "learning_point"),
    ("recommendation", "recommendation"),
    ("theme_number", "theme"),
    ("theme", "theme"),
    ("review", "review"),
)
_FOLDED = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "*": "",
        "_": "",
        "\u00a0": " ",
        "\u00ad": "",
    }
)
_TAG = re.compile(r"</?[a-z]+>")
# one thing by several words: a doubt raised under any of a group answers for the others
SAME_RULE = (
    {"undefined_abbreviation", "abbreviation_undefined"},
    {"unused_abbreviation", "abbreviation_unused", "glossary"},
    {"claim_without_measure", "effect_without_measure"},
)


def folded(text: str) -> str:
    """`text` without marks of emphasis or tags, in small letters, with plain quotation marks and single spaces."""
    return " ".join(_TAG.sub("", text.translate(_FOLDED)).lower().split())


@dataclass
class Score:
    """How many items a key asks for, how many were found, and how many were read."""

    wanted: int = 0
    found: int = 0
    read: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the items asked for that were found; 1 where none is asked for."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the items read that were asked for; 1 where none was read."""
        return self.found / self.read if self.read else 1.0

    def add(self, other: Score) -> None:
        """Counts `other` in."""
        self.wanted += other.wanted
        self.found += other.found
        self.read += other.read
        self.missed += other.missed
        self.extra += other.extra


def load(path: Path) -> dict[str, Any]:
    """The answer key at `path`."""
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]  # a key is what its README says


def _wanted(key: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [item for item in key.get(name, []) if "starts" in item]


def _about_fits(item: Any, wanted: dict[str, Any]) -> bool:
    for word, kind in _ABOUT:
        value = wanted.get(word)
        if value is None:
            continue
        if item.about.kind != kind:
            return False
        printed = item.about.name if word in {"theme", "review"} else item.about.number
        if word == "review":
            return folded(str(value)) in folded(printed)
        return folded(printed) == folded(str(value)).rstrip(":")
    return True


def _number_fits(item: Any, wanted: dict[str, Any]) -> bool:
    return "number" not in wanted or folded(item.number) == folded(str(wanted["number"]))


def fits(item: Any, wanted: dict[str, Any]) -> bool:
    """True when what was read is the item that the key asks for: its words, and its number and what it is about."""
    words = folded(item.text)
    if not words.startswith(folded(wanted["starts"])):
        return False
    if "distinguished_by" in wanted and folded(wanted["distinguished_by"]) not in words:
        return False
    if "outcome_starts" in wanted and not folded(item.outcome).startswith(folded(wanted["outcome_starts"])):
        return False
    return _number_fits(item, wanted) and _about_fits(item, wanted)


def score_list(items: Iterable[Any], key: dict[str, Any], name: str) -> Score:
    """The score of one list; an item that is fair to read and fair to leave counts neither way."""
    wanted = _wanted(key, name)
    quoted = [folded(item["quote"]) for item in key.get(name, []) if "starts" not in item and "quote" in item]
    may = [folded(start) for start in key.get("may", {}).get(name, [])]
    score = Score(wanted=len(wanted))
    left = list(wanted)
    for item in items:
        match = next((one for one in left if fits(item, one)), None)
        words = folded(item.text)
        if match is not None:
            left.remove(match)
            score.found += 1
            score.read += 1
        elif not any(words.startswith(start) for start in may) and not any(quote in words for quote in quoted):
            score.read += 1
            score.extra.append(
                f"{name}: #{item.number} [{item.about.kind} {item.about.number} {item.about.name}] {item.text[:70]}"
            )
    score.missed = [f"{name}: {json.dumps(one, ensure_ascii=False)[:150]}" for one in left]
    return score


def score_lists(reading: Reading, key: dict[str, Any], names: Iterable[str] = LISTS) -> dict[str, Score]:
    """The score of each list that the key scores."""
    skipped = set(key.get("not_scored", []))
    return {name: score_list(getattr(reading, name), key, name) for name in names if name not in skipped}


def asked_doubts(key: dict[str, Any]) -> list[dict[str, Any]]:
    """The doubts that a key asks for: high or medium, and to be seen in the one document."""
    return [
        doubt
        for doubt in key.get("inconsistencies", [])
        if doubt["severity"] in {"high", "medium"}
        and doubt["type"] != "cross_document"
        and "inference" not in doubt.get("note", "")
    ]


def rules_of(doubt: dict[str, Any]) -> set[str]:
    """The rules under any of which the doubt may be raised."""
    rules = {doubt["type"], *doubt.get("also", [])}
    for group in SAME_RULE:
        if rules & group:
            rules |= group
    return rules


def missing_doubts(reading: Reading, key: dict[str, Any]) -> list[dict[str, Any]]:
    """The doubts asked for that were not raised, each doubt raised answering for one asked for."""
    raised = list(reading.doubts)
    missing = []
    for doubt in asked_doubts(key):
        match = next((one for one in raised if one.rule in rules_of(doubt) and _tells_of(one, doubt, reading)), None)
        if match is None:
            missing.append(doubt)
        else:
            raised.remove(match)
    return missing


def _tells_of(raised: Any, doubt: dict[str, Any], reading: Reading) -> bool:
    """True when a doubt raised speaks of the finding and the figures that the key speaks of."""
    says = folded(raised.says)
    if "finding" in doubt and f"finding {folded(str(doubt['finding']))}" not in says:
        return False
    if "claimed" in doubt and raised.rule in {"count_claimed_vs_listed", "arithmetic"}:
        return str(doubt["claimed"]) in re.findall(r"\d+", says)
    return True


def false_alarms(reading: Reading, key: dict[str, Any]) -> list[Any]:
    """High and medium doubts on a paper that its key calls clean."""
    if not key.get("clean"):
        return []
    return [doubt for doubt in reading.doubts if doubt.severity in {"high", "medium"}]


def table(rows: dict[str, Score]) -> str:
    """The scores as lines of text, one a list and one for all together."""
    total = Score()
    lines = [f"{'list':26} {'asked':>6} {'found':>6} {'read':>6} {'recall':>7} {'precision':>9}"]
    for name, score in rows.items():
        total.add(score)
        lines.append(_line(name, score))
    lines.append(_line("together", total))
    return "\n".join(lines)


def _line(name: str, score: Score) -> str:
    return f"{name:26} {score.wanted:6} {score.found:6} {score.read:6} {score.recall:7.3f} {score.precision:9.3f}"
