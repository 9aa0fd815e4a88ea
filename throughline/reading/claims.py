"""Counts that the text claims, beside the number of such things that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .result import CaseStudy, Claim, Item, ReviewNamed, Subject
from .words import NUMBER, fold, value_of

LISTED = ("findings", "learning_points", "recommendations", "actions", "case_studies")
_NOUNS: tuple[tuple[str, str], ...] = (
    ("findings", r"findings"),
    (
        "learning_points",
        r"learning points|lessons(?: learned| learnt)?|points of learning|practice points|key messages",
    ),
    ("recommendations", r"recommendations"),
    ("actions", r"actions|action points"),
    ("case_studies", r"case studies|case examples"),
    ("rapid_reviews", r"rapid reviews"),
    ("reviews", r"reviews|serious case reviews|scrs|lcsprs|csprs"),
    ("children", r"children|young people|babies|infants|siblings|teenagers|pupils|boys|girls"),
    ("incidents", r"incidents|notifications|deaths|serious incidents"),
    ("cases", r"cases|files|plans|records"),
    ("agencies", r"agencies|organisations|services|schools"),
    ("returns", r"returns|self-assessments|responses"),
    ("events", r"events|workshops|audits|meetings|sessions|conferences"),
    ("themes", r"themes|priorities|headings"),
    ("placements", r"placements"),
    ("social_workers", r"social workers|allocated workers"),
    ("families", r"families|households"),
)
_NOUN = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NOUNS)
_CLAIM = re.compile(
    rf"(?<![\w£$.,/-])(?P<says>{NUMBER})(?![\w%-]|[.,]\d)[ ]+(?P<between>(?:(?!and\b|or\b|of\b|to\b|in\b|"
    rf"at\b|were\b|was\b|are\b|is\b|had\b|have\b|percent\b|per\b|years?\b|months?\b|weeks?\b|days?\b|"
    rf"hours?\b)[\w’'/-]+[ ]+){{0,4}}?)(?:{_NOUN})\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:on average|average(?: of)?|mean of|typically|usually|around|about|approximately|at least|up to|"
    r"over|more than|nearly|almost|under|fewer than|less than|every)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:first|last|next|other|another|further|remaining|these|those|only|just|top|same|a further|of "
    r"which|all but|including|and|with|including the|final|previous|earlier|additional|both)\s+$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"{NUMBER} (?:\w+ ){{0,2}}(?:recommendations|findings|actions|learning points|lessons|themes)(?:,| and)\s+$",
    re.IGNORECASE,
)
_SOME_OF = re.compile(
    r"\b(?:further|additional|other|more|new|common|internal|own|earlier|previous|national|single[- ]agency|local|"
    r"extra)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:identif(?:ied|ies|y)|makes?|made|making|has|have|had|contains?|sets? out|reach(?:es|ed)?|came "
    r"to|comes to|came up with|there (?:are|were|is)|following|the|its|their|all|these|our|produced?|drew "
    r"out|draws out|under|lists?|found|finds|gives?|gave|offers?|arrived at|results? in|resulted in|led "
    r"to|includes?|published|against|between them|contain|consists? of|comprises?|on the|of the|of its|"
    r"your|remember|answers?|into|as)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:each|every|per|previous|earlier|former|another|(?:finding|theme|recommendation|priority) \w{1,5})\b",
    re.IGNORECASE,
)
_FOR_SOME = re.compile(
    r"\s*(?:(?:are|were|is) (?:for|about|on|to)\b|for\b|of them for|each|apiece|in common|relat|concern)"
)
_FOR_ALL = re.compile(
    r"\s*for (?:all |the |local |both |several |different |these )*(?:agencies|partners|services|organisations)\b"
)
_HOW_FAR = re.compile(
    r"\s*(?:are|were|have been|has been|remain)\s+(?:now |fully |still |all |partly |already )*(?:complete|closed|"
    r"in progress|"
    r"overdue|outstanding|met|achieved|on track|green|amber|red|not|under ?way|open|signed off|done|delayed|partially)"
)
_ARE_THERE = re.compile(r"\s*(?:are|were|have (?:been|all been)|follow|was|came|emerge|stand|:|in all|of the review)")
_DETERMINED = re.compile(
    r"\b(?:the|its|their|all|these|our|following|under|between them|in all|there (?:are|were))\s+(?:[\w’']+\s+)?$",
    re.IGNORECASE,
)
_TELLER = re.compile(
    r"\b(?:reviews?|report|scr|lcspr|cspr|reviewers?|authors?|panel|board|partnership|it|we|they|there|this|audit|"
    r"paper|process|"
    r"document|summary|which|and|committee|them|have been|plan|briefing|below|here)\b",
    re.IGNORECASE,
)
_OF_TOTAL = re.compile(
    rf"\b(?:{NUMBER}|some|many|most|all|none|each|both|half|any|several|few|one) of (?:the|its|these|our|"
    rf"their|those)\s+$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'’”)]*\s+(?=[\"'‘“(A-Z0-9])")
_SENTENCE_STOP = re.compile(r"[.!?][\"'’”)]*(?=\s|$)")
_LONGEST = 700
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\t“‘\"'(]\s*)$")
_ELSEWHERE = re.compile(
    r"\b(?:last year|previous year|nationally|national (?:panel|review)|elsewhere|other (?:areas|reviews|"
    r"boards)|each year|a year|per year|annually|in total across|rapid review|inspect(?:ion|orate|ors?)|ofsted|jtai|"
    r"own (?:report|review|plan)|individual (?:management|agency)|thematic analysis|since (?:19|20)\d\d|over the years|"
    r"(?:earlier|previous|other|former|past) (?:reviews?|reports?|audits?))\b",
    re.IGNORECASE,
)
_LIST_KINDS_ALOOF = frozenset(
    {"digest", "yearly_report", "committee_minutes", "publication_notice", "guidance", "report_template", "other"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim with what was seen around it: whether it tells the whole number, and whether it is part of a title."""

    claim: Claim
    whole: bool
    titled: bool
    start: int


def claims_of(
    text: str,
    kind: str,
    lists: Mapping[str, Sequence[Item | CaseStudy]],
    reviews: Sequence[ReviewNamed],
    subjects: Sequence[Subject],
    numbers: Sequence[int],
) -> list[Counted]:
    """The counts claimed in `text`, in order, each with what the document lists of that thing."""
    found = []
    for match in _claims_in(text, numbers):
        says = value_of(match["says"])
        counts = next(name for name, _ in _NOUNS if match[name])
        if says is None or says == 0 or _is_no_count(match, text):
            continue
        begin, end = _sentence(text, match.start(), match.end())
        before = text[max(begin, match.start() - 60) : match.start()]
        average = _AVERAGE.search(before) is not None
        titled = _is_titled(text, match)
        whole = not average and _is_whole(before, match, text)
        listed = None
        if whole or titled:
            listed = _listed(counts, kind, lists, reviews, subjects, match, text[begin:end])
        name = f"average_{counts}" if average and re.search(r"average", before, re.IGNORECASE) else counts
        quote = " ".join(text[begin:end].split())
        claim = Claim(name, says, listed, None if listed is None else says == listed, quote, (begin, end))
        found.append(Counted(claim, whole, titled, match.start()))
    return found


def _claims_in(text: str, numbers: Sequence[int]) -> Iterator[re.Match[str]]:
    """Each number with the thing it counts; numbers are found first, for there are few of them."""
    end = 0
    for place in numbers:
        match = _CLAIM.match(text, place) if place >= end else None
        if match:
            end = match.end() if value_of(match["between"].partition(" ")[0]) is None else end
            yield match


def _is_no_count(match: re.Match[str], text: str) -> bool:
    """True of "Working Together 2018 cases", a label before a noun, or an age."""
    says = match["says"]
    if says.isdecimal() and len(says) == 4 and 1900 <= int(says) <= 2100:
        return True
    if value_of(match["between"].partition(" ")[0]) is not None:
        return True  # "4 Five lessons": the number of the heading, and then the count
    opens = match.start() == 0 or text[match.start() - 1] in "\n\t"
    if opens and says.isdecimal() and text[match.end("says") :].lstrip(" ")[:1].isupper():
        return True  # "3 Key findings": the number of a heading
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(
        re.search(
            r"\b(?:[Ss]ection|[Pp]age|[Cc]hapter|[Aa]ppendix|[Ff]inding|[Rr]ecommendation|[Pp]riority|"
            r"[Ss]tage|[Tt]ier|[Ll]evel|[Tt]able|[Aa]ged?|[Yy]ear|[Nn]umber|[Nn]o\.?)\s$",
            before,
        )
    ) or (
        fold(says) == "one" and match.lastgroup is not None and not match["between"].strip() and before.endswith("of ")
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, inside its paragraph or cell, looked for no further than a long sentence goes."""
    low, high = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    begin = max(text.rfind("\n", low, start), text.rfind("\t", low, start), low - 1) + 1
    breaks = (place for place in (text.find("\n", end, high), text.find("\t", end, high)) if place >= 0)
    stop = min(breaks, default=high)
    for mark in _SENTENCE_END.finditer(text, begin, start):
        begin = mark.end()
    finish = _SENTENCE_STOP.search(text, end, stop)
    return begin, finish.end() if finish else stop


def _is_titled(text: str, match: re.Match[str]) -> bool:
    """True of a count that opens a title in quotation marks ("Ten learning points from ..."), promised elsewhere."""
    before = text[max(0, match.start() - 2) : match.start()]
    if before.endswith(("‘", "“", '"', "'")) and match["says"][0].isupper():
        return True
    return bool(
        re.search(
            r"\b(?:publication|poster|leaflet|paper|document|sheet|note) (?:on|of|with|called|giving)\s+(?:the\s+)?$",
            text[max(0, match.start() - 40) : match.start()],
        )
    )


def _is_whole(before: str, match: re.Match[str], text: str) -> bool:
    """True of a count that tells how many there are in all, not how many one agency or finding has."""
    if _OF_TOTAL.search(before):
        return True
    beside = _BESIDE.search(before)  # "has three recommendations and nine actions"
    before = before[: beside.start()] if beside else before
    if _PART.search(before) or _OF_ANOTHER.search(before) or _SOME_OF.search(match["between"]):
        return False
    after = text[match.end() : match.end() + 60]
    if (_FOR_SOME.match(after) and not _FOR_ALL.match(after)) or _HOW_FAR.match(after):
        return False
    if _SENTENCE_START.search(before):
        return bool(_ARE_THERE.match(after)) or bool(match["between"].strip())
    return bool(_DETERMINED.search(before)) or bool(_TOTAL.search(before) and _TELLER.search(before))


def _listed(
    counts: str,
    kind: str,
    lists: Mapping[str, Sequence[Item | CaseStudy]],
    reviews: Sequence[ReviewNamed],
    subjects: Sequence[Subject],
    match: re.Match[str],
    sentence: str,
) -> int | None:
    """How many of the thing the document lists; None where it is not a thing that it lists."""
    if counts in {"reviews", "rapid_reviews"} and len(reviews) >= 2 and counts == "reviews":
        return len(reviews)
    if counts == "children" and len(subjects) >= 2 and not match["between"].strip():
        return len(subjects) if re.search(r"\babout\b|\breview\b|\bnames?\b", sentence) else None
    if counts not in LISTED or kind in _LIST_KINDS_ALOOF or _ELSEWHERE.search(sentence):
        return None
    return _own_count(counts, lists, match, sentence)


def _own_count(
    counts: str, lists: Mapping[str, Sequence[Item | CaseStudy]], match: re.Match[str], sentence: str
) -> int | None:
    if counts == "recommendations":
        asks = len(lists["committee_recommendations"])
        own = len(lists["recommendations"])
        if not own and asks and re.search(r"\b(?:committee|cabinet|board members|members|panel)\b", fold(sentence)):
            return asks
        return own
    if counts == "actions" and not lists["actions"]:
        return None
    if counts == "case_studies" and not lists["case_studies"]:
        return None
    return len(lists[counts])
