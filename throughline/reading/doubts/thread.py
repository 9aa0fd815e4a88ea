"""Doubts about the thread from a finding to what was done about it and what difference that made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from throughline.kernel.numbers import NUMBER_WORDS

from ..result import About, Doubt, Item
from ..words import fold
from .asking import Context, doubt

_NUMBER = re.compile(r"(?<![\w/-])\d[\d,.]*\s?%?(?![\w/-]?\d)")
_NUMBER_WORD = re.compile(
    r"\b(?:"
    + "|".join(word for word, value in NUMBER_WORDS.items() if value not in {0, 1})
    + r"|half|a (?:third|quarter|fifth|sixth|tenth)|(?:two|three|four) (?:thirds|quarters|fifths)|tripled|halving|"
    r"two thirds|three quarters|doubled|halved|trebled)\b"
)
_NO_FIGURE = re.compile(
    r"\b(?:(?:19|20)\d\d(?:[/-]\d\d)?|section \d+|\d+(?:st|nd|rd|th)|finding \d+|recommendation \d+|"
    r"covid-19|under (?:one|two|five|\d+)|aged? \d+|\d+ (?:year|week|month)s? old)\b"
)
_EARLY = re.compile(
    r"^(?:(?:it is )?too (?:early|soon)|not yet|none|n/?a|to follow|awaited|tbc|will be (?:measured|"
    r"reported)|this will be)\b"
)
_WEAK = re.compile(
    r"\b(?:(?:strong |clear |good )?indicat(?:ion|ions|es|ed)|suggest(?:s|ed|ive)?|anecdotal\w*|(?:it is|"
    r"we) (?:felt|believed|believe|feel|hope|think)|appears? to|seems? to|reported anecdotally)\b"
)


def findings_without_progress(context: Context) -> Iterator[Doubt]:
    """In a paper that tells progress finding by finding, a finding with none."""
    findings, progress = context.lists["findings"], context.lists["progress"]
    yield from _learning_without_progress(context)
    told = {_number(item.about) for item in progress if item.about.kind == "finding"}
    if not findings:
        return
    if told:
        for finding in findings:
            if finding.number and fold(finding.number) not in told:
                yield doubt(
                    "finding_without_progress",
                    "medium",
                    f"Finding {finding.number} has no progress under it.",
                    finding.at,
                )
    elif _themes(progress) >= 2 and len(findings) >= 2 and not _named_alike(findings, progress):
        says = f"Progress is told under {_themes(progress)} themes that are not tied to the {len(findings)} findings."
        severity = "medium" if context.kind in {"committee_report", "progress_report", "board_response"} else "low"
        if _themes(progress) == len(findings):
            severity = "low"  # as many themes as findings: they may well be tied one to one
        if not context.lists["recommendations"]:
            yield doubt("progress_not_mapped", severity, says, progress[0].at)


def _learning_without_progress(context: Context) -> Iterator[Doubt]:
    """The same of learning points, in a paper that tells progress by them."""
    told = {_number(item.about) for item in context.lists["progress"] if item.about.kind == "learning_point"}
    if len(told) < 2 or context.kind not in {"progress_report", "board_response", "action_plan", "committee_report"}:
        return
    for point in context.lists["learning_points"]:
        if point.number and fold(point.number) not in told:
            says = f"Learning point {point.number} has no progress under it."
            yield doubt("finding_without_progress", "medium", says, point.at)


def _named_alike(findings: Sequence[Item], progress: Sequence[Item]) -> bool:
    """True where the themes say again what the findings are about."""
    names = {fold(item.about.name) for item in progress if item.about.kind == "theme"}
    hits = sum(any(any(w in fold(f.text) for w in name.split() if len(w) > 4) for f in findings) for name in names)
    return hits == len(names) and len(names) == len(findings)


def _themes(progress: Sequence[Item]) -> int:
    return len({(item.about.number, item.about.name) for item in progress if item.about.kind == "theme"})


def recommendations_without_progress(context: Context) -> Iterator[Doubt]:
    """In a paper that tells progress recommendation by recommendation, one with none."""
    told = {_number(item.about) for item in context.lists["progress"] if item.about.kind == "recommendation"}
    if len(told) < 2:
        return
    for item in context.lists["recommendations"]:
        if item.number and fold(item.number) not in told:
            says = f"Recommendation {item.number} has no progress under it."
            yield doubt("recommendation_without_progress", "low", says, item.at)


def _number(about: About) -> str:
    return fold(about.number)


def by_point(items: Sequence[Item], kinds: tuple[str, ...]) -> dict[About, list[Item]]:
    grouped: dict[About, list[Item]] = {}
    for item in items:
        if item.about.kind in kinds:
            grouped.setdefault(item.about, []).append(item)
    return grouped


def point(about: About) -> str:
    what = {
        "finding": "Finding",
        "recommendation": "Recommendation",
        "learning_point": "Learning point",
        "theme": "Theme",
    }.get(about.kind, "Item")
    return f"{what} {about.number or about.name}".strip()


def claims_without_measure(context: Context) -> Iterator[Doubt]:
    """An effect claimed under a finding with nothing measured; told once for each finding."""
    for about, items in by_point(context.lists["impact"], ("finding", "recommendation", "learning_point")).items():
        real = [item for item in items if not _EARLY.match(fold(item.text))]
        if not real or any(measured(item.text) for item in real):
            continue
        severity = "medium" if about.kind == "finding" else "low"
        says = f"{point(about)}: an effect is claimed and nothing measured is given for it."
        yield doubt("claim_without_measure", severity, says, real[0].at)


def measured(text: str) -> bool:
    bare = _NO_FIGURE.sub(" ", fold(text))
    return bool(_NUMBER.search(bare) or _NUMBER_WORD.search(bare))


def weak_evidence(context: Context) -> Iterator[Doubt]:
    """A figure given as a sign that something works, where it counts something else."""
    for item in context.lists["impact"]:
        found = _WEAK.search(fold(item.text))
        if found and measured(item.text) and not _EARLY.match(fold(item.text)):
            who = f"{point(item.about)}: " if item.about.kind else ""
            yield doubt(
                "weak_evidence",
                "medium",
                f"{who}a figure is given as “{found[0]}” of an effect; it does not measure the effect.",
                item.at,
            )


CHECKS = [
    findings_without_progress,
    recommendations_without_progress,
    claims_without_measure,
    weak_evidence,
]
