"""The reviews that a document speaks of, with the children they are about."""

from __future__ import annotations

import re

from .children import Named, subject_pattern
from .result import ReviewNamed
from .words import fold

_REVIEW_KINDS: tuple[tuple[str, str], ...] = (
    ("DHR", r"domestic homicide review|\bDHR\b|domestic abuse related death review"),
    ("LCSPR", r"local child safeguarding practice review|\bLCSPR\b"),
    ("national_review", r"national (?:child safeguarding practice )?review"),
    ("CSPR", r"child safeguarding practice review|\bCSPR\b|safeguarding practice review"),
    ("SCR", r"serious case review|\bSCR\b"),
    ("child_practice_review", r"child practice review|\bCPR\b"),
    ("SAR", r"safeguarding adults? review|\bSAR\b"),
    ("rapid_review", r"rapid review"),
    ("thematic_review", r"thematic (?:\w+ )?review"),
    ("partnership_learning_review", r"partnership learning review"),
    (
        "learning_review",
        r"(?:local |case |multi-agency )?learning review|local review|practice learning review|"
        r"case review(?! (?:and|sub|group|panel|committee))",
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _REVIEW_KINDS)
_REVIEW_WORD = re.compile(r"\breview|\bLCSPR|\bCSPR|\bSCR|\bDHR", re.IGNORECASE)
_PIECE = re.compile(r"[.!?]\s|[\n\t]")
_SEVERAL = re.compile(r"\b[Rr]eviews\b[^.\n]*$|\b(?:SCRs|LCSPRs)\b[^.\n]*$")
_ONE = re.compile(r"[’']?s? (?:[A-Z]\w* )*[Rr]eview\b(?!s)")
_JOINED = re.compile(r"^\s*(?:,|and|&|,\s*and|/)\s*$")


def reviews_of(text: str, named: list[Named], title: str) -> tuple[ReviewNamed, ...]:
    """The reviews that the text names with the children they are about."""
    pattern = subject_pattern(named)
    if pattern is None:
        return ()
    primary = {fold(name): one.name for one in named for name in (one.name, *one.also)}
    found: dict[tuple[str, ...], ReviewNamed] = {}
    default = _kind_in(title) or _kind_in(text[:6000])
    for group in _groups(text, pattern):
        _note(group, text, primary, default, found)
    if not found and len(named) == 1 and default:
        at = (named[0].first, named[0].first + len(named[0].name))
        return (ReviewNamed(named[0].name, (named[0].name,), default, at),)
    return _without_parts(list(found.values()))


def _groups(text: str, pattern: re.Pattern[str]) -> list[list[re.Match[str]]]:
    """The names in a text, those joined by "and" together."""
    groups: list[list[re.Match[str]]] = []
    for match in pattern.finditer(text):
        before = groups[-1][-1].end() if groups else 0
        if groups and match.start() - before < 9 and _JOINED.match(text[before : match.start()]):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _note(
    group: list[re.Match[str]],
    text: str,
    primary: dict[str, str],
    default: str,
    found: dict[tuple[str, ...], ReviewNamed],
) -> None:
    start, end = group[0].start(), group[-1].end()
    if len(group) > 1 and _SEVERAL.search(text[max(0, start - 60) : start]) and not _ONE.match(text, end):
        for one in group:
            _note([one], text, primary, default, found)
        return
    subjects = tuple(dict.fromkeys(primary[fold(match[0])] for match in group))
    if subjects in found and found[subjects].kind:
        return
    before = _PIECE.split(text[max(0, start - 60) : start])[-1]
    after = _PIECE.split(text[end : end + 60])[0]
    near = f"{before}{text[start:end]}{after}"
    if not _REVIEW_WORD.search(near):
        return
    kind = _kind_in(near) or _last_kind_in(text[max(text.rfind("\n\n", 0, start), start - 600, 0) : start]) or default
    if subjects not in found or (not found[subjects].kind and kind):
        at = found[subjects].at if subjects in found else (start, end)
        found[subjects] = ReviewNamed(" and ".join(subjects), subjects, kind, at)


def _kind_in(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def _last_kind_in(words: str) -> str:
    """The kind of review that a paragraph spoke of last."""
    last = [
        (matches[-1].end(), -rank, kind)
        for rank, (kind, pattern) in enumerate(_KINDS)
        if (matches := list(pattern.finditer(words)))
    ]
    return max(last)[2] if last else ""


def _without_parts(reviews: list[ReviewNamed]) -> tuple[ReviewNamed, ...]:
    """One review of several children is not also a review of each."""
    joint = [set(review.subjects) for review in reviews if len(review.subjects) > 1]
    smallest = [
        review
        for review in reviews
        if not any(set(review.subjects) < other for other in joint) and not _is_union(review, reviews)
    ]
    return tuple(sorted(smallest, key=lambda review: review.at))


def _is_union(review: ReviewNamed, reviews: list[ReviewNamed]) -> bool:
    """True of a list of names that other reviews cover ("Baby A, Child C and Child E, and Child G")."""
    own = set(review.subjects)
    inner = [set(other.subjects) for other in reviews if set(other.subjects) < own]
    return len(own) > 2 and len(inner) >= 2 and own == set().union(*inner)
